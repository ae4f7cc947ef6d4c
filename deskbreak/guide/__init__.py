"""The guided minute in a window: a short-lived process, ``python -m deskbreak.guide``."""
