"""A share over time, as a drawing with its text at its own size in any width, and a table of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise

HEIGHT, TOP, BOTTOM = 216, 28, 188  # pixels: of the whole, and where 100 % and 0 % are
MOST = 40  # points: more than that are nearer each other than they are large
_LABELLED = 12  # points that a window has room to label; of more, only those that stand out
_APART = 1 / 8  # of a phone's width, between two labels
_MARKS = (0.0, 0.5, 1.0)

NAME = "Andel af svarene, der er rigtige, ved {count} målinger: fra {first} til {last}."
DATES = '<p class="ends"><span>{first}</span><span>{last}</span></p>'


@dataclass(frozen=True, slots=True)
class Point:
    """A share, 0 to 1, its day in text, and whether it is another thing than the one before.

    `own` ones are drawn as squares, the others as circles.
    """

    share: float
    day: str
    other: bool = False
    own: bool = False


def percent(share: float) -> str:
    """Return a share in whole percent, as Danish writes it; 100 % only of all, 0 % only of none."""
    whole = min(max(round(100 * share), 0 if share <= 0 else 1), 100 if share >= 1 else 99)
    return f"{whole} %"


def curve(points: Sequence[Point]) -> str:
    """Return the drawing of the last MOST points, at least one; x is in percent of its width."""
    some = points[-MOST:]
    places = [
        (100 * (number + 0.5) / len(some), _height(one.share)) for number, one in enumerate(some)
    ]
    first, last = percent(some[0].share), percent(some[-1].share)
    name = escape(NAME.format(count=len(some), first=first, last=last))
    parts = [_mark(share) for share in _MARKS]
    for number, (left, right) in enumerate(pairwise(places), 1):
        if some[number].other:
            parts.append(_line((left[0] + right[0]) / 2, TOP, BOTTOM))
        parts.append(_step(left, right))
    outstanding = _outstanding(some)
    for number, (one, (x, y)) in enumerate(zip(some, places, strict=True)):
        parts.append(_dot(one, x, y))
        kind = "" if number in outstanding else ' class="some"'
        if not kind or len(some) <= _LABELLED:
            parts.append(f'<text{kind} x="{x:.2f}%" y="{y - 11:.1f}">{percent(one.share)}</text>')
    return (
        f'<svg class="curve" role="img" aria-label="{name}" width="100%" height="{HEIGHT}">'
        f"{''.join(parts)}</svg>"
        + DATES.format(first=escape(some[0].day), last=escape(some[-1].day))
    )


def bar(share: float) -> str:
    """Return a bar of a share, 0 to 1, of the width that there is; the number stands beside it."""
    return (
        '<svg class="bar" aria-hidden="true" width="100%" height="10">'
        '<rect class="track" x="0.5" y="0.5" width="100%" height="9"/>'
        f'<rect class="fill" width="{100 * share:.2f}%" height="10"/></svg>'
    )


def _height(share: float) -> float:
    return BOTTOM - share * (BOTTOM - TOP)


def _mark(share: float) -> str:
    y = _height(share)
    return (
        f'<line class="mark" x1="0" x2="100%" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text class="axis" x="-8" y="{y + 4:.1f}">{percent(share)}</text>'
    )


def _line(x: float, top: float, bottom: float) -> str:
    return f'<line class="other" x1="{x:.2f}%" x2="{x:.2f}%" y1="{top}" y2="{bottom}"/>'


def _step(left: tuple[float, float], right: tuple[float, float]) -> str:
    return (
        f'<line class="step" x1="{left[0]:.2f}%" y1="{left[1]:.1f}" '
        f'x2="{right[0]:.2f}%" y2="{right[1]:.1f}"/>'
    )


def _dot(one: Point, x: float, y: float) -> str:
    if one.own:
        return (
            f'<rect class="dot" x="{x:.2f}%" y="{y - 5:.1f}" width="10" height="10" '
            'transform="translate(-5 0)"/>'
        )
    return f'<circle class="dot" cx="{x:.2f}%" cy="{y:.1f}" r="5"/>'


def _outstanding(some: Sequence[Point]) -> set[int]:
    """Return which points get their share in text however narrow it is: the ends and extremes."""
    shares = [one.share for one in some]
    kept = {0, len(some) - 1}
    for extreme in (shares.index(min(shares)), shares.index(max(shares))):
        if all(abs(extreme - number) >= _APART * len(some) for number in kept):
            kept.add(extreme)
    return kept
