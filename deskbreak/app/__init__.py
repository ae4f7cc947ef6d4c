"""Ports, the engine, and read-only views of the state."""
