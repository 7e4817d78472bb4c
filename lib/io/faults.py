"""The words of every fault a file can have, in one place.

A fault is made of two messages: what was found, and what is expected. What stands in their
gaps is from a file and stays as it is, or a message of the program and is translated too.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from lib.errors import Message

_UNSEEN = "[\u00a0\u00ad\u202f\u200b-\u200f\u2028-\u202e\u2060-\u2064\ufeff]"
_LONGEST = 80  # letters of a value that a fault quotes

# What was found -----------------------------------------------------------------------
CANNOT_READ = Message("the file cannot be read")
NOT_UTF8 = Message("the text is not UTF-8")
EMPTY_FILE = Message("the file is empty")
NO_HEADER = Message("the header row is empty")
WRONG_SEPARATOR = Message("the columns are separated by “{value}”")
OPEN_QUOTE = Message("a quotation mark is not closed, or is inside a cell")
LONG_CELL = Message("a cell is longer than {limit} characters")
MISSING_COLUMN = Message("the column is missing")
UNKNOWN_COLUMN = Message("there is no column “{value}” in this table")
DOUBLE_COLUMN = Message("the column appears twice")
RAGGED = Message("the row has {count} cells")
WRONG_COLUMN_TYPE = Message("the column contains {value}")
CONTROL = Message("the cell contains the control character {value}")
EMPTY_CELL = Message("the cell is empty")
NOT_INTEGER = Message("“{value}” is not a whole number")
NOT_NUMBER = Message("“{value}” is not a number")
NOT_DATE = Message("“{value}” is not a date")
NOT_BOOLEAN = Message("“{value}” is not true or false")
NOT_KNOWN = Message("“{value}” is not known here")
NOT_ALLOWED = Message("“{value}” is not one of the allowed values")
WRONG_FORM = Message("“{value}” is not in the right format")
TOO_SMALL = Message("“{value}” is too small")
TOO_LARGE = Message("“{value}” is too large")
DOUBLE_KEY = Message("“{value}” is already in row {row}")
UNTIDY = Message("“{value}” has a space around it, or an invisible character")
NOT_IN_TABLE = Message("“{value}” is not in table {table}")
NOT_A_UNIT = Message("“{value}” is not in the list of units")
ROWS_NOT_IN_TABLE = Message("{count} rows name “{value}”, which is not in table {table}")
ROWS_NOT_A_UNIT = Message("{count} rows name “{value}”, which is not in the list of units")
ROWS_NOT_IN_FORCE = Message("{count} rows name “{value}”, which is not valid on {day}")
NOT_A_WARD = Message("“{value}” is a province or a district, not a ward")
NOT_IN_SET = Message("the criteria set {value} has {count} criteria, not a number {other}")
NUMBER_TWICE = Message("the set {other} has more than one criterion number {value}")
NO_SUCH_GROUP = Message("the criteria set {value} has {count} groups, not a group {other}")
WITHIN_ONE_SET = Message("“{value}” is also the earlier set")
MORE_GROUPS = Message("“{value}” groups are more than “{other}” criteria")
BESIDE_RELATION = Message("a criterion “{value}” is given beside the relation “{other}”")
WITHOUT_CRITERION = Message("a criterion is missing beside the relation “{value}”")
KEY_AND_NAME = Message("“{value}” is {name}, but “{other}” is given beside it")
NOT_IN_FORCE = Message("“{value}” is not valid on {day}")
MORE_THAN_TOTAL = Message("“{value}” is more than criteria_total “{other}”")
SHARE_OVER_100 = Message("“{value}” is more than 100%")
TARGET_BEFORE_BASE = Message("“{value}” is due before the programme started")
RECOGNISED_EARLY = Message("“{value}” is given, but the status is “{other}”")
NO_NUMBER = Message("“{value}” is given, but decision_no is empty")
NUMBER_KNOWN = Message("“{value}” is given beside the decision “{other}”")
RELATED_SOURCE = Message("“{value}” is a source of a related programme, but the row is counted")
ROWS_OF_RELATED = Message(
    "{count} rows name “{value}”, a source of a related programme, but are counted"
)
ENDS_BEFORE = Message("“{value}” is before valid_from “{other}”")
KEY_DIFFERS = Message("“{value}” does not match vintage and code “{other}”")
NO_FOLDER = Message("there is no such folder")
NO_FILE = Message("there is no such file")
NOT_JSON = Message("the file is not JSON")
TOO_DEEP = Message("the file is nested too deeply")
NOT_AN_OBJECT = Message("the file does not describe a data package")
BAD_PROPERTY = Message("the property is missing or of the wrong kind")
BAD_PATH = Message("“{value}” points outside the folder")
WRONG_SUFFIX = Message("“{value}” is not a table")
UNKNOWN_RESOURCE = Message("the resource “{value}” is not known")
DOUBLE_RESOURCE = Message("the resource “{value}” is listed twice")
NOT_LISTED = Message("the file is not listed in datapackage.json")
UNITS_FAULTY = Message("the list of units itself has errors")
TOO_MANY_BYTES = Message("the file is {size} MB")
TOO_MUCH_UNPACKED = Message("the file would unpack to {size} MB")
TOO_MANY_PARTS = Message("the file contains {count} parts")
BAD_ARCHIVE = Message("the archive is damaged or cut off")
LOCKED_FILE = Message("the file is protected by a password")
BINARY_EXCEL = Message("the file is a binary Excel workbook (.xlsb)")
WEB_PAGE = Message("the file is a web page, whatever its name")
RENAMED = Message("the content does not match the file ending {value}")
UNKNOWN_KIND = Message("a file ending in “{value}” cannot be read here")
BAD_WORKBOOK = Message("the workbook is damaged")
DOCTYPE = Message("the workbook contains a document type declaration")
FAR_CELL = Message("there is a cell at row {row}, column {column}")
NOT_A_HEADER = Message("the header row has none of the table's columns")
SECOND_TABLE = Message("this row is the header of a second table")
NO_TABLE = Message("no table is in the file")
UNKNOWN_TABLE = Message("it is not clear which table “{value}” is")
DOUBLE_TABLE = Message("the table {table} is in {value} already")
ERROR_CELL = Message("the cell contains an Excel error")
NO_RESULT = Message("the cell contains a formula without a result")
PERCENT_CELL = Message("the cell shows {value} as a percentage")
SHOWN_SHORT = Message("the date {value}, shown without its day")
MERGED_ACROSS = Message("the cells {value} are merged into one")
TCVN3_TEXT = Message("the text is in the old encoding TCVN3 (ABC, fonts .Vn...): {value}")
VNI_TEXT = Message("the text is in the old encoding VNI (fonts VNI-...): {value}")
TWICE_ENCODED = Message("the text was encoded twice: {value}")
UNKNOWN_ENCODING = Message("the encoding of the text is not known")
LOST_LETTERS = Message("letters were lost when the file was saved: “{value}”")
BAD_UTF16 = Message("the text is cut off or not UTF-16")
CONTROL_IN_LINE = Message("line {row} contains the control character {value}")
NUL_BYTES = Message("the file contains NUL bytes")
TWO_READINGS = Message("“{value}” can be read in two ways")
PERSONAL_COLUMN = Message("the column “{value}” contains personal data: {kind}")
PERSONAL_VALUE = Message("the cell contains what looks like {kind}")
NO_SUCH_CODE = Message("“{value}” is not a unit code of that period")
CODE_OF_SEVERAL = Message("“{value}” is the code of more than one unit")
NO_SUCH_NAME = Message("no unit is named “{value}”")
NAME_OF_SEVERAL = Message("“{value}” matches several units")
TABLE_BROKEN = Message("the table {table} has faults in the dataset, so rows cannot be added")
NOT_SAME_STATE = Message(
    "someone else changed the dataset meanwhile; check the new version, then apply again"
)
BRIEFING_CHANGED = Message(
    "someone else saved this briefing meanwhile; see what differs, then save again"
)
OUTLINES_CHANGED = Message(
    "someone else changed the outlines meanwhile; check the file again, then apply"
)
NO_VERSION = Message("there is no version {count}; check the current one, then apply again")
TOO_MANY_POINTS = Message("the file has more than {count} points")
NO_FEATURES = Message("the file is not a GeoJSON FeatureCollection")
EMPTY_COLLECTION = Message("the FeatureCollection has no features")
NOT_A_NUMBER_JSON = Message("the file contains NaN or Infinity")
NO_KEY = Message("feature {count} has no key, or one that is not text")
NO_SHAPE = Message("{value} has no outline")
DOUBLE_SHAPE = Message("{value} has two outlines")
NOT_AN_AREA = Message("the shape of {value} is not a polygon")
OPEN_RING = Message("a ring of {value} has fewer than four points or is not closed")
NOT_DEGREES = Message("the positions of {value} are not degrees")
SWAPPED = Message("latitude and longitude of {value} are swapped")
MORE_FAULTS = Message("{count} more faults of this file are not listed")
NO_LAYER = Message("file is missing")
JSON_BREAKS_OFF = Message("the JSON ends unexpectedly at line {row}, column {column}")
STATE_FOUND = Message("version found in the folder")

# What was taken as meant, or left out ---------------------------------------------------
WRITTEN = Message("“{value}”")
COLUMN_IS = Message("column {value}")
TITLE_ROW = Message("“{value}” is above the table")
NUMBERS_ROW = Message("a row of column numbers: {value}")
HEADER_AGAIN = Message("the header is repeated: {value}")
TOTAL_ROW = Message("a row of totals: {value}")
CLOSING_ROW = Message("“{value}” is below the table")
EXTRA_COLUMN = Message("the column “{value}” repeats what others say")
SEPARATOR_LINE = Message("the line “{value}” names the separator")
LEFT_OUT = Message("left out")
FILLED_DOWN = Message("the merged cells {value}")
IN_EACH_ROW = Message("“{value}” in each row")
UNIT_NAMED = Message("{value}: {name}")

# What is expected ---------------------------------------------------------------------
SAVE_UTF8 = Message("save it as “CSV UTF-8”")
HEADER_ROW = Message("start with the header {value}")
SEPARATE_BY_COMMAS = Message("separate them by commas")
DOUBLE_QUOTES = Message('write a quotation mark in a quoted cell as ""')
SHORTEN = Message("shorten it")
ADD_COLUMN = Message("add it; the columns are {value}")
REMOVE_COLUMN = Message("remove it; the columns are {value}")
KEEP_ONE = Message("keep one of them")
CELLS_AS_HEADER = Message("{count} as in the header; a cell with a comma needs quotation marks")
COLUMN_TYPE = Message("a column of type {value}")
NO_CONTROLS = Message("remove it")
REQUIRED = Message("a value is required")
WRITE = Message("write {value}")
A_WHOLE_NUMBER = Message("write a whole number such as 12")
NUMBER_ALONE = Message("write {value} alone; what is said about it belongs in a remark")
DATE_FORMAT = Message("write {value}; the cell has the format of a date")
A_NUMBER = Message("write a number such as 12.5")
A_FULL_DATE = Message("write a full date such as 2025-12-31")
EXCEL_DAY = Message("enter {value}, if that is Excel's number for the day")
A_PARTIAL_DATE = Message("write a date such as 2025-12-31, 2025-12 or 2025")
DAYS_OF_MONTH = Message("{value} has {days} days")
TRUE_OR_FALSE = Message("write true or false")
DID_YOU_MEAN = Message("did you mean {value}?")
ONE_OF = Message("one of: {value}")
FORM_OF_KEY = Message("a key such as until2025-26776")
FORM_OF_SCOPE = Message("national, or a key such as until2025-26776")
FORM = Message("the format {value}")
AT_LEAST = Message("at least {value}")
AT_MOST = Message("at most {value}")
AFTER = Message("a day after {value}")
ONCE = Message("each {value} once")
ADD_OR_CORRECT = Message("add it there, or correct it here")
NUMBER_IN_SET = Message("the number of a criterion of that set, 1 to {count}")
A_NUMBER_ONCE = Message("each number once in a set")
GROUP_IN_SET = Message("the number of a group of that set, 1 to {count}")
TWO_SETS = Message("two different sets: the earlier one and the later one")
EMPTY_BESIDE = Message("an empty cell, or another relation")
BOTH_CRITERIA = Message("the criterion of both sets; only new and dropped have one")
KEY_OR_NAME = Message("correct the key or the name; {other} has the key {value}")
KEY_OR_TEXT = Message("correct the key or the name")
ENDED_UNIT = Message("{name} ended by June 2025; since then it is {value}")
ENDED_REGION = Message("{name} is now {value}, and {other} was not part of it; correct one of them")
A_KNOWN_UNIT = Message("a key from the list of units in data/units/units.csv")
VINTAGE_DAYS = Message("keys until2025-… apply until {day}, keys from2025-… after that day").filled(
    day="2025-06-30"
)
ONLY_RECOGNISED = Message("recognised_on needs the status recognised")
STRENGTH_OF_TITLE = Message("strength needs the status recognised")
NUMBER_OR_OTHER = Message("the number in decision_no; without one: stated or said")
DECISION_OR_EMPTY = Message("decision, or an empty cell")
RELATED_ROW = Message("the programme related, in the row or not in the source")
A_FOLDER = Message("a folder with datapackage.json and its tables")
ADD_FILE = Message("add it, or remove it from datapackage.json")
ADD_TABLE = Message("the package needs this table")
VALID_JSON = Message("rewrite or restore datapackage.json")
PROPERTY = Message("give {kind}")
A_TEXT = Message("text")
TRUE_OR_FALSE_PROPERTY = Message("true or false")
TABLE_LIST = Message("a list of tables")
NAME_AND_PATH = Message("name and path of each table as texts")
INSIDE = Message("a path inside the folder, such as targets.csv")
TABLE_SUFFIX = Message("a file ending in .csv or .parquet")
KNOWN_RESOURCES = Message("one of: {value}")
LIST_IT = Message("list it, or remove the file")
CHECK_UNITS = Message("check that folder first")
FEWER_BYTES = Message("at most {value} MB")
FEWER_PARTS = Message("at most {value}")
A_TABLE_INSIDE = Message("at least one table, such as observations.csv")
SAVE_AGAIN = Message("save it again, or send it again")
UNPROTECT = Message("remove the password and save it again")
SAVE_PARQUET = Message("write it again as .parquet, or save it as CSV")
SAVE_XLSX = Message("open it in Excel and save it as .xlsx")
RIGHT_ENDING = Message("rename it to {value}")
KINDS_READ = Message("a file ending in .csv, .tsv, .txt, .xlsx, .xls, .ods, .parquet or .zip")
NEARER_CELL = Message(
    "at most {columns} columns and {count} cells; delete stray cells far below or to the right"
)
A_TABLE_A_SHEET = Message("put each table on a sheet of its own")
NAME_TABLE = Message("name the file or sheet after its table, one of: {value}")
ONE_FILE = Message("give each table once")
PLAIN_VALUE = Message("write the value itself")
PLAIN_NUMBER = Message("write a plain number, without a percent format")
UNMERGE = Message("unmerge them and fill in each cell")
TO_UNICODE = Message(
    "convert it to Unicode (UniKey: Ctrl+Shift+F6), then save it as “CSV UTF-8” or .xlsx"
)
SAVE_TEXT = Message("save it as “CSV UTF-8”, UTF-16 or .xlsx")
SAVE_FROM_ORIGIN = Message("save it again from the original as “CSV UTF-8” or .xlsx")
WRITE_EITHER = Message("write {value} or {other}")
NOTHING_PERSONAL = Message("remove it: personal data is never stored")
FULL_KEY = Message("write the key of the unit, such as until2025-26776")
ONE_OF_UNITS = Message("one of: {value}")
OR_LEAVE_OPEN = Message("correct it, or enter ? as the key to leave it open")
ONE_OR_OPEN = Message("one of: {value}; or enter ? to leave it open")
REPLACE_TABLE = Message("replace the whole table")
FEWER_POINTS = Message("simplify the outlines first")
A_FEATURE_COLLECTION = Message("a FeatureCollection whose features have properties.key")
A_LAYER = Message("a FeatureCollection whose features have properties.key; see geo/README.md")
GIVE_KEY = Message("properties.key with the key of its unit, such as from2025-00004")
FINITE_NUMBERS = Message("write plain numbers such as 105.83")
A_POLYGON = Message("a polygon or multipolygon")
CLOSED_RING = Message("repeat the first point at the end")
USE_DEGREES = Message("longitude and latitude in degrees (EPSG:4326)")
LON_FIRST = Message("longitude first, then latitude")
ONE_SHAPE = Message("each unit once")
FIX_THESE = Message("correct those that are listed first")


class Finding(NamedTuple):
    """What is wrong with a value, before it is known where it stands."""

    found: Message
    expected: Message


class Unfit(ValueError):
    """A value that does not keep its contract."""

    def __init__(self, found: Message, expected: Message) -> None:
        self.finding = Finding(found, expected)
        super().__init__(str(found))


def said(message: Message, **values: object) -> Message:
    """A message with values from a file in it, each on one line and cut when it is long."""
    return message.filled(
        **{k: v if isinstance(v, Message) else quoted(v) for k, v in values.items()}
    )


def quoted(value: object) -> str:
    """A value on one line, cut when it is long, so that a fault stays readable."""
    text = str(value)[: _LONGEST + 1].replace("\r", "\\r").replace("\n", "\\n")
    text = re.sub(r"[\x00-\x1f\x7f]", lambda match: f"\\x{ord(match[0]):02x}", text)
    # What nobody sees would make a fault look like no fault.
    text = re.sub(_UNSEEN, lambda match: f"\\u{ord(match[0]):04x}", text)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"
