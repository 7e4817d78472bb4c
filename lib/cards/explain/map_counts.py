"""Counts of the map's legend, explained: who is drawn in a class, and who in which other."""

from __future__ import annotations

from lib.cards import map_classes, telling
from lib.cards.behind import behind
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.explain.ward_counts import in_force_words, names
from lib.cards.pieces import NOTHING, Piece
from lib.cards.telling import join, tell
from lib.situation.classes_on_map import COMMUNE, Groups, mapped, provinces_by
from lib.situation.situation import Situation
from lib.words.wording import _


def on_map(asked: Question) -> Explanation:
    """Units of one class of the map, or of several.

    About: ``areas``, ``marks`` or ``provinces``, with the level after a colon where it is
    another one than that of provinces; the metric; the classes.
    """
    kind, metric, *classes = asked.about
    kind, _colon, level = kind.partition(":")
    seen = asked.seen
    groups = _groups(seen, kind, metric, level or "province")
    of_provinces = kind == "provinces" or (kind == "areas" and not seen.province and not level)

    def words(code: str) -> Piece:
        return map_classes.label(code, of_provinces=of_provinces, selective=seen.is_selective)

    keys = [key for code in classes for key in groups.get(code, ())]
    n = telling.count("counted", len(keys))
    others = tuple(
        Group(
            code,
            tell(
                "{n} {reason}",
                n=telling.count(f"out_{code}", len(members)),
                reason=words(code),
            ),
            names(seen, members),
        )
        for code, members in groups.items()
        if members and code not in classes
    )
    every = telling.count("of", sum(map(len, groups.values())))
    return Explanation(
        value=len(keys),
        counted=Group(classes[0], tell("Counted: {n}", n=n), names(seen, keys)),
        left_out=others,
        formula=tell(
            "{n} = those that the map shows as “{status}”",
            n=n,
            status=join(words(code) for code in classes),
        ),
        denominator=tell("Of {n} {what}", n=every, what=_("cities and provinces"))
        if of_provinces
        else in_force_words(seen)
        if COMMUNE not in classes
        else NOTHING,
        behind=behind(seen, [str(key) for key in seen.statuses.index]),
    )


def _groups(seen: Situation, kind: str, metric: str, level: str) -> Groups:
    if kind == "provinces":
        return provinces_by(seen, metric)
    drawn = mapped(seen, metric, level)
    return drawn.areas if kind == "areas" else drawn.marks


def without_outline(asked: Question) -> Explanation:
    """Wards in force that no layer has a shape for."""
    seen = asked.seen
    shapes = seen.layers.keys
    keys = [str(key) for key in seen.members() if key not in shapes]
    n = telling.count("counted", len(keys))
    return Explanation(
        value=len(keys),
        counted=Group("no_geometry", tell("Counted: {n}", n=n), names(seen, keys)),
        left_out=(),
        formula=tell("{n} = existing wards for which no file of outlines has a shape", n=n),
        denominator=in_force_words(seen),
        behind=behind(seen),
    )


RULES: dict[str, Rule] = {"on_map": on_map, "without_outline": without_outline}
