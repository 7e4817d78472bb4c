"""Bodies of cards as SVG, for every medium that is not the screen."""
