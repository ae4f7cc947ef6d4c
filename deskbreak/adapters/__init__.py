"""One small file for each thing of the outside world."""
