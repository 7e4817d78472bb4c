"""Files as they come from an office: what they are, what is repaired, what they would change."""
