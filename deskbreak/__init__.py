"""deskbreak: one minute of movement for every forty-five minutes of sitting."""

__version__ = "0.2.0"
