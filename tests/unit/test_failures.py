"""A request that fails: one line with its trace, a reference for who asked, and our headers."""

from __future__ import annotations

import asyncio
import json
import logging
from typing import Any

import pytest
from starlette.requests import ClientDisconnect
from starlette.types import ASGIApp, Message

from lib.server import journal
from lib.server.failures import Failures
from lib.server.headers import SafeHeaders


def answers(fault: Exception, kind: str = "http", *, begun: bool = False) -> list[Message]:
    """What is answered by an app that fails."""
    sent: list[Message] = []

    async def fail(_scope: Any, _receive: Any, send: Any) -> None:
        if begun:
            await send({"type": "http.response.start", "status": 200, "headers": []})
        raise fault

    async def send(message: Any) -> None:
        sent.append(message)

    app: ASGIApp = journal.Journal(SafeHeaders(Failures(fail)))
    scope = {"type": kind, "path": "/", "method": "GET", "headers": [], "extensions": {}}
    asyncio.run(app(scope, None, send))  # type: ignore[arg-type]
    return sent


@pytest.fixture
def said(
    caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> pytest.LogCaptureFixture:
    monkeypatch.setattr(logging.getLogger("ward_atlas"), "propagate", True)
    return caplog


def test_who_asked_is_told_a_reference_and_nothing_else(said: pytest.LogCaptureFixture) -> None:
    start, body = answers(RuntimeError("secret"))
    assert start["status"] == 500
    assert b"content-security-policy" in dict(start["headers"])
    words, _, reference = body["body"].decode().rpartition(" ")
    assert (words, len(reference)) == ("Internal Server Error. Reference:", 12)
    (record,) = [each for each in said.records if each.name == "ward_atlas.failures"]
    assert "secret" in json.loads(journal.JsonLines().format(record))["trace"]


def test_half_an_answer_is_not_ended_as_a_whole_one(said: pytest.LogCaptureFixture) -> None:
    with pytest.raises(RuntimeError):
        answers(RuntimeError("secret"), begun=True)
    assert answers(RuntimeError("secret"), "websocket") == []
    assert len([each for each in said.records if each.name == "ward_atlas.failures"]) == 2


def test_who_leaves_early_is_no_failure(said: pytest.LogCaptureFixture) -> None:
    assert answers(ClientDisconnect()) == []
    assert [each for each in said.records if each.name == "ward_atlas.failures"] == []
