"""Roles: what each may do, what gives one, and whose rows an account that is bound may change."""

from __future__ import annotations

import ast
import io
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from lib.briefing.kept import check_own
from lib.errors import Refused
from lib.io.store.briefing_files import open_briefing
from lib.io.store.datasets import open_dataset, read_dataset
from lib.server import sign_outs
from lib.server.role_settings import settings
from lib.server.roles import NEEDS, Act, Rights, rights
from lib.situation import data
from lib.update.approvals import approve, decline
from lib.update.changes import apply, checked
from lib.update.versions import go_back
from tests.fixtures.doubtful_files import SOURCES, TODAY, csv, observed
from tests.fixtures.folders import make_dataset

ROOT = Path(__file__).parents[2]
HANOI, BAC_NINH = "from2025-01", "from2025-24"
BAC_GIANG_WARD = "until2025-07207"  # of Bắc Giang until 30 Jun 2025, which is Bắc Ninh since
NOW = 1_800_000_000.0
EVERYBODY = {
    "editors": ["all@a.vn"],
    "approvers": ["head@a.vn"],
    "provinces": {"ninh@a.vn": BAC_NINH},
    "roles": {
        "claim": ["realm_access", "roles"],
        "editors": ["sửa"],
        "approvers": ["duyệt"],
        "provinces": {"north": [HANOI, BAC_NINH]},
    },
}
WHO = {
    "viewer": ("nobody@a.vn", []),
    "editor": ("all@a.vn", []),
    "of a province": ("ninh@a.vn", []),
    "approver": ("head@a.vn", []),
    "of a province and approver": ("ninh@a.vn", ["duyệt"]),
}
ALLOWED = {
    Act.LOOK: {"editor", "of a province", "approver", "of a province and approver"},
    Act.CHECK: {"editor", "of a province", "of a province and approver"},
    Act.CHANGE: {"editor", "of a province", "of a province and approver"},
    Act.GO_BACK: {"editor", "of a province", "of a province and approver"},
    Act.APPROVE: {"approver", "of a province and approver"},
    Act.DECLINE: {"editor", "of a province", "approver", "of a province and approver"},
    Act.OUTLINES: {"editor", "of a province", "of a province and approver"},
    Act.OUTLINES_BACK: {"editor"},
    Act.HEADINGS: {"editor"},
    Act.SILENCE: {"editor"},
    Act.BRIEFING: {"editor", "of a province", "of a province and approver"},
}


def said(address: str, groups: object = (), **claims: object) -> dict[str, object]:
    """What a provider states of somebody who signed in a minute ago."""
    held = list(groups) if isinstance(groups, tuple) else groups
    return {
        "is_logged_in": True, "email": address, "email_verified": True, "iat": NOW - 60,
        "realm_access": {"roles": held},
    } | claims  # fmt: skip


def rights_of(claims: Mapping[str, object], **secrets: object) -> Rights | str:
    """What somebody may do, or why nothing."""
    try:
        return rights(claims, settings(EVERYBODY | secrets, data.owners), NOW)
    except Refused as refusal:
        return str(refusal)


# What each role may do


def test_every_act_has_a_row_here_and_a_need() -> None:
    assert set(ALLOWED) == set(Act) == set(NEEDS)


@pytest.mark.parametrize("role", WHO)
def test_each_role_may_do_what_its_row_says_and_nothing_else(role: str) -> None:
    address, groups = WHO[role]
    here = rights_of(said(address, groups))
    may = {act for act in Act if isinstance(here, Rights) and here.may(act)}
    assert may == {act for act, roles in ALLOWED.items() if role in roles}


