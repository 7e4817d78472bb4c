"""Cards on paper: bodies as the source of typst."""
