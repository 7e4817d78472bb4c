"""Who may import whom, and how long a file may be: the house rules, read from the source.

An import counts also when it is reached through other modules.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

import pytest

from lib.io.store.kept_files import program_files

ROOT = Path(__file__).resolve().parents[2]

CONTRACTS = (
    "lib.io.tables.contracts",
    "lib.io.tables.dataset",
    "lib.io.tables.criteria",
    "lib.io.tables.units",
    "lib.io.tables.words",
)
KINDS = (
    "lib.cards.card",
    "lib.cards.bodies",
    "lib.cards.charts",
    "lib.cards.map_kinds",
    "lib.cards.pieces",
    "lib.cards.shapes",
)
SERVED = (
    "lib.api",
    "lib.cards",
    "lib.draw",
    "lib.situation",
    "lib.view",
    "lib.domain",
    "lib.io",
    "lib.words",
)
SERVER_ON_STREAMLIT = (
    "lib.server.keys",  # the address that the link is for
    "lib.server.sign_in",  # its secrets
    "lib.server.secrets_now",  # their files
    "lib.server.signed_in",  # its cookie
    "lib.server.program_keys",  # asks `signed_in`
    "lib.server.readers",  # the way to the provider
    "lib.server.update_rights",  # who asks, signed in or not
    "lib.server.uploads",  # its store of uploaded files
    "lib.server.visitors",  # its sessions
    "lib.server.messages",  # its protocol
    "lib.server.start_page",  # its index.html
    "lib.server.routes",  # its face
    "lib.server.ahead",  # what the screen draws
    "lib.server.health",  # asks `ahead`
    "lib.server.unknown_pages",  # asks `health` and `sign_in`
)
"""Modules that serve Streamlit and so must know it, each with what of it."""
LIGHT = ("lib.errors", "lib.clock")
"""What every layer may import."""

# First match wins, so the exceptions stand before their layer.
MAY_IMPORT: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    # layer, allowed below lib, Streamlit
    ("pages", ("lib.cards", "lib.draw.screen", "lib.forms", "lib.ui"), True),
    (
        "lib.forms",
        ("lib.forms", "lib.ui", "lib.server", "lib.update", "lib.briefing", *SERVED, *LIGHT),
        True,
    ),
    ("lib.ui.shell", ("lib.forms", "lib.ui", "lib.server", *SERVED, *LIGHT), True),
    ("lib.ui", ("lib.ui", "lib.server", "lib.briefing", *SERVED, *LIGHT), True),
    *((module, ("lib.server", *SERVED, *LIGHT), True) for module in SERVER_ON_STREAMLIT),
    ("lib.server", ("lib.server", *SERVED, *LIGHT), False),
    ("lib.draw.screen", ("lib.draw", *KINDS, "lib.words", "lib.view", *LIGHT), True),
    ("lib.draw.screen_map", ("lib.draw", *KINDS, "lib.words", "lib.view", *LIGHT), True),
    ("lib.draw.drawings", ("lib.draw", *KINDS, "lib.words", "lib.view", *LIGHT), True),
    ("lib.draw.grid", ("lib.draw", *KINDS, "lib.words", *LIGHT), True),
    ("lib.draw", ("lib.draw", *KINDS, "lib.words", "lib.view", *LIGHT), False),
    (
        "lib.cards",
        ("lib.cards", "lib.situation", "lib.view", "lib.domain", "lib.words", *CONTRACTS, *LIGHT),
        False,
    ),
    (
        "lib.update",
        ("lib.update", "lib.situation", "lib.view", "lib.domain", "lib.io", "lib.words", *LIGHT),
        False,
    ),
    (
        "lib.api",
        ("lib.api", "lib.situation", "lib.view", "lib.domain", "lib.io", "lib.words", *LIGHT),
        False,
    ),
    (
        "lib.briefing",
        (
            "lib.briefing",
            "lib.update",
            "lib.draw",
            "lib.cards",
            "lib.situation",
            "lib.view",
            "lib.domain",
            "lib.io",
            "lib.words",
            *LIGHT,
        ),
        False,
    ),
    (
        "lib.situation",
        ("lib.situation", "lib.view", "lib.domain", "lib.io", "lib.words", *LIGHT),
        False,
    ),
    ("lib.view", ("lib.view", "lib.domain", "lib.words", *LIGHT), False),
    ("lib.words", ("lib.words", "lib.domain", "lib.io.faults", *CONTRACTS, *LIGHT), False),
    ("lib.domain", ("lib.domain", *CONTRACTS, *LIGHT), False),
    ("lib.io", ("lib.io", *LIGHT), False),
    ("lib.errors", (), False),
    ("lib.clock", (), False),
)
# The rooms of lib.io, each with those it may ask; the words of faults may be said everywhere.
IO_ROOMS: Mapping[str, tuple[str, ...]] = {
    "lib.io.faults": (),
    "lib.io.tables": ("lib.io.faults",),
    "lib.io.store": ("lib.io.tables", "lib.io.faults"),
    "lib.io.arrivals": ("lib.io.store", "lib.io.tables", "lib.io.faults"),
    "lib.io.exports": ("lib.io.store", "lib.io.tables", "lib.io.faults"),
    "lib.io.geo": ("lib.io.arrivals", "lib.io.store", "lib.io.tables", "lib.io.faults"),
    "lib.io.check": ("lib.io.store", "lib.io.tables", "lib.io.faults"),
}
STREAMLIT = ("streamlit", "streamlit_folium")
MODULE_LINES = 300
PAGE_LINES = 80
VAGUE_NAMES = {"utils", "helpers", "common", "manager", "util", "helper", "misc"}


def sources() -> list[Path]:
    found = [ROOT / "app.py", *(ROOT / "lib").rglob("*.py"), *(ROOT / "pages").rglob("*.py")]
    return sorted(path for path in found if path.is_file())


def module_of(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(tree: ast.AST) -> Iterator[str]:
    """Every module imported, `from lib import errors` as lib.errors, relative ones as "."."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = node.module or ""
            if node.level:
                yield "." * node.level + module
            elif module == "lib" or (
                module.startswith("lib.") and (ROOT / module.replace(".", "/")).is_dir()
            ):
                yield from (f"{module}.{alias.name}" for alias in node.names)
            else:
                yield module