ACTIONS = {
    ("approvals", "APPROVE", "approve"),
    ("approvals", "DECLINE", "decline"),
    ("approvals", "LOOK", "difference_of"),
    ("boundaries", "OUTLINES", "may_check"),
    ("boundaries", "OUTLINES", "apply_outlines"),
    ("boundaries", "OUTLINES_BACK", "kept_states"),
    ("briefing_choice", "BRIEFING", "_brought_back"),
    ("briefing_choice", "BRIEFING", "kept.remove"),
    ("briefing_saving", "BRIEFING", "kept.save"),
    ("briefing_saving", "BRIEFING", "kept_states"),
    ("heading_map", "HEADINGS", "_remember"),
    ("heading_map", "HEADINGS", "_forget"),
    ("heading_map", "LOOK", "read_headings"),
    ("history", "LOOK", "versions_differ"),
    ("history", "GO_BACK", "go_back"),
    ("reopening", "LOOK", "read_rules"),
    ("update", "LOOK", "read_rules"),
    ("update", "LOOK", "read_headings"),
    ("update", "CHECK", "may_check"),
    ("update", "CHANGE", "apply"),
    ("warning_list", "SILENCE", "revoke"),
    ("warning_list", "SILENCE", "silence"),
}
"""Each place of the page that does something not everybody may: module, act, what is called."""


def test_every_action_of_the_page_names_its_act_and_stands_in_the_table() -> None:
    assert set(_actions()) == ACTIONS


def test_nothing_is_written_by_the_page_around_the_table() -> None:
    writers = {name.rpartition(".")[2] for _module, act, name in ACTIONS if act != "LOOK"}
    for path in _modules():
        tree = ast.parse(path.read_text(encoding="utf-8"))
        imported = {
            alias.asname or alias.name: node.module
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
        }
        for name in writers & imported.keys():
            assert (path.stem, name) in {
                (module, called.rpartition(".")[2]) for module, _act, called in ACTIONS
            } or not str(imported[name]).startswith(("lib.update", "lib.io", "lib.briefing"))


def _actions() -> Iterator[tuple[str, str, str]]:
    """Each call that asks for a right, as it stands in the code."""
    for path in _modules():
        if path.stem in ("actions", "kept_versions"):  # pass on what they are given
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            name = ast.unparse(node.func).rpartition(".")[2]
            if name not in ("attempt", "act", "may_check", "kept_states"):
                continue
            acts = [n for n, each in enumerate(node.args) if ast.unparse(each).startswith("Act.")]
            assert len(acts) == 1, f"{path}:{node.lineno} names no act"
            act = ast.unparse(node.args[acts[0]])
            called = _called(node.args[acts[0] + 1]) if name in ("attempt", "act") else name
            yield path.stem, act.removeprefix("Act."), called


def _modules() -> list[Path]:
    """All that a visitor meets."""
    return [
        path for part in ("lib/forms", "lib/ui", "pages") for path in (ROOT / part).rglob("*.py")
    ]


def _called(action: ast.expr) -> str:
    body = action.body if isinstance(action, ast.Lambda) else action
    if not isinstance(body, ast.Call):
        return ""
    function = ast.unparse(body.func)
    return ast.unparse(body.args[0]) if function == "partial" else function


# What gives a role


@pytest.mark.parametrize(
    ("groups", "within"),
    [
        (["north"], (HANOI, BAC_NINH)),
        ("north", (HANOI, BAC_NINH)),
        (["north", "sửa"], None),
        (["other", "sửa"], None),
    ],
)
def test_groups_of_the_claim_give_roles(groups: object, within: object) -> None:
    here = rights_of(said("new@a.vn", groups))
    assert isinstance(here, Rights)
    assert (here.account, here.within, here.approves) == ("new@a.vn", within, False)


@pytest.mark.parametrize(
    "groups",
    [
        "", [], None, 1, True, {"sửa": True}, {"sửa"}, [["sửa"]], ["sửa", 1], ["sửa", None],
        "sửa:*", "*", "sửa,duyệt", "sửa duyệt", ["Sửa"], ["SỬA"], ["sửa "], [" sửa"], ["sửa\n"],
        ["su\u031b\u0309a"], ["sử\u0430"], ["sửa\u200b"], "editor", ["editors", "approvers"],
        ["from2025-01"], ["roles.editors"], b"s\xe1\xbb\xada",
    ],
)  # fmt: skip
def test_what_only_looks_like_a_group_gives_none(groups: object) -> None:
    assert "view but not change" in str(rights_of(said("new@a.vn", groups)))


