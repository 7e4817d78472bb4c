"""The audit trail of a dataset: every version, proposal and silenced warning, in order."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

import pandas as pd

from lib.io.exports.workbook import table_xlsx
from lib.io.store.datasets import open_dataset
from lib.io.store.pending import APPROVED, pending
from lib.update.differences import safe_csv
from lib.update.doubts import KINDS
from lib.update.silenced import silenced
from lib.words.wording import _, message

COLUMNS = (
    "when", "what", "number", "who", "why", "approved", "reopened", "confirmed", "checksum",
)  # fmt: skip
Line = tuple[str, str, int | None, str, str, str, str, str, str]


def trail(folder: Path) -> pd.DataFrame:
    """What happened to a dataset, earliest first.

    Args:
        folder: The dataset's folder.

    Returns:
        Columns `COLUMNS`: moment in UTC, what it was, number of the version or proposal, who,
        why, who approved or decided and why, why a closed period was reopened, the warnings
        that were confirmed, checksum.
    """
    every = (*_versions(folder), *_proposals(folder), *_silenced(folder))
    lines = sorted(every, key=lambda line: line[0])
    return pd.DataFrame(lines, columns=list(COLUMNS)).astype({"number": "Int64"})


def _versions(folder: Path) -> Iterator[Line]:
    for each in open_dataset(folder).versions():
        yield (
            each.when,
            _("version"),
            each.number,
            each.who,
            message(each.reason),
            each.approved,
            each.reopened,
            _confirmed(each.confirmed),
            each.checksum,
        )


def _proposals(folder: Path) -> Iterator[Line]:
    for each in pending(folder):
        yield (
            each.when,
            _("proposal"),
            each.number,
            each.who,
            each.why,
            "",
            each.reopened,
            _confirmed(each.confirmed),
            "",
        )
        if each.decided_by:
            what = _("proposal approved") if each.state == APPROVED else _("proposal declined")
            yield (
                each.decided_when, what, each.number, each.decided_by, each.decided_why, "", "",
                "", "",
            )  # fmt: skip


def _silenced(folder: Path) -> Iterator[Line]:
    for each in silenced(folder):
        title = message(KINDS.get(each.code, each.code))
        told = f"{title}: {each.table} {each.key}: {each.found}"
        yield each.when, _("warning silenced"), None, each.who, each.why, "", "", told, ""


def _confirmed(kinds: Mapping[str, Sequence[str]]) -> str:
    return "; ".join(
        f"{message(KINDS.get(code, code))}: {' | '.join(lines)}" for code, lines in kinds.items()
    )


def shown_trail(folder: Path) -> pd.DataFrame:
    """The trail with its columns in the reader's language."""
    heads = {
        "when": _("When (UTC)"),
        "what": _("What"),
        "number": _("Number"),
        "who": _("Who"),
        "why": _("Reason"),
        "approved": _("Approved by"),
        "reopened": _("Closed period reopened"),
        "confirmed": _("Warnings confirmed"),
        "checksum": _("Checksum"),
    }
    return trail(folder).rename(columns=heads)


def trail_csv(folder: Path) -> bytes:
    """The trail for a spreadsheet; what people wrote is never a formula in it."""
    whole = shown_trail(folder)
    return safe_csv(whole.astype("str").replace("<NA>", ""))


def trail_xlsx(folder: Path) -> bytes:
    """The trail as a workbook."""
    whole = shown_trail(folder)
    return table_xlsx({_("Audit trail"): whole.astype("str").replace("<NA>", "")}, ())
