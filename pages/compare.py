"""Compare: two to five wards or cities side by side, same rows, same scales."""

from __future__ import annotations

from lib.situation import data
from lib.ui import compare_choice, compare_page
from lib.ui.frame import session

chosen = session.current("compare")
seen = data.situation(chosen.dataset, chosen.day, chosen.narrowed)
picked = compare_choice.picked(seen, chosen)

compare_page.headline(seen, picked)
compare_choice.notes(seen, picked)
compare_choice.pickers(seen, chosen, picked)
compare_page.to_begin_with(seen, picked)
compare_page.what_differs(seen, picked)
compare_page.heads(seen, picked)
compare_page.sections(seen, picked)
