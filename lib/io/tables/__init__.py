"""Tables as they shall be: contracts, readers, checks of rows, and the dictionary."""
