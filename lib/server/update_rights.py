"""Who may change data: nobody by default, one analyst on the own machine, or named editors.

The check stands at the action itself; a button that is not shown protects nothing.
"""

from __future__ import annotations

import ipaddress
import logging
import multiprocessing
import os
import time
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx

from lib.errors import Message, Refused
from lib.server import hosts, proxies, roles, sign_in, sign_outs, signed_in
from lib.server.keys import COOKIE, KEYS
from lib.server.role_settings import settings
from lib.server.roles import Act, Rights
from lib.server.secrets_now import secrets_now
from lib.server.uploads import ALLOWANCE
from lib.situation import data

# For the console of whoever starts the server, so in no catalogue.
_NOT_LOCAL = (
    "WARD_ATLAS_UPDATE=on lets anyone who reaches the server change data, so it starts only "
    "with --server.address 127.0.0.1 (found: {address}). Leave it off, or configure sign-in "
    "with editors."
)
_ONE_PROCESS = "WARD_ATLAS_UPDATE=on works with one process. Several need sign-in with editors."
ENDED = Message("This sign-in was ended. Sign in again to change data.")
UNCLEAR = Message(
    "The roles set up on this server cannot be read. Data can be changed again once whoever runs "
    "the server has corrected them."
)
AT_THE_MACHINE = "local"
"""Who it was, in the history, where nobody signs in."""
log = logging.getLogger("ward_atlas.updates")


@dataclass(frozen=True)
class Asking:
    """What is known of the request that opened a session.

    Attributes:
        headers: All its headers.
        key: The key that it holds, "" for none.
        visitor: Address it came from; None is Streamlit's word for loopback.
        listens_on: Address this server listens on.
        said: What the sign-in provider states of the person, by claim.
        sign_in: Mark of the sign-in, as `sign_outs.mark` gives it.
    """

    headers: Mapping[str, str] = field(default_factory=dict)
    key: str = ""
    visitor: str | None = None
    listens_on: str | None = None
    said: Mapping[str, object] = field(default_factory=dict)
    sign_in: str = ""


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
    if sign_in.is_configured():
        settings(secrets_now(), data.owners)


def rights(act: Act) -> Rights:
    """What the person of this session may do, if they may do this; read anew at each call.

    Raises:
        Refused: They may not; the text says why. Refusals are logged.
    """
    try:
        allowed = _rights(_asking())
        allowed.check(act)
    except Refused as refusal:
        log.warning("update refused: %s", refusal.message.template)  # with no names
        raise
    return allowed


def rights_now() -> Rights | Message:
    """What the person of this session may do, or why they may do nothing."""
    try:
        return _rights(_asking())
    except Refused as refusal:
        return refusal.message


def may(act: Act) -> bool:
    """Whether to show the controls of an act at all; the act checks again.

    Who is shown those for files may send files as long as the right holds.
    """
    asking = _asking() if switched_on() or sign_in.is_configured() else None
    allowed = asking is not None and _holds(asking, act)
    here = get_script_run_ctx()
    if here is not None and act is Act.CHECK:
        if asking is not None and allowed:
            ALLOWANCE.allow(here.session_id, partial(_holds, asking, act))
        else:
            ALLOWANCE.forbid(here.session_id)
    return allowed


def _holds(asking: Asking, act: Act) -> bool:
    try:
        return _rights(asking).may(act)
    except Refused:
        return False


def _asking() -> Asking:
    here = st.context
    cookies = dict(here.cookies)
    return Asking(
        dict(here.headers), cookies.get(COOKIE, ""), here.ip_address,
        st.get_option("server.address"), dict(st.user), sign_outs.mark(signed_in.stated(cookies)),
    )  # fmt: skip


def _rights(asking: Asking) -> Rights:
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
    return Rights(AT_THE_MACHINE)


def _asked_by_own_name(headers: Mapping[str, str]) -> bool:
    plain = {name.lower(): text for name, text in headers.items()}
    try:
        host = hosts.read(plain.get("host", ""))
    except ValueError:
        return False
    return hosts.is_loopback(host) and hosts.is_same(plain.get("origin", ""), host)


def _signed_in(asking: Asking) -> Rights:
    if any(name.lower() == proxies.STRANGE for name in asking.headers):
        raise Refused(Message("Updates are refused: the request came through a proxy."))
    if sign_outs.is_ended(asking.sign_in):
        raise Refused(ENDED)
    try:
        known = settings(secrets_now(), data.owners)
    except (Refused, OSError, ValueError) as error:  # they were changed while the server runs
        # What is wrong names accounts, which the log does not; a start says it.
        log.error("the roles in the secrets cannot be understood; nobody can change data")
        raise Refused(UNCLEAR) from error
    return roles.rights(asking.said, known, time.time())
