"""The channel of commands: server and client."""
