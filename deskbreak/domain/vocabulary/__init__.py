"""What the rooms of the core speak in: events in, effects out, settings, routines."""
