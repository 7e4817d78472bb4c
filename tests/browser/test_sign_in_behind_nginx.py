"""All of it at once: an editor signs in through nginx, changes data in one process of two, and a
reader whose session is in the other one sees it; deep links are kept all the way.
"""

from __future__ import annotations

import shutil
from pathlib import Path

from playwright.sync_api import Browser, expect

from tests.browser.conftest import Visitor
from tests.browser.provider import providing, write_secrets
from tests.browser.server import ROOT, free_port
from tests.browser.test_update import press, write
from tests.browser.visits import Visit
from tests.server.balanced import Balanced, balanced

EDITOR = "editor@atlas.example"
EDITED = "/data?lang=en&dataset=mine&asof=2026-05-01&table=sources"
READ = "/sources?lang=en&dataset=mine&source=S50"
BEFORE, AFTER = "Báo Quảng Nam", "Báo Quảng Nam điện tử"


def seated(visit: Visit, site: Balanced, seat: str) -> Visit:
    """A visitor whose session is in a process that is known, under the base path."""
    name, _equals, value = seat.partition("=")
    own = {"name": name, "value": value, "domain": "127.0.0.1", "path": "/atlas/"}
    visit.page.context.add_cookies([own])  # type: ignore[list-item]
    visit.address = f"{site.address}/atlas"
    return visit


def test_an_editor_behind_nginx_changes_what_a_reader_in_the_other_process_sees(
    browser_with_fonts: Browser, visitor: Visitor, tmp_path: Path
) -> None:
    folder = shutil.copytree(ROOT / "data/public", tmp_path / "data/mine")
    port = free_port()
    with providing({"editor": {"email": EDITOR, "email_verified": True}}) as provider:
        write_secrets(tmp_path, f"http://127.0.0.1:{port}/atlas", provider, [EDITOR])
        environment = {
            "HOME": str(tmp_path),
            "WARD_ATLAS_DATA": str(folder.parent),
            "WARD_ATLAS_PROXY": "127.0.0.1",
        }
        with balanced(tmp_path / "nginx", environment, port) as site:
            seats = site.seats_in_both()
            reader = seated(visitor(site.address), site, seats[1])
            reader.open(READ)
            chosen = reader.page.locator(".st-key-card_chosen")
            expect(chosen).to_contain_text(BEFORE)
            expect(chosen).not_to_contain_text(AFTER)

            # The provider's pages have no fonts of their own.
            context = browser_with_fonts.new_context(locale="vi-VN")
            editor = seated(Visit(context, site.address), site, seats[0])
            page = editor.page
            editor.open(EDITED)
            view = editor.query
            page.locator(".st-key-account button").click()
            page.get_by_role("button", name="editor", exact=True).click()
            expect(page.locator(".st-key-out button")).to_be_visible()
            editor.expect_whole_query(view)
            assert page.url.startswith(f"{site.address}/atlas/data?")

            lines = (folder / "sources.csv").read_text(encoding="utf-8").splitlines(keepends=True)
            row = next(line for line in lines if line.startswith("S50,"))
            content = lines[0] + row.replace(BEFORE, AFTER, 1)
            controls = page.locator(".st-key-card_update")
            file = {"name": "sources.csv", "mimeType": "text/csv", "buffer": content.encode()}
            controls.locator("input[type=file]").set_input_files(file)  # type: ignore[arg-type]
            press(editor, "check")
            expect(controls).to_contain_text("Checked")
            write(editor, "why", "the name that it has now")
            press(editor, "apply")
            expect(controls).to_contain_text("Applied")
            assert [site.process_of(seat) for seat in seats] == list(site.processes)

            reader.page.wait_for_timeout(5000)  # within this every process sees a change
            reader.open(READ)
            expect(chosen).to_contain_text(AFTER)
            assert reader.query["source"] == "S50"
            context.close()
            kept = list((folder / "history").glob("**/*.json"))
            assert any(EDITOR in each.read_text(encoding="utf-8") for each in kept)
