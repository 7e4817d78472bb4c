"""Bring the Vietnamese catalogue up to date with the messages in the code.

New messages are added with an empty translation (a test names them), messages no
longer used are dropped. Run: python -m tools.words
"""

from __future__ import annotations

from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

ROOT = Path(__file__).parents[1]
CATALOGUE = ROOT / "locale" / "vi" / "LC_MESSAGES" / "messages.po"
_KEYWORDS = {"_": None, "N_": None, "ngettext": (1, 2)}


def messages_in_code() -> Catalog:
    """All messages of lib and pages, with the file each stands in."""
    found = Catalog(project="Ward Atlas", charset="utf-8")
    for folder in ("lib", "pages"):
        for file, _line, message, comments, context in extract_from_dir(
            ROOT / folder, [("**.py", "python")], keywords=_KEYWORDS
        ):
            # Without line numbers: a moved line is not a change of the catalogue.
            found.add(message, None, [(f"{folder}/{file}", None)], context=context)
            del comments
    return found


def updated(catalogue: Catalog) -> Catalog:
    """The catalogue with exactly the messages of the code; known translations kept."""
    made = Catalog(locale="vi", project="Ward Atlas", charset="utf-8", fuzzy=False)
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
    missing = [message.id for message in made if message.id and not message.string]
    print(f"{len(made)} messages, {len(missing)} without a translation")
    for message in missing:
        print(f"  {message}")


if __name__ == "__main__":
    main()
