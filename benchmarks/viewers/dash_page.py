"""The peer in Dash: the same numbers, charts, map and table by one callback.

``python -m benchmarks.viewers.dash_page PORT`` serves it on a loopback address.
"""

from __future__ import annotations

import sys
from typing import Any

import plotly.express as px
from dash import Dash, Input, Output, dash_table, dcc, html

from benchmarks.viewers import usual

PARTS = ("numbers.children", "bars.figure", "curve.figure", "map.figure", "rows.data")
COLUMNS = ["name", "kind", "status", "as_of", "criteria_met"]


def page() -> Dash:
    """The page with its callback."""
    made = Dash(__name__, serve_locally=True)
    made.layout = html.Div(
        [
            dcc.Dropdown(
                options=[{"label": name, "value": key} for key, name in usual.provinces().items()],
                value=usual.COUNTRY,
                id="province",
            ),
            html.Div(id="numbers"),
            dcc.Graph(id="bars"),
            dcc.Graph(id="curve"),
            dcc.Graph(id="map"),
            dash_table.DataTable(id="rows", columns=[{"name": c, "id": c} for c in COLUMNS]),
        ]
    )
    outputs = [Output(*part.split(".")) for part in PARTS]
    made.callback(*outputs, Input("province", "value"))(shown)
    return made


def shown(province: str | None) -> tuple[Any, ...]:
    """All parts of the page for a province."""
    table = usual.latest(province or usual.COUNTRY)
    counts = usual.per_status(table)
    key = "unit_key" if province else "province_key"
    coloured = table.groupby(key).size().reset_index(name="wards")
    drawn = px.choropleth(
        coloured,
        geojson=usual.outlines(province or usual.COUNTRY),
        locations=key,
        featureidkey="properties.key",
        color="wards",
    )
    return (
        [html.Div([html.B(str(count)), status]) for status, count in counts.items()],
        usual.bars(table),
        usual.curve(table),
        drawn,
        table[COLUMNS].to_dict("records"),
    )


if __name__ == "__main__":
    page().run(host="127.0.0.1", port=int(sys.argv[1]), debug=False)
