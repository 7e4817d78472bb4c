"""Who may import whom, and how long a file may be: the house rules, read from the source."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

CONTRACTS = (
    "lib.io.contracts",
    "lib.io.dataset_tables",
    "lib.io.criteria_tables",
    "lib.io.units_tables",
)
KINDS = (
    "lib.cards.card",
    "lib.cards.bodies",
    "lib.cards.charts",
    "lib.cards.pieces",
    "lib.cards.shapes",
)
LIGHT = ("lib.errors", "lib.clock")
"""What every layer may import."""

# First match wins, so the exceptions stand before their layer.
MAY_IMPORT: tuple[tuple[str, tuple[str, ...], bool], ...] = (
    # layer, allowed below lib, Streamlit
    ("pages", ("lib.cards", "lib.draw.screen", "lib.ui"), True),
    ("lib.ui", ("lib",), True),
    ("lib.draw.screen", ("lib.draw", *KINDS, "lib.words", "lib.view", *LIGHT), True),
    ("lib.draw.grid", ("lib.draw", *KINDS, "lib.words", *LIGHT), True),
    ("lib.draw", ("lib.draw", *KINDS, "lib.words", "lib.view", *LIGHT), False),
    (
        "lib.cards",
        ("lib.cards", "lib.situation", "lib.view", "lib.domain", "lib.words", *LIGHT),
        False,
    ),
    (
        "lib.situation",
        ("lib.situation", "lib.view", "lib.domain", "lib.io", "lib.words", *LIGHT),
        False,
    ),
    ("lib.view", ("lib.view", "lib.domain", "lib.words", *LIGHT), False),
    ("lib.words", ("lib.words", "lib.domain", "lib.io.faults", *LIGHT), False),
    ("lib.domain", ("lib.domain", *CONTRACTS, *LIGHT), False),
    ("lib.io", ("lib.io", *LIGHT), False),
    ("lib.errors", (), False),
    ("lib.clock", (), False),
)
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
        ("pages.map", "from lib.io.readers import read_table"),
        ("pages.map", "from lib.situation import data"),
        ("lib.domain.units", "import streamlit as st"),
        ("lib.domain.units", "from lib.io.readers import read_table"),
        ("lib.domain.units", "from lib.io import readers"),
        ("lib.domain.units", "from lib.ui import wording"),
        ("lib.domain.units", "from . import names"),
        ("lib.io.readers", "from lib.domain.units import Units"),
        ("lib.io.readers", "def read():\n    import streamlit"),
        ("lib.draw.plotly", "import streamlit"),
        ("lib.draw.html", "from lib.cards.overview import headline"),
        ("lib.draw.leaflet", "from streamlit_folium import st_folium"),
        ("lib.cards.overview", "import plotly.graph_objects, streamlit"),
        ("lib.situation.situation", "from lib.cards.card import Card"),
        ("lib.errors", "from lib.io.contracts import Table"),
    ],
)
def test_a_breach_of_the_table_is_found(module: str, line: str) -> None:
    assert len(breaches(module, line)) == 1


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("pages.map", "import streamlit as st\nfrom lib.cards import overview"),
        ("lib.domain.statuses", "from lib.io.contracts import STATUSES"),
        ("lib.cards.timeline", "from lib.domain.progress import Reading"),
        ("lib.ui.shell", "import streamlit\nfrom lib.io.datasets import read_dataset"),
        ("lib.draw.screen", "import streamlit\nfrom lib.view.leads import leads_to"),
        ("lib.io.readers", "from lib.errors import Fault"),
    ],
)
def test_what_the_table_allows_is_no_breach(module: str, line: str) -> None:
    assert breaches(module, line) == []


def test_a_page_that_works_by_itself_is_found() -> None:
    assert page_faults("def draw(): ...")
    assert page_faults("import pandas as pd")
    assert page_faults("\n" * 81)
    assert page_faults("import streamlit as st\nst.title('x')") == []
