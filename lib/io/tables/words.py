"""The product's own words for the codes and tables of its files, handed in by who has them.

This layer knows codes; `lib.words` knows what they are called and in which language.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FileWords:
    """What codes and tables are called.

    Attributes:
        language: The reader's language, ``vi`` or ``en``.
        tables: Words of each table by its name, the reader's language first.
        codes: Words of each code by column and code, the reader's language first; of a column
            that means another thing in one table, by ``table.column``.
    """

    language: str = "en"
    tables: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    codes: Mapping[str, Mapping[str, tuple[str, ...]]] = field(default_factory=dict)

    def of_column(self, table: str, column: str) -> Mapping[str, tuple[str, ...]]:
        """Words of the codes of a column; empty when it has none."""
        return self.codes.get(f"{table}.{column}") or self.codes.get(column) or {}


NO_WORDS = FileWords()
"""Only the codes themselves are understood."""
