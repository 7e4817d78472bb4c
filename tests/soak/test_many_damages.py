"""Many random workbooks with one damaged cell each: hardly one changes a number unnamed."""

from __future__ import annotations

from pathlib import Path

from tests.fixtures.damage_trials import trials

_SEEDS, _EACH = range(1_000, 1_100), 12


def test_of_damages_that_change_a_number_99_in_100_are_named(tmp_path: Path) -> None:
    silent, named, free = [], 0, 0
    for seed in _SEEDS:
        for trial in trials(seed, _EACH, tmp_path / str(seed)):
            free += trial.could_be_true
            if trial.named:
                # One with a fault cannot be applied, so whether it would change is not known.
                named += not trial.change.faults and trial.changes_a_number
            elif not trial.could_be_true and trial.changes_a_number:
                silent.append(str(trial.damage))
    assert len(silent) <= 0.01 * (named + len(silent)), silent
    assert free <= 0.1 * len(_SEEDS) * _EACH
