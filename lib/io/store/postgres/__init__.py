"""Datasets of several offices in PostgreSQL, each with a mirror that is read like any folder."""
