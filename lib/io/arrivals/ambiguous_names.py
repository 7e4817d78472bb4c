"""A code or a name must mean exactly one unit; one that fits several, or none, is refused."""

from __future__ import annotations

from collections.abc import Callable

from lib.io import faults as say
from lib.io.faults import Unfit, said

_MOST_SHOWN = 8  # candidates in one fault


def unit_of_code(keys: list[str], text: str, place: Callable[[str], str]) -> str:
    """The one unit that a code fits.

    Args:
        keys: All that it fits.
        text: The code as it was written.
        place: The name of a unit by its key.

    Raises:
        Unfit: When it fits several, or none.
    """
    if len(keys) == 1:
        return keys[0]
    if not keys:
        raise Unfit(said(say.NO_SUCH_CODE, value=text), say.FULL_KEY)
    expected = say.ONE_OF_UNITS.filled(value=_listed(keys, place))
    raise Unfit(said(say.CODE_OF_SEVERAL, value=text), expected)


def unit_of_name(keys: list[str], text: str, place: Callable[[str], str], *, required: bool) -> str:
    """The one unit that a name fits.

    Args:
        keys: All that it fits.
        text: The name as it was written.
        place: The name of a unit by its key.
        required: Whether the row must have a unit; where it need not, it may be left open.

    Raises:
        Unfit: When it fits several, or none.
    """
    if len(keys) == 1:
        return keys[0]
    if not keys:
        expected = say.FULL_KEY if required else say.OR_LEAVE_OPEN
        raise Unfit(said(say.NO_SUCH_NAME, value=text), expected)
    template = say.ONE_OF_UNITS if required else say.ONE_OR_OPEN
    expected = template.filled(value=_listed(keys, place))
    raise Unfit(said(say.NAME_OF_SEVERAL, value=text), expected)


def _listed(keys: list[str], place: Callable[[str], str]) -> str:
    more = f" … ({len(keys)})" if len(keys) > _MOST_SHOWN else ""
    return "; ".join(f"{key} ({place(key)})" for key in keys[:_MOST_SHOWN]) + more