def below(name: str, package: str) -> bool:
    """Whether a module is the package or in it."""
    return name == package or name.startswith(package + ".")


def breaches(module: str, source: str) -> list[str]:
    """What a module imports against the table; one line each."""
    rule = next((rule for rule in MAY_IMPORT if below(module, rule[0])), None)
    if rule is None:
        return []
    layer, allowed, streamlit = rule
    found = []
    for name in imports(ast.parse(source)):
        if name.startswith("."):
            found.append(f"{module}: relative import {name}")
        elif name.split(".")[0] in STREAMLIT and not streamlit:
            found.append(f"{module}: {layer} must not know Streamlit")
        elif below(name, "lib") and not any(below(name, each) for each in allowed):
            found.append(f"{module}: {layer} must not import {name}")
    return found


@cache
def imported() -> Mapping[str, frozenset[str]]:
    """What each module imports itself."""
    return {
        module_of(path): frozenset(imports(ast.parse(path.read_text(encoding="utf-8"))))
        for path in sources()
    }


def reached(module: str) -> Mapping[str, str]:
    """Every module that comes with a module, and the one that imports it."""
    found: dict[str, str] = {}
    waiting = [module]
    while waiting:
        by = waiting.pop()
        for name in imported().get(by, ()):
            if name not in found:
                found[name] = by
                waiting.append(name)
    return found


def room_breaches(module: str, names: Iterator[str]) -> list[str]:
    """What a module of lib.io imports from a room that its own may not ask."""
    room = next((room for room in IO_ROOMS if below(module, room)), None)
    if room is None:
        return [f"{module}: in no room of lib.io"]
    return [
        f"{module}: {room} must not import {name}"
        for name in names
        if below(name, "lib.io") and not any(below(name, each) for each in (room, *IO_ROOMS[room]))
    ]


def page_faults(source: str) -> list[str]:
    """What a page holds that belongs into the layers."""
    tree = ast.parse(source)
    found = []
    if len(source.splitlines()) > PAGE_LINES:
        found.append(f"more than {PAGE_LINES} lines")
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef | ast.Lambda):
            found.append(f"line {node.lineno}: a definition in a page")
    tables = {"pandas", "numpy", "geopandas"}
    if any(name.split(".")[0] in tables for name in imports(tree)):
        found.append("work on tables in a page")
    return found


def test_layers_import_only_what_the_table_allows() -> None:
    modules = sources()
    assert modules
    faults = [
        fault
        for path in modules
        for fault in breaches(module_of(path), path.read_text(encoding="utf-8"))
    ]
    assert faults == []


def test_what_knows_no_streamlit_does_not_reach_it_through_others_either() -> None:
    def is_bare(module: str) -> bool:
        """Whether the first row of the table that a module matches forbids Streamlit."""
        rule = next((rule for rule in MAY_IMPORT if below(module, rule[0])), None)
        return rule is not None and not rule[2]

    modules = [name for name in imported() if is_bare(name)]
    assert len(modules) > 60
    faults = [
        f"{module}: {by} imports {name}"
        for module in modules
        for name, by in reached(module).items()
        if name.split(".")[0] in STREAMLIT
    ]
    assert faults == []


