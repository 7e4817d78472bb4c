"""Many random workbooks with one damaged cell each: hardly one changes a number unnamed."""

from __future__ import annotations

from pathlib import Path

from tests.fixtures.damage_trials import Trial, trials

_SEEDS, _EACH = range(1_000, 1_300), 4


def test_of_damages_that_change_a_number_99_in_100_are_named(tmp_path: Path) -> None:
    silent: list[str] = []
    named: list[Trial] = []
    free = 0
    for seed in _SEEDS:
        named = named[-400:]  # enough to compare with
        for trial in trials(seed, _EACH, tmp_path / str(seed)):
            free += trial.could_be_true
            if trial.named:
                # One with a fault cannot be applied, so whether it would change is not known.
                named += [] if trial.change.faults else [trial]
            elif not trial.could_be_true and trial.changes_a_number:
                silent.append(str(trial.damage))
    assert free <= 0.1 * len(_SEEDS) * _EACH
    # What the pages show is dear to work out: of the named ones only as many as are needed.
    changing = (trial for trial in named if trial.changes_a_number)
    assert all(next(changing, None) for _ in range(99 * len(silent))), silent
