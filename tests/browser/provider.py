"""A provider of OpenID Connect as a process of its own, and the secrets that name it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from tests.browser.server import free_port, wait_until_up

METADATA = ".well-known/openid-configuration"


@contextmanager
def providing(accounts: Mapping[str, Mapping[str, object]]) -> Iterator[str]:
    """Serve a provider with these accounts, claims by name; gives its address."""
    port = free_port()
    command = [sys.executable, "-W", "ignore", "-m", "oidc_provider_mock", "--port", str(port)]
    for name, claims in accounts.items():
        command += ["--user-claims", json.dumps({"sub": name, **claims})]
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_up(address, process, page=METADATA)
        yield address
    finally:
        process.terminate()
        process.wait(10)


def write_secrets(
    home: Path,
    site: str,
    provider: str,
    editors: list[str],
    roles: Mapping[str, object] | None = None,
) -> None:
    """Secrets of a server as its documentation asks for them, in a home folder."""
    provinces = (roles or {}).get("provinces", {})
    parts = {"roles": {**(roles or {}), "provinces": {}}, "roles.provinces": provinces}
    given = "".join(
        f"[{part}]\n"
        + "".join(f"{key} = {json.dumps(what)}\n" for key, what in lines.items() if what)
        for part, lines in parts.items()
        if isinstance(lines, Mapping)
    )
    path = home / ".streamlit" / "secrets.toml"
    path.parent.mkdir(parents=True)
    path.write_text(
        f"editors = {json.dumps(editors)}\n"
        "[auth]\n"
        f'redirect_uri = "{site}/oauth2callback"\n'
        f'cookie_secret = "{"0123456789abcdef" * 2}"\n'
        'client_id = "ward-atlas"\n'
        'client_secret = "told to nobody"\n'
        f'server_metadata_url = "{provider}/{METADATA}"\n' + (given if roles else ""),
        encoding="utf-8",
    )
