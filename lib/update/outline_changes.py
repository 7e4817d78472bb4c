"""Doubts about new outlines, and their way into the folder once these are confirmed."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd

from lib.errors import Message, Refused
from lib.io.faults import said
from lib.io.geo.layers import open_outlines
from lib.io.geo.proposals import OutlineProposal, area_of
from lib.io.store.folders import Provinces
from lib.io.store.versions import Version
from lib.update.changes import HAS_FAULTS, confirmed_lines
from lib.update.doubts import Doubt, by_code
from lib.update.own_rows import foreign_units
from lib.update.silenced import silenced, waiting

if TYPE_CHECKING:
    import geopandas as gpd

SHIFTED = Message(
    "{count} of {total} outlines lie {east} m further east and {north} m further north than now"
)
OVERLAP = Message("{place} and {other} overlap by {value} km²")
OTHER_AREA = Message("{place}: {value} km² drawn, {other} km² in the list of units")

OUTLINE_KINDS = frozenset({"outlines-shifted", "outlines-overlap", "area-differs"})
_TABLE = "outlines"
_FEWEST = 3  # outlines that can be shifted alike
_FAR = 30.0  # metres that no simplifying moves the middle of an outline
_MOST_APART = 0.25  # of the common shift: how far that of one outline may differ from it
_ALIKE = 0.8  # share of the outlines that are shifted alike
_OVERLAP_KM2 = 0.005  # a strip of 5 m along a kilometre
_EDGE = 0.02  # of the smaller unit: what edges simplified apart may overlap by
_AREA = 0.1  # share by which drawn and listed area may differ
_METRES = 111_320.0  # of a degree of latitude


@dataclass(frozen=True)
class OutlineChange:
    """What a file would make of the outlines.

    Attributes:
        proposal: Faults, repairs, new files.
        doubts: Every warning, silenced ones too.
    """

    proposal: OutlineProposal
    doubts: tuple[Doubt, ...] = field(repr=False)

    def waiting(self, folder: Path) -> Mapping[str, list[Doubt]]:
        """Warnings that are to be confirmed, by their kind."""
        return by_code(waiting(self.doubts, silenced(folder)))

    def foreign(self, within: Provinces) -> Message | None:
        """What is said of units of other provinces in it; None when there are none."""
        units = self.proposal.units
        return None if units.empty else foreign_units([str(key) for key in units["key"]], within)


def outline_change(proposal: OutlineProposal, units: pd.DataFrame) -> OutlineChange:
    """A proposal with its warnings.

    Args:
        proposal: What was checked.
        units: The list of units, rows of `lib.io.tables.units.UNITS`.
    """
    table = proposal.source
    if table is None or proposal.faults:
        return OutlineChange(proposal, ())
    doubts = (
        *_shifted(proposal, table),
        *_overlaps(table),
        *_over_kept(proposal, table),
        *_areas(table, units),
    )
    return OutlineChange(proposal, doubts)


def apply_outlines(
    change: OutlineChange,
    folder: Path,
    *,
    who: str,
    why: str,
    confirmed: Collection[str],
    within: Provinces = None,
) -> Version:
    """Make new outlines the current ones.

    Args:
        change: What was checked.
        folder: Folder of the outlines.
        who: Account that does it.
        why: Reason.
        confirmed: Kinds of warnings that `who` has seen and confirmed.
        within: Provinces that `who` is bound to; see `lib.update.own_rows`.

    Raises:
        Refused: With faults or unconfirmed warnings, for units of other provinces, or when
            somebody else was faster.
        OSError: As `lib.io.store.folders.Folder.apply` raises it.
    """
    if change.proposal.faults:
        raise Refused(HAS_FAULTS)
    foreign = change.foreign(within)
    if foreign:
        raise Refused(foreign)
    seen = confirmed_lines(change.waiting(folder), confirmed)
    return open_outlines(folder).apply(
        change.proposal.files,
        who=who,
        why=why,
        base=change.proposal.base,
        confirmed=seen,
        within=within,
    )


def _shifted(proposal: OutlineProposal, table: gpd.GeoDataFrame) -> Iterator[Doubt]:
    """Outlines that all moved the same way: another datum, or a grid set off."""
    old = {
        key: rings
        for layer in proposal.old.values()
        for key, rings in layer.shapes.items()
        if rings
    }
    both = table[table["key"].isin(list(old))]
    if len(both) < _FEWEST:
        return
    now = _middles(both.geometry.to_numpy())
    was = _middles(np.array([area_of(old[key]) for key in both["key"]]))
    moves = (now - was) * _METRES
    moves[:, 0] *= np.cos(np.radians(was[:, 1]))
    common = np.median(moves, axis=0)
    far = float(np.hypot(*common))
    alike = np.hypot(*(moves - common).T) <= _MOST_APART * far
    if far < _FAR or alike.mean() < _ALIKE:
        return
    found = said(
        SHIFTED,
        count=int(alike.sum()),
        total=len(both),
        east=round(float(common[0])),
        north=round(float(common[1])),
    )
    yield Doubt("outlines-shifted", _TABLE, str(both["file"].iloc[0]), "geometry", found)


def _middles(shapes: Any) -> Any:
    import shapely  # loads slowly, and only outlines need it

    return shapely.get_coordinates(shapely.centroid(shapes))


def _overlaps(table: gpd.GeoDataFrame) -> Iterator[Doubt]:
    import shapely

    from lib.io.geo.outlines import area_km2

    shapes = table.geometry.to_numpy()
    pairs = shapely.STRtree(shapes).query(shapes, predicate="intersects").T
    pairs = pairs[pairs[:, 0] < pairs[:, 1]]
    if not len(pairs):
        return
    shared = area_km2(shapely.intersection(shapes[pairs[:, 0]], shapes[pairs[:, 1]]))
    for (first, second), area in zip(pairs, shared, strict=True):
        if area < _OVERLAP_KM2:
            continue
        one, other = table.iloc[first], table.iloc[second]
        found = said(OVERLAP, place=one["name"], other=other["name"], value=f"{area:.3f}")
        rows, keys = (int(one["row"]), int(other["row"])), (one["key"], other["key"])
        yield Doubt("outlines-overlap", _TABLE, str(one["file"]), "geometry", found, rows, keys)


def _over_kept(proposal: OutlineProposal, table: gpd.GeoDataFrame) -> Iterator[Doubt]:
    """New outlines that cover ground of units which keep theirs, beyond what simplifying does."""
    import shapely

    from lib.io.geo.outlines import area_km2

    new = {str(row["key"]): row for _, row in table.iterrows()}
    names = dict(zip(proposal.units["key"], proposal.units["name"], strict=True))
    for province, layer in proposal.new.items():
        kept = [key for key in layer.shapes if key not in new]
        mine = [row for row in new.values() if row["province_key"] == province]
        if not kept or not mine:
            continue
        shapes = np.array([area_of(layer.shapes[key]) for key in kept])
        tree = shapely.STRtree(shapes)
        for row in mine:
            drawn = area_of(layer.shapes[str(row["key"])])
            for place in sorted(tree.query(drawn, predicate="intersects")):
                both = shapely.intersection(drawn, shapes[place])
                smaller = min(drawn.area, shapes[place].area)
                area = float(area_km2(np.array([both]))[0])
                if both.area <= _EDGE * smaller or area < _OVERLAP_KM2:
                    continue
                other = names[kept[place]]
                found = said(OVERLAP, place=row["name"], other=other, value=f"{area:.3f}")
                yield Doubt(
                    "outlines-overlap", _TABLE, str(row["file"]), "geometry", found,
                    (int(row["row"]),), (str(row["key"]), kept[place]),
                )  # fmt: skip


def _areas(table: gpd.GeoDataFrame, units: pd.DataFrame) -> Iterator[Doubt]:
    from lib.io.geo.outlines import area_km2

    if "area_km2" not in units:
        return
    known = units.sort_values("state_no").drop_duplicates("unit_key", keep="last")
    listed = table["key"].map(known.set_index("unit_key")["area_km2"]).to_numpy(dtype=float)
    drawn = area_km2(table.geometry.to_numpy())
    for place in np.flatnonzero(np.abs(drawn / listed - 1) > _AREA):
        row = table.iloc[place]
        found = said(
            OTHER_AREA,
            place=row["name"],
            value=f"{drawn[place]:.2f}",
            other=f"{listed[place]:.2f}",
        )
        yield Doubt(
            "area-differs", _TABLE, str(row["file"]), "geometry", found, (int(row["row"]),),
            (row["key"],),
        )  # fmt: skip
