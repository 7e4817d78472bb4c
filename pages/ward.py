"""Ward: everything known of one ward, on one page to print."""

from __future__ import annotations

from lib.situation import data
from lib.ui import ward_list, ward_page
from lib.ui.frame import session

chosen = session.current("ward")
seen = data.situation(chosen.dataset, chosen.day, chosen.narrowed)

if ward_page.is_ward(seen, chosen):
    ward_page.headline(seen, chosen)
    ward_page.sections(seen, chosen)
else:
    ward_list.headline(seen, chosen)
    ward_list.search(chosen)
    ward_list.to_open(seen)
