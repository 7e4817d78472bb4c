"""A deck: the slides of each card, one after the other, on our own master or an office's."""

from __future__ import annotations

import datetime
import io
from collections.abc import Sequence
from typing import Any

from lib.draw.pptx.handed_back.record import enclose, of_deck
from lib.draw.pptx.office_template import entitle, opened
from lib.draw.pptx.pages import Pages, Slide
from lib.draw.sheet import Progress
from lib.words.wording import _


def deck(
    slides: Sequence[Slide],
    title: str,
    *,
    made_of: str = "",
    template: bytes | None = None,
    progress: Progress | None = None,
) -> bytes:
    """A PowerPoint file.

    Args:
        slides: What it shows, in order.
        title: Of the whole.
        made_of: What to enclose in it as that of which it was made, for its next update.
        template: An office's own, with its masters, fonts and logo; None for a plain one.
        progress: Told the name of each step and the part done; may raise to stop.

    Raises:
        Refused: When the template cannot be used.
    """
    say = progress or (lambda _step, _done: None)
    made = drawn(slides, title, template, say)
    enclose(made, of_deck(made, made_of))
    say(_("Writing the file"), 1.0)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def drawn(slides: Sequence[Slide], title: str, template: bytes | None, progress: Progress) -> Any:
    """A presentation with the slides drawn, not yet written; see `deck`."""
    made, layout = opened(template)
    properties = made.core_properties
    properties.author, properties.last_modified_by = "Ward Atlas", ""
    entitle(made, title)
    properties.created = properties.modified = datetime.datetime(2000, 1, 1)
    for number, slide in enumerate(slides):
        words = slide.title or str(slide.card.title) or slide.sheet.title
        progress(words, number / len(slides))
        Pages(made, layout, slide, own=template is None).draw()
    return made
