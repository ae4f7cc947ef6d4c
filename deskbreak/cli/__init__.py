"""Commands: a thin client of the control socket."""
