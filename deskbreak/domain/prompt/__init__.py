"""One prompt: its life, what keeps it back, and the question after it."""
