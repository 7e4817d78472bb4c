"""The only cache: units, datasets and layers, read once and shared by all sessions."""

from __future__ import annotations

import gc
import importlib
import os
import threading
import time
import weakref
from collections.abc import Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any

from lib import clock
from lib.domain.search import SearchIndex
from lib.domain.units import Units
from lib.errors import Fault
from lib.io.arrivals.unit_codes import UnitCodes
from lib.io.arrivals.unit_codes import unit_codes as index_of_codes
from lib.io.geo.layers import Layers, open_outlines
from lib.io.store.datasets import (
    Dataset,
    UnitTables,
    away_since,
    dataset_folders,
    open_dataset,
    outlines_folder,
    read_dataset,
    read_units,
)
from lib.io.store.owners import owners as owners_of
from lib.situation import last_good
from lib.situation.cache import single_flight
from lib.situation.last_good import Kept, Shelf
from lib.situation.situation import Situation
from lib.situation.situations import Situations
from lib.view.filter import Filter

ROOT = Path(__file__).parents[2]


def data_roots() -> list[Path]:
    """Folders that hold datasets: those of WARD_ATLAS_DATA first, then `data/`."""
    own = [Path(part) for part in os.environ.get("WARD_ATLAS_DATA", "").split(os.pathsep) if part]
    return [*own, ROOT / "data"]


def units_folder() -> Path:
    """Folder of the list of units."""
    return Path(os.environ.get("WARD_ATLAS_UNITS") or ROOT / "data" / "units")


@lru_cache(maxsize=4)
def _units_shelf(folder: Path) -> Shelf[UnitTables]:
    return Shelf(folder, lambda: read_units(folder), lambda tables: tables.faults)


@lru_cache(maxsize=4)
def _layers_shelf(folder: Path, _units: Path) -> Shelf[Layers]:
    return Shelf(
        folder,
        lambda: _read_layers(folder),
        lambda layers: layers.faults,
        # Their keys are looked up in the list of units.
        lambda: unit_tables().value.checksum,
    )


def geo_folder() -> Path:
    """Folder of the outlines."""
    return Path(os.environ.get("WARD_ATLAS_GEO") or outlines_folder(ROOT / "geo"))


def _read_layers(folder: Path) -> Layers:
    units = unit_tables().value.units
    return open_outlines(folder, frozenset(units["unit_key"]) if len(units) else None).snapshot()


@lru_cache(maxsize=32)
def _dataset_shelf(folder: Path, _units: Path) -> Shelf[Dataset]:
    return Shelf(
        folder,
        lambda: open_dataset(folder, unit_tables().value).snapshot(),
        lambda dataset: dataset.faults,
        # Its keys are checked against the list of units.
        lambda: unit_tables().value.checksum,
    )


def look_again(name: str) -> None:
    """Read a dataset again at the next call if its files changed."""
    _dataset_shelf(datasets()[name], units_folder()).look_again()


@single_flight(1)
def _unit_codes(checksum: str) -> UnitCodes:
    del checksum  # part of the key: new files make new codes
    tables = unit_tables().value
    return index_of_codes(tables.units, tables.lineage)


def unit_codes() -> UnitCodes:
    """Units by code, for repairing codes in uploads."""
    return _unit_codes(unit_tables().value.checksum)


def unit_tables() -> Kept[UnitTables]:
    """Tables of units and lineage."""
    return _units_shelf(units_folder()).get()


@single_flight(1)
def _units(checksum: str) -> Units:
    del checksum
    tables = unit_tables().value
    return Units(tables.units, tables.lineage)


def units() -> Units:
    """Units of both vintages, indexed."""
    return _units(unit_tables().value.checksum)


@single_flight(1)
def _owners(checksum: str) -> Mapping[str, str]:
    del checksum
    return owners_of(unit_tables().value)


def owners() -> Mapping[str, str]:
    """Key of the province of today by the key of each unit: what rights by place go by."""
    return _owners(unit_tables().value.checksum)


@single_flight(1)
def _search_index(checksum: str) -> SearchIndex:
    return SearchIndex(_units(checksum))


def search_index() -> SearchIndex:
    """Index of all names."""
    return _search_index(unit_tables().value.checksum)


def layers() -> Layers:
    """Boundary layers."""
    return _layers_shelf(geo_folder(), units_folder()).get().value


