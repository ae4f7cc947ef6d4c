"""Ways to show a notice, best first."""
