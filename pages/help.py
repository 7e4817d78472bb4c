"""Guide: one screen a task, with pictures of the product itself."""

from __future__ import annotations

from lib.cards import help as guide
from lib.ui.choices import pictures
from lib.ui.frame import run

page = run.here()

page.heading(guide.headline)
page.show(guide.pages)
with page.framed(guide.numbers):
    pictures.show("numbers")
page.show(guide.statuses)
with page.framed(guide.dates):
    pictures.show("dates")
with page.framed(guide.reform):
    pictures.show("reform")
page.show(guide.monthly)
with page.framed(guide.briefing):
    pictures.show("briefing")
