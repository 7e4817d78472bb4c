"""Words and looks of the fixed terms: statuses, pace labels, kinds of no value, waves."""

from __future__ import annotations

from dataclasses import dataclass

from lib.words import colours
from lib.words.wording import _

_QUIET = frozenset(("#e9edf1", "#e2e7ec", "#d3d9df", "#c3cad1", "#aeb8c2", "#98a4b0"))
"""Greys of what has no value: their patterns do not shout."""


@dataclass(frozen=True)
class Term:
    """One fixed term.

    Attributes:
        code: As in the data.
        message: English words, looked up in the catalogue when shown.
        fill: Colour on maps and charts.
        ink: Colour of text on `fill`.
        icon: Sign that stands beside the colour, so that colour is never alone; one that the
            page's own face has (see docs/adr/0018).
        shape: Mark of a point on the map (see `lib.cards.map_kinds.MapClass`).
        hatch: Pattern over `fill` on maps, "" for plain (see `lib.draw.hatches`).
    """

    code: str
    message: str
    fill: str
    ink: str = "#ffffff"
    icon: str = ""
    shape: str = "disc"
    hatch: str = ""

    @property
    def words(self) -> str:
        """The words in the language of this run."""
        return _(self.message)

    @property
    def pattern_ink(self) -> str:
        """Colour of its pattern; "" for the quiet one of kinds of no value."""
        return "" if self.fill in _QUIET else self.ink


def N_(message: str) -> str:
    """Mark a message for the catalogue; it is looked up when shown."""
    return message


def _by_code(*terms: Term) -> dict[str, Term]:
    return {term.code: term for term in terms}


STATUS = _by_code(
    Term("recognised", N_("Recognised"), colours.ACCENT, "#ffffff", "✓", "check"),
    Term(
        "reported_complete",
        N_("Reported complete"),
        colours.AMBER,
        "#3a2f00",
        "◆",
        "diamond",
        "falling",
    ),
    Term("in_progress", N_("In progress"), colours.STEEL, "#10283f", "◉", "ring", "dots"),
    Term("registered", N_("Registered"), colours.SILVER, colours.INK, "■", "square", "level"),
    Term("not_registered", N_("Not registered"), "#ffffff", colours.INK, "–", "disc", "spots"),
)

NO_VALUE = _by_code(
    Term("no_report", N_("No report"), "#e9edf1", colours.INK, "□", hatch="hatch"),
    Term("not_assessed", N_("Not assessed"), "#d3d9df", colours.INK, "≡", hatch="cross"),
    Term("not_applicable", N_("Not applicable"), "#c3cad1", colours.INK, "▬"),
    Term("not_yet_existing", N_("Did not exist yet"), "#aeb8c2", colours.INK, "◌", hatch="dots"),
    Term("no_geometry", N_("No outline"), "#98a4b0", colours.INK, "⌜⌟"),
)

RESULT = _by_code(
    Term("met", N_("Met"), "#9CC7E8", "#0b3352", "✓"),
    Term("not_met", N_("Not met"), colours.AMBER, "#3a2f00", "✗"),
    NO_VALUE["not_assessed"],
    NO_VALUE["not_applicable"],
    NO_VALUE["no_report"],
)
"""Results of one criterion; "Met" is light so that the gaps stand out."""

STRENGTH = {
    "decision": N_("Numbered decision"),
    "stated": N_("Stated by the source"),
    "said": N_("Said only"),
}
"""How a recognition is known; all of them count."""

