"""Tests against running servers, without a browser."""
