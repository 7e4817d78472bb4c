"""Data: the tables of the chosen dataset, to filter and to take away."""

from __future__ import annotations

from lib.situation import data
from lib.ui.forms import boundaries, tables, update
from lib.ui.frame import session

chosen = session.current("data")
seen = data.situation(chosen.dataset, chosen.day, chosen.narrowed)

tables.headline(seen)
tables.one_table(seen)
tables.left_open(seen)
tables.dictionary()
update.update_card(chosen.dataset)
boundaries.boundary_card()
