"""The data addresses: `/api/v1/...`, for Excel, Power BI, R, QGIS. Reading only.

An answer has an ETag, so that a program that asks again gets 304 while nothing changed. Plain
functions: Starlette runs them in threads, and the pages are not held up; what was made a moment
ago does not come here (`ready_answers`). They stand at the root of the server, whatever path the
pages have.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from lib.api import answers, questions
from lib.api.document import PREFIX, document
from lib.api.resources import RESOURCES
from lib.server import closed_reading
from lib.server.ready_answers import Ready, is_known, keep, takes_gzip
from lib.server.version import version
from lib.situation import data
from lib.situation.offers import offered

_CHECKED = {"Cache-Control": "no-cache", "Vary": "Accept-Encoding"}
_SHORT = 200  # letters of what was found
_MOST_WRONG = 50  # wrong keys told


def _answered(request: Request) -> Response:
    dataset, name = request.path_params["dataset"], request.path_params["name"]
    name, _, kind = name.rpartition(".")
    if fault := _missing(dataset, name, kind):
        return JSONResponse(fault, 404, headers=_CHECKED)
    try:
        asked = questions.question(request.query_params.multi_items(), offered())
    except questions.Wrong as wrong:
        faults = [
            {"key": key[:_SHORT], "found": found[:_SHORT], "expected": expected}
            for key, found, expected in wrong.keys[:_MOST_WRONG]
        ]
        said = {"error": "wrong key or value", **faults[0], "wrong": faults}
        return JSONResponse(said, 400, headers=_CHECKED)
    grounds = data.Grounds(dataset)
    tag = f'"{answers.tag_of(dataset, name, kind, asked)}"'
    headers = {**_CHECKED, "ETag": tag}
    if is_known(tag, request.headers):
        return Response(status_code=304, headers=headers)
    data_answer = answers.answer(dataset, name, kind, asked)
    headers |= {
        f"Atlas-{mark.replace('_', '-')}": _in_a_head(text)
        for mark, text in data_answer.marks.items()
    }
    headers["Atlas-Total"] = str(data_answer.total)
    if asked.limit is not None and asked.offset + data_answer.shown < data_answer.total:
        further = {**request.query_params, "offset": str(asked.offset + data_answer.shown)}
        headers["Link"] = f'<?{urlencode(further)}>; rel="next"'
    if not takes_gzip(request.headers):
        return _whole_or_part(
            request, gzip.decompress(data_answer.packed), headers, data_answer.media
        )
    headers["Content-Encoding"] = "gzip"
    answer = Response(data_answer.packed, headers=headers, media_type=data_answer.media)
    keep(request.scope, Ready(grounds, tag, list(answer.raw_headers), data_answer.packed))
    return answer


def _in_a_head(text: str) -> str:
    """A text as a header may hold it: what is more than plain letters as in an address."""
    return quote(text, safe=" !#$&'()*+,/:;=?@[]")


def _whole_or_part(
    request: Request, content: bytes, headers: Mapping[str, str], media: str
) -> Response:
    """Plain content, or the part of it that is asked for: GDAL, and so QGIS, reads by parts."""
    headers = {**headers, "Accept-Ranges": "bytes"}
    asked = re.fullmatch(r"bytes=(\d{0,15})-(\d{0,15})", request.headers.get("range", ""))
    same = request.headers.get("if-range", headers["ETag"]) == headers["ETag"]
    if asked is None or asked[0] == "bytes=-" or not same:
        return Response(content, headers=headers, media_type=media)
    size = len(content)
    if asked[1]:
        first, last = int(asked[1]), min(int(asked[2] or size), size - 1)
    else:
        first, last = max(size - int(asked[2]), 0), size - 1
    if first > last:
        headers["Content-Range"] = f"bytes */{size}"
        return Response(status_code=416, headers=headers)
    headers["Content-Range"] = f"bytes {first}-{last}/{size}"
    return Response(content[first : last + 1], 206, headers=headers, media_type=media)


def _missing(dataset: str, name: str, kind: str) -> dict[str, str]:
    """What there is not, as an error; empty where everything is there."""
    if dataset not in data.datasets():
        return {"error": "no such dataset", "expected": ", ".join(data.datasets())}
    table = name.removeprefix("tables/") if name.startswith("tables/") else ""
    if name not in RESOURCES and table not in answers.TABLES:
        listed = [*RESOURCES, *(f"tables/{each}" for each in answers.TABLES)]
        return {"error": "no such resource", "expected": ", ".join(listed)}
    has_shapes = name in RESOURCES and RESOURCES[name].has_shapes
    kinds = [each for each in questions.FORMATS if each != "geojson" or has_shapes]
    return {} if kind in kinds else {"error": "no such format", "expected": ", ".join(kinds)}


def _datasets(_request: Request) -> Response:
    datasets = {name: data.dataset(name).value for name in data.datasets()}
    listed = [
        {
            "name": name,
            "title_vi": each.title_vi,
            "title_en": each.title_en,
            "synthetic": each.synthetic,
            "version": each.version,
            "checksum": each.checksum,
        }
        for name, each in datasets.items()
    ]
    return JSONResponse({"datasets": listed}, headers=_CHECKED)


def _document(_request: Request) -> Response:
    return JSONResponse(
        document(version(), data.datasets(), needs_key=closed_reading.needs_sign_in()),
        headers=_CHECKED,
    )


DATA_ADDRESSES = [
    Route(f"{PREFIX}/datasets.json", _datasets),
    Route(f"{PREFIX}/openapi.json", _document),
    Route(PREFIX + "/{dataset}/{name:path}", _answered),
]
