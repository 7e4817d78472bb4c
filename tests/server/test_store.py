"""Datasets of several offices in PostgreSQL: the same as in folders, and each its own rows.

Two caches stand for two machines: each has its own mirror of the same database.
"""

from __future__ import annotations

import json
import re
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

import psycopg
import pytest
from streamlit.testing.v1 import AppTest

from lib.domain.units import Units
from lib.errors import DataFaults, Refused
from lib.forms import update as update_form
from lib.io.geo.layers import open_outlines
from lib.io.store.__main__ import main
from lib.io.store.briefing_files import open_briefing
from lib.io.store.datasets import (
    Dataset,
    UnitTables,
    dataset_folders,
    open_dataset,
    read_dataset,
    read_units,
)
from lib.io.store.folders import Folder, Provinces
from lib.io.store.own_headings import forget, read_headings, remember
from lib.io.store.owners import owners
from lib.io.store.pending import Pending as Proposal
from lib.io.store.pending import contents_of, keep_pending, pending
from lib.io.store.postgres import migrations
from lib.io.store.postgres.copies import into_database, out_of_database
from lib.io.store.postgres.editors import editors, name_editor, remove_editor
from lib.io.store.postgres.listening import listener
from lib.io.store.postgres.mirrors import refreshed
from lib.io.store.postgres.places import Place, mirrors_root, place_of
from lib.io.store.postgres.unit_owners import keep_owners
from lib.io.store.rules import read_rules
from lib.io.store.versions import Version
from lib.io.tables.dataset import DATASET_TABLES
from lib.server import update_rights
from lib.server.roles import Rights
from lib.situation import data
from lib.update import own_rows
from lib.update.changes import apply, checked
from lib.update.versions import go_back, versions_differ
from tests.fixtures.doubtful_files import SOURCES, TODAY, csv, observed
from tests.fixtures.folders import make_dataset
from tests.fixtures.postgres import Server, running_server, ward_of_each_province

ROOT = Path(__file__).parents[2]
HANOI, HUE = "from2025-01", "from2025-46"
FORBIDDEN = (
    # A false owner, then a row into the past.
    "INSERT INTO ward_atlas.observations (dataset, since, owner, observation_id, unit_key)"
    " VALUES ('probe', 3, 'from2025-01', 'X', 'from2025-19774')",
    "INSERT INTO ward_atlas.observations (dataset, since, owner, observation_id, unit_key)"
    " VALUES ('probe', 1, 'from2025-01', 'X', 'from2025-00004')",
    "UPDATE ward_atlas.observations SET until = 1 WHERE unit_key = 'until2025-00019'",
    "UPDATE ward_atlas.observations SET owner = 'from2025-01'",
    "UPDATE ward_atlas.observations SET status = 'recognised'",
    "DELETE FROM ward_atlas.observations",
    "TRUNCATE ward_atlas.observations",
    "UPDATE ward_atlas.version SET record = '{}'",
    "UPDATE ward_atlas.dataset SET version = 1",
    "INSERT INTO ward_atlas.file VALUES ('probe', 'rules.json', '')",
    "UPDATE ward_atlas.editor SET provinces = '{from2025-46}'",
    "SET ROLE ward_atlas_ministry",
)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    with running_server() as running:
        yield running


@pytest.fixture(scope="module")
def units() -> UnitTables:
    return read_units(ROOT / "data" / "units")


@pytest.fixture(scope="module")
def prepared(server: Server, units: UnitTables) -> str:
    """Name of a database with the schema and the list of units, to be copied."""
    address = server.new_database()
    migrations.migrate(address)
    keep_owners(address, units)
    return address.rpartition("/")[2]


@pytest.fixture
def url(
    server: Server, prepared: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[str]:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "here"))
    address = server.new_database(prepared)
    monkeypatch.setenv("WARD_ATLAS_STORE", address)
    yield address
    listener(address).end()


@pytest.fixture
def probe(url: str, units: UnitTables, tmp_path: Path) -> Path:
    """The mirror of a small dataset in the database."""
    into_database(make_dataset(tmp_path / "probe", sources=SOURCES), url, units)
    return dataset_folders([])["probe"]


def observation(number: int, unit: str = "from2025-00004", status: str = "registered") -> bytes:
    name = f"P{number:03}"
    return f"{name},{unit},,,,model_ward_police,,,{status},,,2026-09-30,,,S01,\n".encode()


def added(
    folder: Path, *lines: bytes, who: str = "an", base: str = "", old: bytes | None = None
) -> Version:
    stored: Folder[Dataset] = open_dataset(folder)
    before = (folder / "observations.csv").read_bytes() if old is None else old
    contents = {"observations.csv": before + b"".join(lines)}
    return stored.apply(contents, who=who, why="tháng 9", base=base or stored.checksum())


