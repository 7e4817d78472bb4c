"""Make an empty dataset: python -m tools.new_dataset NAME [--folder data]."""

from __future__ import annotations

import argparse
import datetime
import re
import sys
from collections.abc import Sequence
from pathlib import Path

from lib.io.exports.templates import WORKBOOK, write_empty_dataset
from lib.io.store.datasets import UNITS_FOLDER
from lib.words.file_words import file_words


def main(arguments: Sequence[str] | None = None) -> int:
    """Make the dataset named on the command line; the exit code."""
    parser = argparse.ArgumentParser(prog="python -m tools.new_dataset", description=__doc__)
    parser.add_argument("name", help="short name: small letters, digits and hyphens")
    parser.add_argument("--folder", type=Path, default=Path("data"), help="where it is made")
    parser.add_argument("--title-vi", default="", help="title in Vietnamese")
    parser.add_argument("--title-en", default="", help="title in English")
    parser.add_argument("--synthetic", action="store_true", help="its figures are made up")
    options = parser.parse_args(arguments)
    if not re.fullmatch(r"[a-z][a-z0-9-]{0,40}", options.name) or options.name == UNITS_FOLDER:
        print(f'"{options.name}" cannot be the name (small letters, digits, hyphens)')
        return 1
    folder = options.folder / options.name
    try:
        write_empty_dataset(
            folder,
            title_vi=options.title_vi or options.name,
            title_en=options.title_en or options.name,
            version=datetime.datetime.now(datetime.UTC).date(),
            synthetic=options.synthetic,
            words=file_words(),
        )
    except FileExistsError:
        print(f"{folder} is there already")
        return 1
    except OSError as error:
        print(f"{folder} cannot be made: {error.strerror}")
        return 1
    print(f"{folder}: fill {WORKBOOK} and upload it, or edit the CSV files")
    return 0


if __name__ == "__main__":
    sys.exit(main())
