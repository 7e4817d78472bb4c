"""The words of every fault a file can have, in one place.

A fault is made of two templates: what was found, and what is expected. Both are
constants here, so a message catalogue can hold the same texts in another language;
`taken_apart` gives the template and its values back from a finished text. A value called
`kind` or `reason` is words of the program itself; every other one comes from a file.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from lib.io.geo.words import TEMPLATES as _GEO_TEMPLATES

_UNSEEN = "[\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]"
_LONGEST = 80  # letters of a value that a fault quotes

# What was found -----------------------------------------------------------------------
CANNOT_READ = "the file cannot be read"
NOT_UTF8 = "the text is not UTF-8"
EMPTY_FILE = "the file is empty"
NO_HEADER = "the header row is empty"
WRONG_SEPARATOR = "the columns are separated by “{value}”"
OPEN_QUOTE = "a quotation mark is not closed, or is inside a cell"
LONG_CELL = "a cell is longer than {limit} characters"
MISSING_COLUMN = "the column is missing"
UNKNOWN_COLUMN = "there is no column “{value}” in this table"
DOUBLE_COLUMN = "the column appears twice"
RAGGED = "the row has {count} cells"
WRONG_COLUMN_TYPE = "the column contains {value}"
CONTROL = "the cell contains the control character {value}"
EMPTY_CELL = "the cell is empty"
NOT_INTEGER = "“{value}” is not a whole number"
NOT_NUMBER = "“{value}” is not a number"
NOT_DATE = "“{value}” is not a date"
NOT_BOOLEAN = "“{value}” is not true or false"
NOT_ALLOWED = "“{value}” is not one of the allowed values"
WRONG_FORM = "“{value}” is not in the right format"
TOO_SMALL = "“{value}” is too small"
TOO_LARGE = "“{value}” is too large"
DOUBLE_KEY = "“{value}” is already in row {row}"
NOT_IN_TABLE = "“{value}” is not in table {table}"
NOT_A_UNIT = "“{value}” is not in the list of units"
NOT_IN_FORCE = "“{value}” is not in force on {day}"
MORE_THAN_TOTAL = "“{value}” is more than criteria_total “{other}”"
SHARE_OVER_100 = "“{value}” is more than 100%"
TARGET_BEFORE_BASE = "“{value}” is due before the programme started"
RECOGNISED_EARLY = "“{value}” is given, but the status is “{other}”"
ENDS_BEFORE = "“{value}” is before valid_from “{other}”"
KEY_DIFFERS = "“{value}” does not match vintage and code “{other}”"
NO_FOLDER = "there is no such folder"
NO_FILE = "there is no such file"
NOT_JSON = "the file is not JSON"
TOO_DEEP = "the file is nested too deeply"
NOT_AN_OBJECT = "the file does not describe a data package"
BAD_PROPERTY = "the property is missing or of the wrong kind"
BAD_PATH = "“{value}” points outside the folder"
WRONG_SUFFIX = "“{value}” is not a table"
UNKNOWN_RESOURCE = "the resource “{value}” is not known"
DOUBLE_RESOURCE = "the resource “{value}” is listed twice"
NOT_LISTED = "the file is not listed in datapackage.json"
UNITS_FAULTY = "the list of units itself has errors"
TOO_MANY_BYTES = "the file is {size} MB"
TOO_MUCH_UNPACKED = "the file would unpack to {size} MB"
TOO_MANY_PARTS = "the file contains {count} parts"
BAD_ARCHIVE = "the archive is damaged or cut off"
LOCKED_FILE = "the file is protected by a password"
OLD_EXCEL = "the file is an old-format Excel workbook (.xls)"
BINARY_EXCEL = "the file is a binary Excel workbook (.xlsb)"
OPEN_DOCUMENT = "the file is an OpenDocument spreadsheet"
WEB_PAGE = "the file is a web page, whatever its name"
RENAMED = "the content does not match the file ending {value}"
UNKNOWN_KIND = "a file ending in “{value}” cannot be read here"
BAD_WORKBOOK = "the workbook is damaged"
DOCTYPE = "the workbook contains a document type declaration"
FAR_CELL = "there is a cell at row {row}, column {column}"
NOT_A_HEADER = "the header row has none of the table's columns"
NO_TABLE = "no table is in the file"
UNKNOWN_TABLE = "it is not clear which table “{value}” is"
DOUBLE_TABLE = "the table {table} is in {value} already"
ERROR_CELL = "the cell contains an Excel error"
NO_RESULT = "the cell contains a formula without a result"
PERCENT_CELL = "the cell shows {value} as a percentage"
MONTH_CELL = "the cell shows only the month of {value}"
TCVN3_TEXT = "the text is in the old encoding TCVN3 (ABC, fonts .Vn...): {value}"
VNI_TEXT = "the text is in the old encoding VNI (fonts VNI-...): {value}"
TWICE_ENCODED = "the text was encoded twice: {value}"
UNKNOWN_ENCODING = "the encoding of the text is not known"
LOST_LETTERS = "letters were lost when the file was saved: “{value}”"
BAD_UTF16 = "the text is cut off or not UTF-16"
NUL_BYTES = "the file contains NUL bytes"
TWO_READINGS = "“{value}” can be read in two ways"
PERSONAL_COLUMN = "the column “{value}” contains personal data: {kind}"
PERSONAL_VALUE = "the cell contains what looks like {kind}"
NO_SUCH_CODE = "“{value}” is not a unit code of that period"
CODE_OF_SEVERAL = "“{value}” is the code of more than one unit"
NO_SUCH_NAME = "no unit is named “{value}”"
NAME_OF_SEVERAL = "“{value}” matches several units"
TABLE_BROKEN = "the table {table} has faults in the dataset, so rows cannot be added"
NOT_SAME_STATE = (
    "someone else changed the dataset meanwhile; check the new version, then apply again"
)
NO_VERSION = "there is no version {count}; check the current one, then apply again"
TOO_MANY_POINTS = "the file has more than {count} points"
NO_FEATURES = "the file is not a GeoJSON FeatureCollection"
EMPTY_COLLECTION = "the FeatureCollection has no features"
NOT_A_NUMBER_JSON = "the file contains NaN or Infinity"
NO_KEY = "feature {count} has no key, or one that is not text"
NO_SHAPE = "{value} has no outline"
DOUBLE_SHAPE = "{value} has two outlines"
NOT_AN_AREA = "the shape of {value} is not a polygon"
OPEN_RING = "a ring of {value} has fewer than four points or is not closed"
NOT_DEGREES = "the positions of {value} are not degrees"
SWAPPED = "latitude and longitude of {value} are swapped"
MORE_FAULTS = "{count} more faults of this file are not listed"
NO_LAYER = "file is missing"
JSON_BREAKS_OFF = "the JSON ends unexpectedly at line {row}, column {column}"
STATE_FOUND = "version found in the folder"
# What systems say of files, as Python passes it on.
NO_PERMISSION = "Permission denied"
IS_A_FOLDER = "Is a directory"
DISK_FULL = "No space left on device"
READ_ONLY = "Read-only file system"
DISK_FAILS = "Input/output error"

# What is expected ---------------------------------------------------------------------
REASON = "the system says: {value}"
SAVE_UTF8 = "save it as “CSV UTF-8”"
HEADER_ROW = "start with the header {value}"
SEPARATE_BY_COMMAS = "separate them by commas"
DOUBLE_QUOTES = 'write a quotation mark in a quoted cell as ""'
SHORTEN = "shorten it"
ADD_COLUMN = "add it; the columns are {value}"
REMOVE_COLUMN = "remove it; the columns are {value}"
KEEP_ONE = "keep one of them"
CELLS_AS_HEADER = "{count} as in the header; a cell with a comma needs quotation marks"
COLUMN_TYPE = "a column of type {value}"
NO_CONTROLS = "remove it"
REQUIRED = "a value is required"
WRITE = "write {value}"
A_WHOLE_NUMBER = "write a whole number such as 12"
A_NUMBER = "write a number such as 12.5"
A_FULL_DATE = "write a full date such as 2025-12-31"
EXCEL_DAY = "enter {value}, if that is Excel's number for the day"
A_PARTIAL_DATE = "write a date such as 2025-12-31, 2025-12 or 2025"
DAYS_OF_MONTH = "{value} has {days} days"
TRUE_OR_FALSE = "write true or false"
ONE_OF = "one of: {value}"
FORM_OF_KEY = "a key such as until2025-26776"
FORM_OF_SCOPE = "national, or a key such as until2025-26776"
FORM = "the format {value}"
AT_LEAST = "at least {value}"
AT_MOST = "at most {value}"
AFTER = "a day after {value}"
ONCE = "each {value} once"
ADD_OR_CORRECT = "add it there, or correct it here"
A_KNOWN_UNIT = "a key from the list of units in data/units/units.csv"
VINTAGE_DAYS = "until2025 ends on 2025-06-30, from2025 begins on 2025-07-01"
ONLY_RECOGNISED = "recognised_on needs the status recognised"
A_FOLDER = "a folder with datapackage.json and its tables"
ADD_FILE = "add it, or remove it from datapackage.json"
ADD_TABLE = "the package needs this table"
VALID_JSON = "rewrite or restore datapackage.json"
PROPERTY = "give {kind}"
A_TEXT = "text"
TRUE_OR_FALSE_PROPERTY = "true or false"
TABLE_LIST = "a list of tables"
NAME_AND_PATH = "name and path of each table as texts"
INSIDE = "a path inside the folder, such as targets.csv"
TABLE_SUFFIX = "a file ending in .csv or .parquet"
KNOWN_RESOURCES = "one of: {value}"
LIST_IT = "list it, or remove the file"
CHECK_UNITS = "check that folder first"
FEWER_BYTES = "at most {value} MB"
FEWER_PARTS = "at most {value}"
A_TABLE_INSIDE = "at least one table, such as observations.csv"
SAVE_AGAIN = "save it again, or send it again"
UNPROTECT = "remove the password and save it again"
SAVE_PARQUET = "write it again as .parquet, or save it as CSV"
SAVE_XLSX = "open it in Excel and save it as .xlsx"
RIGHT_ENDING = "rename it to {value}"
KINDS_READ = "a file ending in .csv, .tsv, .txt, .xlsx, .parquet or .zip"
NEARER_CELL = (
    "at most {columns} columns and {count} cells; delete stray cells far below or to the right"
)
NAME_TABLE = "name the file or sheet after its table, one of: {value}"
ONE_FILE = "give each table once"
PLAIN_VALUE = "write the value itself"
PLAIN_NUMBER = "write a plain number, without a percent format"
FULL_OR_TEXT = "enter the month as text, such as 2025-06, or a full date"
TO_UNICODE = "convert it to Unicode (UniKey: Ctrl+Shift+F6), then save it as “CSV UTF-8” or .xlsx"
SAVE_TEXT = "save it as “CSV UTF-8”, UTF-16 or .xlsx"
SAVE_FROM_ORIGIN = "save it again from the original as “CSV UTF-8” or .xlsx"
WRITE_EITHER = "write {value} or {other}"
NOTHING_PERSONAL = "remove it: personal data is never stored"
FULL_KEY = "write the key of the unit, such as until2025-26776"
ONE_OF_UNITS = "one of: {value}"
OR_LEAVE_OPEN = "correct it, or enter ? as the key to leave it open"
ONE_OR_OPEN = "one of: {value}; or enter ? to leave it open"
REPLACE_TABLE = "replace the whole table"
FEWER_POINTS = "simplify the outlines first"
A_FEATURE_COLLECTION = "a FeatureCollection whose features have properties.key"
A_LAYER = "a FeatureCollection whose features have properties.key; see geo/README.md"
GIVE_KEY = "properties.key with the key of its unit, such as from2025-00004"
FINITE_NUMBERS = "write plain numbers such as 105.83"
A_POLYGON = "a polygon or multipolygon"
CLOSED_RING = "repeat the first point at the end"
USE_DEGREES = "longitude and latitude in degrees (EPSG:4326)"
LON_FIRST = "longitude first, then latitude"
ONE_SHAPE = "each unit once"
FIX_THESE = "correct those that are listed first"

TEMPLATES = frozenset(
    text
    for name, text in list(globals().items())
    if name.isupper() and not name.startswith("_") and isinstance(text, str)
).union(_GEO_TEMPLATES)


class Finding(NamedTuple):
    """What is wrong with a value, before it is known where it stands."""

    found: str
    expected: str


class Unfit(ValueError):
    """A value that does not keep its contract."""

    def __init__(self, finding: Finding) -> None:
        self.finding = finding
        super().__init__(finding.found)


def said(template: str, **values: object) -> str:
    """A template with values from a file in it, each on one line and cut when it is long."""
    return template.format(**{name: quoted(value) for name, value in values.items()})


def quoted(value: object) -> str:
    """A value on one line, cut when it is long, so that a fault stays readable."""
    text = str(value)[: _LONGEST + 1].replace("\r", "\\r").replace("\n", "\\n")
    text = re.sub(r"[\x00-\x1f\x7f]", lambda found: f"\\x{ord(found[0]):02x}", text)
    # What nobody sees would make a fault look like no fault.
    text = re.sub(_UNSEEN, lambda found: f"\\u{ord(found[0]):04x}", text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


@lru_cache(maxsize=1)
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    ordered = sorted(TEMPLATES, key=lambda text: (-len(re.sub(r"\{\w+\}", "", text)), text))
    made = []
    for text in ordered:
        parts = re.split(r"\{(\w+)\}", text)
        pattern = "".join(
            f"(?P<{part}>.*)" if place % 2 else re.escape(part) for place, part in enumerate(parts)
        )
        made.append((text, re.compile(pattern, re.DOTALL)))
    return tuple(made)


def taken_apart(text: str) -> tuple[str, dict[str, str]]:
    """The template of a finished text and its values; the text itself when it has none."""
    for template, pattern in _patterns():
        match = pattern.fullmatch(text)
        if match:
            return template, match.groupdict()
    return text, {}
