"""Measured against a peer in one run; `make bench` prints the ratios.

`results.json` is the record: each result with the moment it was measured at, and the machine of
the newest. ``python -m benchmarks --keep [SUBJECT ...]`` puts subjects into it anew.
"""
