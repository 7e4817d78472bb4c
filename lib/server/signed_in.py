"""Who signed in, by the cookie that Streamlit keeps; asked at every request, not only by pages."""

from __future__ import annotations

import json
from collections.abc import Mapping

from streamlit import auth_util
from streamlit.web.server.server_util import get_cookie_secret
from streamlit.web.server.starlette.starlette_app_utils import decode_signed_value
from streamlit.web.server.starlette.starlette_server_config import USER_COOKIE_NAME

from lib.server import sign_outs
from lib.server.role_settings import as_address
from lib.server.secrets_now import secrets_now


def account(cookies: Mapping[str, str]) -> str:
    """The e-mail address with which somebody signed in, "" for nobody.

    Only the word of the provider counts: the cookie is signed by this server, which made it of
    what the provider said, for this very address. A sign-in that was ended counts no more.
    """
    whole = stated(cookies)
    said = _read(whole)
    address = said.get("email")
    is_vouched_for = said.get("is_logged_in") is True and said.get("email_verified") is True
    is_own = said.get("origin") == auth_util.get_origin_from_redirect_uri()
    is_ended = sign_outs.is_ended(sign_outs.mark(whole))
    return as_address(address) if is_vouched_for and is_own and not is_ended else ""


def reader(cookies: Mapping[str, str]) -> str:
    """The account that may read, "" for none."""
    who = account(cookies)
    return who if who and may_read(who) else ""


def may_read(who: str) -> bool:
    """Whether an account may read: every one, or with `readers` in the secrets those named.

    Args:
        who: Its e-mail address in small letters.
    """
    try:
        named = named_readers(secrets_now())
    except (OSError, ValueError):  # they were changed while the server runs
        return False
    return named is None or who in named or f"@{who.rpartition('@')[2]}" in named


def named_readers(secrets: Mapping[str, object]) -> frozenset[str] | None:
    """Addresses, and domains such as ``@atlas.example``, that alone may read; None for all.

    Raises:
        ValueError: `readers` in the secrets is no list of them.
    """
    named = secrets.get("readers")
    if named is None:
        return None
    if not isinstance(named, list | tuple) or not all(map(as_address, named)):
        raise ValueError("readers")
    return frozenset(map(as_address, named))


def stated(cookies: Mapping[str, str]) -> bytes:
    """What the provider stated of a sign-in, as this server signed it; empty for none.

    It is the same however the cookie is spelled that brings it.
    """

    def part(name: str) -> bytes | None:
        text = cookies.get(name, "")
        return decode_signed_value(get_cookie_secret(), name, text) if text else None

    return auth_util.get_cookie_with_chunks(part, USER_COOKIE_NAME) or b""


def _read(whole: bytes) -> Mapping[str, object]:
    try:
        said = json.loads(whole) if whole else {}
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}
