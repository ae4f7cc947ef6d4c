"""Routines, checks and strings as TOML in Japanese and English, and their loader."""
