"""Today in Viet Nam, wherever the server stands: the one place that asks."""

from __future__ import annotations

from datetime import date, datetime
from zoneinfo import ZoneInfo

VIET_NAM = ZoneInfo("Asia/Ho_Chi_Minh")


def today() -> date:
    """The day it is in Viet Nam (UTC+7)."""
    return datetime.now(VIET_NAM).date()
