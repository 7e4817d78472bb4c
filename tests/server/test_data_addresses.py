"""The data addresses over HTTP: what another program gets."""

from __future__ import annotations

import csv
import gzip
import http.client
import io
import json
import time
import urllib.error
import urllib.request
from email.message import Message
from statistics import median
from urllib.parse import urlsplit

import pandas
import pyogrio
from openapi_spec_validator import validate


def got(address: str, **headers: str) -> tuple[int, Message, bytes]:
    """Status, headers and bytes of an answer."""
    request = urllib.request.Request(
        address, headers={name.replace("_", "-"): text for name, text in headers.items()}
    )
    try:
        with urllib.request.urlopen(request, timeout=60) as found:
            return found.status, found.headers, found.read()
    except urllib.error.HTTPError as error:
        return error.code, error.headers, error.read()


def test_an_answer_is_asked_again_by_its_tag_and_sent_packed_or_plain(site: str) -> None:
    address = f"{site}/api/v1/demo/statuses.csv?asof=2026-11-25&province=01"
    status, headers, plain = got(address)
    assert (status, headers["Content-Encoding"]) == (200, None)
    rows = list(csv.DictReader(io.StringIO(plain.decode())))
    assert {row["province_key"] for row in rows} == {"from2025-01"}
    assert (headers["Atlas-dataset"], headers["Atlas-as-of"]) == ("demo", "2026-11-25")
    assert (headers["Atlas-synthetic"], headers["Atlas-Total"]) == ("true", str(len(rows)))
    _, packed_headers, packed = got(address, Accept_Encoding="gzip")
    assert packed_headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed) == plain
    status, _, nothing = got(address, If_None_Match=headers["ETag"])
    assert (status, nothing) == (304, b"")


def test_what_was_answered_a_moment_ago_is_answered_the_same_by_its_tag_and_unpacked(
    site: str,
) -> None:
    address = f"{site}/api/v1/demo/places.csv?asof=2026-11-25&limit=5"
    plain = got(address, Accept_Encoding="gzip;q=0, br")
    assert plain[1]["Content-Encoding"] is None
    told = [got(address, Accept_Encoding="gzip") for _ in range(3)]
    assert gzip.decompress(told[0][2]) == plain[2]
    own = ("Date", "Server")
    first = [each for each in told[0][1].items() if each[0].title() not in own]
    for status, headers, packed in told[1:]:
        again = [each for each in headers.items() if each[0].title() not in own]
        assert (status, packed, again) == (200, told[0][2], first)
    tag = told[0][1]["ETag"]
    for asked in (tag, f'"x", W/{tag}', "*"):
        status, headers, nothing = got(address, Accept_Encoding="gzip", If_None_Match=asked)
        assert (status, headers["ETag"], nothing) == (304, tag, b"")
    assert got(address, Accept_Encoding="gzip", If_None_Match='"x"')[0] == 200


def test_an_answer_is_sent_in_parts_to_who_reads_by_parts(site: str) -> None:
    address = f"{site}/api/v1/demo/places.csv?asof=2026-11-25"
    _status, headers, whole = got(address)
    assert headers["Accept-Ranges"] == "bytes"
    size = len(whole)
    for asked, first, last in (
        ("bytes=0-9", 0, 9), ("bytes=10-", 10, size - 1), ("bytes=-7", size - 7, size - 1),
        (f"bytes=5-{10 * size}", 5, size - 1), (f"bytes=-{10 * size}", 0, size - 1),
    ):  # fmt: skip
        status, headers, part = got(address, Range=asked)
        assert (status, part) == (206, whole[first : last + 1]), asked
        assert headers["Content-Range"] == f"bytes {first}-{last}/{size}"
    for asked in ("bytes=-", "bytes=1-2,4-5", "rows=1-2", "bytes=a-b"):
        assert got(address, Range=asked)[::2] == (200, whole), asked
    for asked in (f"bytes={size}-", "bytes=9-3", "bytes=-0"):
        status, headers, _ = got(address, Range=asked)
        assert (status, headers["Content-Range"]) == (416, f"bytes */{size}"), asked
    assert got(address, Range="bytes=0-9", If_Range='"another"')[0] == 200