def whole(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "lock"
    }


# The same data


def test_every_table_of_both_datasets_reads_alike_and_comes_back_unchanged(
    url: str, units: UnitTables, tmp_path: Path
) -> None:
    for name in ("public", "demo"):
        assert main(["copy", str(ROOT / "data" / name), url]) == 0
    for name, mirror in dataset_folders([ROOT / "data"]).items():
        folder = ROOT / "data" / name
        ours, theirs = open_dataset(mirror, units).snapshot(), read_dataset(folder, units)
        assert (ours.checksum, ours.version, ours.faults) == (theirs.checksum, theirs.version, ())
        for table in DATASET_TABLES:
            assert ours.tables[table.name].equals(theirs.tables[table.name]), table.name
        assert main(["copy", f"{url}#{name}", str(tmp_path / "back" / name)]) == 0
        assert whole(tmp_path / "back" / name) == whole(folder)


def test_history_briefings_rules_and_template_come_along_and_back(
    url: str, units: UnitTables, tmp_path: Path
) -> None:
    folder = make_dataset(tmp_path / "probe", sources=SOURCES)
    added(folder, observation(1))
    lines = (folder / "observations.csv").read_bytes().splitlines(keepends=True)
    turned = {"observations.csv": b"".join([lines[0], *reversed(lines[1:])])}
    open_dataset(folder).apply(
        turned, who="an", why="other order", base=open_dataset(folder).checksum(),
        confirmed={"b": ["x"], "a": ["y"]},
    )  # fmt: skip
    open_briefing(folder, "quy-3").apply(
        {"briefing.json": b"{}"}, who="an", why="new", base=open_briefing(folder, "x").checksum()
    )
    (folder / "rules.json").write_text('{"approval": true}')
    (folder / "template.pptx").write_bytes(b"\x00\xff slides")
    kept = keep_pending(folder, {"targets.csv": b"a,b\n"}, Proposal(0, "", "an", "why", "b", {}))
    into_database(folder, url, units)
    out_of_database(url, "probe", tmp_path / "back")
    assert whole(tmp_path / "back") == whole(folder)
    mirror = dataset_folders([])["probe"]
    assert contents_of(mirror, kept) == {"targets.csv": b"a,b\n"}
    assert [each.number for each in open_dataset(mirror).versions()] == [1, 2, 3]


def test_outlines_come_along_and_back(url: str, units: UnitTables, tmp_path: Path) -> None:
    into_database(ROOT / "geo", url, units)
    out_of_database(url, "geo", tmp_path / "geo")
    assert whole(tmp_path / "geo") == whole(ROOT / "geo")
    with psycopg.connect(url) as connection:
        row = connection.execute(
            "SELECT count(*) FILTER (WHERE path = 'provinces.geojson'), "
            "array_agg(unit_key) FILTER (WHERE path LIKE 'wards/%' AND "
            "ST_Contains(shape, ST_SetSRID(ST_MakePoint(105.8342, 21.0368), 4326))) "
            "FROM ward_atlas.outline"
        ).fetchone()
    assert row == (34, ["from2025-00004"])  # Ho Chi Minh's mausoleum is in Ba Đình


