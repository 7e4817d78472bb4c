"""Settings of all tests."""

from __future__ import annotations

from hypothesis import settings

# Times depend on the machine; tests assert results, benchmarks measure times.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")
