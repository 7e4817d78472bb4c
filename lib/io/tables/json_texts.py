r"""JSON whose texts can be written down again.

JSON may spell half of a letter that needs two (`\ud800`). Python reads it, and everything that
writes it afterwards fails: the page, a file, the log.
"""

from __future__ import annotations

import json
import re
from typing import Any

_HALF = re.compile(r"\\u[dD][89a-fA-F]")


def parsed_json(data: bytes | str, **how: Any) -> Any:
    """What JSON says; `json.loads` with whole letters only.

    Args:
        data: A document, in any encoding that JSON allows.
        how: As `json.loads` takes it.

    Raises:
        ValueError: When it is no JSON, or a text holds half a letter.
        RecursionError: When it is nested too deep.
    """
    text = data if isinstance(data, str) else data.decode(json.detect_encoding(data))
    content = json.loads(text.removeprefix("\ufeff"), **how)
    if _HALF.search(text):  # perhaps both halves of a letter
        json.dumps(content, ensure_ascii=False).encode()
    return content


def is_whole(text: str) -> bool:
    """Whether a text, say a file's name, holds whole letters only."""
    return not any("\ud800" <= letter <= "\udfff" for letter in text)
