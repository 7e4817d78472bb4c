"""A deck that comes back: the same named shapes with new numbers, what was typed by hand kept."""
