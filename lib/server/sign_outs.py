"""Sign-ins that were ended: a tab left open, or a copy of the cookie, has no rights by them.

Streamlit forgets a sign-in only in the browser. Which ones were ended is kept by digest in the
cache, so that every process of the machine knows, for as long as a sign-in can give rights.
"""

from __future__ import annotations

import hashlib
import logging
import time
from pathlib import Path

from lib.io.store.kept_files import default_folder
from lib.server.role_settings import MOST_HOURS

log = logging.getLogger("ward_atlas.updates")
_here: set[str] = set()  # also where the disk does not take it


def mark(stated: bytes) -> str:
    """What tells a sign-in from others; "" where there is none.

    Args:
        stated: What its cookie says, as `signed_in.stated` gives it. The provider states when it
            was, and a cookie of the same sign-in that is spelled otherwise is the same one.
    """
    return hashlib.sha256(stated).hexdigest() if stated else ""


def end(stated: bytes) -> None:
    """Let a sign-in give no rights any more."""
    ended = mark(stated)
    if not ended:
        return
    _here.add(ended)
    try:
        folder = _folder()
        folder.mkdir(parents=True, exist_ok=True)
        (folder / ended).touch()
        oldest = time.time() - MOST_HOURS * 3600
        for each in folder.iterdir():
            if each.stat().st_mtime < oldest:
                each.unlink(missing_ok=True)
    except OSError:
        log.exception("an ended sign-in is known to this process only")


def is_ended(sign_in: str) -> bool:
    """Whether a sign-in was ended, by its mark."""
    return bool(sign_in) and (sign_in in _here or (_folder() / sign_in).exists())


def _folder() -> Path:
    return default_folder() / "sign-outs"
