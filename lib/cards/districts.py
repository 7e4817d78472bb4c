"""Targets that ask for so many wards in each district, and which districts have them."""

from __future__ import annotations

from collections.abc import Iterable

from lib.cards import phrases, telling
from lib.cards.behind import behind
from lib.cards.bodies import Item, List
from lib.cards.card import Card, Citation
from lib.cards.pieces import Asks, Name, Said
from lib.cards.telling import join, of_place, tell, tell_n
from lib.domain.district_targets import DistrictTarget
from lib.domain.names import sort_key
from lib.domain.target_scopes import target_scopes
from lib.situation.situation import Situation
from lib.view.view import View


def asked_of(seen: Situation) -> list[DistrictTarget]:
    """Targets of the kind of the place chosen; of the country its own."""
    if seen.district:
        return []
    scopes = {each.scope_key for each in seen.district_targets}
    wanted = target_scopes(seen.units, scopes, seen.scope, seen.day)
    return [each for each in seen.district_targets if each.scope_key in wanted]


def per_district(seen: Situation, _view: View) -> Card | None:
    """How many districts of the place have the wards that a target asks for."""
    targets = asked_of(seen)
    if not targets:
        return None
    items = [item for each in targets for item in _items(seen, each)]
    return Card(
        "per_district",
        join([_finding(seen, each) for each in targets], "; "),
        tell(
            "Counted are wards that are registered or further by {day}, in districts that "
            "have wards.",
            day=telling.day(seen.day),
        ),
        (List(tuple(items)),),
        behind=behind(seen, cited=[Citation(each.source_id) for each in targets]),
    )


def _finding(seen: Situation, each: DistrictTarget) -> Said:
    k = telling.count(
        f"reached_{each.target_id}",
        len(each.reached),
        asks=Asks("districts_of_target", (each.target_id,)),
    )
    told = tell_n(
        "{n} of {total} districts has the wards asked for by {due}: at least {wanted} in each",
        "{n} of {total} districts have the wards asked for by {due}: at least {wanted} in each",
        k,
        total=telling.count(f"districts_{each.target_id}", len(each.reached) + len(each.short)),
        due=telling.day(each.due, each.precision),
        wanted=telling.count(f"wanted_{each.target_id}", each.wanted),
    )
    return of_place(phrases.scope(seen, each.scope_key), told)


def _items(seen: Situation, each: DistrictTarget) -> list[Item]:
    n = telling.count(f"short_{each.target_id}", len(each.short))
    told = [Item(tell("With them: {names}", names=join(district_names(seen, each.reached))))]
    if each.short:
        names = join(district_names(seen, each.short))
        told.append(
            Item(
                tell_n(
                    "{n} without, as far as wards are named: {names}",
                    "{n} without, as far as wards are named: {names}",
                    n,
                    names=names,
                )
            )
        )
    return told if each.reached else told[1:]


def district_names(seen: Situation, keys: Iterable[str]) -> list[Name]:
    """Districts as links, in Vietnamese order of their names."""
    made = [Name(seen.units.name(key), key, "map") for key in keys]
    return sorted(made, key=lambda name: sort_key(name.words))
