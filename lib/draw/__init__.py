"""A card in a medium."""
