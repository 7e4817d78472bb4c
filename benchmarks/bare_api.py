"""The peer of the data addresses: Starlette alone, one route, the same bytes from memory."""

from __future__ import annotations

import os
from pathlib import Path

from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

_CONTENT = Path(os.environ["CONTENT"]).read_bytes()
_HEADERS = {"Content-Encoding": "gzip", "ETag": '"0"', "Cache-Control": "no-cache"}


async def _table(_request: Request) -> Response:
    return Response(_CONTENT, headers=_HEADERS, media_type="text/csv; charset=utf-8")


app = Starlette(routes=[Route("/{path:path}", _table)])
