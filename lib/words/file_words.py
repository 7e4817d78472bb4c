"""What the codes of the files are called on the pages, for files filled in by hand."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from lib.errors import Message
from lib.io.tables.contracts import METRICS
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.words import FileWords
from lib.words import phrases, wording
from lib.words.event_kinds import KINDS
from lib.words.terms import N_, PROGRAMMES, RESULT, STATUS, STRENGTH, TABLES

_CERTAINTY = {
    "published": N_("Published"),
    "inferred_from_article": N_("Inferred from an article"),
    "unknown": N_("Unknown"),
    "placeholder": N_("Placeholder"),
}
_RESULTS = {term.code: term.message for term in RESULT.values()}
_CODES: Mapping[str, Mapping[str, str]] = {
    "observations.status": {term.code: term.message for term in STATUS.values()},
    "criteria_sets.status": {"provisional": N_("Provisional"), "official": N_("Official")},
    "programme": PROGRAMMES,
    "claimed": _RESULTS,
    "inspected": _RESULTS,
    "certainty": _CERTAINTY,
    "read_depth": {"full": N_("Read whole"), "excerpt only": N_("Excerpt only")},
    "strength": STRENGTH,
    "relation": {
        "comparable": N_("Comparable"),
        "split": N_("Split"),
        "dropped": N_("Dropped"),
        "new": N_("New"),
    },
    "targets.metric": {
        "count_of_wards": N_("Number of wards"),
        "share_of_wards": N_("Share of wards in percent"),
        "wards_per_district": N_("Wards in each district"),
    },
    "counts.metric": {
        code: words for code, words in phrases.METRICS.items() if code not in METRICS
    },
    "milestones.kind": {code: look.message for code, look in KINDS.items() if code != "related"},
}


def _called(message: str) -> tuple[str, ...]:
    """Words of a code in both languages; each of several with a comma, too: Review, inspection."""
    words = wording.in_each_language(message)
    return (*words, *(part.strip() for word in words if ", " in word for part in word.split(",")))


def file_words() -> FileWords:
    """The words of tables and codes in both languages, those of this run first."""
    return _words_in(wording.language())


@lru_cache(maxsize=len(wording.LANGUAGES))
def _words_in(language: str) -> FileWords:
    with wording.spoken(language):
        return FileWords(
            language,
            wording.translated,
            {name: wording.in_each_language(message) for name, message in TABLES.items()},
            {
                column: {code: _called(message) for code, message in codes.items()}
                for column, codes in _CODES.items()
            },
        )


def code_words(column: str, code: str) -> str:
    """A code of a column as the reader knows it, whatever its table; another text as it is."""
    for place, codes in _CODES.items():
        if place.rpartition(".")[2] == column and code in codes:
            return wording._(codes[code])
    return code


def code_message(table: str, column: str, code: str) -> Message | str:
    """What a code is called, as words that are said in each language; the code where it has none.

    Args:
        table: Name of its table.
        column: Its column.
        code: As it stands in the files.
    """
    words = _CODES.get(f"{table}.{column}") or _CODES.get(column) or {}
    return Message(words[code]) if code in words else code


def column_heading(column: str, table: str = "") -> str:
    """A column as the reader knows it, its name in the files in brackets.

    Args:
        column: Name of the column.
        table: Name of its table; the first one that has such a column where it is not known.
    """
    words = _heading(column, table)
    return f"{words} ({column})" if words else column


def column_words(column: str, table: str = "") -> str:
    """A column as the reader knows it.

    Args:
        column: Name of the column.
        table: As in `column_heading`.
    """
    return _heading(column, table) or column


def _heading(column: str, table: str) -> str:
    """What stands over a column; "" for one that no table has."""
    for contract in DATASET_TABLES:
        if column in contract.columns and table in ("", contract.name):
            return file_words().heading(contract.field(column))
    return ""
