"""Full titles of units ("Phường Hòa Hiếu") taken apart into kind and name, in one spelling."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from tools.csv_tables import clean

Level = Literal["province", "district", "commune"]

_KINDS: dict[Level, dict[str, str]] = {
    "province": {"Tỉnh": "province", "Thành phố": "municipality"},
    "district": dict.fromkeys(("Quận", "Huyện", "Thị xã", "Thành phố"), "district"),
    "commune": {
        "Phường": "ward",
        "Xã": "commune",
        "Thị trấn": "township",
        "Đặc khu": "special_zone",
    },
}
_TONE_ON_LAST = re.compile(
    r"(?<![qQ])([oOuU])([àáảãạèéẻẽẹỳýỷỹỵÀÁẢÃẠÈÉẺẼẸỲÝỶỸỴ])(?!\w)",
)
_LEVEL_RANK = {"province": 0, "municipality": 0, "district": 1}


@dataclass(frozen=True)
class Title:
    """Kind (of the contract), kind as titled, and the name without it."""

    kind: str
    kind_vi: str
    name: str


def read_title(text: str, level: Level) -> Title:
    """Take a full title apart.

    Args:
        text: Kind and name as a register writes them; capitals of the kind do not matter.
        level: Level of the unit; "Thành phố" means two things.

    Returns:
        The title in NFC, the name in one tone placement and with proper capitals.

    Raises:
        ValueError: The title does not begin with a kind of that level.
    """
    whole = clean(text)
    for kind_vi, kind in _KINDS[level].items():
        if whole.lower().startswith(kind_vi.lower() + " "):
            name = whole[len(kind_vi) + 1 :]
            return Title(kind, kind_vi, tone_on_first(capitalised(name)))
    raise ValueError(f"{whole!r} does not begin with a kind of {level}")


def level_rank(kind: str) -> int:
    """0 for the first level, 1 for districts, 2 for communes and their like."""
    return _LEVEL_RANK.get(kind, 2)


def tone_on_first(name: str) -> str:
    """Hoà as Hòa, Thuỷ as Thủy: the placement used on screen.

    Only where it is certain: a syllable that ends in oa, oe or uy, has nothing after it,
    and whose u does not belong to a qu (Quý, Quỳ stay).
    """
    return _TONE_ON_LAST.sub(_moved, unicodedata.normalize("NFC", name))


def _moved(match: re.Match[str]) -> str:
    marked = unicodedata.normalize("NFD", match[2])
    return unicodedata.normalize("NFC", match[1] + marked[1:]) + marked[0]


def capitalised(name: str) -> str:
    """Every word of a proper name with a capital.

    The register forgets capitals that carry a mark ("Đại áng", "Pa ủ"); the "trường" of
    "Nông trường" (state farm) is a common noun and stays.
    """
    return " ".join(
        word if word == "trường" else word[:1].upper() + word[1:] for word in name.split(" ")
    )
