"""What an office has laid down for its dataset: a closed period, and who must approve changes.

`rules.json` stands beside the tables and is written by whoever keeps the server, not by those
who change data; it is no part of the data, so the checksum does not cover it.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from lib.errors import Message, Refused
from lib.io.tables.json_texts import parsed_json

FILE = "rules.json"
DAMAGED = Message(
    "The file {value} of this dataset is damaged; nothing can be changed before it is corrected."
)


@dataclass(frozen=True)
class Rules:
    """What holds for changes to a dataset.

    Attributes:
        closed_until: Last day of the closed period; None when none is closed.
        needs_approval: Whether a second person must approve every change.
    """

    closed_until: date | None = None
    needs_approval: bool = False


def read_rules(folder: Path) -> Rules:
    """The rules of a dataset; none where there is no file.

    Raises:
        Refused: When the file is damaged: what it forbids is not known then.
    """
    try:
        content = parsed_json((folder / FILE).read_bytes())
        day = content.get("closed_until")
        approval = content.get("approval", False)
        if content.keys() - {"closed_until", "approval"} or not isinstance(approval, bool):
            raise ValueError
        return Rules(date.fromisoformat(day) if day is not None else None, approval)
    except FileNotFoundError:
        return Rules()
    except (OSError, ValueError, TypeError, AttributeError, RecursionError) as error:
        raise Refused(DAMAGED.filled(value=FILE)) from error
