"""A briefing as a short text for an address, so that a link carries one that is not saved.

The numbers of its scenes are left out: they are those of the data with its checksum.
"""

from __future__ import annotations

import base64
import zlib
from dataclasses import replace

from lib.briefing.briefing import Briefing
from lib.briefing.briefing_text import NOT_A_BRIEFING, Read, read_briefing, written
from lib.errors import Fault
from lib.io.faults import VALID_JSON

LONGEST = 6_000
"""Letters of an address that every browser and server takes."""
_MOST_BYTES = 400_000  # unpacked


def packed(briefing: Briefing) -> str:
    """A briefing as text of letters, digits, hyphens and underscores; "" when it is too long."""
    bare = briefing.but(scenes=tuple(replace(each, figures={}) for each in briefing.scenes))
    text = base64.urlsafe_b64encode(zlib.compress(written(bare), 9)).rstrip(b"=").decode()
    return text if len(text) <= LONGEST else ""


def unpacked(text: str, file: str) -> Read:
    """The briefing of such a text.

    Args:
        text: As it stands in an address; anything can stand there.
        file: How faults name it.
    """
    try:
        data = base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
        unpack = zlib.decompressobj()
        content = unpack.decompress(data, _MOST_BYTES)
    except (ValueError, zlib.error):
        return Read(None, (Fault(file, 0, "", NOT_A_BRIEFING, VALID_JSON),))
    return read_briefing(content, file)