def test_outlines_of_a_province_are_changed_by_its_editors_alone(
    url: str, units: UnitTables, tmp_path: Path
) -> None:
    wards = {"from2025-00004", "from2025-19774", HANOI, HUE}
    (tmp_path / "geo" / "wards").mkdir(parents=True)
    for name in ("provinces.geojson", "wards/01.geojson", "wards/46.geojson"):
        layer = json.loads((ROOT / "geo" / name).read_bytes())
        layer["features"] = [f for f in layer["features"] if f["properties"]["key"] in wards]
        (tmp_path / "geo" / name).write_text(json.dumps(layer), encoding="utf-8")
    listed = "key,source_area_km2\nfrom2025-00004,2.9\nfrom2025-19774,3.1\n"
    (tmp_path / "geo" / "areas.csv").write_text(listed, encoding="utf-8")
    into_database(tmp_path / "geo", url, units)
    place = Place(url, mirrors_root(url), "geo")
    refreshed(place)
    name_editor(url, "bo", None)
    name_editor(url, "hanoi", [HANOI])
    stored = open_outlines(place.folder)

    def put(who: str, path: str, content: str, within: Provinces = None) -> None:
        files = {path: content.encode()}
        stored.apply(files, who=who, why="w", base=stored.checksum(), within=within)

    def text(path: str) -> str:
        return (place.folder / path).read_text(encoding="utf-8")

    def renamed(path: str, key: str, name: str = "X") -> str:
        content = json.loads(text(path))
        mine = next(each for each in content["features"] if each["properties"]["key"] == key)
        mine["properties"]["name"] = name
        return json.dumps(content)

    def area(key: str) -> str:
        return re.sub(rf"(?m)^{key},.*$", f"{key},1.5", text("areas.csv"))

    put("hanoi", "wards/01.geojson", renamed("wards/01.geojson", "from2025-00004"))
    put("hanoi", "areas.csv", area("from2025-00004"))
    put("hanoi", "provinces.geojson", renamed("provinces.geojson", HANOI))
    put("hanoi", "until2025/areas.csv", "key,source_area_km2\nuntil2025-00001,1.5\n")
    put("bo", "wards/46.geojson", renamed("wards/46.geojson", "from2025-19774"))
    before = whole(place.folder)
    stranger = json.loads(text("wards/01.geojson"))
    stranger["features"].append(json.loads(text("wards/46.geojson"))["features"][0])
    for path, content in (
        ("wards/46.geojson", renamed("wards/46.geojson", "from2025-19774", "Y")),
        ("wards/46.geojson", '{"type": "FeatureCollection", "features": []}'),
        ("provinces.geojson", renamed("provinces.geojson", HUE)),
        ("wards/01.geojson", json.dumps(stranger)),
        ("areas.csv", area("from2025-19774")),
        ("areas.csv", text("areas.csv").replace("key,", "KEY,", 1)),
        ("until2025/01.geojson", json.dumps(stranger)),
    ):
        # Bound by the database, and by the page alone.
        who, within = ("bo", (HANOI,)) if path == "areas.csv" else ("hanoi", None)
        with pytest.raises(Refused, match="another office"):
            put(who, path, content, within)
        assert whole(place.folder) == before
    assert whole(tmp_path / "geo").keys() <= before.keys()
    with psycopg.connect(url, autocommit=True) as connection:
        role = connection.execute("SELECT role FROM ward_atlas.editor WHERE account = 'hanoi'")
        (name,) = role.fetchone() or ("",)
        for statement in (
            b"""UPDATE ward_atlas.file SET content = '{"features": []}'"""
            b" WHERE path = 'wards/46.geojson'",
            b"UPDATE ward_atlas.file SET path = 'wards/02.geojson' WHERE path = 'wards/46.geojson'",
            b"UPDATE ward_atlas.file SET content = '' WHERE path ~ '^history/versions/'",
            b"DELETE FROM ward_atlas.file WHERE path = 'wards/46.geojson'",
            b"INSERT INTO ward_atlas.file VALUES ('geo', 'silenced.json', '')",
        ):
            with (
                pytest.raises(psycopg.errors.InsufficientPrivilege, match="these outlines"),
                connection.transaction(),
            ):
                connection.execute("SELECT set_config('ward_atlas.writes_for', %s, true)", (name,))
                connection.execute(statement)


