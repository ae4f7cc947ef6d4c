"""Lengths of time, working hours and working days."""