def test_the_domain_reaches_contracts_of_tables_and_nothing_that_reads() -> None:
    faults = {
        name
        for module in imported()
        if below(module, "lib.domain")
        for name in reached(module)
        if below(name, "lib.io") and name not in CONTRACTS
    }
    assert faults == set()


def test_no_imports_go_in_a_circle() -> None:
    assert [module for module in imported() if module in reached(module)] == []


def test_rooms_of_io_ask_only_those_they_may() -> None:
    modules = [name for name in imported() if name != "lib.io" and below(name, "lib.io")]
    assert len(modules) > 50
    faults = [fault for name in modules for fault in room_breaches(name, iter(imported()[name]))]
    assert faults == []


def test_what_is_kept_parsed_or_checked_depends_on_every_module_it_was_made_by() -> None:
    covered = {module_of(path) for path in program_files()}
    for module in ("lib.io.store.parsed_tables", "lib.io.geo.layers"):
        assert {name for name in (module, *reached(module)) if below(name, "lib")} <= covered


def test_pages_are_tables_of_contents() -> None:
    faults = [
        f"{path.name}: {fault}"
        for path in sorted((ROOT / "pages").glob("*.py"))
        for fault in page_faults(path.read_text(encoding="utf-8"))
    ]
    assert faults == []


def test_modules_stay_short_and_are_named_for_what_they_hold() -> None:
    faults = []
    for path in sources():
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MODULE_LINES:
            faults.append(f"{module_of(path)}: {lines} lines")
        if VAGUE_NAMES & set(module_of(path).split(".")):
            faults.append(f"{module_of(path)}: a name that says nothing")
    assert faults == []


def test_nothing_is_imported_by_star() -> None:
    stars = [
        module_of(path)
        for path in sources()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.ImportFrom) and any(alias.name == "*" for alias in node.names)
    ]
    assert stars == []


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("pages.map", "from lib.io.tables.readers import read_table"),
        ("pages.map", "from lib.situation import data"),
        ("lib.domain.units", "import streamlit as st"),
        ("lib.domain.units", "from lib.io.tables.readers import read_table"),
        ("lib.domain.units", "from lib.io.tables import readers"),
        ("lib.domain.units", "from lib.ui import wording"),
        ("lib.domain.units", "from . import names"),
        ("lib.io.tables.readers", "from lib.domain.units import Units"),
        ("lib.io.tables.readers", "def read():\n    import streamlit"),
        ("lib.draw.plotly", "import streamlit"),
        ("lib.draw.html", "from lib.cards.overview import headline"),
        ("lib.draw.leaflet", "from streamlit_folium import st_folium"),
        ("lib.cards.overview", "import plotly.graph_objects, streamlit"),
        ("lib.situation.situation", "from lib.cards.card import Card"),
        ("lib.errors", "from lib.io.tables.contracts import Table"),
        ("lib.server.gate", "import streamlit"),
        ("lib.server.films", "from lib.ui.frame import session"),
        ("lib.ui.frame.run", "from lib.forms import saving"),
        ("lib.briefing.scenes", "from lib.server import routes"),
    ],
)
def test_a_breach_of_the_table_is_found(module: str, line: str) -> None:
    assert len(breaches(module, line)) == 1


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("pages.map", "import streamlit as st\nfrom lib.cards import overview"),
        ("lib.domain.statuses", "from lib.io.tables.contracts import STATUSES"),
        ("lib.cards.timeline", "from lib.domain.progress import Reading"),
        ("lib.ui.shell", "import streamlit\nfrom lib.io.store.datasets import read_dataset"),
        ("lib.server.uploads", "from streamlit import runtime\nfrom lib.server.gate import refuse"),
        ("lib.draw.screen", "import streamlit\nfrom lib.view.leads import leads_to"),
        ("lib.io.tables.readers", "from lib.errors import Fault"),
    ],
)
def test_what_the_table_allows_is_no_breach(module: str, line: str) -> None:
    assert breaches(module, line) == []


@pytest.mark.parametrize(
    ("module", "name"),
    [
        ("lib.io.tables.rules", "lib.io.arrivals.encodings"),
        ("lib.io.tables.rules", "lib.io.store.datasets"),
        ("lib.io.store.datasets", "lib.io.geo.layers"),
        ("lib.io.arrivals.uploads", "lib.io.exports.csv"),
        ("lib.io.faults", "lib.io.tables.cells"),
        ("lib.io.another", "lib.errors"),
    ],
)
def test_a_breach_between_rooms_is_found(module: str, name: str) -> None:
    assert len(room_breaches(module, iter([name]))) == 1


def test_a_page_that_works_by_itself_is_found() -> None:
    assert page_faults("def draw(): ...")
    assert page_faults("import pandas as pd")
    assert page_faults("\n" * 81)
    assert page_faults("import streamlit as st\nst.title('x')") == []
