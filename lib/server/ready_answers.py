"""Answers of the data addresses that are ready, sent without leaving the event loop.

A program that asks again for what somebody asked a moment ago costs a look into a table. The
table is by the address as it stands; what was made of files that changed, of another day, or
longer ago than the last look at the files is made again by the route (`data_addresses`).
"""

from __future__ import annotations

import threading
from dataclasses import dataclass

from cachetools import LRUCache
from starlette.datastructures import Headers
from starlette.types import ASGIApp, Receive, Scope, Send

from lib.api.document import PREFIX
from lib.situation.data import Grounds

MOST_BYTES = 32_000_000
_OF_ONE = MOST_BYTES // 4
_LONGEST = 1_000  # bytes of an address that is kept
_WITHOUT = 1_000  # bytes that an entry takes beside its content
_TOLD = (b"cache-control", b"vary", b"etag")  # with 304 as well

Raw = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Ready:
    """An answer as it is sent.

    Attributes:
        grounds: What it was made of.
        tag: Its ETag.
        headers: Its headers as they go out, for the packed content.
        packed: The content, gzip.
    """

    grounds: Grounds
    tag: str
    headers: Raw
    packed: bytes


KEPT: LRUCache[tuple[str, bytes], Ready] = LRUCache(
    MOST_BYTES, getsizeof=lambda ready: len(ready.packed) + _WITHOUT
)
"""Answers as they were sent, by path and query; those asked for longest ago go first."""
_lock = threading.Lock()


def keep(scope: Scope, ready: Ready) -> None:
    """Keep an answer for whoever asks the same."""
    asked = (scope["path"], scope["query_string"])
    if sum(map(len, asked)) <= _LONGEST and len(ready.packed) <= _OF_ONE:
        with _lock:
            KEPT[asked] = ready


def _found(scope: Scope) -> Ready | None:
    with _lock:
        ready = KEPT.get((scope["path"], scope["query_string"]))
    return ready if ready is not None and ready.grounds.hold() else None


def takes_gzip(headers: Headers) -> bool:
    """Whether a program takes packed content: gzip or * stands there, and not as refused."""
    for each in headers.get("accept-encoding", "").lower().split(","):
        name, _mark, weight = each.partition(";")
        refused = weight.replace(" ", "").startswith("q=0") and not weight.strip(" q=0.")
        if name.strip() in ("gzip", "x-gzip", "*"):
            return not refused
    return False


def is_known(tag: str, headers: Headers) -> bool:
    """Whether a program has the answer with this tag already."""
    tags = [each.strip().removeprefix("W/") for each in headers.get("if-none-match", "").split(",")]
    return tag in tags or "*" in tags


class ReadyAnswers:
    """ASGI middleware that sends what is ready; all else goes on to the routes."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer, or pass on."""
        ready = None
        if scope["type"] == "http" and scope["method"] == "GET" and _is_ours(scope["path"]):
            headers = Headers(scope=scope)
            ready = _found(scope) if takes_gzip(headers) else None
        if ready is None:
            await self.app(scope, receive, send)
            return
        known = is_known(ready.tag, headers)
        answer_headers = (
            [each for each in ready.headers if each[0] in _TOLD] if known else ready.headers
        )
        status = 304 if known else 200
        await send(
            {"type": "http.response.start", "status": status, "headers": list(answer_headers)}
        )
        await send({"type": "http.response.body", "body": b"" if known else ready.packed})


def _is_ours(path: str) -> bool:
    return path.startswith(f"{PREFIX}/")
