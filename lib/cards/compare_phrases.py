"""What the cards of the comparison share: names, columns, counts, sources."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from lib.cards import telling
from lib.cards.behind import behind, observed
from lib.cards.bodies import Column
from lib.cards.card import Behind
from lib.cards.pieces import Asks, Name, Number, Piece, Said
from lib.cards.telling import tell
from lib.cards.ward_phrases import number_name
from lib.domain.units import PROVINCE_LEVEL
from lib.situation.cache import kept_beside
from lib.situation.comparison import Compared, compared, picked
from lib.situation.country import unfiltered
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words.criteria_names import CriteriaNames
from lib.words.terms import STATUS
from lib.words.wording import _

Names = Mapping[str, Name]
"""Names of the units in a sentence."""

Row = tuple[Piece | None, ...]
"""A row of a table: its name, and a cell for each unit."""


def chosen(seen: Situation, view: View) -> Compared | None:
    """What is compared; None when nothing is chosen."""
    keys = picked(seen, view.compare).keys
    return compared(seen, keys) if keys else None


def short_name(seen: Situation, key: str, among: Sequence[str]) -> Name:
    """A unit in a sentence: without its kind, with its province where two share the name."""
    units = seen.units
    if units.kind(key) in PROVINCE_LEVEL:
        return telling.unit(units, key, seen.day)
    name = units.bare_name(key, seen.day)
    if sum(units.bare_name(each, seen.day) == name for each in among) > 1:
        words = f"{name} ({units.province_name(key, seen.day)})"
    else:
        words = units.name(key, seen.day) if name[:1].isdigit() else name
    return Name(words, key, "ward")


def columns(seen: Situation, keys: Sequence[str]) -> tuple[Column, ...]:
    """The column that names the rows, and one for each unit."""
    heads = (Column(key, str(short_name(seen, key, keys))) for key in keys)
    return (Column("row", ""), *heads)


@kept_beside(8, beside=unfiltered)
def names_of(seen: Situation, set_id: str) -> CriteriaNames:
    """Names of the criteria of a set."""
    return CriteriaNames(seen.table("criteria"), set_id)


def criterion_name(names: CriteriaNames, number: int) -> Name:
    """Number and name of a criterion."""
    return Name(names.numbered(number))


def group(names: CriteriaNames, number: int) -> Name:
    """Number and name of the group of a criterion; the name alone when it has none."""
    own = names.groups.get(number, 0)
    return Name(f"{own}. {names.group(own)}" if own else names.group(own))


def told(*lines: Piece) -> Said:
    """A cell of several lines, the first one as it is."""
    first, *others = lines
    return telling.words(first, *(Said((line,), "line") for line in others if line))


def no_report() -> Said:
    """A cell of a unit nobody has reported on."""
    return Said((telling.chip("no_report"),))


def city_count(seen: Situation, key: str, status: str, value: int) -> Number:
    """Wards of a city that hold a status, whatever is filtered; "" for any status."""
    word = STATUS[status].words if status else _("Wards with a report")
    label = f"{seen.units.province_name(key, seen.day)}: {word}"
    name = number_name(status or "reports", key)
    return telling.count(name, value, label, Asks("city_holding", (key, status)))


def city_wards(seen: Situation, key: str, value: int) -> Number:
    """Wards of a city that exist on the day."""
    label = f"{seen.units.province_name(key, seen.day)}: {_('Wards in total')}"
    return telling.count(number_name("wards", key), value, label, Asks("city_existing", (key,)))


def differing(comparison: Compared) -> Number:
    """In how many criteria the columns differ."""
    asks = Asks("compared_differing", comparison.keys)
    return telling.count("differing", len(comparison.differing), _("Criteria that differ"), asks)


def left_out(comparison: Compared) -> Said:
    """How many criteria could not be compared because the sets differ; nothing for none."""
    n = len(comparison.left_out)
    if not n:
        return Said()
    return tell(
        "Several criteria sets: only criteria marked comparable in the crosswalk are "
        "shown; {n} are left out.",
        n=telling.count("left_out", n, asks=Asks("compared_left_out", comparison.keys)),
    )


def sources(seen: Situation, comparison: Compared) -> Behind:
    """Everything that was said of the wards, or of the wards of the cities."""
    if not comparison.cities:
        return behind(seen, comparison.keys, observed(seen, comparison.keys))
    mine = set(comparison.keys)
    wards = [str(key) for key in seen.statuses_standing.index]
    return behind(seen, [key for key in wards if seen.units.regions(key) & mine])
