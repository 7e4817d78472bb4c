"""Serves `fast_page.py` with the dashboard's own routes."""

from __future__ import annotations

from streamlit import App

from lib.server.routes import ROUTES

app = App("fast_page.py", routes=ROUTES)
