"""The clocks of the machine and the one alarm."""
