"""The desktop around the program: autostart, files, paths, single instance, logs."""