def test_gdal_reads_places_and_outlines_as_qgis_does(site: str) -> None:
    for query, shape in (("", "Point"), ("&province=01", "Polygon")):
        address = f"{site}/api/v1/demo/statuses.{{}}?asof=2026-11-25{query}"
        rows = json.loads(got(address.format("json"))[2])["rows"]
        drawn = pyogrio.read_dataframe(address.format("geojson"))
        assert drawn.crs.to_epsg() == 4326
        assert sorted(drawn["unit_key"]) == sorted(row["unit_key"] for row in rows)
        assert shape in set(drawn.geom_type)
        assert drawn.geometry.dropna().is_valid.all()
        recognised = sum(row["status"] == "recognised" for row in rows)
        assert (drawn["status"] == "recognised").sum() == recognised


def test_a_table_is_read_as_the_page_says_it_to_python(site: str) -> None:
    address = f"{site}/api/v1/demo/statuses.csv?asof=2026-11-25&province=01"
    table = pandas.read_csv(address, dtype=str, keep_default_na=False)
    assert table.columns[0] == "unit_key"  # no byte order mark in it
    assert "Phường Ba Đình" in set(table["name"])
    assert (table["status"] == "").sum() > 0


def test_an_answer_on_a_kept_connection_does_not_wait_to_be_acknowledged(site: str) -> None:
    program = http.client.HTTPConnection(urlsplit(site).netloc, timeout=60)
    taken = []
    for _ in range(31):
        start = time.perf_counter()
        program.request("GET", "/healthz")
        program.getresponse().read()
        taken.append(time.perf_counter() - start)
    program.close()
    assert median(taken) < 0.040  # what each would wait


def test_a_page_of_an_answer_leads_to_the_next(site: str) -> None:
    address = f"{site}/api/v1/demo/places.json"
    rows, query = [], "?asof=2026-11-25&limit=10"
    for _ in range(10):
        _, headers, content = got(address + query)
        rows += json.loads(content)["rows"]
        if not headers["Link"]:
            break
        query = headers["Link"].partition("<")[2].partition(">")[0]
    whole = json.loads(got(f"{address}?asof=2026-11-25")[2])
    assert rows == whole["rows"]
    assert len(rows) == 34


def test_what_cannot_be_answered_is_said_as_an_error_with_what_is_expected(site: str) -> None:
    for path, status, key in (
        ("demo/places.csv?province=zz", 400, "province"),
        ("demo/places.csv?status=registered&status=recognised", 400, "status"),
        ("demo/places.csv?lang=vi", 400, "lang"),
        ("nowhere/places.csv", 404, ""),
        ("demo/persons.csv", 404, ""),
        ("demo/tables/secret.csv", 404, ""),
        ("demo/targets.geojson", 404, ""),
        ("demo/tables/targets.xml", 404, ""),
    ):
        found, _, content = got(f"{site}/api/v1/{path}")
        said = json.loads(content)
        assert (found, said.get("key", "")) == (status, key), path
        assert said["error"]
        assert said["expected"]


def test_all_wrong_keys_are_said_at_once(site: str) -> None:
    found, _, content = got(f"{site}/api/v1/demo/places.csv?offset=x&limit=0&lang=vi")
    keys = [each["key"] for each in json.loads(content)["wrong"]]
    assert (found, sorted(keys)) == (400, ["lang", "limit", "offset"])


def test_the_document_is_valid_and_every_address_in_it_answers(site: str) -> None:
    described = json.loads(got(f"{site}/api/v1/openapi.json")[2])
    validate(described)
    asked = "?asof=2026-11-25&limit=3"
    for path in described["paths"]:
        query = "" if path.endswith("datasets.json") else asked
        status, headers, content = got(site + path.format(dataset="public") + query)
        assert status == 200, path
        media = described["paths"][path]["get"]["responses"]["200"]["content"]
        assert headers["Content-Type"] in media, path
        assert content


def test_a_foreign_page_reads_nothing_and_nothing_can_be_written(site: str) -> None:
    address = f"{site}/api/v1/demo/places.json"
    assert got(address, Origin="http://evil.example")[0] == 403
    assert got(address, Host="evil.example")[0] == 403
    request = urllib.request.Request(address, data=b"{}", headers={"Origin": site})
    try:
        urllib.request.urlopen(request, timeout=10)
    except urllib.error.HTTPError as error:
        assert error.code == 405
    else:
        raise AssertionError("something was taken")
