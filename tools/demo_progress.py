"""How each ward of the demonstration works through its criteria, quarter by quarter."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

import numpy as np
import numpy.typing as npt

from lib.io.tables.contracts import RESULTS
from tools.demo_calendar import LAST, NEW_SET, QUARTERS, REFORM, decision_after, quarter
from tools.demo_criteria import NEW, NEW_CRITERIA, OLD, OLD_CRITERIA, Criterion
from tools.demo_wards import PILOT_WAVE, SLIPPING, Member, stream

Codes = npt.NDArray[np.int8]
Times = npt.NDArray[np.float64]
MET, NOT_MET, NOT_ASSESSED, NOT_APPLICABLE, NO_REPORT = range(len(RESULTS))
_SLIPS_FROM = quarter(2026, 1)
_ORIGIN = np.array([each.origin - 1 for each in NEW_CRITERIA])


@dataclass(frozen=True)
class Quarter:
    """One ward in one quarter.

    Attributes:
        place: Quarter in the calendar.
        set_id: Criteria set in use.
        claimed: Code of the result of each criterion, in the order of `RESULTS`.
        inspected: The same for what an inspection found.
        status: Status on the last day of the quarter.
        granted: Day and number of the decision given before the next quarter ends.
    """

    place: int
    set_id: str
    claimed: Codes
    inspected: Codes
    status: str
    granted: tuple[date, int] | None

    @property
    def met(self) -> int:
        """Criteria claimed met."""
        return int((self.claimed == MET).sum())

    @property
    def total(self) -> int:
        """Criteria that apply; 0 when the ward has not reported in this quarter."""
        if (self.claimed == NO_REPORT).all():
            return 0
        return int((self.claimed != NOT_APPLICABLE).sum())


@dataclass
class _Ward:
    """A ward while it works: when each criterion is met, and how far the title is."""

    member: Member
    chance: np.random.Generator
    pace: float
    met_at: Times
    applies: npt.NDArray[np.bool_]
    criteria: tuple[Criterion, ...]
    clean: bool = False
    title: tuple[date, int] | None = None
    quarters: list[Quarter] = field(default_factory=list)


def histories(former: Iterable[Member], current: Iterable[Member]) -> dict[str, list[Quarter]]:
    """Every quarter of every member that reports counts, by unit key.

    A ward of today begins where those it continues have ended: what they all met is mostly
    met again, the rest takes its time anew.
    """
    found: dict[str, list[Quarter]] = {}
    for member in [*former, *current]:
        if not member.without_counts:
            before = [found[key][-1] for key in member.before]
            found[member.key] = _history(_ward(member, before))
    return found


def _ward(member: Member, before: list[Quarter]) -> _Ward:
    chance = stream("progress", member.key)
    region = _bell(stream("pace", member.province))
    pace = float(np.exp(0.35 * _bell(chance) + 0.3 * region))
    if member.province == SLIPPING or member.wave == PILOT_WAVE:
        pace = min(pace, 0.7)
    criteria = OLD_CRITERIA if member.first < NEW_SET else NEW_CRITERIA
    optional = np.array([each.optional for each in criteria])
    applies = ~(optional & (chance.random(len(criteria)) < 0.06))
    if member.exempt:
        applies[:] = False
    met_at = member.first + _waits(criteria, pace, chance)
    if before:
        claims = np.stack([each.claimed for each in before])
        done = ((claims == MET) | (claims == NOT_APPLICABLE)).all(axis=0)
        kept = done & (chance.random(len(criteria)) < 0.97)
        if member.province == SLIPPING:  # at the top at once, to fall from there
            kept[:] = True
        met_at = np.where(kept, 0.0, member.first + (met_at - member.first) * 0.6)
    return _Ward(member, chance, pace, met_at, applies, criteria)


def _bell(chance: np.random.Generator) -> float:
    """A number around 0 with a spread of 1, from uniform ones: these stay equal for good."""
    return float(chance.random(12).sum() - 6)


def _waits(criteria: tuple[Criterion, ...], pace: float, chance: np.random.Generator) -> Times:
    """Quarters until each criterion is met."""
    effort = np.array([each.effort for each in criteria])
    waits: Times = effort * pace * -np.log(1 - chance.random((2, len(criteria)))).mean(axis=0)
    return waits


def _history(ward: _Ward) -> list[Quarter]:
    for place in range(ward.member.first, ward.member.last + 1):
        if place == NEW_SET and ward.member.first < NEW_SET:
            _change_set(ward, place)
        ward.quarters.append(_quarter(ward, place))
    return ward.quarters


def _change_set(ward: _Ward, place: int) -> None:
    """Carry on what the new set keeps; the parts of a split criterion take different time."""
    new = _ORIGIN < 0
    waits = place + _waits(NEW_CRITERIA, ward.pace, ward.chance)
    carried = ward.met_at[_ORIGIN]
    parts = np.bincount(_ORIGIN + 1, minlength=len(OLD_CRITERIA) + 1)[_ORIGIN + 1] > 1
    carried = np.where(parts & (ward.chance.random(len(carried)) < 0.4), waits, carried)
    ward.met_at = np.where(new, waits, carried)
    ward.applies = np.where(new, True, ward.applies[_ORIGIN])
    ward.criteria = NEW_CRITERIA
    ward.clean = False


def _quarter(ward: _Ward, place: int) -> Quarter:
    member, chance = ward.member, ward.chance
    count = len(ward.criteria)
    draws = chance.random((4, count))
    single = chance.random(4)
    if ward.title and _slips(member, place, single[0]):
        lost = [at for at in range(count) if ward.applies[at] and ward.criteria[at].swings]
        ward.met_at[lost] = place + 2 + 4 * draws[0][lost]
        ward.title, ward.clean = None, False
    claimed = _claims(ward, place, draws[:2])
    complete = not member.exempt and bool(np.isin(claimed, (MET, NOT_APPLICABLE)).all())
    status = _status(ward, place, complete)
    inspected = np.full(count, NO_REPORT, dtype=np.int8)
    idle = status in ("registered", "in_progress") and member.first < place != REFORM - 1
    if idle and single[1] < 0.03 and not member.exempt:
        claimed = inspected.copy()
    elif status == "reported_complete" and not ward.clean and single[1] < 0.75:
        inspected = _inspection(claimed, draws[2:], 0.012)
        failed = (claimed == MET) & (inspected == NOT_MET)
        ward.met_at[failed] = place + 1.2 + 2 * draws[3][failed]
        ward.clean = not failed.any()
    elif QUARTERS[place].month == 12 and single[1] < 0.3 and not member.exempt:
        inspected = _inspection(claimed, draws[2:], 0.07)
    granted = decision_after(place) if place < member.last else None
    fits = status == "reported_complete" and ward.clean and single[2] < 0.9
    if not (fits and granted):
        granted = None
    ward.title = granted or ward.title
    set_id = OLD if ward.criteria is OLD_CRITERIA else NEW
    return Quarter(place, set_id, claimed, inspected, status, granted)


def _claims(ward: _Ward, place: int, draws: Times) -> Codes:
    """What a ward says of each criterion in a quarter."""
    met = ward.met_at <= place
    swings = np.array([each.swings for each in ward.criteria])
    if not (met | ~ward.applies).all():
        met &= ~(swings & (draws[0] < 0.05))
    claimed = np.where(met, MET, NOT_MET).astype(np.int8)
    unseen = ~met & (draws[1] < 0.2) & (place == ward.member.first)
    if place == NEW_SET:
        unseen |= ~met & (_ORIGIN < 0)
    claimed[unseen] = NOT_ASSESSED
    claimed[~ward.applies] = NOT_APPLICABLE
    return claimed


def _status(ward: _Ward, place: int, complete: bool) -> str:
    member = ward.member
    if ward.title:
        return "recognised"
    if place < member.joined:
        return "not_registered"
    if complete and (place > member.joined or member.before):
        return "reported_complete"
    return "registered" if place == member.joined else "in_progress"


def _slips(member: Member, place: int, chance: float) -> bool:
    """Whether a ward loses its title now: many in one city, hardly any elsewhere."""
    if member.province == SLIPPING and _SLIPS_FROM <= place <= LAST:
        return chance < 0.6
    return place > REFORM and chance < 0.004


def _inspection(claimed: Codes, draws: Times, doubt: float) -> Codes:
    """What an inspection finds: mostly what was claimed, sometimes less, seldom more."""
    copied = claimed.copy()
    copied[(claimed == MET) & (draws[0] < doubt)] = NOT_MET
    copied[(claimed == NOT_MET) & (draws[0] < doubt / 2)] = MET
    copied[(claimed == NOT_ASSESSED) & (draws[1] < 0.5)] = NOT_MET
    return copied
