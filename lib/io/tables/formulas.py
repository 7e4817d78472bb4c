"""Texts that a spreadsheet would run as a formula: made harmless on the way out, and back."""

from __future__ import annotations

_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def neutralised(text: str) -> str:
    """Text that no spreadsheet takes for a formula: an apostrophe before = + - @ and tabs.

    One that begins with an apostrophe itself gets another, so that `plain_again` undoes it.
    """
    return f"'{text}" if text.lstrip("'").startswith(_FORMULA) else text


def plain_again(text: str) -> str:
    """The text that was neutralised; any other text as it is."""
    return text[1:] if text.startswith("'") and text.lstrip("'").startswith(_FORMULA) else text
