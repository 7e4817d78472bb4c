"""What a balancer asks: whether the process lives, and whether it can show everything.

`/healthz` answers as soon as the server listens. `/readyz` answers with 503 until the data
have been read once, then with the version of the program, the checksums of the data, by
which several processes can be seen to show the same, and whether all places are worked out ahead.
Where reading needs sign-in it tells no more than that it is ready, and its version.
"""

from __future__ import annotations

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from lib.server import ahead, closed_reading
from lib.server.version import version
from lib.situation import data

_FRESH = {"Cache-Control": "no-store"}


def _alive(_request: Request) -> Response:
    return PlainTextResponse("ok", headers=_FRESH)


def _ready(_request: Request) -> Response:
    # Not a coroutine: looking at files must not hold up the other requests.
    if not data.is_warm():
        return JSONResponse({"ready": False, "version": version()}, 503, headers=_FRESH)
    if closed_reading.needs_sign_in():  # whoever asks here has not: no names of datasets
        return JSONResponse({"ready": True, "version": version()}, headers=_FRESH)
    away = data.store_away_since()
    sets = {name: data.dataset(name) for name in data.datasets()}
    answer = {
        "ready": True,
        "ahead": ahead.is_done(),
        "version": version(),
        # Since when the database of the datasets is out of reach; null while all is well.
        "store_away_since": away.isoformat(timespec="seconds") if away else None,
        "units": data.unit_tables().value.checksum,
        "datasets": {
            name: {
                "version": kept.value.version,
                "checksum": kept.value.checksum,
                "faults": len(kept.faults),
                "last_good": kept.is_older,
            }
            for name, kept in sets.items()
        },
    }
    return JSONResponse(answer, headers=_FRESH)


HEALTH = [Route("/healthz", _alive), Route("/readyz", _ready)]
