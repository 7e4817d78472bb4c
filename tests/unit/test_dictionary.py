"""The data dictionary in data/README.md says what the contracts say."""

from __future__ import annotations

from pathlib import Path

import pytest

from lib.io.tables.contracts import Table
from lib.io.tables.dataset import DATASET_TABLES
from lib.io.tables.dictionary import data_dictionary
from lib.io.tables.units import UNITS_TABLES

README = Path(__file__).parents[2] / "data" / "README.md"


def test_the_committed_dictionary_is_the_one_of_the_contracts() -> None:
    assert README.read_text(encoding="utf-8") == data_dictionary(), (
        "run python -m lib.io.tables.dictionary"
    )


@pytest.mark.parametrize("table", [*DATASET_TABLES, *UNITS_TABLES], ids=lambda table: table.name)
def test_every_column_stands_in_the_dictionary_in_both_languages(table: Table) -> None:
    section = data_dictionary().partition(f"### {table.name}\n")[2].partition("\n### ")[0]
    for field in table.fields:
        (line,) = [line for line in section.splitlines() if line.startswith(f"| `{field.name}` ")]
        cells = line.replace("\\|", "").split(" | ")
        assert len(cells) == 6
        assert field.vi.split("<")[0] in line
        assert field.en.split("<")[0] in line
