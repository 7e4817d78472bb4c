"""What an address can ask for now: units, datasets, tables, kinds of events."""

from __future__ import annotations

from functools import lru_cache

from lib.domain.statuses import COUNTED
from lib.io.store.datasets import Dataset
from lib.io.tables.dataset import DATASET_TABLES
from lib.situation import data
from lib.situation.cache import kept_beside
from lib.view.address import Offered

FIRST_TABLE = "observations"
_TABLES = tuple(
    sorted((table.name for table in DATASET_TABLES), key=lambda name: name != FIRST_TABLE)
)


def offered() -> Offered:
    """What an address can ask for now."""
    names = tuple(data.datasets())
    kinds = frozenset().union(*(_kinds(data.dataset(name).value.checksum, name) for name in names))
    return Offered(data.units(), names, _TABLES, kinds | {"related", "target"})


@lru_cache(maxsize=32)
def _kinds(_checksum: str, name: str) -> frozenset[str]:
    """Kinds of events of a dataset; the checksum is part of the key."""
    return frozenset(data.dataset(name).value.tables["milestones"]["kind"].astype(str))


@kept_beside(1)
def waves_of(dataset: Dataset) -> tuple[str, ...]:
    """Rounds of the programme that occur in a dataset."""
    observations = dataset.tables["observations"]
    counted = observations[observations["programme"].astype(str) == COUNTED]
    return tuple(sorted(set(counted["wave"].astype(str)) - {""}))
