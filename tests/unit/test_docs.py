"""What the documents name exists, and what exists is named in the documents."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from pkgutil import resolve_name

import pytest

from lib.cards.card import numbers
from lib.cards.pieces import Asks
from lib.draw.inline import Place, piece
from lib.server import hosts, proxies, role_settings, sign_in, update_rights
from lib.view.address import KEYS, Offered, parameters_of, query
from lib.view.view import View
from lib.words.page_titles import PAGES, START
from tests.fixtures.looking import Looking
from tests.unit.test_layers import IO_ROOMS, MAY_IMPORT

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
DOCUMENTS = [
    ROOT / name
    for name in (
        "README.md",
        "CONTRIBUTING.md",
        "CHANGELOG.md",
        "docs/adr/README.md",
        "docs/runbook.md",
    )
] + DECISIONS


def _name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def _code(text: str) -> str:
    """Everything in the text that is set as code."""
    blocks = re.findall(r"```\n(.*?)```", text, re.DOTALL)
    return "\n".join(
        [*blocks, *re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", text, flags=re.S))]
    )


def _first_cells(heading: str) -> list[str]:
    """What stands as code in the first column of the README's table with that heading."""
    _, _, table = README.partition(f"| {heading} |")
    assert table, f"the README has no table headed {heading}"
    rows = table.split("\n\n")[0].splitlines()[2:]
    return [re.search(r"`([^`]+)`", row.split("|")[1])[1] for row in rows]  # type: ignore[index]


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_make_command_named_is_in_the_makefile(document: Path) -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):", makefile, re.MULTILINE))
    named = set(re.findall(r"\bmake ([a-z-]+)", _code(document.read_text(encoding="utf-8"))))
    assert named <= targets


def test_the_readme_names_how_to_run_and_to_test() -> None:
    first_screen = README.split("\n## ")[0]
    code = _code(first_screen)
    for command in ("make run", "make test", "pip install -r requirements.lock"):
        assert command in code
    assert "streamlit run app.py" in code
    assert ".venv\\Scripts\\activate" in code


def test_the_contributing_guide_names_every_command_of_the_makefile_but_help_and_clean() -> None:
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    targets = set(re.findall(r"^([a-z-]+):.*##", makefile, re.MULTILINE)) - {"help", "clean"}
    assert targets <= set(re.findall(r"\bmake ([a-z-]+)", _code(CONTRIBUTING)))


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_module_run_by_name_exists(document: Path) -> None:
    code = _code(document.read_text(encoding="utf-8"))
    named = set(re.findall(r"\bpython -m ([a-z_.]+)", code)) - {"venv"}
    assert [module for module in named if find_spec(module) is None] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_file_named_as_code_exists(document: Path) -> None:
    code = _code(document.read_text(encoding="utf-8"))
    top = r"(?:lib|pages|tools|tests|locale|docs|benchmarks)"
    named = re.findall(rf"(?<![\w/])({top}/[\w/.-]*\w\.\w+)", code)
    assert [path for path in named if not (ROOT / path).exists()] == []


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_link_into_the_project_leads_somewhere(document: Path) -> None:
    links = re.findall(r"\]\(([^)#:]+)\)", document.read_text(encoding="utf-8"))
    assert [link for link in links if not (document.parent / link).exists()] == []


def test_the_readme_lists_exactly_the_keys_of_the_address() -> None:
    assert sorted(_first_cells("key")) == sorted(KEYS)


def test_the_readme_lists_exactly_the_pages_with_their_titles() -> None:
    _, _, table = README.partition("| page | address |")
    rows = [row.split("|") for row in table.split("\n\n")[0].splitlines()[2:]]
    shown = {row[2].strip(): row[1].strip().split(" · ")[1] for row in rows}
    assert shown == {
        "`/`" if page == START else f"`/{page}`": title for page, title in PAGES.items()
    }


def test_the_readme_names_exactly_the_environment_variables_that_the_program_reads() -> None:
    source = "\n".join(path.read_text(encoding="utf-8") for path in ROOT.glob("lib/**/*.py"))
    ours = set(re.findall(r"WARD_ATLAS_[A-Z_]+", source))
    assert set(re.findall(r"WARD_ATLAS_[A-Z_]+", README)) == ours
    assert all(f'"{name}"' in source for name in _first_cells("environment variable"))


def test_the_readme_lists_exactly_the_committed_folders_of_data() -> None:
    folders = {f"data/{path.parent.name}/" for path in ROOT.glob("data/*/datapackage.json")}
    assert set(_first_cells("folder")) == folders | {"geo/"}


def test_decisions_are_numbered_without_a_gap_and_listed() -> None:
    numbers = [int(path.name[:4]) for path in DECISIONS]
    assert numbers == list(range(1, len(numbers) + 1))
    listed = (ROOT / "docs" / "adr" / "README.md").read_text(encoding="utf-8")
    for path in DECISIONS:
        title = path.read_text(encoding="utf-8").splitlines()[0].removeprefix("# ")[5:]
        assert f"| [{path.name[:4]}]({path.name}) | {title} |" in listed


