"""Meetings that keep a prompt back, read in a process of their own."""
