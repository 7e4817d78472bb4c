"""Forms: bring in a file, look at what it changes, undo."""
