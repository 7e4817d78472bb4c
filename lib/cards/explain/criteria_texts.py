"""Published totals, public wording and criteria left out of a comparison, explained."""

from __future__ import annotations

from lib.cards import telling
from lib.cards.behind import behind
from lib.cards.card import Citation
from lib.cards.criteria_phrases import criterion
from lib.cards.explain.criteria_counts import asked_of, told
from lib.cards.explain.explanation import Explanation, Group, Question, Rule
from lib.cards.explain.ward_counts import in_force_words, names
from lib.cards.pieces import Name
from lib.cards.telling import tell
from lib.domain.rows import records
from lib.situation.criteria import Criteria
from lib.situation.published_totals import named_criteria, with_total, without_total
from lib.words import wording
from lib.words.terms import N_, STATUS
from lib.words.wording import _

_REASONS = {
    "done": N_("report every criterion met"),
    "open": N_("report fewer than all criteria met"),
    "other_size": N_("with a total from a set of another size"),
    "silent": N_("with a status but without a published total"),
}


def _sorted_out(criteria: Criteria) -> dict[str, list[str]]:
    """Wards with a report by what is published of them; each stands in one place."""
    own = with_total(criteria)
    done = own["share_met"] >= 1
    silent = without_total(criteria)
    others = criteria.seen.statuses.index.difference(own.index).difference(silent.index)
    groups = {"done": own.index[done], "open": own.index[~done], "other_size": others}
    groups |= {
        f"silent_{code}": rows.index
        for code, rows in silent.groupby(silent["status"].astype(str), observed=True)
    }
    return {code: [str(key) for key in keys] for code, keys in groups.items()}


def _words(code: str) -> str:
    base, _line, status = code.partition("_") if code.startswith("silent") else (code, "", "")
    words = _(_REASONS[base])
    return f"{words}: {STATUS[status].words}" if status else words


def totals(asked: Question) -> Explanation:
    """Wards by their published total; about: ``done``, ``open`` ..., "" for any report."""
    criteria, (what,) = asked_of(asked)
    wanted = {"with_total": ("done", "open"), "": ("done", "open", "other_size", "silent")}.get(
        what, (what,)
    )
    every = _sorted_out(criteria)
    inside = {code for code in every if code.startswith(wanted)}
    keys = [key for code in inside for key in every[code]]
    n = telling.count("counted", len(keys))
    seen = criteria.seen
    return Explanation(
        value=len(keys),
        counted=Group("counted", tell("Counted: {n}", n=n), names(seen, keys)),
        left_out=tuple(
            Group(code, told(code, every[code], _words(code)), names(seen, every[code]))
            for code in every
            if code not in inside and every[code]
        ),
        formula=tell(
            "{n} of {all} wards with a report by {day}",
            n=n,
            all=telling.count("all", len(seen.statuses)),
            day=telling.day(seen.day),
        ),
        denominator=in_force_words(seen),
        behind=behind(seen, keys),
    )


def named(asked: Question) -> Explanation:
    """Criteria whose wording is public."""
    criteria, _rest = asked_of(asked)
    table = named_criteria(criteria)
    listed = tuple(
        Name(f"{row.set_id}: {wording.in_language(row.criterion_name_vi, row.criterion_name_en)}")
        for row in records(table)
    )
    return _of_criteria(criteria, listed, list(table["source_id"].astype(str).unique()))


def left_out(asked: Question) -> Explanation:
    """Criteria without a counterpart of the same meaning in the other set."""
    criteria, _rest = asked_of(asked)
    listed = tuple(
        Name(
            f"{row.set_id}: {int(row.criterion_no)}. "
            f"{criterion(criteria, int(row.criterion_no), str(row.set_id)).words}"
        )
        for row in records(criteria.left_out)
    )
    sources = criteria.seen.table("crosswalk")["source_id"].astype(str).unique()
    return _of_criteria(criteria, listed, list(sources))


def _of_criteria(
    criteria: Criteria, listed: tuple[Name, ...], source_ids: list[str]
) -> Explanation:
    n = telling.count("counted", len(listed))
    return Explanation(
        value=len(listed),
        counted=Group("criteria", tell("Counted: {n}", n=n), listed),
        left_out=(),
        formula=tell("{n} criteria, named above by their set", n=n),
        behind=behind(criteria.seen, cited=[Citation(each) for each in source_ids]),
    )


RULES: dict[str, Rule] = {
    "criteria_totals": totals,
    "criteria_named": named,
    "criteria_left_out": left_out,
}
