"""Data: the tables of the chosen dataset, to filter and to take away."""

from __future__ import annotations

from lib.cards import tables
from lib.forms import account, boundaries, downloads, other_programs, update
from lib.ui.frame import run

page = run.here()

page.heading(tables.headline)
downloads.one_table(page.seen)
page.show(tables.left_open)
page.show(tables.dictionary)
downloads.templates(page.seen)
other_programs.addresses(page.view)
account.account()
update.update_card(page.view.dataset)
boundaries.boundary_card()
