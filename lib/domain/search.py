"""Finding units by what a person writes: old and new names, abbreviations, with or without marks.

A query is a name, optionally with what it lies in: "an hoa, can tho", "P.1 Vung Tau".
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from lib.domain.names import exact, folded, plain, readings, sort_key
from lib.domain.states import COMMUNE_LEVEL, PROVINCE_LEVEL, vintage_at, vintage_of
from lib.domain.units import Units

_ALIASES = {
    "hcm": "ho chi minh",
    "tphcm": "ho chi minh",
    "hcmc": "ho chi minh",
    "tp hcm": "ho chi minh",
    "hn": "ha noi",
    "brvt": "ba ria vung tau",
    "br vt": "ba ria vung tau",
    "tt hue": "thua thien hue",
}
_EQUAL, _PREFIX, _WORD, _INSIDE = 400, 300, 200, 100
_MARKS_AGREE = 1000
_IN_FORCE = 20
_KIND = {"province": 35, "municipality": 35, "ward": 30, "district": 15, "special_zone": 4}


@dataclass(frozen=True)
class Hit:
    """One unit found.

    Attributes:
        key: The unit found, of either vintage.
        label: Its full name on the day asked for (or in its nearest state).
        reason: ``name``: found by the name of the day; ``earlier_name``: by a name the same
            unit had at another time; ``old_name``: the unit had ended before the day;
            ``new_name``: it begins after the day.
        score: Rank, higher is better.
        matched: The name that was found, without its kind.
        instead: Units standing for it on the day (successors, or predecessors), main one first.
    """

    key: str
    label: str
    reason: str
    score: float
    matched: str
    instead: tuple[str, ...] = ()


@dataclass(frozen=True)
class _Entry:
    """One state of one unit, as it is searched."""

    key: str
    row: int
    name: str
    kind: str
    kind_folded: str


class SearchIndex:
    """All names of all units, of every state and both vintages, in searchable form.

    Args:
        units: The units to search.
    """

    def __init__(self, units: Units) -> None:
        self.units = units
        table = units.states.table
        self._by_name: dict[str, list[_Entry]] = {}
        self._regions: dict[str, list[_Entry]] = {}
        columns = (table[name].astype(str) for name in ("name", "kind", "kind_vi"))
        for row, (name, kind, kind_vi) in enumerate(zip(*columns, strict=True)):
            entry = _Entry(units.states.keys[row], row, name, kind, folded(kind_vi))
            self._by_name.setdefault(plain(name), []).append(entry)
            if kind not in COMMUNE_LEVEL:
                self._regions.setdefault(plain(name), []).append(entry)
        self._names = sorted(self._by_name)
        self._region_names = sorted(self._regions)

    def find(self, text: str, *, day: date, limit: int = 8) -> list[Hit]:
        """Units whose name fits the text, best first.

        Args:
            text: A name, or a name and what it lies in behind a comma.
            day: As-of date; decides which names are old and what stands for them.
            limit: How many hits at most.
        """
        name, *context = (part.strip() for part in text.split(","))
        wanted = [self._region_keys(part, day) for part in context if part]
        best: dict[str, tuple[float, _Entry]] = {}

        def collect(scored: Iterable[tuple[float, _Entry]], scopes: list[set[str]]) -> None:
            for score, entry in scored:
                if scopes and not self._lies_in(entry.key, scopes):
                    continue
                rank = score + self._merit(entry, day)
                if entry.key not in best or best[entry.key][0] < rank:
                    best[entry.key] = (rank, entry)

        collect(self._equal_or_begins(name), wanted)
        for head, tail in _splits(name):
            scope = self._regions_called(tail)
            if scope:
                collect(self._equal_or_begins(head), [*wanted, scope])
        # Weaker kinds of fit are worth their time only when the better ones gave little.
        if len(best) < limit:
            collect(self._contains(f" {plain(name)}", _WORD, name), wanted)
        if not best:
            collect(self._contains(plain(name), _INSIDE, name), wanted)
        ranked = sorted(best.values(), key=lambda hit: (-hit[0], sort_key(hit[1].name), hit[1].key))
        hits: list[Hit] = []
        for score, entry in ranked:
            if len(hits) == limit:
                break
            hit = self._hit(entry, score, day)
            if not self._repeats(hit):
                hits.append(hit)
        return hits

    def resolve(
        self, text_province: str, text_district: str, text_ward: str, day: date
    ) -> list[str]:
        """Commune-level units that three written names can mean on a day.

        Args:
            text_province: Province as written; empty when not given.
            text_district: District as written; empty when not given.
            text_ward: Ward or commune as written.
            day: The day the names are of.

        Returns:
            Candidate keys: units in force on the day go before units of another time, and
            exact marks before folded ones; only the best group is returned. Empty when
            nothing fits all names given.
        """
        scopes = [self._regions_called(part) for part in (text_province, text_district) if part]
        by_group: dict[tuple[int, int, int], list[str]] = {}
        for kind, name in readings(text_ward):
            for entry in self._by_name.get(name, ()):
                if entry.kind not in COMMUNE_LEVEL or (kind and entry.kind_folded != kind):
                    continue
                if scopes and not self._lies_in(entry.key, scopes, entry.row):
                    continue
                group = (
                    -int(self.units.exists(entry.key, day)),
                    -int(vintage_of(entry.key) == vintage_at(day)),
                    -int(exact(entry.name) in exact(text_ward)),
                )
                by_group.setdefault(group, []).append(entry.key)
        return list(dict.fromkeys(by_group[min(by_group)])) if by_group else []

    # Names

    def _contains(self, part: str, tier: int, text: str) -> Iterator[tuple[float, _Entry]]:
        if len(part.strip()) < 2:
            return
        for name in [name for name in self._names if part in name]:
            for entry in self._by_name[name]:
                yield tier + _marks(text, entry.name), entry

    def _equal_or_begins(self, text: str) -> Iterator[tuple[float, _Entry]]:
        for kind, name in place_readings(text):
            if not name:
                continue
            for place in range(bisect_left(self._names, name), len(self._names)):
                full = self._names[place]
                if not full.startswith(name):
                    break
                tier = _EQUAL if full == name else _PREFIX
                for entry in self._by_name[full]:
                    if not kind or entry.kind_folded == kind:
                        yield tier + _marks(text, entry.name) + (5 if kind else 0), entry

    def _merit(self, entry: _Entry, day: date) -> float:
        in_force = _IN_FORCE if self.units.exists(entry.key, day) else 0
        return in_force + _KIND.get(entry.kind, 3)

    def _repeats(self, hit: Hit) -> bool:
        """Whether a hit is a province of the other vintage that has kept its name."""
        units = self.units
        return units.kind(hit.key) in PROVINCE_LEVEL and any(
            units.bare_name(key) == hit.matched for key in hit.instead
        )

    def _hit(self, entry: _Entry, score: float, day: date) -> Hit:
        units = self.units
        label = units.full_name(entry.key, day)
        if units.exists(entry.key, day):
            current = units.states.row(entry.key, day)
            same = exact(units.bare_name(entry.key, day)) == exact(entry.name)
            reason = "name" if current == entry.row or same else "earlier_name"
            return Hit(entry.key, label, reason, score, entry.name)
        instead = tuple(units.as_of_key(entry.key, day))
        reason = "new_name" if units.states.begins_after(entry.key, day) else "old_name"
        return Hit(entry.key, label, reason, score, entry.name, instead)

    # What a unit lies in

    def _regions_called(self, text: str) -> set[str]:
        """Provinces and districts whose name is the text."""
        return {
            entry.key
            for kind, name in place_readings(text)
            for entry in self._regions.get(name, ())
            if not kind or entry.kind_folded == kind
        }

    def _region_keys(self, text: str, day: date) -> set[str]:
        """Provinces and districts whose name is or, failing that, begins with the text."""
        keys = self._regions_called(text)
        if keys:
            return keys
        return {
            entry.key
            for kind, name in place_readings(text)
            for full in self._region_names
            if name and full.startswith(name)
            for entry in self._regions[full]
            if not kind or entry.kind_folded == kind
        }

    def _lies_in(self, key: str, scopes: list[set[str]], row: int | None = None) -> bool:
        around = set(self.units.regions(key))
        if row is not None:
            table = self.units.states.table
            around |= {str(table.at[row, "province_key"]), str(table.at[row, "district_key"])}
        return all(around & scope for scope in scopes)


def place_readings(text: str) -> list[tuple[str, str]]:
    """Readings of a written name, with well-known short forms of provinces written out."""
    pairs = list(readings(text))
    alias = _ALIASES.get(plain(text)) or next(
        (_ALIASES[name] for kind, name in pairs if kind and name in _ALIASES), None
    )
    return [("", alias), *pairs] if alias else pairs


def _splits(text: str) -> Iterator[tuple[str, str]]:
    """A text without commas as a name and what it may lie in, at every space."""
    words = text.split()
    for place in range(1, len(words)):
        yield " ".join(words[:place]), " ".join(words[place:])


def _marks(text: str, name: str) -> float:
    """Bonus for agreeing marks: decisive when marks were written, slight when none were."""
    written = unicodedata.normalize("NFC", text).lower()
    full = unicodedata.normalize("NFC", name).lower()
    # Raw spelling also serves a word still being typed, whose tone has not found its place.
    agree = written in full or exact(written) in exact(full) or exact(full) in exact(written)
    if not agree:
        return 0
    return _MARKS_AGREE if _has_marks(written) else 10


def _has_marks(text: str) -> bool:
    return "đ" in text or any(map(unicodedata.combining, unicodedata.normalize("NFD", text)))
