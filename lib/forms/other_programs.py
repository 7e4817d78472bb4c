"""The part of the data page for other programs: the address of what is on screen."""

from __future__ import annotations

from collections.abc import Mapping
from urllib.parse import urlsplit

import streamlit as st

from lib.api.document import PREFIX
from lib.api.questions import FILTERS
from lib.api.resources import RESOURCES
from lib.forms import layout, read_keys
from lib.server import closed_reading
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
# The key is in the environment, not in a script that is handed on.
_R = """\
address <- "{address}"
table <- read.csv(url(address{key}),
                  encoding = "UTF-8", na.strings = "", colClasses = "character")"""
_R_KEY = """,
                      headers = c(Authorization =
                        paste("Bearer", Sys.getenv("ATLAS_READ_KEY")))"""
_PYTHON = """\
import os
import pandas

table = pandas.read_csv("{address}",
                        dtype=str, keep_default_na=False{key})"""
_PYTHON_KEY = """,
                        storage_options={"Authorization":
                            "Bearer " + os.environ["ATLAS_READ_KEY"]}"""


def addresses(view: View) -> None:
    """Addresses of what is on screen, each with a button to copy it."""
    with st.container(key="card_programs"):
        layout.head(
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
        _words(links)
        read_keys.read_keys()
        words = _("Every address, its keys and its columns: {link}", link=f"{_root()}openapi.json")
        st.caption(words)


def _words(links: Mapping[str, str]) -> None:
    """What to write into each program, and where its key goes where reading needs one."""
    closed = closed_reading.needs_sign_in()

    def written(template: str, key: str = "") -> None:
        text = template.replace("{key}", key if closed else "")
        st.code(text.replace("{address}", links["csv"]), language=None)

    with st.expander(_("For Excel and Power BI: Get data, Blank query, Advanced editor")):
        written(_POWER_QUERY)
        if closed:
            st.caption(
                _(
                    "When Excel asks how to sign in: Basic, any user name, and a read key as the "
                    "password. It keeps the key on this computer, not in the workbook."
                )
            )
    with st.expander(_("For R and Python")):
        written(_R, _R_KEY)
        written(_PYTHON, _PYTHON_KEY)
        if closed:
            st.caption(
                _(
                    "The read key is taken from the environment variable {name}.",
                    name="ATLAS_READ_KEY",
                )
            )
    if "geojson" in links:
        with st.expander(_("For QGIS: Layer, Add vector layer, Protocol")):
            st.code(links["geojson"], language=None, wrap_lines=True)
            if closed:
                st.caption(
                    _(
                        "Under Authentication choose Basic, with any user name and a read key as "
                        "the password."
                    )
                )


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
