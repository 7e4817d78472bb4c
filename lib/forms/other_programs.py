"""The part of the data page for other programs: the address of what is on screen."""

from __future__ import annotations

from urllib.parse import urlsplit

import streamlit as st

from lib.api.document import PREFIX
from lib.api.questions import FILTERS
from lib.api.resources import RESOURCES
from lib.forms import part
from lib.situation.offers import offered
from lib.ui.frame.choice_list import choose
from lib.view import address
from lib.view.view import View
from lib.words.terms import TABLES
from lib.words.wording import _

_THIS_TABLE = "table"
_POWER_QUERY = (
    "let\n"
    '    Source = Csv.Document(Web.Contents("{address}"),\n'
    '        [Delimiter=",", Encoding=65001, QuoteStyle=QuoteStyle.Csv]),\n'
    "    Table = Table.PromoteHeaders(Source, [PromoteAllScalars=true])\n"
    "in\n"
    "    Table"
)


def addresses(view: View) -> None:
    """Addresses of what is on screen, each with a button to copy it."""
    with st.container(key="card_programs"):
        part.head(
            _("For other programs"),
            _(
                "Excel, Power BI, R or QGIS read the same figures from these addresses, with "
                "the filter above. Without a day in it, an address gives the state of today."
            ),
        )
        names = {
            _THIS_TABLE: _(TABLES[view.table]),
            "statuses": _("Wards with their status"),
            "places": _("Wards by status in each place"),
            "targets": _("Targets with their pace"),
        }
        name = choose(_("What to read"), names, "program_rows", width=320)
        kinds = ["csv", "json"]
        if name in RESOURCES and RESOURCES[name].has_shapes:
            kinds.append("geojson")
        links = {kind: _address(view, name, kind) for kind in kinds}
        for link in links.values():
            st.code(link, language=None, wrap_lines=True)
        with st.expander(_("For Excel: Data, Get data, Blank query, Advanced editor")):
            st.code(_POWER_QUERY.replace("{address}", links["csv"]), language=None)
        words = _("Every address, its keys and its columns: {link}", link=f"{_root()}openapi.json")
        st.caption(words)


def _root() -> str:
    """Where the addresses begin, as the browser reaches this server."""
    here = urlsplit(str(st.context.url or ""))
    return f"{here.scheme or 'http'}://{here.netloc or 'localhost'}{PREFIX}/"


def _address(view: View, name: str, kind: str) -> str:
    texts = address.parameters_of(view, offered())
    asked = {key: texts[key] for key in FILTERS if key in texts}
    resource = f"tables/{view.table}" if name == _THIS_TABLE else name
    query = f"?{address.query(asked)}" if asked else ""
    return f"{_root()}{view.dataset}/{resource}.{kind}{query}"
