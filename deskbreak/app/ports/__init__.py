"""What the app needs of the capabilities, one file a capability: they hold only ``post``.

Whatever may be unusable says so itself: ``viable()`` returns a short reason in English, or None
when it can serve. Importing the module of one that serves has no effect.
"""
