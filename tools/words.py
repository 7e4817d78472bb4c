"""Bring the Vietnamese catalogue up to date with the messages in the code.

New messages are added with an empty translation (a test names them), messages no
longer used are dropped. Run: python -m tools.words
"""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "messages.po"
_FUNCTIONS = {"_": 1, "N_": 1, "Message": 1, "ngettext": 2, "tell": 1, "tell_n": 2}


def messages_in_code() -> Catalog:
    """All messages of lib and pages, with the file each stands in.

    Babel's own extractor does not look inside f-strings; the syntax tree does.
    """
    catalogue = Catalog(project="Ward Atlas", charset="utf-8")
    for path in sorted((*ROOT.glob("lib/**/*.py"), *ROOT.glob("pages/*.py"))):
        # Without line numbers: a moved line is not a change of the catalogue.
        name = path.relative_to(ROOT).as_posix()
        place: list[Any] = [(name, None)]  # Babel's own types know no place without a line
        tree = ast.parse(path.read_text(encoding="utf-8"))
        for node in ast.walk(tree):
            if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name)):
                continue
            texts = [
                argument.value
                for argument in node.args[: _FUNCTIONS.get(node.func.id, 0)]
                if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
            ]
            if texts:
                catalogue.add(texts[0] if len(texts) == 1 else tuple(texts), None, place)
    return catalogue


def updated(catalogue: Catalog) -> Catalog:
    """The catalogue with exactly the messages of the code; known translations kept."""
    made = Catalog(
        locale="vi",
        project="Ward Atlas",
        charset="utf-8",
        fuzzy=False,
        creation_date=catalogue.creation_date,  # a run that changes nothing writes the same file
    )
    for message in sorted(messages_in_code(), key=lambda m: str(m.id)):
        if not message.id:
            continue
        known = catalogue.get(message.id)
        made.add(message.id, known.string if known else None, message.locations)
    return made


def main() -> None:
    """Rewrite the catalogue and say what lacks a translation."""
    with CATALOGUE.open("rb") as source:
        catalogue = read_po(source, locale="vi")
    made = updated(catalogue)
    with CATALOGUE.open("wb") as target:
        write_po(target, made, width=100, omit_header=False, sort_output=True)
    missing = [message.id for message in made if message.id and not any(message.string or "")]
    print(f"{len(made)} messages, {len(missing)} without a translation")
    for message in missing:
        print(f"  {message}")


if __name__ == "__main__":
    main()
