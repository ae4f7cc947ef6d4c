"""The processes of the guided minute and of the first questions, and the chimes."""
