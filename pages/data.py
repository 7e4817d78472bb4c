"""Data: the tables of the chosen dataset, to filter and to take away."""

from __future__ import annotations

from lib.situation import data
from lib.ui import boundary_card, tables, update_card
from lib.ui.frame import session

chosen = session.current("data")
seen = data.situation(chosen.dataset, chosen.day, chosen.narrowed)

tables.headline(seen)
tables.one_table(seen)
tables.left_open(seen)
tables.dictionary()
update_card.update_card(chosen.dataset)
boundary_card.boundary_card()
