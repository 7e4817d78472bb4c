"""Questions to the domain over whole tables: the public record, the demonstration."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date

from playwright.sync_api import Browser

from benchmarks.measures import Budget, Measure, computed
from lib.domain import rollout, statuses
from lib.domain.search import SearchIndex
from lib.domain.units import Units
from lib.io.store.datasets import Dataset, read_dataset, read_units
from tests.browser.server import ROOT

DAY = date(2026, 6, 30)
TEXTS = ("tan chanh hiep", "Phường 1", "p. dien bien, q. ba dinh", "ha")
"""Searched for: an old name without marks, a common name, with its district, a beginning."""


def measured(_browser: Browser) -> Iterator[Measure]:
    """Milliseconds (of the processor) of each question, for each dataset that is there."""
    tables = read_units(ROOT / "data" / "units")
    units = Units(tables.units, tables.lineage)
    index = SearchIndex(units)
    for name in ("public", "demo"):
        folder = ROOT / "data" / name
        if folder.is_dir():
            dataset = read_dataset(folder, tables)
            size = f"{len(dataset.tables['observations'])} observations"
            for what, question in _questions(dataset, units).items():
                yield _measure(f"{what}, {name}", question, size)
    for text in TEXTS:

        def find(text: str = text) -> object:
            return index.find(text, day=DAY)

        yield _measure(f'find "{text}"', find, f"{len(tables.units)} rows of units")


def _questions(dataset: Dataset, units: Units) -> dict[str, Callable[[], object]]:
    """What is asked of a dataset, by name."""
    observations, sources = dataset.tables["observations"], dataset.tables["sources"]
    dated = statuses.dated(observations, sources)
    found = statuses.statuses_at(dated, DAY)
    return {
        "dated": lambda: statuses.dated(observations, sources),
        "statuses_at": lambda: statuses.statuses_at(dated, DAY),
        "across_reform": lambda: rollout.across_reform(units, found, DAY),
        "by_province": lambda: rollout.by_province(units, found, DAY),
    }


def _measure(what: str, question: Callable[[], object], size: str) -> Measure:
    return Measure("domain", what, computed(question) * 1000, "ms", Budget("most", 100), note=size)
