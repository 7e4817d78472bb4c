"""Memory, threads and open files of a server while viewers come, choose and go."""

from __future__ import annotations

from benchmarks.viewers.load import Load
from benchmarks.viewers.served import Sample


def assert_level(
    samples: dict[int, Sample], load: Load, early: int, late: int, memory: float
) -> None:
    """Nothing failed, and nothing grows.

    Args:
        samples: The server after so many choices.
        load: What became of the choices.
        early: Choices after which the server has everything it needs.
        late: Choices at the end.
        memory: Most by which memory may have grown, 0.05 for five percent.
    """
    before, after = samples[early], samples[late]
    assert load.errors == []
    assert len(load.took) == late
    assert after.memory <= before.memory * (1 + memory), (before, after)
    assert after.threads <= before.threads + 5, (before, after)
    assert after.files <= before.files + 5, (before, after)
