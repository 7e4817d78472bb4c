"""The guide: one card a task, the same for every dataset and day."""

from __future__ import annotations

from datetime import date

from lib.cards import telling
from lib.cards.bodies import Item, List, Prose
from lib.cards.card import Card
from lib.cards.pieces import Piece, Said
from lib.cards.telling import tell
from lib.domain.statuses import LADDER
from lib.situation.situation import Situation
from lib.view.view import View
from lib.words.page_titles import PAGES as PAGE_TITLES
from lib.words.phrases import no_value
from lib.words.terms import N_, NO_VALUE
from lib.words.wording import _

_REFORM = date(2025, 7, 1)
_ANSWERS = {
    "overview": N_("How far is the programme on the as-of date, and what is not known?"),
    "map": N_("Which wards are where, and how was it on another day?"),
    "criteria": N_("Which criteria are met, and which are most often missing?"),
    "timeline": N_("What happened when, and is the target reached in time?"),
    "compare": N_("How do two to five wards or cities differ?"),
    "ward": N_("What is known of one ward, on a page to print?"),
    "briefing": N_("What is shown to a meeting, in which order?"),
    "data": N_("Which rows are behind the figures, and how are new ones added?"),
    "sources": N_("Who says so, and where do sources differ?"),
}
_STATUS_MEANS = {
    "recognised": N_("as published by a source; the only one that counts towards a target"),
    "reported_complete": N_("what the unit says of itself; shown beside it, never added"),
    "in_progress": N_("working through the criteria"),
    "registered": N_("chosen or registered by the unit"),
    "not_registered": N_("a source says that it has not registered"),
}


def headline(_seen: Situation, _view: View) -> Card:
    """What the page is for."""
    return Card(
        "headline",
        tell("Guide: one screen for each task"),
        tell("To read here, to print, or to show to a meeting with Present in the bar."),
    )


def pages(_seen: Situation, _view: View) -> Card:
    """The question that each page answers."""
    items = tuple(_line(_(PAGE_TITLES[path]), _(asks)) for path, asks in _ANSWERS.items())
    return Card("pages", tell("Each page answers one question"), bodies=(List(items),))


def numbers(_seen: Situation, _view: View) -> Card:
    """How a number is asked."""
    steps = (
        tell("Click a number with a dotted line: the wards it counts open by name."),
        tell("Below them are those that are not counted and why, the formula, and the sources."),
        tell("The words under a card (“sources”) open everything that the card rests on."),
        tell("Copy link in the bar takes the view along, with its date written out."),
        tell("PDF in the bar saves the page, the mark … under a card the card alone."),
    )
    return Card("numbers", tell("Every number says what it counts"), bodies=(_steps(steps),))


def statuses(_seen: Situation, _view: View) -> Card:
    """What each status and each kind of no value means."""
    ladder = tuple(
        Item(telling.words(telling.chip(code), " ", _(_STATUS_MEANS[code])))
        for code in reversed(LADDER)
    )
    kinds = tuple(
        Item(
            telling.words(Said((NO_VALUE[code].words,), "strong"), ": ", no_value(code)), term=code
        )
        for code in NO_VALUE
    )
    return Card(
        "statuses",
        tell("Only recognised wards count towards a target"),
        tell("Colour is never alone: a sign or a pattern says the same."),
        (List(ladder), List(kinds, head=tell("No value is one of these, each counted apart"))),
    )


def dates(_seen: Situation, _view: View) -> Card:
    """What the as-of date decides."""
    told = (
        tell("The date in the bar decides division, statuses, wards counted and targets."),
        tell("A ward has the status of its latest report up to that date."),
        tell("On the map, Play shows the days with a change one after the other."),
        tell("A month or a year counts as its last day, and is written as the source gives it."),
        tell("What has no date counts only when the as-of date is today or after every dated one."),
    )
    return Card("dates", tell("One date decides everything on screen"), bodies=(_steps(told),))


def reform(_seen: Situation, _view: View) -> Card:
    """How titles are shown across the reform."""
    day = telling.day(_REFORM)
    told = (
        tell("Districts existed until the day before {day}; since then there are none.", day=day),
        tell("A present ward says how many of its former wards were recognised, and which."),
        tell("This page does not pass a recognition on to a ward that came after."),
        tell("A target keeps the published number; the one for present wards is shown beside it."),
        tell("The search knows old names and says what they became."),
    )
    return Card(
        "reform", tell("A recognition stays with the ward that received it"), bodies=(_steps(told),)
    )


def monthly(_seen: Situation, _view: View) -> Card:
    """How a month's file is brought in."""
    told = (
        tell("Data page: download the workbook with the last known state and fill it in."),
        tell("Choose the file under Update. All errors are listed with sheet, row and column."),
        tell("Read the warnings and confirm each kind that is right."),
        tell("Compare old and new values, give a reason, and apply."),
        tell("Every earlier version is kept and can be restored."),
    )
    return Card(
        "monthly",
        tell("A month's file is checked whole before anything changes"),
        tell("For those who may change data; others do not see the form."),
        (_steps(told),),
    )


def briefing(_seen: Situation, _view: View) -> Card:
    """How a meeting is briefed."""
    told = (
        tell("Present in the bar shows a page one card a screen; Escape leads back."),
        tell("The mark … under a card adds it, as it is filtered, to a briefing."),
        tell("Begin with a template, set the order, and give each scene a headline and a note."),
        tell("On newer data a briefing opens as it was or as it is now, and lists what changed."),
        tell("In the hall, arrows or a presenter's keys go on and back."),
        tell(
            "It is handed out as slides, pages or numbers; slides changed by hand get new numbers."
        ),
    )
    return Card(
        "briefing", tell("A briefing keeps the numbers as presented"), bodies=(_steps(told),)
    )


def _line(name: str, told: Piece) -> Item:
    return Item(telling.words(Said((name,), "strong"), ": ", told))


def _steps(told: tuple[Said, ...]) -> List | Prose:
    return List(tuple(Item(each) for each in told))