def test_what_breaks_a_contract_or_is_there_already_is_not_copied(
    url: str, units: UnitTables, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = make_dataset(tmp_path / "probe", sources=SOURCES)
    into_database(folder, url, units)
    assert main(["copy", str(folder), url]) == 1
    assert "probe" in capsys.readouterr().err
    (folder / "counts.csv").write_text("count_id\nN01\n")
    with pytest.raises(DataFaults, match=r"counts.csv"):
        into_database(folder, url, units)
    assert main(["copy", f"{url}#none", str(tmp_path / "none")]) == 1
    assert not (tmp_path / "none").exists()


def test_a_unit_belongs_to_the_province_of_today_that_the_domain_says(units: UnitTables) -> None:
    said = Units(units.units, units.lineage)
    expected = {key: said.current_province(key) for key in units.units["unit_key"].unique()}
    assert owners(units) == {key: owner for key, owner in expected.items() if owner}


def test_the_database_has_every_column_of_the_contracts(url: str) -> None:
    migrations.migrate(url)
    with psycopg.connect(url) as connection:
        for table in DATASET_TABLES:
            found = connection.execute(
                "SELECT array_agg(column_name::text) FROM information_schema.columns "
                "WHERE table_schema = 'ward_atlas' AND table_name = %s",
                (table.name,),
            ).fetchone()
            assert found and set(table.columns) <= set(found[0]), "write a new migration"


def test_of_two_migrations_at_once_one_waits_and_finds_nothing_to_do(server: Server) -> None:
    url = server.new_database()
    with ThreadPoolExecutor(4) as pool:
        done = list(pool.map(lambda _: migrations.migrate(url), range(4)))
    assert sorted(done, key=len)[:3] == [[], [], []]
    assert sorted(done, key=len)[3] == [path.stem for path in migrations.steps().values()]
    with psycopg.connect(url) as connection:
        connection.execute("INSERT INTO ward_atlas.migration VALUES (9999, 'later')")
    with pytest.raises(Refused, match="newer"):
        migrations.migrate(url)


# Changes


def test_two_offices_with_the_same_state_before_them_both_get_through(
    probe: Path, units: UnitTables
) -> None:
    base, old = open_dataset(probe).checksum(), (probe / "observations.csv").read_bytes()
    added(probe, observation(1), who="an", base=base, old=old)
    second = added(probe, observation(2), who="binh", base=base, old=old)
    assert second.number == 3
    assert (probe / "observations.csv").read_bytes() == old + observation(1) + observation(2)
    assert open_dataset(probe, units).snapshot().checksum == second.checksum


def test_the_same_row_is_refused_and_said_what_the_other_made_of_it(probe: Path) -> None:
    base, old = open_dataset(probe).checksum(), (probe / "observations.csv").read_bytes()
    added(probe, observation(1), who="an", base=base, old=old)
    with pytest.raises(Refused, match=r"observations P001 is now status “registered” \(by an, "):
        added(probe, observation(1, status="in_progress"), who="binh", base=base, old=old)
    assert len(open_dataset(probe).versions()) == 2
    assert added(probe, observation(1), who="binh", base=base, old=old).number == 3  # the same


def test_together_they_must_still_keep_the_contract(probe: Path) -> None:
    base, old = open_dataset(probe).checksum(), (probe / "observations.csv").read_bytes()
    sources = (probe / "sources.csv").read_bytes()
    more = sources + b"S77,B\xc3\xa1o C,T,2026,,article,vi,full,\n"
    first = open_dataset(probe).apply({"sources.csv": more}, who="an", why="w", base=base)
    line = observation(1).replace(b"S01", b"S77")
    state = (probe / "observations.csv").read_bytes()
    open_dataset(probe).apply({"sources.csv": sources}, who="an", why="w", base=first.checksum)
    with pytest.raises(Refused, match="S77"):
        added(probe, line, who="binh", base=first.checksum, old=state)
    assert (probe / "observations.csv").read_bytes() == old


def test_versions_differ_and_go_back_as_in_a_folder(probe: Path) -> None:
    before = whole(probe)["observations.csv"]
    added(probe, observation(1))
    assert versions_differ(probe, 1, 2)["observations"].count == 1
    back = go_back(probe, 1, who="an", why="mistaken")
    assert isinstance(back, Version)
    assert (back.number, whole(probe)["observations.csv"]) == (3, before)
    go_back(probe, 2, who="an", why="not mistaken")
    assert whole(probe)["observations.csv"] == before + observation(1)


def test_a_remark_of_several_lines_is_added_changed_and_taken_back(probe: Path) -> None:
    before = whole(probe)["observations.csv"]
    line = observation(1)[:-1] + b'"two\nlines, ""quoted"""\n'
    added(probe, line)
    assert whole(probe)["observations.csv"] == before + line
    longer = line.replace(b"lines", b"lines\nand a third")
    added(probe, longer, old=before)
    assert whole(probe)["observations.csv"] == before + longer
    go_back(probe, 1, who="an", why="mistaken")
    assert whole(probe)["observations.csv"] == before


def test_34_offices_at_the_same_moment_lose_nothing_and_mix_nothing(
    url: str, probe: Path, units: UnitTables
) -> None:
    provinces = sorted(set(owners(units).values()))
    assert len(provinces) == 34
    ward = ward_of_each_province(units)
    for each in provinces:
        name_editor(url, each, [each])
    base, old = open_dataset(probe).checksum(), (probe / "observations.csv").read_bytes()
    lines = {each: observation(n, ward[each]) for n, each in enumerate(provinces)}
    with ThreadPoolExecutor(34) as pool:
        done = pool.map(
            lambda each: added(probe, lines[each], who=each, base=base, old=old), provinces
        )
        numbers = [version.number for version in done]
    assert sorted(numbers) == list(range(2, 36))
    assert set((probe / "observations.csv").read_bytes().splitlines(True)) == {
        *old.splitlines(True),
        *lines.values(),
    }
    by_number = {version.number: version.who for version in open_dataset(probe).versions()[1:]}
    assert by_number == dict(zip(numbers, provinces, strict=True))


def test_an_ordinary_user_of_the_database_is_enough(
    server: Server, units: UnitTables, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    address = server.new_database()
    name = address.rpartition("/")[2]
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute("CREATE ROLE keeper LOGIN CREATEROLE")
        connection.execute(f'ALTER DATABASE "{name}" OWNER TO keeper'.encode())
    url = address.replace("atlas@", "keeper@")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "here"))
    monkeypatch.setenv("WARD_ATLAS_STORE", url)
    into_database(make_dataset(tmp_path / "probe", sources=SOURCES), url, units)
    name_editor(url, "hanoi", [HANOI])
    probe = dataset_folders([])["probe"]
    assert added(probe, observation(1), who="hanoi").number == 2
    listener(url).end()


