"""Accessibility rules (axe-core), as the pages are held to them."""

from __future__ import annotations

import importlib
import os
from typing import Any

import pytest
from playwright.sync_api import Page

SEVERE = ("serious", "critical")

# Parts of Streamlit itself that we cannot change: (rule, part of the element's selector or HTML,
# why). Nothing of our own may stand here.
STREAMLITS_OWN: tuple[tuple[str, str, str], ...] = ()


class Rules:
    """The rules; without them a check is skipped, but never in CI."""

    def __init__(self) -> None:
        try:
            module = importlib.import_module("axe_playwright_python.sync_playwright")
        except ModuleNotFoundError:
            reason = "axe-playwright-python is missing: pip install -r requirements-dev.txt"
            if os.environ.get("CI") == "true":
                pytest.fail(reason)
            pytest.skip(reason)
        self._axe = module.Axe()

    def broken(self, page: Page) -> list[str]:
        """What of a page breaks a serious rule, in words."""
        return [
            f"{rule['id']}: {rule['help']}: {node['target']} {node['html'][:160]}"
            for rule in self._axe.run(page).response["violations"]
            if rule["impact"] in SEVERE
            for node in rule["nodes"]
            if not _is_streamlits_own(rule["id"], node)
        ]


def _is_streamlits_own(rule: str, node: dict[str, Any]) -> bool:
    """Whether a finding is one of the listed parts of Streamlit."""
    place = f"{node['target']} {node['html']}"
    return any(rule == listed and part in place for listed, part, _why in STREAMLITS_OWN)
