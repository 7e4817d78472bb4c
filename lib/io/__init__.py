"""Files in and out. Knows files and contracts, not what the numbers mean."""
