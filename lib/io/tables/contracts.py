"""The vocabulary of table contracts: fields, types, keys, references.

The contracts themselves stand in `lib.io.tables.dataset` and `lib.io.tables.units`;
a column is added there and nowhere else.

`datapackage.json` beside the data is written from here (see `lib.io.store.packages`), the
reader and the checker follow it, and the data dictionary is printed from it.

Types and what a reader makes of them:

=============  =======================================  ==========================
type           in the file                              in the frame
=============  =======================================  ==========================
text           any text, NFC                            str, "" when empty
code           digits kept as written ("00019")         str, "" when empty
category       text of few distinct values              category of str
integer        1234                                     Int64
number         12.5 (point)                             float64
boolean        true / false                             bool
date           2025-06-30                               datetime64
partial_date   2025, 2025-06 or 2025-06-30              datetime64 of the last day,
                                                        and <name>_precision
=============  =======================================  ==========================
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

FieldType = Literal[
    "text", "code", "category", "integer", "number", "boolean", "date", "partial_date"
]

STATUSES = ("not_registered", "registered", "in_progress", "reported_complete", "recognised")
RESULTS = ("met", "not_met", "not_assessed", "not_applicable", "no_report")
PROGRAMMES = ("model_ward_police", "related")
STRENGTHS = ("decision", "stated", "said")
METRICS = ("count_of_wards", "share_of_wards", "wards_per_district")
VINTAGES = ("until2025", "from2025")
REFORM = date(2025, 7, 1)
"""The first day of the vintage from2025."""
LAST_OLD_DAY = date(2025, 6, 30)
"""The last day of the vintage until2025."""
PILOT_START = date(2021, 6, 1)
"""The first day of the programme."""
KINDS = ("province", "municipality", "district", "ward", "commune", "township", "special_zone")
COMMUNE_KINDS = ("ward", "commune", "township", "special_zone")
CARRIERS = ("ward",)
"""Kinds of unit that carry the title, unless a dataset says otherwise."""
KEY_PATTERN = r"(until2025|from2025)-\w{2,5}"
SCOPE_PATTERN = rf"national|{KEY_PATTERN}"


@dataclass(frozen=True)
class Field:
    """One column: its name, type, limits, and its meaning in both languages.

    `short` is what stands over the column, in Vietnamese and English, where the meaning does
    not begin with it. `of_wards` keeps provinces and districts out of a column of keys. `later`
    is a column that came after the first files were written: one without it has no value in it.
    `called` are headings that an office uses for it.
    """

    name: str
    type: FieldType
    en: str
    vi: str
    required: bool = False
    one_of: tuple[str, ...] = ()
    pattern: str = ""
    minimum: float | None = None
    maximum: float | None = None
    short: tuple[str, str] | None = None
    of_wards: bool = False
    called: tuple[str, ...] = ()
    later: bool = False

    @property
    def heads(self) -> tuple[str, str]:
        """What stands over the column, in Vietnamese and in English: its meaning in short."""
        whole = self.short or (self.vi, self.en)
        first, second = (text.split(";")[0].split(":")[0] for text in whole)
        return first, second


@dataclass(frozen=True)
class Reference:
    """A column whose values must stand in a column of another table.

    `table` is a table of the same package, or ``units`` for the shared list of units.
    """

    column: str
    table: str
    target: str


@dataclass(frozen=True)
class Table:
    """One table of a package: fields, primary key, references.

    `left_out` are headings of an office whose columns are not read.
    """

    name: str
    en: str
    vi: str
    fields: tuple[Field, ...]
    key: tuple[str, ...]
    references: tuple[Reference, ...] = ()
    optional: bool = False
    left_out: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Column names in the order of the file."""
        return tuple(field.name for field in self.fields)

    def field(self, name: str) -> Field:
        """Field by name; KeyError when the table has none of that name."""
        for field in self.fields:
            if field.name == name:
                return field
        raise KeyError(name)


SOURCE = Field(
    "source_id",
    "text",
    "Source of this row",
    "Nguồn của dòng này",
    required=True,
)
NOTE = Field("note", "text", "Remark", "Ghi chú")
SOURCED = Reference("source_id", "sources", "source_id")


def programme() -> Field:
    """The column that keeps related programmes apart from the counted one."""
    return Field(
        "programme",
        "category",
        "Programme: model_ward_police is counted; related ones are shown apart, never counted",
        "Chương trình: model_ward_police được đếm; chương trình liên quan để riêng, không đếm",
        required=True,
        one_of=PROGRAMMES,
    )
