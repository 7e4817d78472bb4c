"""What the documents name exists, and what exists is named in the documents."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

from lib.ui.frame.navigation import PAGES
from lib.view.address import KEYS

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
DECISIONS = sorted((ROOT / "docs" / "adr").glob("0*.md"))
DOCUMENTS = [
    ROOT / name for name in ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "docs/adr/README.md")
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
    for command in ("make run", "make test", "pip install -r requirements.txt"):
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
        "`/`" if place == 0 else f"`/{page.path}`": page.message for place, page in enumerate(PAGES)
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


def test_the_changelog_keeps_data_apart_and_has_a_place_for_what_comes() -> None:
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    headings = re.findall(r"^##+ .*$", changelog, re.MULTILINE)
    assert headings[0] == "## Unreleased"
    assert "### Data" in headings


def test_the_pictures_of_the_readme_are_there_and_small() -> None:
    kept = [ROOT / "docs" / "screenshots" / name for name in ("overview-vi.png", "map-vi.png")]
    assert sum(path.stat().st_size for path in kept) < 700_000
    assert "docs/screenshots/overview-vi.png" in README
