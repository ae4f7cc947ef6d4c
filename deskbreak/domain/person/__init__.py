"""Where the person is, and how long they have been sitting."""
