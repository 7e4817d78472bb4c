"""Archives opened with care: workbooks and zipped packages are looked at before unpacked.

What an archive says of itself is not believed: parts are unpacked in pieces and counted,
and reading stops at the limit, so a small file that unpacks to gigabytes costs nothing.
"""

from __future__ import annotations

import io
import math
import zipfile
import zlib
from dataclasses import dataclass

from lib.io import faults as say
from lib.io.faults import Finding, Unfit, said

MOST_UNPACKED = 150_000_000  # bytes
_MOST_PARTS = 2_000
_PIECE = 1_000_000
_ENCRYPTED = 0x1
_STORED_OR_DEFLATED = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)


@dataclass(frozen=True)
class Archive:
    """An archive whose size is known to be bearable.

    Attributes:
        source: The open archive.
        names: Names of its files, without folders.
    """

    source: zipfile.ZipFile
    names: tuple[str, ...]
    limit: int

    def part(self, name: str) -> bytes:
        """The bytes of one part.

        Raises:
            Unfit: When the part is damaged or longer than it says.
        """
        info = self.source.getinfo(name)
        pieces: list[bytes] = []
        size = 0
        try:
            with self.source.open(info) as stream:
                while piece := stream.read(_PIECE):
                    size += len(piece)
                    if size > self.limit:
                        raise Unfit(*too_much(size, self.limit))
                    pieces.append(piece)
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError) as error:
            raise Unfit(say.BAD_ARCHIVE, say.SAVE_AGAIN) from error
        except RuntimeError as error:  # what zipfile raises for a password
            raise Unfit(say.LOCKED_FILE, say.UNPROTECT) from error
        return b"".join(pieces)


def opened(data: bytes, limit: int = MOST_UNPACKED) -> Archive:
    """An archive in bytes, refused by what it would unpack to before any of it is unpacked.

    Raises:
        Unfit: When it is damaged, too large, has too many parts, or is protected.
    """
    try:
        source = zipfile.ZipFile(io.BytesIO(data))
        infos = source.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise Unfit(say.BAD_ARCHIVE, say.SAVE_AGAIN) from error
    if len(infos) > _MOST_PARTS:
        found = say.TOO_MANY_PARTS.filled(count=len(infos))
        raise Unfit(found, say.FEWER_PARTS.filled(value=_MOST_PARTS))
    size = sum(info.file_size for info in infos)
    if size > limit:
        raise Unfit(*too_much(size, limit))
    if any(info.flag_bits & _ENCRYPTED for info in infos):
        raise Unfit(say.LOCKED_FILE, say.UNPROTECT)
    names = tuple(info.filename for info in infos if not info.is_dir())
    other = any(info.compress_type not in _STORED_OR_DEFLATED for info in infos)
    if len(set(names)) < len(names) or other:
        raise Unfit(say.BAD_ARCHIVE, say.SAVE_AGAIN)
    return Archive(source, names, limit)


def too_much(size: int, limit: int) -> Finding:
    """What is said of an archive that would unpack to too many bytes."""
    found = said(say.TOO_MUCH_UNPACKED, size=megabytes(size))
    return Finding(found, say.FEWER_BYTES.filled(value=megabytes(limit)))


def megabytes(size: int) -> str:
    """A size as a person reads it: 50, 0.3; rounded up, so that 50.1 is more than 50."""
    return f"{math.ceil(size / 1e5) / 10:g}"
