"""``python -m lib.briefing BRIEFING.json --out deck.pptx``: a briefing to hand out.

The ending decides: .pptx, .pdf, .xlsx, or .zip with all three. ``--template NAME`` makes one
of the templates instead of reading a file; ``--province all`` one file for each province.
``--update OLD.pptx`` brings slides of last month up to date: what was typed by hand stays, and
every number that changed is listed. Without a briefing it takes the one they were made of.

Exit code 0 when all is fine, 1 when something could not be used or shown: then nothing is
written; 64 when the command is not understood, 74 when the disk fails, 130 when it was
interrupted.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from lib import clock
from lib.briefing.briefing import Briefing, name_of
from lib.briefing.briefing_text import read_briefing
from lib.briefing.handed_back import briefing_in, handed_back, lines
from lib.briefing.handouts import KINDS, handout
from lib.briefing.templates import TEMPLATES, from_template
from lib.briefing.told import When
from lib.errors import Fault, Refused
from lib.io.store.whole_files import write_whole
from lib.situation import data
from lib.words import wording

_FINE, _FAULTS, _USAGE, _DISK = 0, 1, 64, 74  # as sysexits.h has them
_STOPPED = 130  # as a shell tells of a program that was interrupted
_ALL = "all"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        """Say how the command is used, with a code of its own."""
        self.print_usage(sys.stderr)
        self.exit(_USAGE, f"{self.prog}: {message}\n")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="python -m lib.briefing",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    add = parser.add_argument
    add("briefing", nargs="?", type=Path, metavar="BRIEFING.json", help="a briefing file")
    add("--out", required=True, type=Path, metavar="FILE", help="where to write it")
    add("--template", choices=tuple(TEMPLATES), help="make one of the templates instead")
    add("--dataset", default="public", help="of the template")
    add(
        "--as-of",
        type=date.fromisoformat,
        metavar="DAY",
        help="of the template or the update; today without",
    )
    add("--since", type=date.fromisoformat, metavar="DAY", help="of the template since")
    add("--province", default="", metavar="CODE", help="two digits, or all: one file for each")
    add("--ward", default="", metavar="KEY", help="of the template ward: until2025-26776")
    add("--lang", choices=wording.LANGUAGES, help="language; that of the briefing without")
    add("--update", type=Path, metavar="OLD.pptx", help="bring these slides up to date")
    add("--now", action="store_true", help="on the data as it stands, not as it stood")
    return parser


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the command line asks for; the exit code."""
    parser = _parser()
    options = parser.parse_args(arguments)
    named = [bool(options.briefing), bool(options.template)]
    if all(named) or not (any(named) or options.update):
        parser.error("name a briefing file, or one of the templates with --template")
    if options.out.suffix[1:] not in KINDS:
        parser.error(f"--out ends in one of {', '.join(f'.{kind}' for kind in KINDS)}")
    if options.update and (options.out.suffix != ".pptx" or options.province == _ALL):
        parser.error("--update gives one .pptx")
    if options.province and options.template != "place":
        parser.error("--province belongs to --template place")
    wording.use(options.lang or "vi")
    try:
        made = [_updated(options)] if options.update else list(_made(options))
        for path, content in made:  # all of them could be made
            write_whole(path, content)
            print(path)
    except _Unusable as unusable:
        print("\n".join(unusable.lines), file=sys.stderr)
        return _FAULTS
    except Refused as refusal:
        print(wording.message(refusal.message), file=sys.stderr)
        return _FAULTS
    except OSError as error:
        print(error, file=sys.stderr)
        return _DISK
    except KeyboardInterrupt:
        return _STOPPED
    return _FINE


class _Unusable(Exception):
    """Something could not be used or shown, and every line of what it was."""

    def __init__(self, lines: Sequence[str]) -> None:
        super().__init__(lines)
        self.lines = lines


def _made(options: argparse.Namespace) -> Iterator[tuple[Path, bytes]]:
    when: When = "now" if options.now else "then"
    wrong: list[str] = []
    for path, briefing in _briefings(options):
        made = handout(
            briefing, path.suffix[1:], when=when, lang=options.lang or "", progress=_told
        )
        wrong += [f"{path.name}: {scene}: {wording.message(said)}" for scene, said in made.trouble]
        yield path, made.content
    if wrong:
        raise _Unusable(wrong)


def _updated(options: argparse.Namespace) -> tuple[Path, bytes]:
    """Slides of last month with the numbers of now; what changed is printed."""
    old = options.update.read_bytes()
    if options.briefing or options.template:
        ((path, briefing),) = _briefings(options)
    else:
        path, briefing = options.out, briefing_in(old, options.as_of)
    when: When = "now" if options.now else "then"
    returned = handed_back(old, briefing, when=when, lang=options.lang or "", progress=_told)
    if returned.trouble:
        raise _Unusable(
            [f"{path.name}: {name}: {wording.message(m)}" for name, m in returned.trouble]
        )
    with wording.spoken(options.lang or briefing.lang):
        print("\n".join(lines(returned.changes)))
    return path, returned.content


def _line(fault: Fault) -> str:
    found, expected = wording.message(fault.found), wording.message(fault.expected)
    place = f" {fault.column}:" if fault.column else ""
    return f"{fault.file}:{place} {found} ({expected})"


def _told(step: str, done: float) -> None:
    if sys.stderr.isatty():
        print(f"\r{done:4.0%} {step[:60]:60}", end="", file=sys.stderr)


def _briefings(options: argparse.Namespace) -> Iterator[tuple[Path, Briefing]]:
    """What is to be made, with the file it goes into."""
    out: Path = options.out
    if options.briefing:
        read = read_briefing(options.briefing.read_bytes(), options.briefing.name)
        if read.faults or read.briefing is None:
            raise _Unusable([_line(each) for each in read.faults])
        yield out, read.briefing
        return
    day = options.as_of or clock.today()
    units = data.units()
    lang = options.lang or "vi"
    if options.province != _ALL:
        yield out, _template(options, day, lang, _province(options.province, day))
        return
    for key in units.provinces(day).index:
        name = name_of(units.province_name(str(key), day))
        code = str(key).partition("-")[2]
        made = _template(options, day, lang, str(key))
        yield out.with_name(f"{out.stem}-{code}-{name}{out.suffix}"), made


def _province(code: str, day: date) -> str:
    keys = [key for key in data.units().provinces(day).index if str(key).endswith(f"-{code}")]
    return str(keys[0]) if code and keys else ""


def _template(options: argparse.Namespace, day: date, lang: str, province: str) -> Briefing:
    return from_template(
        options.template,
        options.dataset,
        day,
        lang,
        province=province,
        ward=options.ward,
        since=options.since,
    )


if __name__ == "__main__":
    sys.exit(main())
