"""What systems say of files that they do not give, as Python passes it on."""

from __future__ import annotations

import errno

from lib.errors import Message
from lib.io.faults import said

REASON = Message("the system says: {value}")
NO_PERMISSION = Message("Permission denied")
IS_A_FOLDER = Message("Is a directory")
DISK_FULL = Message("No space left on device")
READ_ONLY = Message("Read-only file system")
DISK_FAILS = Message("Input/output error")

_OF_SYSTEM = {
    errno.EACCES: NO_PERMISSION,
    errno.EISDIR: IS_A_FOLDER,
    errno.ENOSPC: DISK_FULL,
    errno.EROFS: READ_ONLY,
    errno.EIO: DISK_FAILS,
}


def reason(error: OSError) -> Message:
    """What the system says of a file that it does not give."""
    known = _OF_SYSTEM.get(error.errno or 0)
    return said(REASON, value=known or error.strerror or type(error).__name__)
