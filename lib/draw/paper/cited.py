"""Where figures are from: in the foot of a page, below a card, and at the end with addresses."""

from __future__ import annotations

from collections.abc import Sequence

from lib.cards.card import Card
from lib.draw.paper.sizes import Paper
from lib.draw.paper.words import plain, quoted
from lib.draw.sheet import Sheet, Source
from lib.words.wording import _, ngettext

_SOURCES = 90  # letters of ids in the foot of a page


def foot_line(sources: Sequence[Source]) -> str:
    """Ids of the sources for the foot of a page; a long list goes on at the end."""
    if not sources:
        return _("Sources: none")
    shown: list[str] = []
    for each in sources:
        if len(", ".join([*shown, each.source_id])) > _SOURCES:
            break
        shown.append(each.source_id)
    words = _("Sources: {ids}", ids=", ".join(shown))
    left = len(sources) - len(shown)
    if left:
        words += " " + ngettext(
            "and {n} more, listed at the end", "and {n} more, listed at the end", left
        )
    return words


def below_card(card: Card, sheet: Sheet) -> str:
    """The sources of a card, each leading to its line at the end."""
    numbers = {each.source_id: place for place, each in enumerate(sheet.sources)}
    ids = [each for each in card.behind.sources if each in numbers]
    if not ids:
        return ""
    links = ", ".join(f"#link(<source-{numbers[each]}>)[{plain(each)}]" for each in ids)
    return f"\n#text(size: 0.85em)[#dim[{plain(_('Sources'))}: ]{links}]\n"


def at_the_end(sources: Sequence[Source], paper: Paper) -> str:
    """Every source with its address, at the end."""
    if not sources:
        return ""
    made = "\n#pagebreak(weak: true)\n" if paper.is_slide else ""
    made += f"\n#card-title(2)[{plain(_('Sources'))}]\n"
    for place, each in enumerate(sources):
        url = f" #link({quoted(each.url)})" if each.url else ""
        made += (
            f"\n#block[#strong[{plain(each.source_id)}] {plain(each.citation)}{url}] "
            f"<source-{place}>\n"
        )
    return made
