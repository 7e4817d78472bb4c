"""The share of criteria met of one ward over time, as a small image. No Streamlit."""

from __future__ import annotations

from datetime import date

from markupsafe import Markup

from lib.cards.pieces import ShareLine, ShareStep
from lib.draw.picture import picture

_WIDTH, _HEIGHT = 300, 76
_TOP, _LOW = 8, _HEIGHT - 20


def drawing(body: ShareLine) -> Markup:
    """A stepped line with points, 0 to 100 percent; it breaks where the criteria set changes."""
    days = max((body.last - body.first).days, 1)

    def x(day: date) -> float:
        return 4 + (_WIDTH - 12) * (day - body.first).days / days

    def y(share: float) -> float:
        return _LOW - (_LOW - _TOP) * share

    following: list[ShareStep | None] = [*body.steps[1:], None]
    line, dots = "", ""
    for step, later in zip(body.steps, following, strict=False):
        until = x(later.day) if later else _WIDTH - 8
        line += f"M{x(step.day):.1f} {y(step.share):.1f}H{until:.1f}"
        if later and later.total == step.total:
            line += f"V{y(later.share):.1f}"
        full = "#0072B2" if step.share >= 1 else "#8DB4D6"
        dots += (
            f'<circle cx="{x(step.day):.1f}" cy="{y(step.share):.1f}" r="3" fill="{full}" '
            'stroke="#12365c" stroke-width=".8"/>'
        )
    years = ""
    for year in range(body.first.year, body.last.year + 1):
        at = x(date(year, 1, 1))
        if at < 4:
            continue
        years += f'<path d="M{at:.1f} {_LOW}v3" stroke="#8fa1b3"/>'
        if (year - body.first.year) % 2 == 0 and _WIDTH - at > 34:
            years += (
                f'<text x="{at:.1f}" y="{_HEIGHT - 3}" font-size="14" fill="#55677a">{year}</text>'
            )
    drawn = (
        f'<path d="M4 {_LOW}H{_WIDTH - 8}" stroke="#c6d0da"/>'
        f'<path d="M4 {_TOP}H{_WIDTH - 8}" stroke="#c6d0da" stroke-dasharray="3 3"/>{years}'
        f'<path d="{line}" fill="none" stroke="#12365c" stroke-width="1.8"/>{dots}'
    )
    return Markup(picture(drawn, _WIDTH, _HEIGHT, body.words, "wa-steps"))  # noqa: S704  (escaped)
