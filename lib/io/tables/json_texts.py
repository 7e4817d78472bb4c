r"""JSON whose texts can be written down again.

JSON may spell half of a letter that needs two (`\ud800`). Python reads it, and everything that
writes it afterwards fails: the page, a file, the log. It may also spell signs that stand for no
letter and that no XML can hold; slides, PDF and drawings would fail, so they are left out, or in
files that an office hands in refused.
"""

from __future__ import annotations

import json
import re
from typing import Any

NO_LETTERS = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
"""Control characters and what Unicode gives to none: signs that a text has no use for."""
_HALF = re.compile(r"\\u[dD][89a-fA-F]")
_SPELLED = re.compile(
    r"\\u(?:00(?:0[0-8bBcCeEfF]|1[0-9a-fA-F]|7[fF])|[fF]{3}[eEfF])|\\[bf]|[\x7f\ufffe\uffff]"
)


class NoLetter(ValueError):
    """A sign in a text that is no letter.

    Attributes:
        sign: What it is called, ``U+0000``.
        line: Line of the document, from 1.
    """

    def __init__(self, sign: str, line: int) -> None:
        super().__init__(f"{sign} in line {line}")
        self.sign, self.line = sign, line


def parsed_json(data: bytes | str, *, strictly: bool = False, **how: Any) -> Any:
    """What JSON says; `json.loads` with whole letters only, and without what is no letter.

    Args:
        data: A document, in any encoding that JSON allows.
        strictly: Refuse what is no letter.
        how: As `json.loads` takes it.

    Raises:
        NoLetter: When a text holds a sign that is none, and `strictly`.
        ValueError: When it is no JSON, or a text holds half a letter.
        RecursionError: When it is nested too deep.
    """
    text = data if isinstance(data, str) else data.decode(json.detect_encoding(data))
    content = json.loads(text.removeprefix("\ufeff"), **how)
    if _HALF.search(text):  # perhaps both halves of a letter
        json.dumps(content, ensure_ascii=False).encode()
    if strictly:
        for found in _SPELLED.finditer(text):
            start = found.start()
            while text[start - 1] == "\\":  # two of them stand for one that is meant
                start -= 1
            if (found.start() - start) % 2 == 0:
                sign = json.loads(f'"{found[0]}"')
                raise NoLetter(f"U+{ord(sign):04X}", text.count("\n", 0, start) + 1)
        return content
    return _lettered(content) if _SPELLED.search(text) else content


def _lettered(content: Any) -> Any:
    if isinstance(content, str):
        return NO_LETTERS.sub("", content)
    if isinstance(content, list):
        return [_lettered(each) for each in content]
    if isinstance(content, dict):
        return {_lettered(name): _lettered(each) for name, each in content.items()}
    return content


def is_whole(text: str) -> bool:
    """Whether a text, say a file's name, holds whole letters only."""
    halves = any("\ud800" <= letter <= "\udfff" for letter in text)
    return not halves and not NO_LETTERS.search(text)
