"""Who may change data: nobody by default, one analyst on the own machine, or named editors.

The check stands at the action itself; a button that is not shown protects nothing.
"""

from __future__ import annotations

import ipaddress
import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from lib.errors import Message, Refused

log = logging.getLogger("ward_atlas.updates")
# For the console of whoever starts the server, so in no catalogue.
_NOT_LOCAL = (
    "WARD_ATLAS_UPDATE=on lets anyone who reaches the server change data, so it starts only "
    "with --server.address 127.0.0.1 (found: {address}). Leave it off, or configure sign-in "
    "with editors."
)
_PROXY_HEADERS = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")


@dataclass(frozen=True)
class Editor:
    """Somebody who may change data, by the name that goes into the history."""

    name: str


def switched_on() -> bool:
    """Whether updating on the own machine was asked for (WARD_ATLAS_UPDATE=on)."""
    return os.environ.get("WARD_ATLAS_UPDATE", "").strip().lower() == "on"


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
    """Refuse to start with updating on while other machines could reach the server.

    Args:
        address: Address the server listens on; None for all.

    Raises:
        Refused: Updating is on and the address is not the machine's own.
    """
    if switched_on() and not is_loopback(address):
        raise Refused(Message(_NOT_LOCAL).filled(address=address or "all addresses"))


def editor() -> Editor:
    """The person of this session, if they may change data.

    Raises:
        Refused: They may not; the text says why. Refusals are logged.
    """
    try:
        return _editor(
            dict(st.context.headers), st.context.ip_address, st.get_option("server.address")
        )
    except Refused as refusal:
        log.warning("update refused: %s", refusal)
        raise


def may_update() -> bool:
    """Whether to show the controls at all; the action checks again."""
    if not switched_on() and not _sign_in_configured():
        return False
    try:
        _editor(dict(st.context.headers), st.context.ip_address, st.get_option("server.address"))
    except Refused:
        return False
    return True


def _editor(headers: Mapping[str, str], visitor: str | None, listens_on: str | None) -> Editor:
    if _sign_in_configured():
        return _signed_in()
    if not switched_on():
        raise Refused(Message("Updating is off on this server."))
    if not is_loopback(listens_on):
        raise Refused(
            Message(
                "Updates work only while the server accepts connections from this machine alone."
            )
        )
    if any(name.lower() in _PROXY_HEADERS for name in headers):
        raise Refused(Message("Updates are refused: the request came through a proxy."))
    if visitor is not None and not is_loopback(visitor):  # None is Streamlit's word for loopback
        raise Refused(Message("Updates are refused: the request came from another machine."))
    return Editor("local")


def _sign_in_configured() -> bool:
    try:
        return "auth" in st.secrets
    except FileNotFoundError:
        return False


def _signed_in() -> Editor:
    if not st.user.is_logged_in:
        raise Refused(Message("Sign in to change data."))
    allowed = {str(each).lower() for each in st.secrets.get("editors", [])}
    name = str(st.user.get("email") or "").lower()
    if name not in allowed:
        raise Refused(Message("Your account can view but not change data."))
    return Editor(name)
