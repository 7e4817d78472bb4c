"""Tests against running servers, over loopback and without a browser."""
