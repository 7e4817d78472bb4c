"""Names under which this server may be asked for, and whether a page of ours is asking."""

from __future__ import annotations

import ipaddress
import os
from dataclasses import dataclass
from urllib.parse import urlsplit

from lib.errors import Message, Refused

LOOPBACK = ("127.0.0.1", "::1", "localhost")
_DEFAULT_PORTS = {"http": 80, "https": 443}
_SIGNS = frozenset("/?#@*\\ \t")

# For the console of whoever starts the server, so in no catalogue.
_NO_HOST = (
    "WARD_ATLAS_HOSTS: “{value}” is no name of a server. Write names, with or without a port "
    "and without http://, separated by commas."
)


@dataclass(frozen=True)
class Host:
    """Name and port of a server; None for the port that the scheme implies."""

    name: str
    port: int | None


def read(text: str) -> Host:
    """A Host header taken apart; ValueError for anything but a name and a port."""
    if not text or _SIGNS & set(text) or not text.isascii():
        raise ValueError(text)
    try:
        parts = urlsplit(f"//{text}")
    except ValueError as error:  # brackets that hold no address
        raise ValueError(text) from error
    name = (parts.hostname or "").removesuffix(".")
    if not name or text.endswith(":"):
        raise ValueError(text)
    try:
        return Host(name, parts.port)
    except ValueError as error:  # a port that is none
        raise ValueError(text) from error


def allowed(address: str | None) -> frozenset[Host]:
    """Hosts besides the loopback names: the address listened on, and WARD_ATLAS_HOSTS.

    Args:
        address: The address listened on; None or "" for all.

    Raises:
        Refused: One of the names is none.
    """
    named = [each.strip() for each in os.environ.get("WARD_ATLAS_HOSTS", "").split(",")]
    try:
        hosts = {read(each) for each in named if each}
    except ValueError as error:
        raise Refused(Message(_NO_HOST).filled(value=str(error))) from error
    if address and not _is_wildcard(address):
        hosts.add(Host(address.lower(), None))
    return frozenset(hosts)


def is_loopback(host: Host) -> bool:
    """Whether a host is asked for by one of this machine's own names."""
    return host.name in LOOPBACK


def is_allowed(host: Host, others: frozenset[Host]) -> bool:
    """Whether a host may be asked for; a name without a port stands for all its ports."""
    return is_loopback(host) or host in others or Host(host.name, None) in others


def is_same(origin: str, host: Host) -> bool:
    """Whether an Origin header names a page of this host; "null" and nonsense do not."""
    scheme, mark, rest = origin.partition("://")
    implied = _DEFAULT_PORTS.get(scheme.lower())
    if not mark or implied is None:
        return False
    try:
        asking = read(rest)
    except ValueError:
        return False
    return (asking.name, asking.port or implied) == (host.name, host.port or implied)


def _is_wildcard(address: str) -> bool:
    try:
        return ipaddress.ip_address(address).is_unspecified
    except ValueError:
        return False
