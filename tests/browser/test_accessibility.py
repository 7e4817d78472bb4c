"""Accessibility rules (axe-core) on the four pages, in both languages."""

from __future__ import annotations

import importlib
import os
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.visits import PATIENCE, Visit

SEVERE = ("serious", "critical")

# Parts of Streamlit itself that we cannot change: (rule, part of the element's selector or HTML,
# why). Nothing of our own may stand here.
STREAMLITS_OWN: tuple[tuple[str, str, str], ...] = ()


@pytest.fixture(scope="module")
def axe() -> Any:
    """The rules; without them the check is skipped, but never in CI."""
    try:
        return importlib.import_module("axe_playwright_python.sync_playwright").Axe()
    except ModuleNotFoundError:
        reason = "axe-playwright-python is missing: pip install -r requirements-dev.txt"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)


def is_streamlits_own(rule: str, node: dict[str, Any]) -> bool:
    """Whether a finding is one of the listed parts of Streamlit."""
    place = f"{node['target']} {node['html']}"
    return any(rule == listed and part in place for listed, part, _why in STREAMLITS_OWN)


@pytest.mark.parametrize("language", ["vi", "en"])
@pytest.mark.parametrize("path", ["/", "/map", "/data", "/sources"])
def test_a_page_breaks_no_serious_rule(visit: Visit, axe: Any, path: str, language: str) -> None:
    visit.open(f"{path}?lang={language}&asof=2026-07-25")
    if path in ("/", "/map"):
        expect(visit.shapes("from2025-")).to_have_count(34, timeout=PATIENCE)
    visit.settle()
    found = axe.run(visit.page).response["violations"]
    ours = [
        f"{rule['id']}: {rule['help']}: {node['target']} {node['html'][:160]}"
        for rule in found
        if rule["impact"] in SEVERE
        for node in rule["nodes"]
        if not is_streamlits_own(rule["id"], node)
    ]
    assert ours == []