@pytest.mark.parametrize(
    "claims",
    [
        {"realm_access": ["sửa"]}, {"realm_access": "sửa"}, {"realm_access": None},
        {"realm_access": {"Roles": ["sửa"]}}, {"roles": ["sửa"]}, {"groups": ["sửa"]},
        {"realm_access.roles": ["sửa"]},
    ],
)  # fmt: skip
def test_a_claim_elsewhere_gives_none(claims: dict[str, object]) -> None:
    here = {name: what for name, what in said("new@a.vn").items() if name != "realm_access"}
    assert "view but not change" in str(rights_of(here | claims))


@pytest.mark.parametrize(
    ("address", "account"),
    [
        ("all@a.vn", "all@a.vn"), ("ALL@A.VN", "all@a.vn"),
        ("all@a.vn ", ""), (" all@a.vn", ""), ("all@a.vn\n", ""), ("аll@a.vn", ""),
        ("all\u200b@a.vn", ""), ("all+x@a.vn", ""), ("all@a.vn.evil.example", ""),
        ("\u212aeeper@a.vn", ""), ("all", ""), ("", ""),
    ],
)  # fmt: skip
def test_an_address_is_the_listed_one_letter_by_letter(address: str, account: str) -> None:
    here = rights_of(said(address), editors=["all@a.vn", "keeper@a.vn"])
    assert (here.account if isinstance(here, Rights) else "") == account


@pytest.mark.parametrize("claims", [
    {"email_verified": False}, {"email_verified": "true"}, {"email_verified": 1},
    {"email": ["all@a.vn"]}, {"email": None}, {"email": "all@а.vn"},
])  # fmt: skip
def test_a_group_gives_no_right_to_an_account_that_nobody_vouches_for(
    claims: dict[str, object],
) -> None:
    assert "has not verified" in str(rights_of(said("all@a.vn", ["sửa"]) | claims))


@pytest.mark.parametrize("since", [NOW - 12 * 3600 - 1, NOW + 601, None, "now", True, 0])
def test_an_old_sign_in_gives_no_rights_until_it_is_done_anew(since: object) -> None:
    assert "Sign in again" in str(rights_of(said("all@a.vn", iat=since)))
    assert isinstance(rights_of(said("all@a.vn", iat=NOW - 3600), sign_in_hours=1), Rights)
    assert "more than 0.5 hours" in str(
        rights_of(said("all@a.vn", iat=NOW - 3600), sign_in_hours=0.5)
    )


def test_without_approvers_one_editor_approves_for_another_and_with_them_none_does() -> None:
    here = rights_of(said("all@a.vn"))
    assert isinstance(here, Rights) and not here.approves
    alone: dict[str, object] = {"approvers": [], "roles": {}}
    assert rights_of(said("all@a.vn"), **alone) == Rights("all@a.vn", None, approves=True)
    assert rights_of(said("ninh@a.vn"), **alone) == Rights("ninh@a.vn", (BAC_NINH,), approves=False)


