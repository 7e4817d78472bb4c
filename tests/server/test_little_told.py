"""Readers are told nothing of the machine, the program's parts or who installed them."""

from __future__ import annotations

import platform
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
import streamlit
from streamlit.runtime.metrics_util import Installation

from tests.browser.server import ROOT, running
from tests.server.stranger import ask, opened, run, told

PAGES = ("", "map", "criteria", "timeline", "compare", "ward", "data", "sources")


def secrets() -> dict[str, bytes]:
    """What must not be told, in the bytes in which it would be."""
    who = Installation.instance()
    words = {
        "folder of the program": str(ROOT),
        "folder of the packages": streamlit.__path__[0].rsplit("/", 1)[0],
        "Python": platform.python_version(),
        "Streamlit": streamlit.__version__,
        "installation 3": who.installation_id_v3,
        "installation 4": who.installation_id_v4,
        "installation": who.installation_id,
    }
    return {what: text.encode() for what, text in words.items()}


def leaks(content: bytes) -> list[str]:
    return [what for what, text in secrets().items() if text in content]


@pytest.mark.parametrize("page", PAGES)
def test_a_page_tells_nothing_of_the_machine(site: str, page: str) -> None:
    with opened(site) as line:
        run(line, "lang=en&dataset=demo", page)
        said = b"".join(told(line))
    assert len(said) > 10_000
    assert leaks(said) == []
    assert leaks(ask(site, f"/{page}").body) == []


def test_a_faulty_dataset_tells_nothing_of_the_machine(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    root = tmp_path_factory.mktemp("office")
    (root / "mine").mkdir()
    (root / "mine/datapackage.json").write_text("{", encoding="utf-8")
    with (
        running(environment={"WARD_ATLAS_DATA": str(root)}) as (address, _),
        opened(address) as line,
    ):
        run(line, "lang=en&dataset=mine")
        said = b"".join(told(line))
    assert b"datapackage.json" in said
    assert leaks(said) == []
    assert str(root).encode() not in said


@pytest.fixture(scope="module")
def measured() -> Iterator[str]:
    with running(environment={"WARD_ATLAS_METRICS": "on"}) as (address, _):
        yield address


def test_measures_are_closed_unless_they_are_asked_for(site: str, measured: str) -> None:
    for path in ("/_stcore/metrics", "/_stcore/metrics?families=session_events_total"):
        assert ask(site, path).status == 404
        assert ask(measured, path).status == 200


@pytest.mark.parametrize("path", ["interact", "openapi.json", "mcp", "", "anything"])
def test_the_interface_for_programs_is_off(site: str, measured: str, path: str) -> None:
    for address in (site, measured):
        for method in ("GET", "POST", "PUT"):
            asking = [("Origin", address), ("Content-Type", "application/json")]
            answer = ask(address, f"/_stcore/agent/{path}", asking, method=method, body=b"{}")
            assert answer.status == 404
            assert b"session" not in answer.body


def test_a_file_of_another_version_is_not_kept(site: str) -> None:
    answer = ask(site, "/atlas/file/000000000000/leaflet.js")
    assert answer.status == 404
    assert "immutable" not in answer.headers.get("cache-control", "")


@pytest.mark.parametrize("path", ["/", "/map", "/_stcore/health", "/static/none.js", "/a/b/c"])
def test_every_answer_carries_the_headers(site: str, path: str) -> None:
    for headers in ([], [("Host", "evil.example")]):
        given = ask(site, path, headers).headers
        assert given["cross-origin-opener-policy"] == "same-origin"
        assert "geolocation=()" in given["permissions-policy"]
        assert "'unsafe-eval'" not in given["content-security-policy"]


def test_only_the_frame_of_the_map_may_run_written_script(site: str) -> None:
    frame = ask(site, "/component/streamlit_folium.st_folium/index.html")
    assert "'unsafe-eval'" in frame.headers["content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/map", "/ward/", "/a/b/c"])
def test_the_start_page_is_ours_and_in_the_readers_language(site: str, path: str) -> None:
    for query, language, title in (
        ("", "vi", "Bản đồ"), ("?lang=en", "en", "Model Ward"), ("?lang=<b>", "vi", "Bản đồ"),
    ):  # fmt: skip
        answer = ask(site, path + query, [("Accept", "text/html"), ("If-None-Match", "x")])
        if answer.status == 301:  # a slash too many
            where = urlsplit(answer.headers["location"])
            answer = ask(site, f"{where.path}{query}")
        page = answer.body.decode()
        assert answer.status == 200
        assert answer.headers["cache-control"] == "no-cache"
        assert f'<html lang="{language}">' in page
        assert title in page.split("<title>")[1].split("</title>")[0]
        assert "Streamlit app" not in page
        assert "favicon" not in page
        assert "enable JavaScript" not in page
        assert "_stcore/agent" not in page
