"""What `streamlit run app.py` and `uvicorn app:app` serve: the dashboard and its files."""

from __future__ import annotations

import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import pyarrow
from starlette.middleware import Middleware
from streamlit import App, get_option

from lib.errors import Refused
from lib.situation import data
from lib.ui.forms import editors
from lib.ui.frame.failed_page import explain
from lib.ui.paths import UnknownPages
from lib.ui.routes import ROUTES
from lib.ui.security import ContentSecurityPolicy

# Arrow's own pool keeps 50 MB of what it needed while reading; the system's gives it back.
pyarrow.set_memory_pool(pyarrow.system_memory_pool())

try:
    editors.check_start(get_option("server.address"))
except Refused as refusal:
    sys.exit(str(refusal))


@asynccontextmanager
async def start(_app: App) -> AsyncIterator[dict[str, Any] | None]:
    """Read the files while the server already listens."""
    threading.Thread(target=data.warm_up, daemon=True).start()
    yield None


app = App(
    "lib/ui/shell.py",
    lifespan=start,
    routes=ROUTES,
    middleware=[
        Middleware(ContentSecurityPolicy),
        Middleware(UnknownPages, base=get_option("server.baseUrlPath")),
    ],
    on_script_error=explain,
)
