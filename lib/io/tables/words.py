"""The product's own words for the codes and tables of its files, handed in by who has them.

This layer knows codes; `lib.words` knows what they are called and in which language.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from lib.io.tables.contracts import Field


@dataclass(frozen=True)
class FileWords:
    """What codes and tables are called.

    Attributes:
        language: The reader's language, ``vi`` or ``en``.
        translated: A sentence in that language.
        tables: Words of each table by its name, the reader's language first.
        codes: Words of each code by column and code, the reader's language first; of a column
            that means another thing in one table, by ``table.column``.
    """

    language: str = "en"
    translated: Callable[[str], str] = str
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def of_column(self, table: str, column: str) -> Mapping[str, tuple[str, ...]]:
        """Words of the codes of a column; empty when it has none."""
        return self.codes.get(f"{table}.{column}") or self.codes.get(column) or {}

    def codes_called(self, table: str, column: str) -> dict[str, str]:
        """The codes of a column by themselves and by each of their words."""
        called = self.of_column(table, column)
        return {word: code for code, names in called.items() for word in (code, *names)}

    def code(self, table: str, column: str, code: str) -> str:
        """What the reader calls a code; the code itself where it has no words."""
        words = self.of_column(table, column).get(code)
        return words[0] if words else code

    def heading(self, field: Field) -> str:
        """What stands over a column; its name where there are no words."""
        if not self.tables:
            return field.name
        return field.heads[0 if self.language == "vi" else 1]

    def meaning(self, field: Field) -> str:
        """The meaning of a column in the reader's language."""
        return field.vi if self.language == "vi" else field.en

    def table(self, name: str) -> str:
        """What the reader calls a table."""
        return self.tables.get(name, (name,))[0]


NO_WORDS = FileWords()
"""Only the codes themselves are understood."""