# Several machines


def test_another_machine_reads_the_same_bytes_of_every_version(
    url: str, probe: Path, tmp_path: Path
) -> None:
    def put(*lines: bytes) -> None:
        stored = open_dataset(probe)
        contents = {"observations.csv": b"".join(lines)}
        stored.apply(contents, who="an", why="w", base=stored.checksum())

    first = (probe / "observations.csv").read_bytes()
    head, one, *others = first.splitlines(keepends=True)
    put(head, *others)  # a row goes
    put(head, *others, observation(1), observation(2))
    put(head, observation(2), *others, observation(1, status="in_progress"))  # in another order
    put(head, *others, observation(3), one, observation(2))  # a row comes back, one goes
    go_back(probe, 3, who="an", why="w")
    go_back(probe, 1, who="an", why="w")
    assert (probe / "observations.csv").read_bytes() == first
    place = Place(url, tmp_path / "there", "probe")
    refreshed(place)
    assert whole(place.folder) == whole(probe)


def test_what_one_machine_changes_another_has_within_seconds(
    url: str, probe: Path, tmp_path: Path
) -> None:
    code = (
        "import sys, pathlib; from lib.io.store.datasets import *\n"
        "folder = dataset_folders([])['probe']\n"
        "print('reads', flush=True)\n"
        "while b'P001' not in (folder / 'observations.csv').read_bytes(): pass\n"
        "print('seen', flush=True)\n"
        "from lib.io.store.own_headings import remember\n"
        "remember(folder, 'targets', {'Mã số': 'target_id'})\n"
    )
    environment = {"XDG_CACHE_HOME": str(tmp_path / "there"), "WARD_ATLAS_STORE": url}
    with subprocess.Popen([sys.executable, "-c", code], env=environment, cwd=ROOT,
                          stdout=subprocess.PIPE, text=True) as other:  # fmt: skip
        assert other.stdout and other.stdout.readline() == "reads\n"
        added(probe, observation(1))
        start = time.monotonic()
        assert other.stdout.readline() == "seen\n"
        assert time.monotonic() - start < 5
        assert other.wait(30) == 0
    # What stands beside the tables comes the other way.
    until(lambda: read_headings(probe) == {"targets": {"Mã số": "target_id"}})


def test_rules_are_put_into_the_database_by_whoever_keeps_the_server(
    url: str, probe: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "rules.json").write_text('{"approval": true}')
    assert main(["put", f"{url}#probe", str(tmp_path / "rules.json")]) == 0
    until(lambda: read_rules(probe).needs_approval)
    assert main(["put", f"{url}#probe", str(probe / "targets.csv")]) == 1
    assert main(["put", f"{url}#none", str(tmp_path / "rules.json")]) == 1
    assert "no dataset" in capsys.readouterr().err


def test_headings_and_proposals_are_of_the_database_not_of_the_machine(
    url: str, probe: Path, tmp_path: Path
) -> None:
    remember(probe, "targets", {"Mã số": "target_id"})
    keep_pending(probe, {"targets.csv": b"a\n"}, Proposal(0, "", "an", "w", "b", {}))
    with psycopg.connect(url) as connection:
        names = connection.execute("SELECT path FROM ward_atlas.file ORDER BY path").fetchall()
    assert ("headings.json",) in names
    place = Place(url, tmp_path / "there", "probe")
    refreshed(place)
    assert read_headings(place.folder) == {"targets": {"Mã số": "target_id"}}
    (waiting,) = pending(place.folder)
    assert contents_of(place.folder, waiting) == {"targets.csv": b"a\n"}


def test_without_the_database_the_last_state_is_read_and_nothing_written_until_it_is_back(
    server: Server, url: str, probe: Path, units: UnitTables
) -> None:
    before = open_dataset(probe, units).snapshot()
    server.stop()
    try:
        until(lambda: listener(url).away_since is not None)
        assert list(dataset_folders([])) == ["probe"]
        assert open_dataset(probe, units).snapshot().checksum == before.checksum
        with pytest.raises(Refused, match="cannot be reached"):
            added(probe, observation(1))
        with pytest.raises(Refused, match="cannot be reached"):
            remember(probe, "targets", {"Mã số": "target_id"})
        assert open_dataset(probe, units).snapshot().checksum == before.checksum
    finally:
        server.start()
    until(lambda: listener(url).away_since is None)
    assert added(probe, observation(1)).number == 2