def _tabled(heading: str) -> list[tuple[list[str], list[str], str]]:
    """Rows of a table of the contributing guide: names of the first cell, what the second one
    allows with its short words written out, the last cell."""
    short = {
        name: re.findall(r"`([^`]+)`", names)
        for name, names in re.findall(r"^- \*(\w+)\*: (.+)$", CONTRIBUTING, re.MULTILINE)
    }
    _, _, table = CONTRIBUTING.partition(heading)
    assert table, f"the guide has no table headed {heading}"
    rows = []
    for row in table.split("\n\n")[0].splitlines()[2:]:
        cells = row.strip("| ").split("|")
        column = 2 if heading.startswith("| room") else 1
        parts = re.findall(r"`([^`]+)`|\*(\w+)\*", cells[column])
        allowed = [name for code, word in parts for name in ([code] if code else short[word])]
        rows.append((re.findall(r"`([^`]+)`", cells[0]), allowed, cells[-1].strip()))
    return rows


def test_the_guide_says_who_may_import_whom_as_it_is_held() -> None:
    said = [
        (layer, tuple(allowed), streamlit == "yes")
        for layers, allowed, streamlit in _tabled("| layer | may import | Streamlit |")
        for layer in layers
    ]
    assert said == list(MAY_IMPORT)
    rooms = {room: tuple(asked) for [room], asked, _ in _tabled("| room of `lib.io` |")}
    assert rooms == IO_ROOMS


@pytest.mark.parametrize("document", DOCUMENTS, ids=_name)
def test_every_name_of_the_program_set_as_code_exists(document: Path) -> None:
    code = _code(document.read_text(encoding="utf-8"))
    gone = []
    for name in set(re.findall(r"(?<![\w./])lib(?:\.[A-Za-z_]\w*)+", code)):
        try:
            resolve_name(name)
        except (ImportError, AttributeError):
            gone.append(name)
    assert gone == []


def test_the_number_walked_from_the_csv_to_the_screen_takes_the_way_that_is_told() -> None:
    _, _, rest = CONTRIBUTING.partition("## One number from the CSV to the screen")
    told = rest.split("\n## ")[0]
    row = re.search(r"^ +`(O\d+,.*)`$", told, re.MULTILINE)
    assert row
    file = (ROOT / "data" / "demo" / "observations.csv").read_text(encoding="utf-8").splitlines()
    assert row[1] in file
    looking = Looking("demo", "2026-11-25", "en")
    seen = looking.seen
    for figure in (
        f"has {len(file) - 1} rows",
        f"the {len(seen.statuses_ever)} wards ever reported",
        f"{len(seen.statuses_standing)} stay",
        f"has `recognised`: {seen.counts['recognised']}",
    ):
        assert figure in told
    card = next(card for card in looking.cards("overview") if card.name == "figures")
    number = numbers(card)["recognised"]
    assert number.asks == Asks("holding", ("recognised",))
    assert str(number) == str(seen.counts["recognised"])
    assert 'data-number="figures.recognised"' in piece(number, Place(card.name, lambda _name: ""))
    explained = looking.explained(number)
    others = sum(len(group.names) for group in explained.left_out)
    assert f"{explained.value} wards by name, {others} others by reason" in told
    offered = Offered(seen.units, ("public", "demo"), ("observations",), frozenset())
    view = View(asof=seen.day, dataset="demo", number="figures.recognised")
    assert f"`/?{query(parameters_of(view, offered, dated=True))}`" in told


def test_the_changelog_has_a_place_for_what_comes_and_keeps_to_its_headings() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert re.findall(r"^## .*$", changelog, re.MULTILINE)[0] == "## Unreleased"
    known = {"Added", "Changed", "Deprecated", "Removed", "Fixed", "Security", "Data"}
    for version in changelog.split("\n## ")[1:]:
        headings = re.findall(r"^### (.*)$", version, re.MULTILINE)
        assert set(headings) <= known
        assert len(headings) == len(set(headings))


def test_the_runbook_has_every_refusal_to_start() -> None:
    runbook = (ROOT / "docs/runbook.md").read_text(encoding="utf-8")
    refusals = [
        text
        for module in (update_rights, hosts, proxies, sign_in)
        for name, text in vars(module).items()
        if re.fullmatch("_[A-Z_]+", name) and isinstance(text, str) and " " in text
    ]
    refusals.append(role_settings._WRONG)
    assert len(refusals) >= 10
    said = [re.escape(part.strip()) for part in re.findall(r"`([^`]+)`", runbook)]
    patterns = [part.replace(r"\.\.\.", ".*") for part in said]
    for text in refusals:
        assert any(len(each) > 15 and re.match(each, text) for each in patterns), text
