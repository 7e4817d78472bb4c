"""What `streamlit run app.py` and `uvicorn app:app` serve: the dashboard and its files."""

from __future__ import annotations

import asyncio
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pyarrow
from starlette.middleware import Middleware
from streamlit import App, config, get_option

from lib.errors import Refused
from lib.io.store.datasets import check_store
from lib.server import (
    ahead,
    closed_reading,
    hosts,
    journal,
    keys,
    open_files,
    prompt_answers,
    proxies,
    readers,
    sign_in,
    update_rights,
    visitors,
)
from lib.server.failures import Failures
from lib.server.gate import Gate
from lib.server.headers import SafeHeaders
from lib.server.messages import Messages
from lib.server.ready_answers import ReadyAnswers
from lib.server.routes import ROUTES
from lib.server.start_page import StartPage
from lib.server.unknown_pages import UnknownPages
from lib.server.uploads import Uploads
from lib.situation import data
from lib.ui.frame.notices import explain

if config._main_script_path is None:  # uvicorn, perhaps called from another folder
    config._main_script_path = __file__  # whose .streamlit holds for this server
    config.get_config_options(force_reparse=True)

# Arrow's own pool keeps 50 MB of what it needed while reading; the system's gives it back.
pyarrow.set_memory_pool(pyarrow.system_memory_pool())

journal.set_up()
open_files.raise_limit()
try:
    check_store()
    sign_in.check_start()
    readers.check_start()
    update_rights.check_start(get_option("server.address"))
    others, trusted = hosts.allowed(get_option("server.address")), proxies.named()
except Refused as refusal:
    sys.exit(str(refusal))


def warm_up() -> None:
    """Read what visitors will ask for, then what they may ask for."""
    data.warm_up()
    if ahead.is_wanted():
        ahead.keep_ready()


@asynccontextmanager
async def start(_app: App) -> AsyncIterator[dict[str, Any] | None]:
    """Read the files while the server already listens; look after sessions until it stops."""
    prompt_answers.send_at_once()
    journal.set_up()  # again: for what was loaded since
    threading.Thread(target=warm_up, daemon=True).start()
    if update_rights.needs_link():
        keys.tell_link()
    watch = asyncio.create_task(visitors.SESSIONS.watch())
    try:
        yield None
    finally:
        watch.cancel()


base = get_option("server.baseUrlPath")
app = App(
    Path(__file__).parent / "lib/ui/shell.py",
    lifespan=start,
    routes=ROUTES,
    middleware=[
        Middleware(journal.Journal, base=base),
        Middleware(SafeHeaders),
        Middleware(Failures),
        Middleware(Gate, others=others),
        Middleware(proxies.Proxies, trusted=trusted),
        *([Middleware(keys.OneTimeLink)] if update_rights.needs_link() else []),
        *([Middleware(readers.Readers, base=base)] if closed_reading.needs_sign_in() else []),
        Middleware(ReadyAnswers),
        Middleware(visitors.Visitors),
        Middleware(Messages),
        Middleware(Uploads),
        Middleware(sign_in.WayBack, base=base),
        Middleware(UnknownPages, base=base),
        Middleware(StartPage),
    ],
    on_script_error=explain,
)
