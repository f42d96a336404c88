"""Where the dots and error bars of a plot stand: measures by group, in SVG user units."""

from collections.abc import Sequence
from dataclasses import dataclass

from evals.names import Unit, measure, number
from evals.types import Row

WIDTH = 360.0  # what a phone of 390 px has room for, so that text is shown at its own size there
_LEFT, _RIGHT = 132.0, 302.0  # labels stand before, values after
_TOP, _STEP, _FOOT = 14.0, 20.0, 20.0


@dataclass(frozen=True, slots=True)
class Dot:
    """One group of questions: its height, its value with error bar, and the value before."""

    group: str
    y: float
    x: float
    low: float
    high: float
    before: float | None
    text: str


@dataclass(frozen=True, slots=True)
class Plot:
    """Dots from the top down, the scale's marks as x and text, and the size of the whole."""

    dots: tuple[Dot, ...]
    ticks: tuple[tuple[float, str], ...]
    left: float
    right: float
    width: float
    height: float
    bottom: float


def plot(rows: Sequence[Row]) -> Plot:
    """Return the plot of the rows of one measure; at least one row, in the order given."""
    unit = measure(rows[0].measure).unit
    low, high = _scale(rows, unit)

    def x(value: float) -> float:
        share = (min(max(value, low), high) - low) / (high - low)
        return round(_LEFT + share * (_RIGHT - _LEFT), 1)

    dots = tuple(
        Dot(
            row.group,
            _TOP + place * _STEP,
            x(row.interval.value),
            x(row.interval.low),
            x(row.interval.high),
            None if row.change is None else x(row.interval.value - row.change),
            number(row.interval.value, unit),
        )
        for place, row in enumerate(rows)
    )
    bottom = _TOP + (len(rows) - 0.5) * _STEP
    ticks = tuple((x(value), _tick(value, unit)) for value in (low, (low + high) / 2, high))
    return Plot(dots, ticks, _LEFT, _RIGHT, WIDTH, bottom + _FOOT, bottom)


def _scale(rows: Sequence[Row], unit: Unit) -> tuple[float, float]:
    """Return the ends of the scale: 0 to 1, from −1 where values are negative, or as far as needed.

    A share has all of 0 to 1, so that plots can be held against each other.
    """
    if unit in ("share", "score"):
        return (-1.0 if min(row.interval.low for row in rows) < 0 else 0.0), 1.0
    most = max(row.interval.high for row in rows)
    return 0.0, most if most > 0 else 1.0


def _tick(value: float, unit: Unit) -> str:
    text = number(value, unit)
    return text.replace(",0 %", " %").replace(",00", "").replace(",50", ",5")
