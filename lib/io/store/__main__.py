"""Datasets between folders and a database, who may change them there, and keys that read.

python -m lib.io.store copy data/public postgresql://localhost/wards
python -m lib.io.store copy postgresql://localhost/wards#public copies/public
python -m lib.io.store put postgresql://localhost/wards#public rules.json
python -m lib.io.store migrate postgresql://localhost/wards
python -m lib.io.store editor postgresql://localhost/wards hanoi@office --province from2025-01
python -m lib.io.store editors postgresql://localhost/wards
python -m lib.io.store keys --revoke 1f0c9a3e
"""

from __future__ import annotations

import argparse
import importlib.util
import os
import sys
from pathlib import Path

from lib.errors import WardAtlasError
from lib.io.store import read_keys
from lib.io.store.datasets import NO_DRIVER, UnitTables, read_units
from lib.io.store.postgres.places import Place, is_url, mirrors_root

_UNITS = Path(__file__).parents[3] / "data" / "units"


def main(arguments: list[str] | None = None) -> int:
    """Do what is asked for; 0 when it was done, 1 when it was refused."""
    asked = _parser().parse_args(arguments)
    if asked.what != "keys" and importlib.util.find_spec("psycopg") is None:
        print(NO_DRIVER, file=sys.stderr)
        return 1
    try:
        for line in _done(asked):
            print(line)
    except WardAtlasError as error:
        print(error, file=sys.stderr)
        return 1
    except OSError as error:
        print(f"{error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return 1
    return 0


def _done(asked: argparse.Namespace) -> list[str]:
    if asked.what == "keys":
        return _keys(asked.revoke)
    from lib.io.store.postgres import editors
    from lib.io.store.postgres.beside import put_file
    from lib.io.store.postgres.migrations import migrate
    from lib.io.store.postgres.unit_owners import keep_owners

    match asked.what:
        case "copy":
            return _copied(asked.source, asked.target)
        case "migrate":
            done = migrate(asked.url)
            keep_owners(asked.url, _units())
            return done or ["The schema is up to date."]
        case "put":
            url, name = _named(asked.url)
            put_file(Place(url, mirrors_root(url).absolute(), name), Path(asked.file))
            return [f"{Path(asked.file).name} stands beside the tables of {name}."]
        case "editor" if asked.remove:
            editors.remove_editor(asked.url, asked.account)
            return [f"{asked.account} may change nothing any more."]
        case "editor":
            editor = editors.name_editor(
                asked.url, asked.account, None if asked.ministry else asked.province
            )
            return [_line(editor)]
        case _:
            return [_line(each) for each in editors.editors(asked.url)] or [
                "No editors are listed: whoever may change data may change all of it."
            ]


def _keys(revoked: str | None) -> list[str]:
    keys = read_keys.ReadKeys(read_keys.default_folder())
    if revoked:
        gone = keys.revoke(revoked)
        return [f"{gone.name} of {gone.account} ({gone.program}) opens nothing any more."]
    return [
        f"{each.name}  {each.account}  {each.program}  made {each.made}, "
        f"{f'last used {each.used}' if each.used else 'not used yet'}"
        for each in keys.all()
    ] or [f"There are no read keys in {read_keys.default_folder()}."]


def _copied(source: str, target: str) -> list[str]:
    from lib.io.store.postgres.copies import into_database, out_of_database

    if is_url(source) == is_url(target):
        raise SystemExit("One of FROM and TO is a folder, the other an address postgresql://...")
    if is_url(target):
        name = into_database(Path(source), target, _units())
        return [f"{source} is in the database as {name}."]
    url, name = _named(source)
    out_of_database(url, name, Path(target))
    return [f"{name} is in the folder {target}."]


def _named(address: str) -> tuple[str, str]:
    url, mark, name = address.partition("#")
    if not mark:
        raise SystemExit("Say which dataset: postgresql://.../database#name")
    return url, name


def _units() -> UnitTables:
    return read_units(Path(os.environ.get("WARD_ATLAS_UNITS") or _UNITS))


def _line(editor: tuple[str, tuple[str, ...] | None]) -> str:
    account, provinces = editor
    return f"{account}: {'the ministry' if provinces is None else ', '.join(provinces)}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m lib.io.store",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    each = parser.add_subparsers(dest="what", required=True)
    copy = each.add_parser("copy", help="copy a dataset or the outlines, with all that belongs")
    copy.add_argument("source", metavar="FROM", help="a folder, or postgresql://.../database#name")
    copy.add_argument("target", metavar="TO", help="postgresql://.../database, or a new folder")
    put = each.add_parser("put", help="put rules.json or template.pptx beside the tables")
    put.add_argument("url", metavar="TO", help="postgresql://.../database#name")
    put.add_argument("file", metavar="FILE")
    help_ = "bring the schema and the list of units up to date"
    each.add_parser("migrate", help=help_).add_argument("url")
    each.add_parser("editors", help="who may change what").add_argument("url")
    keys = each.add_parser("keys", help="list the read keys of programs, or revoke one")
    keys.add_argument("--revoke", metavar="NAME", help="the first word of its line")
    editor = each.add_parser("editor", help="let an account change rows, or no longer")
    editor.add_argument("url")
    editor.add_argument("account")
    kind = editor.add_mutually_exclusive_group(required=True)
    kind.add_argument("--province", action="append", help="key of a province of today; repeatable")
    kind.add_argument("--ministry", action="store_true", help="all rows")
    kind.add_argument("--remove", action="store_true", help="nothing any more")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
