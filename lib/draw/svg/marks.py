"""Marks: of kinds of events on a time axis, of statuses on a map."""

from __future__ import annotations

import math

from lib.cards.map_kinds import MapClass


def _polygon(x: float, y: float, size: float, corners: int, turn: float = -90) -> str:
    points = []
    for n in range(corners):
        angle = math.radians(turn + 360 * n / corners)
        points.append(f"{x + size * math.cos(angle):.1f} {y + size * math.sin(angle):.1f}")
    return "M" + "L".join(points) + "Z"


def _star(x: float, y: float, size: float) -> str:
    points = []
    for n in range(10):
        angle, far = math.radians(-90 + 36 * n), size if n % 2 == 0 else size * 0.45
        points.append(f"{x + far * math.cos(angle):.1f} {y + far * math.sin(angle):.1f}")
    return "M" + "L".join(points) + "Z"


def event(symbol: str, x: float, y: float, colour: str, *, hollow: bool, size: float = 6.5) -> str:
    """A mark of an event; its symbol is named as in `lib.words.event_kinds`."""
    look = f'fill="{"#ffffff" if hollow else colour}" stroke="{colour if hollow else "#ffffff"}" '
    look += f'stroke-width="{2 if hollow else 1}"'
    corners = {
        "square": (4, -45.0), "diamond": (4, -90.0), "pentagon": (5, -90.0),
        "hexagon": (6, -90.0), "triangle-up": (3, -90.0), "triangle-right": (3, 0.0),
    }  # fmt: skip
    if symbol in corners:
        return f'<path d="{_polygon(x, y, size * 1.15, *corners[symbol])}" {look}/>'
    if symbol == "diamond-tall":
        d = f"M{x:.1f} {y - size * 1.2:.1f}l{size * 0.7:.1f} {size * 1.2:.1f}"
        d += f"l{-size * 0.7:.1f} {size * 1.2:.1f}l{-size * 0.7:.1f} {-size * 1.2:.1f}Z"
        return f'<path d="{d}" {look}/>'
    if symbol == "star":
        return f'<path d="{_star(x, y, size * 1.4)}" {look}/>'
    if symbol in ("cross", "x"):
        arm, turn = size * 0.42, 45 if symbol == "x" else 0
        long = size * 1.1
        d = f"M{-arm:.1f} {-long:.1f}H{arm:.1f}V{-arm:.1f}H{long:.1f}V{arm:.1f}H{arm:.1f}"
        d += f"V{long:.1f}H{-arm:.1f}V{arm:.1f}H{-long:.1f}V{-arm:.1f}H{-arm:.1f}Z"
        return f'<path transform="translate({x:.1f} {y:.1f}) rotate({turn})" d="{d}" {look}/>'
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{size:.1f}" {look}/>'


def point(cls: MapClass, x: float, y: float, size: float) -> str:
    """A mark of a ward; each status has a shape of its own, with a sign where there is room."""
    half = size / 2
    pale = size < 9 or cls.fill == "#ffffff"  # a white ring would not be seen around it
    stroke, width = ("#5b6b7a", 0.6) if pale else ("#ffffff", 1.2)
    look = f'fill="{cls.fill}" stroke="{stroke}" stroke-width="{width}"'
    if cls.shape == "diamond":
        d = f"M{x:.1f} {y - half:.1f}l{half:.1f} {half:.1f}l{-half:.1f} {half:.1f}"
        return f'<path d="{d}l{-half:.1f} {-half:.1f}Z" {look}/>'
    if cls.shape == "square":
        side = size * 0.82
        return (
            f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side:.1f}" '
            f'height="{side:.1f}" {look}/>'
        )
    made = f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half:.1f}" {look}/>'
    if cls.shape == "check" and size >= 7:
        d = f"M{x - size * 0.22:.1f} {y + size * 0.02:.1f}l{size * 0.16:.1f} {size * 0.17:.1f}"
        d += f"l{size * 0.3:.1f} {-size * 0.34:.1f}"
        made += f'<path d="{d}" fill="none" stroke="#ffffff" stroke-width="{size / 9:.1f}"/>'
    if cls.shape == "ring":
        made += f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{half * 0.4:.1f}" fill="#ffffff"/>'
    return made
