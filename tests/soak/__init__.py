"""Hours of use in minutes; run by make soak."""
