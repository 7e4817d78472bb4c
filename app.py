"""What `streamlit run app.py` and `uvicorn app:app` serve: the dashboard and its files."""

from __future__ import annotations

from starlette.middleware import Middleware
from streamlit import App

from lib.ui.routes import ROUTES
from lib.ui.security import ContentSecurityPolicy
from lib.ui.trouble import explain

app = App(
    "lib/ui/shell.py",
    routes=ROUTES,
    middleware=[Middleware(ContentSecurityPolicy)],
    on_script_error=explain,
)
