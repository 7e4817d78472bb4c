"""How high counts over time are drawn: nothing may be written over them. No Streamlit."""

from __future__ import annotations

from datetime import date

from lib.cards.charts import Lines


def peak(body: Lines, begin: date, end: date) -> float:
    """The highest count drawn between two days, in what the chart counts; 0 for none."""
    below = dict(body.series[0].steps) if body.series else {}
    counts = [0.0]
    for each in body.series:
        ends = [day for day, _count in each.steps[1:]] + [body.as_of]
        for (day, count), until in zip(each.steps, ends, strict=False):
            if day <= end and until >= begin:
                counts.append(count + (below.get(day, 0.0) if each.kind == "band" else 0.0))
    return max(counts)
