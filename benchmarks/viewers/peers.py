"""Who is looked at: our pages, the same in plain Streamlit, the same in Dash."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from benchmarks.viewers.dash_session import DashViewer
from benchmarks.viewers.load import LIST, Arrive
from benchmarks.viewers.served import Served, dash_page, several_processes, streamlit_page
from benchmarks.viewers.session import Failed, Viewer

PAGES = {
    "overview": "/?",
    "map": "/map?",
    "criteria": "/criteria?",
    "timeline": "/timeline?",
    "compare": "/compare?compare=from2025-00004,from2025-27427,from2025-31186&",
    "sources": "/sources?",
}
PEERS = ("naive", "dash")


class AtlasViewer(Viewer):
    """A viewer of our pages, who sees whether the choice arrived."""

    async def choose(self, key: str, option: str) -> None:
        """Choose; the address must name what was chosen."""
        await super().choose(key, option)
        shown = self.lists[key]
        if self.options(key).index(option) and not self.parameters.get(key):
            raise Failed(f"{option} was chosen in {shown.label}, and the address does not say so")


@contextmanager
def looked_at(page: str, processes: int = 1, **environment: str) -> Iterator[tuple[Served, Arrive]]:
    """A server of one of `PAGES` or `PEERS`, and how viewers come to it.

    Args:
        page: Name of the page or peer.
        processes: 1, or 2 for two of ours behind nginx.
        environment: Variables for a server of Streamlit.
    """
    if page == "dash":
        with dash_page() as served:
            yield served, lambda: DashViewer(served.address)
    elif page == "naive":
        with streamlit_page("benchmarks/viewers/naive_app.py", **environment) as served:
            yield served, lambda: Viewer(served.address)
    elif processes == 2:
        with several_processes(**environment) as (served, site):
            address = f"{served.address}{PAGES[page]}lang=en&dataset=demo"
            yield served, lambda: AtlasViewer(address, base="/atlas", cookie=site.seat())
    else:
        with streamlit_page(**environment) as served:
            address = f"{served.address}{PAGES[page]}lang=en&dataset=demo"
            yield served, lambda: AtlasViewer(address)


async def warm(arrive: Arrive, served: Served, viewers: int = 1) -> None:
    """Viewers who have seen the country and two places, and are gone; the server is at rest."""
    for _ in range(viewers):
        visitor = arrive()
        await visitor.open()
        for option in visitor.options(LIST)[1:3]:
            await visitor.choose(LIST, option)
        await visitor.close()
    await asyncio.to_thread(served.wait_until_ahead)
