"""A random valid workbook with one damaged cell: the door names what would change a number.

The large run is in `tests/soak/test_many_damages.py`.
"""

from __future__ import annotations

import random
from pathlib import Path

from lib.situation import data
from tests.fixtures.damage_trials import Trial, trials
from tests.fixtures.damaged_cells import KINDS, random_damage
from tests.fixtures.random_months import random_month

_SEEDS, _EACH = range(1, 7), 6


def test_what_changes_a_number_is_named(tmp_path: Path) -> None:
    done = [
        trial
        for seed in _SEEDS
        for trial in trials(seed, _EACH, tmp_path / str(seed))
    ]  # fmt: skip
    silent = [trial for trial in done if not trial.named and not trial.could_be_true]
    assert [str(trial.damage) for trial in silent if trial.changes_a_number] == []
    # Few are of the kind that nobody can tell from the truth, else nothing would be proved.
    assert sum(trial.could_be_true for trial in done) <= len(done) / 5
    assert len(done) == len(_SEEDS) * _EACH


def test_a_valid_workbook_is_taken_without_a_word(tmp_path: Path) -> None:
    for seed in (31, 32):
        assert Trial.baseline(seed, tmp_path / str(seed)) == frozenset()


def test_every_kind_of_damage_can_be_done() -> None:
    rng = random.Random(1)  # noqa: S311
    months = [random_month(seed, data.units()) for seed in range(8)]
    drawn = (random_damage(rng.choice(months), data.units(), rng) for _ in range(2_000))
    assert {damage.kind for damage in drawn} == set(KINDS)
