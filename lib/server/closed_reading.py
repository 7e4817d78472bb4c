"""Whether reading needs sign-in: `WARD_ATLAS_READ=signed-in`. Without it everybody reads."""

from __future__ import annotations

import os

from lib.errors import Message, Refused

_CLOSED, _OPEN = "signed-in", "everybody"
# For the console of whoever starts the server, so in no catalogue.
_UNKNOWN = (
    "WARD_ATLAS_READ: “{value}” is not understood, and who may read has to be sure. Write "
    "signed-in, or everybody (as without it)."
)


def needs_sign_in() -> bool:
    """Whether only accounts that signed in, and programs with their keys, read.

    Raises:
        Refused: When what is written cannot be understood.
    """
    written = os.environ.get("WARD_ATLAS_READ", "").strip().lower()
    if written not in ("", _OPEN, _CLOSED):
        raise Refused(Message(_UNKNOWN).filled(value=written))
    return written == _CLOSED
