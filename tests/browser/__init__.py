"""Tests in Chromium, the network cut."""
