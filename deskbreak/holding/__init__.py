"""What forbids a prompt right now: calls, shared screens, meetings."""
