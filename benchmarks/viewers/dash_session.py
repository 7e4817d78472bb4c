"""One viewer of the Dash page: its callbacks over HTTP, as the browser posts them."""

from __future__ import annotations

import asyncio
import http.client
import json
from typing import Any
from urllib.parse import urlsplit

from benchmarks.viewers.session import Failed


class DashViewer:
    """A browser tab on the Dash page.

    Args:
        address: Address of the page.
        patience: Seconds to wait for an answer.
    """

    def __init__(self, address: str, patience: float = 120) -> None:
        self._line = http.client.HTTPConnection(urlsplit(address).netloc, timeout=patience)
        self._callback: dict[str, Any] = {}
        self._choices: dict[str, str] = {}

    async def open(self) -> None:
        """The page, its layout and callbacks, and the first answer of the callback."""
        await asyncio.to_thread(self._ask, "/")
        layout = json.loads(await asyncio.to_thread(self._ask, "/_dash-layout"))
        (self._callback,) = json.loads(await asyncio.to_thread(self._ask, "/_dash-dependencies"))
        box = layout["props"]["children"][0]["props"]
        self._choices = {option["label"]: option["value"] for option in box["options"]}
        await self.choose(box["id"], next(iter(self._choices)))

    async def close(self) -> None:
        """Leave."""
        self._line.close()

    def options(self, key: str) -> list[str]:
        """Words that can be chosen."""
        del key  # there is one list
        return list(self._choices)

    async def choose(self, key: str, option: str) -> None:
        """Choose and wait for all parts of the page."""
        names = self._callback["output"].strip(".").split("...")
        outputs = [dict(zip(("id", "property"), name.split("."), strict=True)) for name in names]
        question = {
            "output": self._callback["output"],
            "outputs": outputs,
            "inputs": [{"id": key, "property": "value", "value": self._choices[option]}],
            "changedPropIds": [f"{key}.value"],
        }
        answer = await asyncio.to_thread(
            self._ask, "/_dash-update-component", json.dumps(question).encode()
        )
        parts = json.loads(answer)["response"]
        if len(parts) != len(outputs):
            raise Failed(f"{len(parts)} of {len(outputs)} parts came")

    def _ask(self, path: str, body: bytes | None = None) -> bytes:
        method = "GET" if body is None else "POST"
        self._line.request(method, path, body, {"Content-Type": "application/json"})
        answer = self._line.getresponse()
        content = answer.read()
        if answer.status != 200:
            raise Failed(f"{path}: {answer.status}")
        return content
