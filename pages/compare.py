"""Compare: two to five wards or cities side by side, same rows, same scales."""

from __future__ import annotations

from lib.cards import (
    compare,
    compare_criteria,
    compare_differences,
    compare_reports,
    ward_list,
)
from lib.ui.choices import compare as choices
from lib.ui.frame import run

page = run.here()

page.heading(compare.headline)
choices.notes(page.seen, page.view)
choices.pickers(page.seen, page.view)
page.show(ward_list.to_compare)
page.show(compare_differences.differs)
if page.card(compare.heads):
    with page.framed(compare.heads):
        choices.columns(page.seen, page.view)
    page.show(compare.maps, compare.ladder)
    with page.framed(compare_criteria.criteria):
        choices.differing(page.seen, page.view)
    page.show(compare_reports.indicators, compare_reports.events)
