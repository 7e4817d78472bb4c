"""A briefing as a short text for an address, so that a link carries one that is not saved.

The numbers of its scenes are left out: they are those of the data with its checksum.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import replace

from lib.briefing.briefing import Briefing
from lib.briefing.briefing_text import A_BRIEFING, NOT_A_BRIEFING, Read, read_briefing, written
from lib.errors import Fault

LONGEST = 6_000
"""Letters of an address that every browser and server takes."""
_MOST_BYTES = 400_000  # unpacked
_BASE = 12  # letters of the checksum that stands in front


def packed(briefing: Briefing, base: str = "") -> str:
    """A briefing as text of letters, digits, hyphens and underscores; "" when it is too long.

    Args:
        briefing: The briefing.
        base: Checksum of the saved file it was made from, so that the second of two who save is
            told even when a reload lies between; "" for none.
    """
    bare = briefing.but(scenes=tuple(replace(each, figures={}) for each in briefing.scenes))
    text = base64.urlsafe_b64encode(zlib.compress(written(bare), 9)).rstrip(b"=").decode()
    text = base[:_BASE].ljust(_BASE, "-") + text
    return text if len(text) <= LONGEST else ""


def base_of(text: str) -> str:
    """Checksum of the saved file that a packed briefing was made from; "" for none."""
    return text[:_BASE].rstrip("-")


def unpacked(text: str, file: str) -> Read:
    """The briefing of such a text.

    Args:
        text: As it stands in an address; anything can stand there.
        file: How faults name it.
    """
    content = text[_BASE:]
    try:
        data = base64.urlsafe_b64decode(content + "=" * (-len(content) % 4))
        whole = zlib.decompressobj().decompress(data, _MOST_BYTES)
    except (ValueError, zlib.error):
        return Read(None, (Fault(file, 0, "", NOT_A_BRIEFING, A_BRIEFING),))
    return read_briefing(whole, file)
