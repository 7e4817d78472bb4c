"""Sources: where every number comes from, and where sources differ."""

from __future__ import annotations

from lib.cards import sources
from lib.ui.choices import sources as choices
from lib.ui.frame import run

page = run.here()

page.heading(sources.headline)
if page.view.source:
    with page.framed(sources.chosen):
        choices.show_all()
page.show(sources.conflicts, sources.noted)
with page.framed(sources.every):
    choices.find()
