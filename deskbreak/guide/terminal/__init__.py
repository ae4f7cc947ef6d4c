"""The guided minute in a terminal: the figure in half blocks, the words, single keys."""
