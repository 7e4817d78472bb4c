"""A briefing brought to the data and the day of now."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from lib import clock
from lib.briefing.briefing import Briefing, Scene
from lib.briefing.templates import as_it_stands
from lib.situation import data
from lib.view import address


def renewed(briefing: Briefing, day: date | None = None) -> Briefing:
    """The same scenes for a day, with the numbers of now.

    Scenes of another day than the briefing's keep it; those that cannot be opened stay as they
    are.

    Args:
        briefing: The briefing.
        day: The as-of date; today by default.
    """
    today = day or clock.today()
    checksum = data.dataset(briefing.dataset).value.checksum
    made = briefing.but(checksum=checksum, as_of=today)
    scenes = (
        _of_day(scene, briefing.as_of.isoformat(), today.isoformat()) for scene in briefing.scenes
    )
    return made.but(scenes=tuple(as_it_stands(each, made) or each for each in scenes))


def _of_day(scene: Scene, before: str, now: str) -> Scene:
    keys = scene.keys
    if keys.get("asof", before) != before:
        return scene
    return replace(scene, address=f"{scene.page}?{address.query({**keys, 'asof': now})}")
