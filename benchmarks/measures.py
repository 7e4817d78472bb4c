"""What was measured, against what, and how it is printed and kept."""

from __future__ import annotations

import json
import os
import platform
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Literal

REPETITIONS = 7
"""Repetitions behind every median, unless a subject says otherwise."""

RESULTS = Path(__file__).with_name("results.json")


@dataclass(frozen=True)
class Budget:
    """What a value must keep to.

    Attributes:
        kind: ``most``: value at most `amount`; ``faster``: peer over value at least `amount`;
            ``times``: value over peer at most `amount`.
        amount: In the unit of the value, or a ratio.
    """

    kind: Literal["most", "faster", "times"]
    amount: float

    def holds(self, value: float, peer: float | None) -> bool:
        """Whether the value keeps the budget; a ratio without a peer never does."""
        if self.kind == "most":
            return value <= self.amount
        if not peer:
            return False
        ratio = peer / value if self.kind == "faster" else value / peer
        return ratio >= self.amount if self.kind == "faster" else ratio <= self.amount

    def __str__(self) -> str:
        sign = {"most": "<= {}", "faster": ">= {} x faster", "times": "<= {} x peer"}
        return sign[self.kind].format(f"{self.amount:g}")


@dataclass(frozen=True)
class Measure:
    """One line of the report.

    Attributes:
        subject: Module that measured it.
        what: What was measured.
        value: Median of the repetitions, or the one value there is.
        unit: ``s``, ``ms``, ``KB`` or ``MB`` (of 1000 and 1000 000 bytes).
        budget: What it must keep to; None for a value given for information.
        peer: The same of the peer in the same run.
        note: What a reader needs to judge it.
    """

    subject: str
    what: str
    value: float
    unit: str
    budget: Budget | None = None
    peer: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        """``ok``, ``over``, or nothing where there is no budget."""
        if self.budget is None:
            return ""
        return "ok" if self.budget.holds(self.value, self.peer) else "over"

    @property
    def cells(self) -> tuple[str, ...]:
        """The line as printed: what, value, peer, ratio of peer to value, budget, verdict."""
        return (
            f"{self.what} ({self.note})" if self.note else self.what,
            f"{short(self.value)} {self.unit}",
            f"{short(self.peer)} {self.unit}" if self.peer is not None else "",
            f"{self.peer / self.value:.2g}" if self.peer is not None and self.value else "",
            str(self.budget or ""),
            self.verdict,
        )


HEAD = ("measured", "value", "peer", "peer/value", "budget", "verdict")
_WIDTHS = (76, 10, 10, 10, 15, 7)


def short(number: float) -> str:
    """Three significant digits, none of them behind a large number."""
    return f"{number:.0f}" if abs(number) >= 100 else f"{number:.3g}"


def line(cells: Iterable[str]) -> str:
    """One printed line; the first column to the left, the others to the right."""
    first, *others = zip(cells, _WIDTHS, strict=True)
    return " ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)])


def computed(action: Callable[[], object], repetitions: int = REPETITIONS) -> float:
    """Median seconds the processor spends on an action, after one run that is not counted.

    Time of the processor, not of the clock: what else the machine does is left out.
    """
    action()
    return median(_seconds(action) for _ in range(repetitions))


def _seconds(action: Callable[[], object]) -> float:
    start = time.process_time()
    action()
    return time.process_time() - start


def keep(
    measures: Iterable[Measure],
    of: Mapping[str, object],
    subjects: Iterable[str] = (),
    path: Path = RESULTS,
) -> None:
    """Put results into the record, in the place of earlier ones of the same subject and name.

    Args:
        measures: The results; each is kept with the moment it was measured at.
        of: Machine, versions and moment they are of; see `about`.
        subjects: Those measured as a whole, of which nothing earlier stays.
        path: The record, as JSON.
    """
    whole = set(subjects)
    kept = json.loads(path.read_text(encoding="utf-8"))["measures"] if path.exists() else []
    rows = {(row["subject"], row["what"]): row for row in kept if row["subject"] not in whole}
    moment = of.get("measured_at", "")
    for each in measures:
        rows[each.subject, each.what] = {
            **asdict(each),
            "budget": str(each.budget or ""),
            "verdict": each.verdict,
            "measured_at": moment,
        }
    record = {"about": of, "measures": list(rows.values())}
    text = json.dumps(record, ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def about() -> dict[str, object]:
    """The machine, the versions, the moment, and how busy the machine is."""
    packages = ("streamlit", "streamlit-folium", "folium", "pandas", "pyarrow")
    return {
        "measured_at": datetime.now().astimezone().isoformat(timespec="seconds"),
        "cores": os.cpu_count(),
        "load_at_start": round(os.getloadavg()[0], 1),  # a busy machine makes all times too long
        "machine": platform.machine(),
        "python": platform.python_version(),
        **{name: version(name) for name in packages},
    }
