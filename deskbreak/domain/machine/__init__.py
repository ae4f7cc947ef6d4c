"""The state machine on top: an event goes in, a new state and effects come out."""
