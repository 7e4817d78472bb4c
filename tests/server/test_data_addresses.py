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