PACE = _by_code(
    Term("achieved", N_("Achieved"), colours.ACCENT, "#ffffff", "✓"),
    Term("on_track", N_("On track"), "#4FA3D1", "#06263b", "▲", hatch="dots"),
    Term("lagging", N_("Behind"), colours.AMBER, "#3a2f00", "▶", hatch="falling"),
    Term("off_track", N_("Far behind"), "#B5532A", "#ffffff", "▼", hatch="level"),
    Term("regressing", N_("Falling back"), colours.TARGET, "#ffffff", "↓", hatch="upright"),
    Term("overdue", N_("Overdue"), "#6b2a0e", "#ffffff", "!", hatch="grid"),
    Term("no_target", N_("No target known"), "#e9edf1", colours.INK, "–", hatch="spots"),
    Term(
        "former_target",
        N_("Target of a former province"),
        "#e2e7ec",
        colours.INK,
        "…",
        hatch="cross",
    ),
    Term("no_pace", N_("No pace yet"), "#e2e7ec", colours.INK, "○", hatch="ticks"),
    Term("unchanged", N_("Unchanged"), "#d3d9df", colours.INK, "=", hatch="level"),
    Term("too_few_points", N_("Too few points"), "#e2e7ec", colours.INK, "◦", hatch="upright"),
    Term("no_recent_report", N_("No recent report"), "#e2e7ec", colours.INK, "…", hatch="hatch"),
)

OUTLOOK = _by_code(
    Term("in_time", N_("In time at the recent pace"), "#4FA3D1", "#06263b", "▲"),
    Term("open", N_("Open at the recent pace"), "#e2e7ec", colours.INK, "?"),
    Term("late", N_("Late at the recent pace"), "#B5532A", "#ffffff", "▼"),
)
"""Whether a target is reached in time, beside its pace label (see `lib.domain.outlook`)."""

CELL = _by_code(
    Term("verified", N_("Met, confirmed by inspection"), "#ffffff", colours.ACCENT, "✓"),
    Term("claimed", N_("Self-reported as met"), "#ffffff", colours.DEEP_AMBER, "◆"),
    Term("contradicted", N_("Inspected: not met"), "#ffffff", colours.TARGET, "✗"),
    Term("not_met", N_("Not met"), "#ffffff", "#5b6875", "○"),
    NO_VALUE["not_assessed"],
    NO_VALUE["not_applicable"],
    NO_VALUE["no_report"],
)
"""One criterion of one ward, claim and finding together (see `lib.domain.comparison.CELLS`)."""

BAR = _by_code(
    Term("group", N_("Group of criteria"), colours.NAVY),
    Term("missing", N_("Not met"), colours.AMBER, "#3a2f00", "✗"),
    Term("claimed_more", N_("Reported as met, found not met"), colours.TARGET, "#ffffff", "▼"),
    Term("claimed_less", N_("Reported as not met, found met"), colours.ACCENT, "#ffffff", "▲"),
    Term("set_before", N_("Earlier criteria set"), colours.TARGET, "#ffffff", "○"),
    Term("set_now", N_("Newest criteria set"), colours.ACCENT, "#ffffff", "●"),
)
"""Bars and dots of criteria."""

KINDS = {
    "ward": N_("Ward"),
    "commune": N_("Commune"),
    "township": N_("Township"),
    "special_zone": N_("Special zone"),
}

PROGRAMMES = {"model_ward_police": N_("Model ward police"), "related": N_("Related")}
"""Programmes of a dataset; only the first is counted."""

TABLES = {
    "sources": N_("Sources"),
    "criteria_sets": N_("Criteria sets"),
    "criteria": N_("Criteria"),
    "observations": N_("Observations"),
    "targets": N_("Targets"),
    "milestones": N_("Milestones"),
    "counts": N_("Counts"),
    "indicators": N_("Indicators"),
    "assessments": N_("Assessments"),
    "crosswalk": N_("Crosswalk"),
}
"""Tables of a dataset, by the name of their file."""

CLASSES_OF_SHARE = ("#ffffcc", "#a1dab4", "#41b6c4", "#2c7fb8", "#253494")
"""YlGnBu in five classes, light to dark."""


def term(code: str) -> Term:
    """A status, label, kind of no value, cell or bar by its code; KeyError for others."""
    for terms in (STATUS, PACE, OUTLOOK, NO_VALUE, CELL, BAR):
        if code in terms:
            return terms[code]
    raise KeyError(code)
