"""Words on the wire, no policy: D-Bus, X11, Wayland, PulseAudio, PipeWire, threads."""
