"""A briefing as readable JSON: written, and read whatever state the file is in.

What can be used is used, everything else is told as faults: a file of an older or newer
version of the program, one edited by hand, texts that are too long.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import date
from typing import Any, NamedTuple

from lib import clock
from lib.briefing.briefing import LONGEST, MOST_SCENES, NAME, Briefing, Scene, name_of
from lib.cards.contents import PAGES
from lib.domain.units import vintage_at
from lib.errors import Fault, Message
from lib.io import faults as say
from lib.io.store.briefing_files import MOST_BYTES
from lib.io.tables.json_texts import parsed_json
from lib.words.wording import LANGUAGES

FORMAT = 1
_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069\ufffe\uffff]")

_LARGEST = 1e15  # of a number of a card; NaN is none either

NOT_A_BRIEFING = Message("the file is no briefing")
A_BRIEFING = Message("a file saved on the page Briefing")
NEWER = Message("the file was written by a newer version of the program (format {value})")
NOT_USED = Message("“{value}” is not a property of a briefing; it is left out")
MISSING = Message("the property is missing")
WRONG = Message("“{value}” cannot be used")
TOO_LONG = Message("the text has {count} characters")
TOO_MANY = Message("the briefing has {count} scenes; those after {limit} are left out")
HIDDEN = Message("the text has {count} characters that cannot be shown")
SPACES = Message("each was replaced by a space")
NO_PAGE = Message("there is no page “{value}”")
NO_SCENE = Message("the scene is left out")
AT_MOST = Message("at most {limit} characters")
USUAL = Message("the usual value is taken")
A_PAGE = Message("the address of a page: {value}")


class Read(NamedTuple):
    """What a file gave: the briefing, None when it is none, and everything wrong with it."""

    briefing: Briefing | None
    faults: tuple[Fault, ...]


def written(briefing: Briefing) -> bytes:
    """A briefing as its file holds it: UTF-8, a line for each value."""
    content = {
        "format": FORMAT,
        "name": briefing.name,
        "title": briefing.title,
        "dataset": briefing.dataset,
        "checksum": briefing.checksum,
        "as_of": briefing.as_of.isoformat(),
        "vintage": briefing.vintage,
        "lang": briefing.lang,
        "scenes": [_scene_content(scene) for scene in briefing.scenes],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode()


def _scene_content(scene: Scene) -> dict[str, Any]:
    texts = {"address": scene.address, "card": scene.card}
    texts |= {"title": scene.title} if scene.title else {}
    texts |= {"note": scene.note} if scene.note else {}
    return {**texts, "figures": dict(scene.figures)}


def read_briefing(data: bytes, file: str) -> Read:
    """The briefing in a file.

    Args:
        data: Its bytes.
        file: How faults name it.
    """
    if len(data) > MOST_BYTES:
        return Read(None, (Fault(file, 0, "", NOT_A_BRIEFING, A_BRIEFING),))
    try:
        content = parsed_json(data)
    except json.JSONDecodeError as error:
        return Read(None, (Fault(file, error.lineno, "", say.NOT_JSON, A_BRIEFING),))
    except (ValueError, RecursionError):
        return Read(None, (Fault(file, 0, "", say.NOT_JSON, A_BRIEFING),))
    if not isinstance(content, dict) or not isinstance(content.get("scenes"), list):
        return Read(None, (Fault(file, 0, "", NOT_A_BRIEFING, A_BRIEFING),))
    reader = _Reader(file)
    return Read(reader.briefing(content), tuple(reader.faults))


class _Reader:
    """Reads one file; gathers its faults."""

    def __init__(self, file: str) -> None:
        self._file = file
        self.faults: list[Fault] = []

    def briefing(self, content: Mapping[str, Any]) -> Briefing:
        version = content.get("format", FORMAT)
        if version != FORMAT:
            self._fault("format", NEWER.filled(value=str(version)[:20]))
        known = ("format", "name", "title", "dataset", "checksum", "as_of", "vintage", "lang")
        self._unknown(content, (*known, "scenes"), "")
        title = self._text(content, "title", "", "title")
        name = content.get("name")
        if not isinstance(name, str) or not re.fullmatch(NAME, name):
            self._fault("name", MISSING if name is None else _wrong(name))
            name = name_of(title)
        lang = content.get("lang", "")
        if lang not in LANGUAGES:
            self._fault("lang", _wrong(lang) if lang else MISSING)
            lang = LANGUAGES[0]
        as_of = self._day(content.get("as_of"))
        vintage = content.get("vintage", vintage_at(as_of))
        if vintage != vintage_at(as_of) and str(as_of) == content.get("as_of"):
            self._fault("vintage", _wrong(vintage))
        scenes = content["scenes"]
        if len(scenes) > MOST_SCENES:
            found = TOO_MANY.filled(count=len(scenes), limit=MOST_SCENES)
            self._fault("scenes", found)
        read = (self._scene(each, n) for n, each in enumerate(scenes[:MOST_SCENES], 1))
        return Briefing(
            name,
            title or name,
            self._short(content, "dataset"),
            self._short(content, "checksum"),
            as_of,
            lang,
            tuple(scene for scene in read if scene),
        )

    def _scene(self, content: object, n: int) -> Scene | None:
        where = f"scenes[{n}]"
        if not isinstance(content, dict):
            self._fault(where, _wrong(content), NO_SCENE)
            return None
        self._unknown(content, ("address", "card", "title", "note", "figures"), f"{where}.")
        address = self._text(content, "address", f"{where}.", "address")
        card = self._text(content, "card", f"{where}.", "card")
        scene = Scene(
            address,
            card,
            self._text(content, "title", f"{where}.", "title", optional=True),
            self._text(content, "note", f"{where}.", "note", optional=True),
            self._figures(content.get("figures", {}), f"{where}.figures"),
        )
        if not address or not card:
            return None
        if scene.page not in PAGES:
            expected = A_PAGE.filled(value=", ".join(PAGES))
            self._fault(f"{where}.address", NO_PAGE.filled(value=scene.page[:60]), expected)
            return None
        return scene

    def _figures(self, content: object, where: str) -> dict[str, float | None]:
        if not isinstance(content, dict):
            self._fault(where, _wrong(content))
            return {}
        good = {k: v for k, v in content.items() if v is None or _is_number(v)}
        for name in content.keys() - good.keys():
            self._fault(f"{where}.{name}"[:80], _wrong(content[name]))
        return good

    def _text(
        self, content: Mapping[str, Any], key: str, where: str, kind: str, *, optional: bool = False
    ) -> str:
        """A text in its bounds; one that is too long or no text is left out, and told."""
        text = content.get(key)
        if text is None:
            if not optional:
                self._fault(where + key, MISSING)
            return ""
        if not isinstance(text, str) or (not text.strip() and not optional):
            self._fault(where + key, _wrong(text))
            return ""
        if len(text) > LONGEST[kind]:
            limit = AT_MOST.filled(limit=LONGEST[kind])
            self._fault(where + key, TOO_LONG.filled(count=len(text)), limit)
            return ""
        plain = text.replace("\r\n", "\n").replace("\t", " ")
        if hidden := len(_CONTROL.findall(plain)):
            self._fault(where + key, HIDDEN.filled(count=hidden), SPACES)
        return _CONTROL.sub(" ", plain).strip()

    def _short(self, content: Mapping[str, Any], key: str) -> str:
        text = content.get(key)
        if isinstance(text, str) and 0 < len(text) <= LONGEST["card"]:
            return _CONTROL.sub(" ", text)
        self._fault(key, MISSING if text is None else _wrong(text))
        return ""

    def _day(self, text: object) -> date:
        try:
            return date.fromisoformat(str(text))
        except ValueError:
            self._fault("as_of", MISSING if text is None else _wrong(text), say.A_FULL_DATE)
            return clock.today()

    def _unknown(self, content: Mapping[str, Any], known: tuple[str, ...], where: str) -> None:
        for key in content:
            if key not in known:
                found = NOT_USED.filled(value=str(key)[:60])
                self._fault(f"{where}{key}"[:80], found, NO_SUCH)

    def _fault(self, where: str, found: Message, expected: Message = USUAL) -> None:
        self.faults.append(Fault(self._file, 0, where, found, expected))


NO_SUCH = Message("everything else is used")


def _is_number(value: object) -> bool:
    return type(value) in (int, float) and -_LARGEST < value < _LARGEST  # type: ignore[operator]


def _wrong(value: object) -> Message:
    return WRONG.filled(value=str(value)[:60])
