"""Which unit came from which on 1 July 2025: rows of data/units/lineage.csv.

Pairs are the register's. What happened is told from how many units lead to and from each
pair. Shares of area and the main successor of divided units are those of the compiled table
of overlays; of a divided unit that it does not have, the register's choice stands, and no
share is known.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lib.domain.lineage import TIE
from tools.register import Register, before_of
from tools.resolutions import PROVINCES, of_communes
from tools.unit_states import FIRST_DAY_SINCE, UnitState, unit_key

Pair = tuple[str, str]
Row = dict[str, str]


def successions(
    register: Register,
    codes: Mapping[str, str],
    states: Iterable[UnitState],
    divided: Iterable[Mapping[str, str]],
) -> list[Row]:
    """Rows of the lineage table: provinces first, then communes, by key.

    Args:
        register: The register.
        codes: Code of each current commune by path.
        states: All states of both vintages, the earlier ones of a unit first.
        divided: Rows of the table of divided units.

    Raises:
        ValueError: The table of divided units contradicts the register or itself.
    """
    reform = _Reform.of(states)
    provinces = {
        (
            unit_key("until2025", register.provinces_before[step.before].code),
            unit_key("from2025", register.provinces_now[step.after].code),
        ): True
        for step in register.province_successions
    }
    communes: dict[Pair, bool] = {}
    without = set()
    for step in register.commune_successions:
        before = unit_key("until2025", before_of(register, step.before).code)
        communes[before, unit_key("from2025", codes[step.after])] = step.is_default
        if step.before.endswith("_"):
            without.add(before)
    rows = [*reform.rows(provinces), *reform.rows(communes)]
    overlaid = _overlaid(divided, communes)
    for row in rows:
        pair = row["predecessor_key"], row["successor_key"]
        if pair in overlaid:
            row.update(overlaid[pair])
        elif row["event"] in ("split", "part") and row["is_default"] == "true":
            row["main_certainty"] = "registry"
        if pair[0] in without:
            row["note"] = "district without communes"
    return rows


@dataclass(frozen=True)
class _Reform:
    """The units on both sides of the reform, by key."""

    last: Mapping[str, UnitState]
    first: Mapping[str, UnitState]

    @classmethod
    def of(cls, states: Iterable[UnitState]) -> _Reform:
        last: dict[str, UnitState] = {}
        first: dict[str, UnitState] = {}
        for state in states:
            key = unit_key(state.vintage, state.code)
            if state.vintage == "until2025":
                last[key] = state
            else:
                first.setdefault(key, state)
        return cls(last, first)

    def rows(self, pairs: Mapping[Pair, bool]) -> list[Row]:
        """Rows of one level, by key; `pairs` says which successor is the register's main one."""
        parts = Counter(before for before, _ in pairs)
        sources = Counter(after for _, after in pairs)
        rows = []
        for before, after in sorted(pairs):
            old, new = self.last[before], self.first[after]
            event = _event(old, new, parts[before] > 1, sources[after] > 1)
            is_province = new.code == new.province
            # A resolution also lists what it leaves as it is, but rearranges nothing there.
            basis = PROVINCES if is_province else of_communes(new.province)
            rows.append(
                {
                    "predecessor_key": before,
                    "successor_key": after,
                    "effective_on": FIRST_DAY_SINCE,
                    "event": event,
                    "legal_basis": "" if event == "unchanged" else basis,
                    "is_default": str(pairs[before, after]).lower(),
                    "certainty": "registry",
                }
            )
        return rows


def _event(before: UnitState, after: UnitState, divided: bool, merged: bool) -> str:
    """What happened between two units (see `lib.io.tables.units.EVENTS`)."""
    if divided:
        return "part" if merged else "split"
    if merged:
        return "merge"
    if before.kind != after.kind:
        return "change_of_kind"
    if before.name != after.name:
        return "rename"
    return "unchanged" if before.code == after.code else "change_of_code"


def _overlaid(
    divided: Iterable[Mapping[str, str]], register: Mapping[Pair, bool]
) -> dict[Pair, Row]:
    """Shares and main successors by pair, checked against the register and each other."""
    by_unit: dict[str, list[Mapping[str, str]]] = {}
    for row in divided:
        by_unit.setdefault(row["predecessor_key"], []).append(row)
    successors: dict[str, set[str]] = {}
    for before, after in register:
        successors.setdefault(before, set()).add(after)
    wrong, found = [], {}
    for before, rows in by_unit.items():
        main = [row for row in rows if row["is_main"] == "true"]
        if {row["successor_key"] for row in rows} != successors.get(before) or len(main) != 1:
            wrong.append(f"{before}: not the successors of the register, or not one main one")
            continue
        shares = sorted((float(row["share_of_area"]) for row in rows), reverse=True)
        is_tie = shares[0] - shares[1] <= TIE
        if main[0]["certainty"] == "tie":
            fits = is_tie and register[before, main[0]["successor_key"]]
        else:
            fits = not is_tie or main[0]["certainty"] != "computed"
            fits &= float(main[0]["share_of_area"]) == shares[0]
        if not fits:
            wrong.append(f"{before}: main successor, shares and certainty do not fit")
        for row in rows:
            found[before, row["successor_key"]] = {
                "share_of_area": row["share_of_area"],
                "is_default": row["is_main"],
                "main_certainty": row["certainty"],
                "main_basis": row["basis"],
            }
    if wrong:
        raise ValueError("divided units:\n" + "\n".join(wrong))
    return found