@pytest.mark.parametrize(
    ("secrets", "told"),
    [
        ({"editors": "a@a.vn"}, "editors: found “a@a.vn”, expected a list of e-mail"),
        ({"editors": ["a"]}, "editors: found “a”, expected a list of e-mail"),
        ({"approvers": [1]}, "approvers: found 1, expected a list of e-mail"),
        ({"roles": ["a"]}, "roles: found ['a'], expected a table, as [roles]"),
        ({"roles": {"editors": ["x"]}}, "roles.claim: found “”, expected the name of a claim"),
        ({"roles": {"claim": 5}}, "roles.claim: found 5"),
        ({"roles": {"claim": ["a", 1]}}, "roles.claim: found ['a', 1]"),
        ({"roles": {"claim": "g", "editor": ["x"]}}, "roles.editor: found ['x'], expected one of"),
        ({"roles": {"claim": "g", "editors": "x"}}, "roles.editors: found “x”, expected a list"),
        ({"roles": {"claim": "g", "editors": ["x "]}}, "roles.editors: found “x ”"),
        ({"roles": {"claim": "g", "editors": [""]}}, "roles.editors: found “”"),
        ({"roles": {"claim": "g", "provinces": "x"}}, "roles.provinces: found “x”, expected a t"),
        ({"provinces": {"x": HANOI}}, "provinces: found “x”, expected a name as office@"),
        ({"provinces": {"a@a.vn": "24"}}, "provinces.a@a.vn: found “24”, expected the key"),
        ({"provinces": {"a@a.vn": "Bắc Ninh"}}, "found “Bắc Ninh”, expected the key of a prov"),
        ({"provinces": {"a@a.vn": "until2025-24"}}, "its rows belong to from2025-24"),
        ({"provinces": {"a@a.vn": "until2025-27"}}, "its rows belong to from2025-24"),
        ({"provinces": {"a@a.vn": "from2025-00004"}}, "its rows belong to from2025-01"),
        ({"provinces": {"a@a.vn": []}}, "provinces.a@a.vn: found []"),
        ({"provinces": {"a@a.vn": [HANOI, 1]}}, "provinces.a@a.vn: found 1"),
        ({"sign_in_hours": "8"}, "sign_in_hours: found “8”"),
        ({"sign_in_hours": True}, "sign_in_hours: found True"),
        ({"sign_in_hours": float("nan")}, "sign_in_hours: found nan"),
        ({"sign_in_hours": 0}, "sign_in_hours: found 0"),
    ],
)  # fmt: skip
def test_settings_that_cannot_be_understood_are_told_with_key_found_and_expected(
    secrets: dict[str, object], told: str
) -> None:
    with pytest.raises(Refused) as refused:
        settings(secrets, data.owners)
    assert told in str(refused.value)


# Whose rows


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return make_dataset(tmp_path / "probe", sources=SOURCES)


def done(folder: Path, *files: tuple[str, bytes], mode: str = "add", who: str = "ninh@a.vn",
         within: tuple[str, ...] | None = (BAC_NINH,)) -> object:  # fmt: skip
    change = checked(read_dataset(folder, data.unit_tables().value), files, mode, today=TODAY)  # type: ignore[arg-type]
    assert not change.faults
    codes = [doubt.code for doubt in change.doubts]
    return apply(
        change, folder, who=who, why="quý 3", confirmed=codes, typed=change.must_type,
        within=within,
    )  # fmt: skip


def test_rows_of_a_former_province_are_those_of_the_present_one(folder: Path) -> None:
    done(folder, csv("observations", observed(1, BAC_GIANG_WARD, as_of="2025-05-20")))
    with pytest.raises(Refused, match=r"Hà Nội: Observations N2\. Nothing was changed"):
        done(folder, csv("observations", observed(2)))


@pytest.mark.parametrize(
    ("table", "line", "told"),
    [
        ("observations", observed(3), "TP. Hà Nội: Observations N3"),
        ("observations", observed(3, "?", ward_text="?"), "unit: Observations N3"),
        ("targets", "T09,national,,model_ward_police,2030,share_of_wards,90,,S01,",
         "whole country or no known unit: Targets T09"),
        ("targets", f"T02,{BAC_NINH},,model_ward_police,2025-12-31,count_of_wards,15,,S02,",
         "TP. Hà Nội: Targets T02"),  # theirs, made one's own
        ("assessments", "until2025-00019,CS2021,2,2022-12-31,met,not_met,S01",
         "TP. Hà Nội: Assessments until2025-00019, CS2021, 2, 2022-12-31. Nothing"),
        ("criteria", "C02,CS2021,1,,,2,,,unknown,S01", "whole country or no known unit: Criteria"),
        ("sources", "S01,Báo khác,A,2022-09,https://example.vn/1,article,vi,,full,",
         "sources named by others: Sources S01"),
    ],
)  # fmt: skip
def test_rows_of_others_are_refused_by_name_and_province(
    folder: Path, table: str, line: str, told: str
) -> None:
    before = open_dataset(folder).checksum()
    with pytest.raises(Refused) as refused:
        done(folder, csv(table, line))
    assert told in str(refused.value)
    assert open_dataset(folder).checksum() == before


