"""A change to data, for page and command alike: read, propose, warn, apply, undo."""
