"""Boundaries of units: an office's files in, checked and mended, outlines and their history out."""