def layer_faults() -> tuple[Fault, ...]:
    """What is wrong in the folder of layers now."""
    return _layers_shelf(geo_folder(), units_folder()).get().faults


def layers_are_older() -> bool:
    """Whether the layers on screen are the last good ones, not what the folder holds now."""
    return _layers_shelf(geo_folder(), units_folder()).get().is_older


def look_again_at_layers() -> None:
    """Read the layers again at the next call if their files changed."""
    _layers_shelf(geo_folder(), units_folder()).look_again()


def datasets() -> Mapping[str, Path]:
    """Datasets that can be chosen: folder by name, the cited record first."""
    return _listed(tuple(data_roots()), _turn())


def _turn() -> float:
    """The while, of several seconds, between two looks at the folders."""
    return time.monotonic() // last_good.LOOK_EVERY


@lru_cache(maxsize=2)
def _listed(roots: tuple[Path, ...], turn: float) -> Mapping[str, Path]:
    del turn  # part of the key: the folders are looked at again every few seconds
    folders = dataset_folders(roots)
    return dict(sorted(folders.items(), key=lambda item: (item[0] != "public", item[0])))


def dataset(name: str) -> Kept[Dataset]:
    """A dataset by name; KeyError for a name that is not in `datasets`."""
    return _dataset_shelf(datasets()[name], units_folder()).get()


def store_away_since() -> datetime | None:
    """Moment in Viet Nam since when the database is out of reach; None while all is well."""
    since = away_since()
    return since.astimezone(clock.VIET_NAM) if since else None


class Grounds:
    """What an answer about a dataset is made of; to be taken before it is made.

    Args:
        name: The dataset.
    """

    def __init__(self, name: str) -> None:
        self._turn = _turn()
        self._day = clock.today()
        shelves: tuple[Shelf[Any], ...] = (
            _dataset_shelf(datasets()[name], units_folder()),
            _units_shelf(units_folder()),
            _layers_shelf(geo_folder(), units_folder()),
        )
        # Weak: what was replaced is not kept alive.
        self._made_of = [(shelf, weakref.ref(shelf.get())) for shelf in shelves]

    def hold(self) -> bool:
        """Whether an answer made before would be the same now; never touches the disk.

        It says no when a look at the files is due.
        """
        return (
            self._turn == _turn()
            and self._day == clock.today()
            and all((now := shelf.fresh()) is not None and now is then()
                    for shelf, then in self._made_of)
        )  # fmt: skip


_situations_of: dict[Path, Situations] = {}
_replacing = threading.Lock()


def _situations(name: str) -> Situations:
    """The situations of a dataset; those of replaced files are let go."""
    folder = datasets()[name]
    now = (dataset(name).value, units(), layers())
    with _replacing:
        kept = _situations_of.get(folder)
        if kept is None or any(a is not b for a, b in zip(kept.files, now, strict=True)):
            if kept is not None:
                gc.unfreeze()  # what was read at the start is no longer all that stays
            kept = _situations_of[folder] = Situations(*now)
        return kept


def situation(name: str, day: date, narrowed: Filter | None = None) -> Situation:
    """The state of the programme on a day; worked out once and shared.

    Args:
        name: Dataset; an unknown one gives an empty situation.
        day: As-of date.
        narrowed: Place, wave and status that narrow it.
    """
    if name not in datasets():  # nothing to show, but every page still stands
        nothing = read_dataset(ROOT / "data" / "none", None)
        return Situation(nothing, units(), day, layers(), narrowed)
    kept = _situations(name)
    return (
        kept.narrowed(day, narrowed) if narrowed and narrowed != Filter() else kept.of_country(day)
    )


def warm_up() -> None:
    """Read everything once, so that visitors do not wait for it; the first page's data first."""
    for name in datasets():
        situation(name, clock.today()).counts  # noqa: B018  (computed and kept)
        if name == next(iter(datasets())):
            # What draws maps and charts takes as long to load as the data. Not streamlit_folium:
            # a component imported before the server runs is not served (its frame stays empty).
            importlib.import_module("folium.plugins")
            importlib.import_module("plotly.graph_objects")
    search_index()
    # What stays for good need not be looked through for garbage again and again.
    gc.collect()
    gc.freeze()
    _warm.set()


_warm = threading.Event()


def is_warm() -> bool:
    """Whether everything has been read once."""
    return _warm.is_set()
