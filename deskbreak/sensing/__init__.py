"""Who tells that the person is present, idle, locked or asleep."""
