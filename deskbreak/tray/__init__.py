"""Ways to sit in the tray, best first."""
