"""Briefing: scenes put together, kept, and shown to a room."""

from __future__ import annotations

from lib.cards import briefing
from lib.forms import briefing_choice, briefing_saving
from lib.ui.frame import desk, run

page = run.here()

page.heading(briefing.headline)
desk.receive(page.view.dataset)
if draft := desk.desk():
    briefing_saving.opened(draft)
else:
    briefing_choice.told_faults()
    briefing_choice.choose_briefing(page.view)
