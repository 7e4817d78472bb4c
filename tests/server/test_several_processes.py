"""Several processes behind nginx, as `deploy/` describes them."""

from __future__ import annotations

import asyncio
import json
import shutil
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from websockets.exceptions import ConnectionClosed

from benchmarks.viewers.session import Viewer
from lib.io.store.datasets import open_dataset
from tests.browser.server import ROOT
from tests.server.balanced import Balanced, balanced

VIEWERS = 25
PLACE = "dataset=demo&lang=en"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A dataset that all processes read."""
    found = tmp_path_factory.mktemp("data") / "mine"
    shutil.copytree(ROOT / "data" / "public", found)
    return found


@pytest.fixture(scope="module")
def site(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Balanced]:
    environment = {"WARD_ATLAS_DATA": str(folder.parent)}
    with balanced(tmp_path_factory.mktemp("site") / "nginx", environment) as running:
        yield running


def get(address: str, cookie: str = "", accept: str = "*/*") -> tuple[int, bytes, str]:
    """Status, content and the address it came from after redirections."""
    asked = urllib.request.Request(address, headers={"Cookie": cookie, "Accept": accept})
    try:
        with urllib.request.urlopen(asked, timeout=10) as answer:
            return answer.status, answer.read(), answer.url
    except urllib.error.HTTPError as error:
        return error.code, error.read(), error.url


def viewer(site: Balanced, path: str, cookie: str = "") -> Viewer:
    return Viewer(f"{site.address}/atlas/{path}", base="/atlas", cookie=cookie or site.seat())


def test_a_viewer_keeps_the_process_and_viewers_are_spread(site: Balanced) -> None:
    cookies = site.seats_in_both()
    for cookie in cookies:
        assert len({site.process_of(cookie) for _ in range(5)}) == 1


@pytest.mark.parametrize("page", ["", "map", "criteria", "ward?ward=from2025-00004"])
def test_pages_stand_under_the_base_path(site: Balanced, page: str) -> None:
    status, content, _ = get(f"{site.address}/atlas/{page}", accept="text/html")
    assert status == 200
    assert b"<title>" in content


def test_the_bare_address_and_unknown_words_lead_under_the_base_path(site: Balanced) -> None:
    assert get(site.address)[2] == f"{site.address}/atlas/"
    assert get(f"{site.address}/atlas")[2] == f"{site.address}/atlas/"
    found = get(f"{site.address}/atlas/nowhere", accept="text/html")[2]
    assert found == f"{site.address}/atlas/?page=nowhere"


def test_a_deep_link_opens_what_it_names_in_either_language(site: Balanced) -> None:
    async def labels(lang: str) -> tuple[str, dict[str, str]]:
        path = f"map?dataset=demo&province=79&status=recognised&lang={lang}"
        async with viewer(site, path) as seen:
            return seen.lists["province"].label, seen.parameters

    english, vietnamese = asyncio.run(labels("en")), asyncio.run(labels("vi"))
    assert english[0] != vietnamese[0]
    for _, parameters in (english, vietnamese):
        assert (parameters["province"], parameters["status"]) == ("79", "recognised")


@pytest.mark.parametrize(("place", "table"), [(0, "observations"), (1, "sources")])
def test_a_download_comes_from_the_process_of_the_session(
    site: Balanced, place: int, table: str
) -> None:
    cookies = site.seats_in_both()

    async def downloaded() -> tuple[int, bytes, int]:
        path = f"data?{PLACE}&table={table}"
        async with viewer(site, path, cookies[place]) as seen:
            address = f"{site.address}/atlas{await seen.download('csv')}"
            own = await asyncio.to_thread(get, address, cookies[place])
            other = await asyncio.to_thread(get, address, cookies[1 - place])
            return own[0], own[1], other[0]

    status, content, elsewhere = asyncio.run(downloaded())
    assert status == 200
    assert f"{table.removesuffix('s')}_id".encode() in content
    assert elsewhere == 404  # the file exists in one process only


def test_a_change_of_data_is_seen_by_every_process_within_five_seconds(
    site: Balanced, folder: Path
) -> None:
    before = {_checksum(address) for address in site.processes}
    assert len(before) == 1
    content = (folder / "targets.csv").read_text(encoding="utf-8").splitlines(keepends=True)
    stored = open_dataset(folder)
    stored.apply(
        {"targets.csv": "".join(content[:-1]).encode()},
        who="test",
        why="one target less",
        base=stored.checksum(),
    )
    start = time.monotonic()
    while len(now := {_checksum(address) for address in site.processes}) > 1 or now == before:
        assert time.monotonic() < start + 5
        time.sleep(0.1)


def test_a_broken_change_leaves_the_last_good_state_everywhere(
    site: Balanced, folder: Path
) -> None:
    good = {_checksum(address) for address in site.processes}
    path = folder / "sources.csv"
    whole = path.read_bytes()
    path.write_bytes(whole + b"broken\n")
    start = time.monotonic()
    while not all(_mine(address)["last_good"] for address in site.processes):
        assert time.monotonic() < start + 5
        time.sleep(0.1)
    assert {_checksum(address) for address in site.processes} == good

    assert asyncio.run(_chosen_together(site)) == VIEWERS
    path.write_bytes(whole)


def test_the_balancer_answers_for_health_and_readiness(site: Balanced) -> None:
    assert get(f"{site.address}/healthz")[:2] == (200, b"ok")
    status, content, _ = get(f"{site.address}/readyz")
    assert (status, json.loads(content)["ready"]) == (200, True)


def test_viewers_come_back_after_nginx_was_restarted(site: Balanced) -> None:
    async def restarted() -> dict[str, str]:
        seen = viewer(site, f"map?{PLACE}")
        await seen.open()
        await seen.choose("province", seen.options("province")[2])
        await asyncio.to_thread(site.restart_nginx)
        with pytest.raises(ConnectionClosed):
            await seen.choose("province", seen.options("province")[3])
        await seen.open()
        return seen.parameters

    assert asyncio.run(restarted())["province"]


def test_viewers_of_a_killed_process_go_on_in_another(site: Balanced) -> None:
    """Last in this file: one of the two processes is gone afterwards."""
    cookies = site.seats_in_both()
    gone, stays = site.processes

    async def killed() -> tuple[dict[str, str], dict[str, str]]:
        theirs, others = (viewer(site, f"map?{PLACE}", cookie) for cookie in cookies)
        await theirs.open()
        await others.open()
        await theirs.choose("province", theirs.options("province")[5])
        before = theirs.parameters
        site.processes[gone].kill()
        site.processes[gone].wait(10)
        with pytest.raises(ConnectionClosed):
            await theirs.choose("province", theirs.options("province")[6])
        await theirs.open()  # as the browser does, with the address it shows
        assert theirs.parameters == before
        await theirs.choose("province", theirs.options("province")[6])
        await others.choose("province", others.options("province")[7])
        await theirs.close()
        await others.close()
        return before, theirs.parameters

    before, after = asyncio.run(killed())
    assert before["province"] != after["province"]
    assert {site.process_of(cookie) for cookie in cookies} == {stays}
    assert get(f"{site.address}/readyz")[0] == 200


async def _chosen_together(site: Balanced) -> int:
    """How many of many viewers of the dataset got what they chose."""

    async def chosen(place: int) -> bool:
        cookie = await asyncio.to_thread(site.seat)
        async with viewer(site, "map?dataset=mine&lang=en", cookie) as seen:
            await seen.choose("province", seen.options("province")[1 + place])
            return bool(seen.parameters["province"])

    return sum(await asyncio.gather(*(chosen(place) for place in range(VIEWERS))))


def _mine(address: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(get(f"{address}/readyz")[1])["datasets"]["mine"]
    return found


def _checksum(address: str) -> str:
    return str(_mine(address)["checksum"])