def test_a_source_is_its_first_namers(folder: Path) -> None:
    named = "S09,Công an Bắc Ninh,Báo cáo,2026-09,,,vi,,full,"
    done(folder, csv("sources", named))
    done(folder, csv("sources", named.replace("Báo cáo", "Báo cáo quý")))
    with pytest.raises(Refused, match="sources named by others: Sources S09"):
        done(folder, csv("sources", named), who="hue@a.vn", within=("from2025-46",))


def test_a_whole_table_and_a_whole_package_are_refused_where_rows_of_others_would_go(
    folder: Path,
) -> None:
    own = csv("observations", observed(1, BAC_GIANG_WARD, as_of="2025-05-20"))
    with pytest.raises(Refused, match="Hà Nội: Observations O01, O02"):
        done(folder, own, mode="replace")
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for path in folder.glob("*.*"):
            if path.name != own[0]:
                archive.write(path, path.name)
        archive.writestr(own[0], own[1])
    with pytest.raises(Refused, match="Hà Nội: Observations O01, O02"):
        done(folder, ("all.zip", packed.getvalue()), mode="replace")


def test_going_back_and_proposing_are_held_to_own_rows_too(folder: Path) -> None:
    done(folder, csv("observations", observed(1)), who="all@a.vn", within=None)
    with pytest.raises(Refused, match="Hà Nội: Observations N1"):
        go_back(folder, 1, who="ninh@a.vn", why="x", within=(BAC_NINH,))
    go_back(folder, 1, who="hanoi@a.vn", why="x", within=(HANOI,))
    (folder / "rules.json").write_text('{"approval": true}')
    with pytest.raises(Refused, match="Hà Nội: Observations N2"):
        done(folder, csv("observations", observed(2)))
    done(folder, csv("observations", observed(2, BAC_GIANG_WARD, as_of="2025-05-20")))
    with pytest.raises(Refused, match="You proposed this change"):
        approve(folder, 1, who="NINH@a.vn", why="x")
    with pytest.raises(Refused, match="Somebody else proposed"):
        decline(folder, 1, who="hue@a.vn", why="x", only_own=True)
    assert approve(folder, 1, who="head@a.vn", why="x").approved == "head@a.vn: x"


def test_a_briefing_is_its_first_savers(folder: Path) -> None:
    stored = open_briefing(folder, "quy-3")
    check_own(stored, "ninh@a.vn", only_own=True)
    stored.apply({"briefing.json": b"{}"}, who="ninh@a.vn", why="1", base=stored.checksum())
    check_own(stored, "ninh@a.vn", only_own=True)
    check_own(stored, "all@a.vn", only_own=False)
    with pytest.raises(Refused, match="Another account saved this briefing first"):
        check_own(stored, "hue@a.vn", only_own=True)


def test_a_sign_in_that_was_ended_is_known_to_other_processes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    sign_outs.end(b"what the provider stated")
    sign_outs.end(b"")
    monkeypatch.setattr(sign_outs, "_here", set())
    assert sign_outs.is_ended(sign_outs.mark(b"what the provider stated"))
    assert not sign_outs.is_ended(sign_outs.mark(b"another"))
    assert not sign_outs.is_ended(sign_outs.mark(b""))
