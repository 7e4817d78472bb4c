"""Which accounts and groups have which roles, as the secrets of a server say it.

    editors = ["pv01@atlas.example"]                   # by e-mail address: may change every row
    approvers = ["head@atlas.example"]
    sign_in_hours = 12                                 # how long a sign-in gives rights

    [provinces]                                        # may change rows of these provinces
    "office@hanoi.example" = "from2025-01"

    [roles]                                            # the same by a claim of the provider
    claim = "groups"                                   # or ["realm_access", "roles"]
    editors = ["ward-atlas-editors"]
    approvers = ["ward-atlas-approvers"]

    [roles.provinces]
    "ward-atlas-north" = ["from2025-01", "from2025-24"]

What cannot be understood gives nobody a right: the server does not start with it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import NamedTuple

from lib.errors import Message, Refused
from lib.io.store.folders import Provinces

HOURS = 12.0
MOST_HOURS = 24 * 30  # as long as Streamlit's own cookie holds
_KEYS = ("claim", "editors", "approvers", "provinces")
# For the console of whoever starts the server, so in no catalogue.
_WRONG = "The roles in the secrets cannot be understood:"
_WHOLE = "{value}"
_LINE = "{key}: found {found}, expected {expected}"
_CLAIM = 'the name of a claim, as "groups", or its path, as ["realm_access", "roles"]'
_PROVINCE = "the key of a province of today, as from2025-01, or a list of keys"


class Grant(NamedTuple):
    """What an account or a group is given.

    Attributes:
        within: Provinces whose rows it may change; None for every row, empty for none.
        approves: Whether it decides on what others propose.
    """

    within: Provinces
    approves: bool = False


@dataclass(frozen=True)
class Settings:
    """Which roles there are.

    Attributes:
        by_address: Grants by e-mail address, as `as_address` gives it.
        by_group: Grants by the name of a group, exactly as written.
        claim: Path of the claim that names groups; empty for none.
        hours: How long a sign-in gives rights.
    """

    by_address: Mapping[str, list[Grant]] = field(default_factory=dict)
    by_group: Mapping[str, list[Grant]] = field(default_factory=dict)
    claim: tuple[str, ...] = ()
    hours: float = HOURS

    @property
    def names_approvers(self) -> bool:
        """Whether anybody is named to approve; else one editor does it for another."""
        given = (*self.by_address.values(), *self.by_group.values())
        return any(grant.approves for grants in given for grant in grants)


class _Kind(NamedTuple):
    """A kind of names: how one is read ("" for what is none), and what is expected."""

    read: Callable[[object], str]
    example: str
    several: str


def as_address(written: object) -> str:
    """An e-mail address as accounts are compared, "" for what is none.

    ASCII alone: letters that look like others would pass for another account, and of some the
    lower case is one of theirs.
    """
    if not isinstance(written, str) or not written.isascii() or "@" not in written:
        return ""
    return written.lower() if written.isprintable() and " " not in written else ""


def settings(secrets: Mapping[str, object], owner_of: Callable[[], Mapping[str, str]]) -> Settings:
    """Read the roles of a server.

    Args:
        secrets: All that its secrets hold.
        owner_of: Gives the key of the province of today by the key of each unit; asked only
            where a province is named.

    Raises:
        Refused: With everything that cannot be understood.
    """
    reader = _Reader(owner_of)
    groups = reader.table(secrets, "roles", '[roles] with claim = "groups"')
    for key in groups.keys() - set(_KEYS):
        reader.tell(f"roles.{key}", groups[key], f"one of {', '.join(_KEYS)}")
    claim = _claim(groups.get("claim"))
    if groups and not claim:
        reader.tell("roles.claim", groups.get("claim", ""), _CLAIM)
    by_address = reader.grants(secrets, "", _ADDRESS)
    by_group = reader.grants(groups, "roles.", _GROUP)
    hours = secrets.get("sign_in_hours", HOURS)
    is_number = isinstance(hours, int | float) and not isinstance(hours, bool)
    if not is_number or not 0 < float(str(hours)) <= MOST_HOURS:
        reader.tell("sign_in_hours", hours, f"a number of hours up to {MOST_HOURS}")
        hours = HOURS
    if reader.wrong:
        raise Refused(Message(_WHOLE).filled(value="\n  ".join([_WRONG, *reader.wrong])))
    return Settings(by_address, by_group, claim, float(str(hours)))


class _Reader:
    """Reads parts of the settings, and gathers what cannot be understood."""

    def __init__(self, owner_of: Callable[[], Mapping[str, str]]) -> None:
        self.owner_of = owner_of
        self.wrong: list[str] = []

    def tell(self, key: str, value: object, expected: str) -> None:
        written = f"“{value}”" if isinstance(value, str) else str(value)
        self.wrong.append(_LINE.format(key=key, found=written[:200], expected=expected))

    def grants(
        self, part: Mapping[str, object], prefix: str, kind: _Kind
    ) -> dict[str, list[Grant]]:
        given: dict[str, list[Grant]] = {}
        self.listed(part, prefix + "editors", kind, Grant(None), given)
        self.listed(part, prefix + "approvers", kind, Grant((), approves=True), given)
        self.bound(part, prefix + "provinces", kind, given)
        return given

    def table(self, part: Mapping[str, object], key: str, example: str) -> Mapping[str, object]:
        section = part.get(key.rpartition(".")[2], {})
        if isinstance(section, Mapping):
            return section
        self.tell(key, section, f"a table, as {example}")
        return {}

    def listed(
        self, part: Mapping[str, object], key: str, kind: _Kind, grant: Grant,
        into: dict[str, list[Grant]],
    ) -> None:  # fmt: skip
        names = part.get(key.rpartition(".")[2], [])
        if not isinstance(names, list | tuple):
            self.tell(key, names, kind.several)
            return
        for each in names:
            if not kind.read(each):
                self.tell(key, each, kind.several)
            into.setdefault(kind.read(each), []).append(grant)

    def bound(
        self, part: Mapping[str, object], key: str, kind: _Kind, into: dict[str, list[Grant]]
    ) -> None:
        for each, written in self.table(part, key, f'"{kind.example}" = "from2025-01"').items():
            if not kind.read(each):
                self.tell(key, each, f"a name as {kind.example}")
            keys = written if isinstance(written, list | tuple) else [written]
            for value, expected in _no_provinces(keys, self.owner_of()):
                self.tell(f"{key}.{each}", value, expected)
            into.setdefault(kind.read(each), []).append(Grant(tuple(map(str, keys))))


def _claim(written: object) -> tuple[str, ...]:
    names = [written] if isinstance(written, str) else written
    if not isinstance(names, list | tuple) or not all(map(_group, names)):
        return ()
    return tuple(map(str, names))


def _group(written: object) -> str:
    """The name of a group as it is written; "" for what is none, or has letters nobody sees."""
    if not isinstance(written, str) or written != written.strip() or not written.isprintable():
        return ""
    return written if unicodedata.is_normalized("NFC", written) else ""


def _no_provinces(
    keys: list[object] | tuple[object, ...], owner_of: Mapping[str, str]
) -> Iterator[tuple[object, str]]:
    """What is no key of a province of today, each with what is expected."""
    if not keys:
        yield keys, _PROVINCE
    for key in keys:
        owner = owner_of.get(key, "") if isinstance(key, str) else ""
        if owner and owner != key:
            yield key, f"{_PROVINCE}; its rows belong to {owner}"
        elif not owner:
            yield key, _PROVINCE


_ADDRESS = _Kind(
    as_address,
    "office@hanoi.example",
    'a list of e-mail addresses, as ["pv01@atlas.example"]',
)
_GROUP = _Kind(_group, "ward-atlas-hanoi", 'a list of names of groups, as ["ward-atlas-editors"]')
