"""Who may change data: nobody by default, one analyst on the own machine, or named editors.

The check stands at the action itself; a button that is not shown protects nothing.
"""

from __future__ import annotations

import ipaddress
import logging
import multiprocessing
import os
from collections.abc import Mapping
from dataclasses import dataclass, field

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.errors import Message, Refused
from lib.server import hosts, proxies, sign_in
from lib.server.keys import COOKIE, KEYS
from lib.server.uploads import ALLOWANCE

# For the console of whoever starts the server, so in no catalogue.
_NOT_LOCAL = (
    "WARD_ATLAS_UPDATE=on lets anyone who reaches the server change data, so it starts only "
    "with --server.address 127.0.0.1 (found: {address}). Leave it off, or configure sign-in "
    "with editors."
)
_ONE_PROCESS = "WARD_ATLAS_UPDATE=on works with one process. Several need sign-in with editors."
AT_THE_MACHINE = "local"
"""Who it was, in the history, where nobody signs in."""
log = logging.getLogger("ward_atlas.updates")


@dataclass(frozen=True)
class Editor:
    """Somebody who may change data, by the name that goes into the history."""

    name: str


@dataclass(frozen=True)
class Asking:
    """What is known of the request that opened a session.

    Attributes:
        headers: All its headers.
        key: The key that it holds, "" for none.
        visitor: Address it came from; None is Streamlit's word for loopback.
        listens_on: Address this server listens on.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    visitor: str | None = None
    listens_on: str | None = None


def switched_on() -> bool:
    """Whether updating on the own machine was asked for (WARD_ATLAS_UPDATE=on)."""
    return os.environ.get("WARD_ATLAS_UPDATE", "").strip().lower() == "on"


def needs_link() -> bool:
    """Whether the person at this machine proves by a link to be there."""
    return switched_on() and not sign_in.is_configured()


def is_loopback(address: str | None) -> bool:
    """Whether an address is this machine's own; None (all addresses) is not."""
    if not address:
        return False
    if address == "localhost":
        return True
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False


def check_start(address: str | None) -> None:
    """Refuse to start with updating on, but no sign-in, while others could reach the server.

    Args:
        address: Address the server listens on; None for all.

    Raises:
        Refused: Updating is on and the address is not the machine's own, or several processes
            serve and would not know each other's keys.
    """
    if needs_link() and not is_loopback(address):
        raise Refused(Message(_NOT_LOCAL).filled(address=address or "all addresses"))
    if needs_link() and multiprocessing.parent_process() is not None:
        raise Refused(Message(_ONE_PROCESS))


def editor() -> Editor:
    """The person of this session, if they may change data.

    Raises:
        Refused: They may not; the text says why. Refusals are logged.
    """
    try:
        return _editor(_asking())
    except Refused as refusal:
        log.warning("update refused: %s", refusal)
        raise


def may_update() -> bool:
    """Whether to show the controls at all; the action checks again.

    Who is shown them may send files from then on.
    """
    allowed = False
    if switched_on() or sign_in.is_configured():
        try:
            _editor(_asking())
            allowed = True
        except Refused:
            pass
    here = get_script_run_ctx()
    if here is not None:
        ALLOWANCE.allow(here.session_id, allowed=allowed)
    return allowed


def _asking() -> Asking:
    here = st.context
    key = here.cookies.get(COOKIE, "")
    return Asking(dict(here.headers), key, here.ip_address, st.get_option("server.address"))


def _editor(asking: Asking) -> Editor:
    if sign_in.is_configured():
        return _signed_in(asking)
    if not switched_on():
        raise Refused(Message("Updating is off on this server."))
    if not is_loopback(asking.listens_on):
        raise Refused(
            Message(
                "Updates work only while the server accepts connections from this machine alone."
            )
        )
    if proxies.is_proxied(asking.headers):
        raise Refused(Message("Updates are refused: the request came through a proxy."))
    # None is Streamlit's word for loopback
    if asking.visitor is not None and not is_loopback(asking.visitor):
        raise Refused(Message("Updates are refused: the request came from another machine."))
    if not _asked_by_own_name(asking.headers):
        raise Refused(Message("Updates are refused: the request came from another machine."))
    if not KEYS.hold(asking.key):
        raise Refused(
            Message("Updates are refused: open the link that the server printed at its start.")
        )
    return Editor(AT_THE_MACHINE)


def _asked_by_own_name(headers: Mapping[str, str]) -> bool:
    plain = {name.lower(): text for name, text in headers.items()}
    try:
        host = hosts.read(plain.get("host", ""))
    except ValueError:
        return False
    return hosts.is_loopback(host) and hosts.is_same(plain.get("origin", ""), host)


def _signed_in(asking: Asking) -> Editor:
    if any(name.lower() == proxies.STRANGE for name in asking.headers):
        raise Refused(Message("Updates are refused: the request came through a proxy."))
    # Only the word of the provider itself, not anything that merely counts as true.
    if st.user.get("is_logged_in") is not True:
        raise Refused(Message("Sign in to change data."))
    allowed = {str(each).lower() for each in st.secrets.get("editors", [])}
    name = str(st.user.get("email") or "").lower()
    if name not in allowed or st.user.get("email_verified") is not True:
        raise Refused(Message("Your account can view but not change data."))
    return Editor(name)
