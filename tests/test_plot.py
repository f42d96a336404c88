from evals.plot import plot
from evals.types import Interval, Row


def test_share_is_plotted_from_0_to_1_with_its_error_bar() -> None:
    drawn = plot([Row("perfect", "all", Interval(0.5, 0.25, 1.0, 8))])
    width = drawn.right - drawn.left
    (dot,) = drawn.dots
    assert (dot.x, dot.low, dot.high) == (
        drawn.left + width / 2,
        drawn.left + width / 4,
        drawn.right,
    )
    assert dot.before is None
    assert dot.text == "50,0 %"
    assert [text for _, text in drawn.ticks] == ["0 %", "50 %", "100 %"]


def test_value_before_is_the_value_less_its_change() -> None:
    drawn = plot([Row("perfect", "all", Interval(0.75, 0.5, 1.0, 8), 0.25)])
    assert drawn.dots[0].before == drawn.left + (drawn.right - drawn.left) / 2


def test_negative_truthfulness_has_a_scale_from_minus_1() -> None:
    rows = [
        Row("truthfulness", "all", Interval(0.0, -0.5, 0.5, 8)),
        Row("truthfulness", "law", Interval(1.0, 1.0, 1.0, 8)),
    ]
    drawn = plot(rows)
    assert drawn.ticks[0] == (drawn.left, "−1")
    assert drawn.dots[0].x == (drawn.left + drawn.right) / 2
    assert drawn.dots[1].x == drawn.right
    assert drawn.dots[1].y > drawn.dots[0].y


def test_time_is_plotted_up_to_the_largest_end() -> None:
    drawn = plot([Row("milliseconds", "all", Interval(20.0, 10.0, 40.0, 8))])
    assert drawn.dots[0].high == drawn.right
    assert [text for _, text in drawn.ticks] == ["0 ms", "20 ms", "40 ms"]


def test_measure_that_is_zero_throughout_can_be_plotted() -> None:
    drawn = plot([Row("ungrounded", "all", Interval(0.0, 0.0, 0.0, 8))])
    assert drawn.dots[0].x == drawn.left


def test_value_before_beyond_the_scale_stands_at_its_end() -> None:
    drawn = plot([Row("milliseconds", "all", Interval(20.0, 10.0, 40.0, 8), -60.0)])
    assert drawn.dots[0].before == drawn.right
