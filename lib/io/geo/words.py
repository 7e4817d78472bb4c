"""The words of faults and repairs of boundaries; `lib.io.faults` looks them up with its own."""

from __future__ import annotations

# What was found -----------------------------------------------------------------------
NO_SUCH_FILE = "there is no such file or folder"
NO_GEOJSON = "no GeoJSON is in the folder"
NO_OUTLINES = "the file contains no units with outlines"
NOT_GEO = "the content does not match the file ending {value}"
UNKNOWN_GEO = "boundaries cannot be read from a file ending in “{value}”"
LONE_SHAPEFILE = "a shapefile consists of several files; this is only one of them"
MISSING_PART = "the archive contains no {value}"
SEVERAL_LAYERS = "the file contains several layers: {value}"
SEVERAL_FILES = "the archive contains several boundary files: {value}"
NO_CODES = "no column contains unit codes; the columns are: {value}"
NOT_A_CODE = "“{value}” is not the code of a unit"
CODE_OF_PROVINCE = "“{value}” is the code of a province, not of a ward or commune"
CODE_OF_OTHER_TIME = "“{value}” belongs to the boundaries of another period"
UNKNOWN_CODE = "“{value}” is not in that period's list of units"
DOUBLE_CODE = "“{value}” is already in row {row}"
DOUBLE_CODE_FILE = "“{value}” is already in {other}"
NOT_DESCRIBED = "“{value}” lacks a name, kind or province"
UNKNOWN_KIND_OF_UNIT = "“{value}” is not a kind of unit"
NO_OUTLINE = "“{value}” has no outline"
NO_AREA_KIND = "the outline of “{value}” is of type {other}"
NO_AREA = "the outline of “{value}” has no area"
UNCLEAR_AREA = "the border of “{value}” crosses itself, so its area is unclear"
CROSSES = "the border of {value} crosses itself"
NOT_FINITE = "a position of “{value}” is not a number"
OUTSIDE = "the outline of “{value}” lies outside Viet Nam: it starts at x={x}, y={y}"
ELSEWHERE = "the new outline of “{value}” hardly overlaps its current one"
COVERED = "the outline of “{value}” is covered by its neighbours"
UNKNOWN_CRS = "the coordinate system “{value}” is not known"
NO_CRS = "the file does not name its coordinate system"
NOT_OF_EARTH = "the coordinate system “{value}” is not an Earth system"
NO_DATUM = "the coordinate system “{value}” does not say its datum"
UNITS_LOST = "{count} units that have an outline now are not in the file: {value}"
NOT_A_COVERAGE = "the outlines overlap so much that no map can be made of them"
OTHER_DIVISION = "“{value}” belongs to the other boundary period"
OUTLINES_CHANGED = "someone else changed the outlines meanwhile; check the file again, then apply"

# What is expected ---------------------------------------------------------------------
GEO_KINDS = "a file ending in .geojson, .json, .gpkg, or .zip with a shapefile"
EXPORT_AGAIN = "export it again from the GIS program, as GeoPackage or GeoJSON"
ZIP_SHAPEFILE = "put the .shp, .shx, .dbf and .prj files into one .zip"
KEEP_ONE_LAYER = "export the layer of the units alone"
A_COLLECTION = "a FeatureCollection with one feature and one code for each unit"
ONE_PER_UNIT = "one feature for each unit"
PATH_OF_SOURCE = "the path of the boundaries"
NAME_CODE_COLUMN = "name the column with the codes “code”"
FORM_OF_CODE = "five digits such as 00004, or a key such as {value}-00004"
CODE_OF_WARD = "the five digits of a ward or commune"
A_LISTED_UNIT = "the code of a unit of that division; data/units/units.csv lists them"
CHOOSE_DIVISION = "choose the other division, or give codes of this one"
EACH_CODE_ONCE = "each code once"
OWN_DESCRIPTION = "the columns {value}, or a list of units"
ONE_KIND = "one of: {value}"
TWO_DIGITS = "two digits such as 01"
AN_AREA = "a polygon or multipolygon"
CORNERS_IN_ORDER = "list its corners in order along the border"
CORRECT_OR_UPLOAD = "correct it, or upload the file on the Data page, which repairs small crossings"
CHECK_SYSTEM = "choose the coordinate system the file is in, or correct the code"
CHOOSE_CRS = (
    "choose it: VN-2000 is EPSG:3405 or 3406 (UTM zones 48N, 49N), 5896 to 5899 or 9205 to 9218 "
    "(3-degree zones); longitude and latitude are EPSG:4326"
)
NO_OVERLAP = "outlines that do not overlap"
ALL_OF_PROVINCE = "all units of a province, or tick the box that removes the other outlines"
KEYS_OF_DIVISION = "keys that begin with {value}"

# Repairs ------------------------------------------------------------------------------
WAS_SWAPPED = "“{value}”: latitude before longitude, or north before east"
NOW_TURNED = "the two have been swapped"
WAS_CROSSING = "“{value}”: the border touches or crosses itself"
NOW_MENDED = "a valid outline; the area differs by {share}%"

# Remarks ------------------------------------------------------------------------------
AREA_DIFFERS = "{value}: simplifying changes the area by {share}%"
LARGE_FILE = "{value} is {size} MB and will load slowly"
COUNTRY_STAYS = "the map of provinces stays as it is: not every province is in the file"

TEMPLATES = frozenset(
    text for name, text in list(globals().items()) if name.isupper() and isinstance(text, str)
)
