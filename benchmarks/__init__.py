"""Measured against a peer in one run; `make bench` prints the ratios."""
