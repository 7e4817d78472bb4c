"""Measured against a peer in one run; `make bench` prints the ratios.

`results.json` is the record of the last release, with the machine it was measured on. Numbers
in the guide come from it; ``python -m benchmarks --keep`` writes it anew.
"""
