"""Names of criteria and of their groups, in the language of the run. No Streamlit here."""

from __future__ import annotations

import pandas as pd

from lib.ui import wording
from lib.ui.wording import _


class CriteriaNames:
    """What the criteria of a set are called.

    Args:
        criteria: Frame of the criteria contract.
        set_id: The set.
    """

    def __init__(self, criteria: pd.DataFrame, set_id: str) -> None:
        self.set_id = set_id
        known = criteria[criteria["criterion_no"].notna()]
        columns = ["set_id", "criterion_no", "criterion_name_vi", "criterion_name_en"]
        self._names = {
            (str(name), int(number)): (str(vietnamese), str(english))
            for name, number, vietnamese, english in known[columns].itertuples(index=False)
        }
        own = known[known["set_id"] == set_id]
        self.numbers = [int(number) for number in own["criterion_no"]]
        own = own[own["group_no"].notna()]
        columns = ["criterion_no", "group_no", "group_name_vi", "group_name_en"]
        self.groups: dict[int, int] = {}
        self._groups: dict[int, tuple[str, str]] = {}
        for number, group, vietnamese, english in own[columns].itertuples(index=False):
            self.groups[int(number)] = int(group)
            self._groups.setdefault(int(group), (str(vietnamese), str(english)))

    def criterion(self, number: int, set_id: str = "") -> str:
        """Name of a criterion, of another set when asked; "Criterion 7" when it is not known."""
        vietnamese, english = self._names.get((set_id or self.set_id, number), ("", ""))
        return wording.in_language(vietnamese, english) or _("Criterion {n}", n=number)

    def numbered(self, number: int) -> str:
        """Number and name, "7. Records kept digitally"."""
        return f"{number}. {self.criterion(number)}"

    def group(self, number: int) -> str:
        """Name of a group of criteria; group 0 holds those without one."""
        vietnamese, english = self._groups.get(number, ("", ""))
        name = wording.in_language(vietnamese, english)
        return name or (_("Group {n}", n=number) if number else _("Group not known"))
