"""``python -m lib.update DATASET FILE...``: check files, say what they would change, apply.

Exit code 0 when all is fine, 1 with errors, 2 with warnings that are not confirmed, 64 when
the command is not understood, 74 when the disk fails.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

from lib.errors import Refused
from lib.update.command import (
    FAULTS,
    FINE,
    Order,
    carried_out,
    dataset_folder,
    decided,
    proposals,
)
from lib.update.doubts import KINDS
from lib.update.trail import trail_csv, trail_xlsx
from lib.update.watched_folder import watch
from lib.words import wording

_USAGE, _DISK = 64, 74  # as sysexits.h has them


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say how the command is used; with a code that says nothing of warnings."""
        self.print_usage(sys.stderr)
        self.exit(_USAGE, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m lib.update", description=__doc__)
    add = parser.add_argument
    add("dataset", help="name of a dataset, or its folder")
    add("files", nargs="*", type=Path, metavar="FILE", help="CSV, .xlsx, .parquet or .zip")
    add("--replace", action="store_true", help="tables become what the files hold")
    add("--apply", action="store_true", help="apply what has no errors and no open warnings")
    add("--why", default="", help="reason, kept with the version")
    add("--who", default="", help="office that answers for it, kept with the version")
    add("--accept", action="append", default=[], metavar="CODE", choices=tuple(KINDS),
        help="confirm a kind of warning; once for each")  # fmt: skip
    add("--reopen", default="", metavar="WHY", help="reason to change rows of a closed period")
    add("--removing", type=int, metavar="N", help="confirm that N rows go")
    add("--lang", default="en", choices=wording.LANGUAGES, help="language of what is said")
    add("--watch", type=Path, metavar="FOLDER", help="take each new file of a folder")
    add("--proposals", action="store_true", help="list the changes that wait for approval")
    add("--approve", type=int, metavar="N", help="approve change N of another person")
    add("--decline", type=int, metavar="N", help="decline change N")
    add("--trail", type=Path, metavar="FILE", help="write the audit trail, .csv or .xlsx")
    add("--once", action="store_true", help="with --watch: take what is there and stop")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    asked = (
        bool(options.files),
        bool(options.watch),
        options.proposals,
        options.approve is not None,
        options.decline is not None,
        bool(options.trail),
    )
    if sum(asked) != 1:
        parser.error("name files, or a folder with --watch, or one of --proposals, --approve, "
                     "--decline, --trail")  # fmt: skip
    decides = options.approve is not None or options.decline is not None
    if options.trail and options.trail.suffix not in (".csv", ".xlsx"):
        parser.error("--trail needs a file .csv or .xlsx")
    if decides and not (options.why.strip() and options.who.strip()):
        parser.error("--approve and --decline need --why and --who")
    if options.apply and not (options.why.strip() and options.who.strip()):
        parser.error("--apply needs --why and --who")
    if options.watch and not options.watch.is_dir():
        parser.error(f"no such folder: {options.watch}")
    wording.use(options.lang)
    if isinstance(sys.stdout, io.TextIOWrapper):
        # An old console that lacks a letter shows its code instead of stopping.
        sys.stdout.reconfigure(errors="backslashreplace")
    try:
        order = Order(
            dataset_folder(options.dataset),
            "replace" if options.replace else "add",
            apply=options.apply,
            who=options.who.strip(),
            why=options.why.strip(),
            accepted=tuple(options.accept),
            removing=options.removing,
            reopened=options.reopen.strip(),
        )
        if not (options.files or options.watch):
            _say(_of_history(order, options))
            return FINE
        if options.watch:
            return _watched(options.watch, order, once=options.once)
        code, said = carried_out(order, options.files)
        _say(said)
        return code
    except Refused as refusal:
        print(wording.message(refusal.message), file=sys.stderr)
        return FAULTS
    except OSError as error:
        print(error, file=sys.stderr)
        return _DISK


def _of_history(order: Order, options: argparse.Namespace) -> list[str]:
    """What is said of proposals that wait, of a decision, or of the trail."""
    if options.proposals:
        return proposals(order.folder)
    if options.trail:
        write = trail_xlsx if options.trail.suffix == ".xlsx" else trail_csv
        options.trail.write_bytes(write(order.folder))
        return [str(options.trail)]
    approved = options.approve is not None
    number = options.approve if approved else options.decline
    line = decided(order.folder, number, approved=approved, who=order.who, why=order.why)
    return [line]


def _watched(folder: Path, order: Order, *, once: bool) -> int:
    worst = FINE
    try:
        for place, code in watch(folder, order, once=once):
            _say([f"{place.relative_to(folder)}: {code}"])
            worst = worst if worst == FAULTS else code or worst
    except KeyboardInterrupt:  # how a watcher is stopped
        return FINE
    return worst


def _say(lines: Sequence[str]) -> None:
    try:
        for line in lines:
            print(line)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of our output has seen enough
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


if __name__ == "__main__":
    sys.exit(main())