def test_a_database_brought_back_from_its_copy_is_read_again_by_who_knew_a_later_state(
    server: Server, url: str, probe: Path
) -> None:
    name = url.rpartition("/")[2]
    copy = f"/tmp/{name}.dump"  # noqa: S108  (the server's own user writes it)
    added(probe, observation(1))
    before = whole(probe)
    server.run("pg_dump", "-Fc", "-f", copy, url)
    added(probe, observation(2))
    with psycopg.connect(server.url(), autocommit=True) as connection:
        connection.execute(f'DROP DATABASE "{name}" WITH (FORCE)'.encode())
        connection.execute(f'CREATE DATABASE "{name}"'.encode())
    server.run("pg_restore", "-1", "-d", url, copy)
    Path(copy).unlink()
    until(lambda: whole(probe) == before)
    assert added(probe, observation(3)).number == 3


def test_a_cut_connection_leaves_the_old_state_or_the_new_one(
    url: str, probe: Path, units: UnitTables
) -> None:
    stop = threading.Event()

    def cut() -> None:
        with psycopg.connect(url, autocommit=True) as connection:
            while not stop.is_set():
                connection.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE "
                    "datname = current_database() AND pid <> pg_backend_pid() AND random() < 0.3"
                )
                time.sleep(0.02)

    cutting = threading.Thread(target=cut)
    cutting.start()
    told = []
    try:
        for number in range(12):
            rows = (probe / "observations.csv").read_bytes().count(b"\nP")
            try:
                added(probe, observation(number))
            except Refused as refusal:
                told.append(str(refusal))
            place = place_of(probe)
            assert place
            until(partial(_is_refreshed, place))
            read = open_dataset(probe, units).snapshot()
            assert read.faults == ()
            assert read.checksum == open_dataset(probe).versions()[-1].checksum
            assert (probe / "observations.csv").read_bytes().count(b"\nP") - rows in (0, 1)
    finally:
        stop.set()
        cutting.join()
    assert all("database" in each for each in told)


# Rights by place


def test_an_editor_of_a_province_changes_its_own_rows_and_no_others(url: str, probe: Path) -> None:
    name_editor(url, "hanoi", [HANOI])
    name_editor(url, "bo", None)
    assert added(probe, observation(1), who="hanoi").number == 2
    # A former ward of the province is its own too.
    assert added(probe, observation(2, "until2025-00019"), who="hanoi").number == 3
    for line in (observation(3, "from2025-19774"), observation(3, "")):
        with pytest.raises(Refused, match="observations P003"):
            added(probe, line, who="hanoi")
    targets = (probe / "targets.csv").read_bytes()
    base = open_dataset(probe).checksum()
    with pytest.raises(Refused, match="targets T01"):
        contents = {"targets.csv": targets.replace(b",100,", b",99,")}
        open_dataset(probe).apply(contents, who="hanoi", why="w", base=base)
    assert added(probe, observation(3, ""), who="bo").number == 4
    with pytest.raises(Refused, match="not among the editors"):
        added(probe, observation(4), who="stranger")


def test_provinces_that_the_page_binds_an_account_to_are_held_by_the_database(
    url: str, probe: Path
) -> None:
    stored: Folder[Dataset] = open_dataset(probe)

    def bound(line: bytes, who: str, *within: str) -> Version:
        contents = {"observations.csv": (probe / "observations.csv").read_bytes() + line}
        return stored.apply(contents, who=who, why="w", base=stored.checksum(), within=within)

    assert bound(observation(1), "an@hanoi", HUE, HANOI).number == 2
    with pytest.raises(Refused, match="observations P002"):
        bound(observation(2), "an@hue", HUE)
    with pytest.raises(Refused, match="until2025-24 is no province of today"):
        bound(observation(2), "an@hue", "until2025-24")
    assert editors(url) == []  # it is no list: others may change what they could
    added(probe, observation(3, ""))
    with pytest.raises(Refused, match=r"observations P001 \(an@hanoi\)"):
        stored.undo(1, who="other@hanoi", why="w", base=stored.checksum(), within=(HANOI,))
    stored.undo(1, who="an@hanoi", why="w", base=stored.checksum(), within=(HANOI,))
    assert b"P001" not in stored.files()["observations.csv"]
    assert b"P003" in stored.files()["observations.csv"]
    name_editor(url, "an@hanoi", [HANOI])  # both bounds hold
    with pytest.raises(Refused, match="observations P004"):
        bound(observation(4), "an@hanoi", HUE)
    with pytest.raises(Refused, match="not among the editors"):
        bound(observation(4), "an@hue", HUE)
    with psycopg.connect(url) as connection:
        role = connection.execute(
            "SELECT role FROM ward_atlas.editor WHERE provinces = %s AND NOT listed", ([HANOI],)
        ).fetchone()
        assert role
        connection.execute(f'SET ROLE "{role[0]}"'.encode())
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            connection.execute(
                "INSERT INTO ward_atlas.observations (dataset, since, observation_id, unit_key) "
                "SELECT name, version + 1, 'X', 'from2025-19774' FROM ward_atlas.dataset"
            )


