"""The report: rows of the ledger in, one HTML page out."""
