"""What is behind a number: worked out only when a reader asks."""
