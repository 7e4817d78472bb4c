"""Cells of a table by the words of their row and column, wherever they stand."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

_NUMERAL = re.compile(r"[\d\s.,%/–+-]*")


def is_numeral(text: str) -> bool:
    """Whether a text has digits and signs only."""
    return bool(_NUMERAL.fullmatch(text))


def keyed(table: Any) -> Iterator[tuple[str, list[tuple[str, Any]]]]:
    """Rows below the head: words that name the row, and its cells with the heads over them.

    Args:
        table: Element of the table.
    """
    rows = list(table.tr_lst)
    heads = [str(n) for n in range(len(table.tblGrid.gridCol_lst))]
    if table.tblPr is not None and table.tblPr.firstRow and rows:
        heads = [cell.text or str(n) for n, cell in enumerate(rows.pop(0).tc_lst)]
    seen: dict[str, int] = {}
    for row in rows:
        cells = list(row.tc_lst)
        texts = [cell.text for cell in cells]
        key = next((text for text in texts if not is_numeral(text)), texts[0] if texts else "")
        seen[key] = seen.get(key, 0) + 1
        key = key if seen[key] == 1 else f"{key} ({seen[key]})"
        yield key, list(zip(heads, cells, strict=False))
