"""The words of faults and repairs of boundaries."""

from __future__ import annotations

from lib.errors import Message

# What was found -----------------------------------------------------------------------
NO_SUCH_FILE = Message("there is no such file or folder")
NO_GEOJSON = Message("no GeoJSON is in the folder")
NO_OUTLINES = Message("the file contains no units with outlines")
NOT_GEO = Message("the content does not match the file ending {value}")
UNKNOWN_GEO = Message("boundaries cannot be read from a file ending in “{value}”")
LONE_SHAPEFILE = Message("a shapefile consists of several files; this is only one of them")
LONE_MAPINFO = Message("a MapInfo table consists of several files; this is only one of them")
DRAWING = Message("{value} is a drawing: its lines belong to no unit and have no codes")
GEODATABASE = Message("{value} is a geodatabase, which is a folder of many files")
MAP_DOCUMENT = Message("{value} only says how a map is drawn; the outlines are in other files")
PICTURE = Message("{value} is a picture or a printed page, without outlines of units")
NAMES_OTHERS = Message("the file takes its content from other files")
MISSING_PART = Message("the archive contains no {value}")
SEVERAL_LAYERS = Message("the file contains several layers: {value}")
SEVERAL_FILES = Message("the archive contains several boundary files: {value}")
NO_CODES = Message("no column contains unit codes; the columns are: {value}")
NOT_A_CODE = Message("“{value}” is not the code of a unit")
CODE_OF_PROVINCE = Message("“{value}” is the code of a province, not of a ward or commune")
CODE_OF_OTHER_TIME = Message("“{value}” belongs to the boundaries of another period")
UNKNOWN_CODE = Message("“{value}” is not in that period's list of units")
DOUBLE_CODE = Message("“{value}” is already in row {row}")
PARTS_OVERLAP = Message("“{value}” is already in row {row}, and the two outlines touch or overlap")
PARTS_DIFFER = Message("“{value}” is already in row {row} under another name: {other}")
DOUBLE_CODE_FILE = Message("“{value}” is already in {other}")
NOT_DESCRIBED = Message("“{value}” lacks a name, kind or province")
UNKNOWN_KIND_OF_UNIT = Message("“{value}” is not a kind of unit")
NO_OUTLINE = Message("“{value}” has no outline")
NO_AREA_KIND = Message("the outline of “{value}” is of type {other}")
NO_AREA = Message("the outline of “{value}” has no area")
UNCLEAR_AREA = Message("the border of “{value}” crosses itself, so its area is unclear")
CROSSES = Message("the border of {value} crosses itself")
NOT_FINITE = Message("a position of “{value}” is not a number")
OUTSIDE = Message("the outline of “{value}” is outside Viet Nam: it starts at x={x}, y={y}")
ELSEWHERE = Message("the new outline of “{value}” hardly overlaps its current one")
COVERED = Message("the outline of “{value}” is covered by its neighbours")
UNKNOWN_CRS = Message("the coordinate system “{value}” is not known")
NO_CRS = Message("the file does not name its coordinate system")
NOT_OF_EARTH = Message("the coordinate system “{value}” is not an Earth system")
NO_DATUM = Message("the coordinate system “{value}” does not say its datum")
UNITS_LOST = Message("{count} units that have an outline now are not in the file: {value}")
NOT_A_COVERAGE = Message("the outlines overlap so much that no map can be made of them")
OTHER_DIVISION = Message("“{value}” belongs to the other boundary period")

# What is expected ---------------------------------------------------------------------
GEO_KINDS = Message(
    "GeoJSON, GeoPackage, KML, TopoJSON, or a .zip with a shapefile or a MapInfo table"
)
EXPORT_UNITS = Message(
    "export the layer of the units with their codes as GeoPackage, GeoJSON or a zipped shapefile"
)
ZIP_MAPINFO = Message("put .tab, .dat, .map and .id, or .mif and .mid, into one .zip")
A_TOPOLOGY = Message("a topology with one layer, in which each unit has a code")
EXPORT_AGAIN = Message("export it again from the GIS program, as GeoPackage or GeoJSON")
ZIP_SHAPEFILE = Message("put the .shp, .shx, .dbf and .prj files into one .zip")
KEEP_ONE_LAYER = Message("export the layer of the units alone")
A_COLLECTION = Message("a FeatureCollection with one feature and one code for each unit")
ONE_PER_UNIT = Message("one feature for each unit")
PATH_OF_SOURCE = Message("the path of the boundaries")
NAME_CODE_COLUMN = Message("choose the column with the codes, or name it “code”")
FORM_OF_CODE = Message("five digits such as 00004, or a key such as {value}-00004")
CODE_OF_WARD = Message("the five digits of a ward or commune")
A_LISTED_UNIT = Message("the code of a unit of that division; data/units/units.csv lists them")
CHOOSE_DIVISION = Message("choose the other division, or give codes of this one")
EACH_CODE_ONCE = Message("each code once")
PARTS_APART = Message("each code once; parts of one unit, such as islands, lie apart")
OWN_DESCRIPTION = Message("the columns {value}, or a list of units")
ONE_KIND = Message("one of: {value}")
TWO_DIGITS = Message("two digits such as 01")
AN_AREA = Message("a polygon or multipolygon")
CORNERS_IN_ORDER = Message("list its corners in order along the border")
CORRECT_OR_UPLOAD = Message(
    "correct it, or upload the file on the Data page, which repairs small crossings"
)
CHECK_SYSTEM = Message("choose the coordinate system the file is in, or correct the code")
CHOOSE_CRS = Message(
    "choose it: VN-2000 is EPSG:3405 or 3406 (UTM zones 48N, 49N), 5896 to 5899 or 9205 to 9218 "
    "(3-degree zones); longitude and latitude are EPSG:4326"
)
NO_OVERLAP = Message("outlines that do not overlap")
ALL_OF_PROVINCE = Message(
    "all units of a province, or say that the others keep or lose their outlines"
)
KEYS_OF_DIVISION = Message("keys that begin with {value}")

# Repairs ------------------------------------------------------------------------------
WAS_SWAPPED = Message("“{value}”: latitude before longitude, or north before east")
NOW_TURNED = Message("the two have been swapped")
WAS_CROSSING = Message("“{value}”: the border touches or crosses itself")
NOW_MENDED = Message("a valid outline; the area differs by {share}%")
WERE_PARTS = Message("“{value}”: {count} parts")
NOW_ONE = Message("one outline of all parts")

# Remarks ------------------------------------------------------------------------------
AREA_DIFFERS = Message("{value}: simplifying changes the area by {share}%")
LARGE_FILE = Message("{value} is {size} MB and will load slowly")
COUNTRY_STAYS = Message("the map of provinces stays as it is: not every province is in the file")
