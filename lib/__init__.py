"""The library behind the dashboard: files in, tables through, pictures out."""
