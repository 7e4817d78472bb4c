"""Attacks on a running server, over loopback and without a browser."""
