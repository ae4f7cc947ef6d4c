"""The ledger and the state: the only room that knows SQLite."""