def test_on_the_page_an_editor_of_provinces_changes_its_rows_in_the_database_and_no_others(
    url: str, probe: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    me = Rights("hue@a.vn", (HUE,), approves=False)
    monkeypatch.setattr(update_rights, "_rights", lambda _asking: me)
    monkeypatch.setattr(update_rights, "rights_now", lambda: me)
    monkeypatch.setenv("WARD_ATLAS_UPDATE", "on")

    def applied(unit: str, number: int) -> AppTest:
        at = AppTest.from_string(
            "from lib.forms import update; update.update_card('probe')", default_timeout=60
        )
        new = csv("observations", observed(number, unit))
        dataset = read_dataset(probe, data.unit_tables().value)
        at.session_state["change"] = checked(dataset, [new], "add", today=TODAY)
        at.session_state["why"] = "tháng 10"
        at.run()
        offered = [each for each in at.button if each.key == "apply"]
        return offered[0].click().run() if offered else at

    assert not applied("from2025-19774", 1).error
    before = whole(probe)
    told: set[str] = set()
    for _time in range(2):
        at = applied("from2025-00004", 2)
        assert not at.exception
        told |= {each.value for each in at.error if "N2" in each.value}
        assert whole(probe) == before
        # The second time the page does not look: the database does, in words of its own.
        for module in (own_rows, update_form):
            monkeypatch.setattr(module, "foreign_rows", lambda *_about, **_more: None)
    assert len(told) == 2
    with psycopg.connect(url) as connection:
        rows = connection.execute(
            "SELECT owner FROM ward_atlas.observations WHERE observation_id IN ('N1', 'N2')"
        ).fetchall()
    assert rows == [(HUE,)]


def test_a_source_belongs_to_the_office_that_first_named_it(url: str, probe: Path) -> None:
    name_editor(url, "hanoi", [HANOI])
    name_editor(url, "hue", [HUE])
    old = (probe / "sources.csv").read_bytes()
    mine = old + b"S77,B\xc3\xa1o C,T,2026,,article,vi,full,\n"

    def sources(content: bytes, who: str) -> Version:
        stored = open_dataset(probe)
        return stored.apply({"sources.csv": content}, who=who, why="w", base=stored.checksum())

    sources(mine, "hanoi")
    sources(mine.replace(b",T,", b",U,"), "hanoi")
    with pytest.raises(Refused, match="sources S77"):
        sources(mine, "hue")
    with pytest.raises(Refused, match="sources S01"):
        sources(mine.replace(b"2022-09", b"2022-08").replace(b",T,", b",U,"), "hanoi")


def test_a_whole_package_with_another_province_in_it_is_refused(url: str, probe: Path) -> None:
    name_editor(url, "hue", [HUE])
    dataset = read_dataset(probe, data.unit_tables().value)
    change = checked(dataset, [csv("observations", observed(1))], "add", today=TODAY)
    codes = [doubt.code for doubt in change.doubts]
    with pytest.raises(Refused, match="belong to other provinces"):
        apply(change, probe, who="hue", why="all of it", confirmed=codes)
    assert len(open_dataset(probe).versions()) == 1


def test_rights_that_were_taken_hold_from_the_next_change_on(url: str, probe: Path) -> None:
    name_editor(url, "bo", None)
    name_editor(url, "hanoi", [HANOI])
    stored = open_dataset(probe)  # a page that is open
    added(probe, observation(1), who="hanoi")
    name_editor(url, "hanoi", [HUE])
    with pytest.raises(Refused, match="observations P002"):
        added(probe, observation(2), who="hanoi")
    remove_editor(url, "hanoi")
    with pytest.raises(Refused, match="not among the editors"):
        stored.undo(1, who="hanoi", why="w", base=stored.checksum())
    assert [each.account for each in editors(url)] == ["bo"]


def test_an_editor_goes_back_over_own_rows_only_and_not_over_those_others_changed(
    url: str, probe: Path
) -> None:
    name_editor(url, "hanoi", [HANOI])
    name_editor(url, "bo", None)
    added(probe, observation(1), who="hanoi")
    added(probe, observation(2, "from2025-19774"), who="bo")
    go_back(probe, 1, who="hanoi", why="mistaken")
    kept = (probe / "observations.csv").read_bytes()
    assert b"P001" not in kept and b"P002" in kept
    added(probe, observation(1), who="hanoi")
    changed = (probe / "observations.csv").read_bytes().replace(
        observation(1), observation(1, status="in_progress")
    )  # fmt: skip
    stored = open_dataset(probe)
    stored.apply({"observations.csv": changed}, who="bo", why="w", base=stored.checksum())
    with pytest.raises(Refused, match=r"observations P001 \(bo\)"):
        go_back(probe, 1, who="hanoi", why="mistaken")


def test_files_beside_the_tables_are_changed_by_whoever_wrote_them_first_alone(
    url: str, probe: Path
) -> None:
    name_editor(url, "bo", None)
    for who, province in (("hanoi", HANOI), ("hue", HUE)):
        name_editor(url, who, [province])

    def save(name: str, who: str, content: bytes = b"{}") -> None:
        stored = open_briefing(probe, name)
        stored.apply({"briefing.json": content}, who=who, why="w", base=stored.checksum())

    def proposed(who: str, content: bytes = b"a\n") -> None:
        keep_pending(probe, {"targets.csv": content}, Proposal(0, "", who, "w", "b", {}))

    save("tuan-nay", "bo")
    save("ha-noi", "hanoi")
    save("ha-noi", "hanoi", b'{"a": 1}')
    save("ha-noi", "bo", b'{"b": 1}')  # the ministry changes all
    proposed("bo")
    proposed("hanoi", b"b\n")
    remember(probe, "targets", {"Mã": "target_id"}, "bo")
    before = whole(probe)
    for refused in (
        partial(save, "tuan-nay", "hanoi", b"{ }"),
        partial(save, "ha-noi", "hue", b"{ }"),
        partial(remember, probe, "targets", {"Số": "target_id"}, "hanoi"),
        partial(forget, probe, "targets", ["Mã"], "hue"),
    ):
        with pytest.raises(Refused, match="another office"):
            refused()
        assert whole(probe) == before
    for refused in (partial(save, "new", "nobody"), partial(proposed, "nobody")):
        with pytest.raises(Refused, match="not among the editors"):
            refused()
    save("ha-noi", "hanoi", b"{}")
    with psycopg.connect(url, autocommit=True) as connection:
        rows = connection.execute("SELECT path, owner IS NOT NULL FROM ward_atlas.file").fetchall()
        owned = {str(path): is_owned for path, is_owned in rows}
        assert owned["briefings/ha-noi/briefing.json"]
        assert not owned["briefings/tuan-nay/briefing.json"]
        role = connection.execute(
            "SELECT role FROM ward_atlas.editor WHERE account = 'hanoi'"
        ).fetchone()
        assert role
        for statement in (
            b"UPDATE ward_atlas.file SET content = '' WHERE path = 'history/pending/00001.json'",
            b"UPDATE ward_atlas.file SET path = 'rules.json' WHERE path ~ 'ha-noi/briefing.json'",
        ):
            with (
                pytest.raises(psycopg.errors.InsufficientPrivilege),
                connection.transaction(),
            ):
                connection.execute(
                    "SELECT set_config('ward_atlas.writes_for', %s, true)", (role[0],)
                )
                connection.execute(statement)


def test_the_database_itself_keeps_an_editor_to_its_rows(url: str, probe: Path) -> None:
    name_editor(url, "bo", None)
    added(probe, observation(1, "from2025-19774"), who="bo")
    role = name_editor(url, "hanoi", [HANOI]).role
    with psycopg.connect(url, autocommit=True) as owner:
        owner.execute(f'ALTER ROLE "{role}" LOGIN'.encode())
    with psycopg.connect(url, user=role, autocommit=True) as connection:
        count = connection.execute("SELECT count(*) FROM ward_atlas.observations").fetchone()
        assert count and count[0] == 4  # all are read
        ended = connection.execute(
            "UPDATE ward_atlas.observations SET until = 3 WHERE until IS NULL "
            "AND unit_key IS DISTINCT FROM 'until2025-00019'"
        )
        assert ended.rowcount == 0
        for statement in FORBIDDEN:
            with pytest.raises(psycopg.errors.InsufficientPrivilege):
                connection.execute(statement.encode())
    # Own rows neither, without the version that only the program writes.
    with (
        psycopg.connect(url, user=role) as connection,
        pytest.raises(psycopg.errors.InsufficientPrivilege, match="no version"),
    ):
        ended = connection.execute(
            "UPDATE ward_atlas.observations SET until = 3 WHERE observation_id = 'O01'"
        )
        assert ended.rowcount == 1
        connection.commit()


def until(holds: Callable[[], bool], seconds: float = 15) -> None:
    end = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def _is_refreshed(place: Place) -> bool:
    try:
        refreshed(place)
    except Refused:
        return False
    return True
