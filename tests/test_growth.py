"""The tables of growth and their goals, from values that are given."""

import json
from pathlib import Path

import numpy as np
import pytest

from evals.clock import spread, timed
from evals.goals import GOALS, Goal, Judged, Steps, judge
from evals.growth import print_growth
from evals.job import keep, kept
from evals.plain import Floor, keep_words, load_words
from evals.planted import Planted
from evals.spans import Span
from evals.steps import main
from tests.fakes import FakeEmbedding

TEXTS = ["hesten spiser havre", "katten sover i solen", "en kat og en hest i regnen"]
STEPS: Steps = {
    "first": {"passages": 110_000, "seconds": 40.0, "memory": 900.0},
    "fill": {"seconds": 60.0},
    "same": {"seconds": 0.5},
    "changed": {"seconds": 11.0},
    "llama": {"seconds": 240.0},
    "search": {"hits p50": 8.0, "recall@10": 0.995, "open": 0.4, "memory": 700.0},
    "answer": {"answer p50": 25.0, "memory": 2_100.0, "open": 0.9},
    "floor": {"question p50": 20.0},
}


def judged(text: str) -> Judged:
    small: Steps = {
        "first": {"passages": 11_000.0},
        "search": {"hits p50": 1.0, "recall@10": 0.985},
    }
    return next(one for one in judge(GOALS, {1_000: small, 10_000: STEPS}) if one.goal.text == text)


@pytest.mark.parametrize(
    ("text", "value", "reached"),
    [
        ("first index of 10,000 documents: times faster than LlamaIndex", 6.0, True),
        ("the same with the Chroma store complete: times faster", 2.4, True),
        ("no change at 10,000 documents: seconds", 0.5, True),
        ("one changed document at 10,000: seconds", 11.0, False),
        ("answer at 100,000 passages: times the floor", 1.25, True),
        ("search, from the size before the largest: growth of ms by that of passages", 0.8, True),
        ("recall@10 of the vectors against exact, the worst size", 0.985, False),
        ("memory at 100,000 passages, of every step of ours: MB", 2_100.0, False),
        ("embedding of a question: times tokenizer and numpy", None, None),
    ],
)
def test_goal_is_judged_by_what_was_measured(
    text: str, value: float | None, reached: bool | None
) -> None:
    found = judged(text)
    assert (found.value, found.reached) == (
        value if value is None else pytest.approx(value),
        reached,
    )


def test_nothing_measured_reaches_no_goal() -> None:
    assert [one.reached for one in judge(GOALS, {})] == [None] * len(GOALS)


def test_bound_is_within_the_goal() -> None:
    assert Judged(Goal("", lambda grown: 0.0, 1), 1.0).reached
    assert Judged(Goal("", lambda grown: 0.0, 1, is_least=True), 1.0).reached


def test_table_has_a_column_a_size_and_says_what_is_reached(
    capsys: pytest.CaptureFixture[str],
) -> None:
    print_growth({10_000: STEPS, 5: {"first": {"passages": 53.0}}})
    lines = capsys.readouterr().out.splitlines()
    assert lines[1].split() == ["Growth:", "documents", "5", "10,000"]
    assert lines[2].split() == ["passages", "53", "110,000"]
    assert [line.split()[-1] for line in lines if line.startswith("no change at")] == ["reached"]
    assert [line[-11:] for line in lines if line.startswith("one changed document at")] == [
        "NOT REACHED"
    ]


def test_questions_are_kept_as_they_were(tmp_path: Path) -> None:
    asked = [Planted("amount", "Hvor meget får æblet?", Span("side", 3, 9), ("1", "2"))]
    keep(asked, tmp_path / "asked.json")
    assert kept(tmp_path / "asked.json") == asked


def test_step_prints_what_it_found_as_json(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = [Planted("amount", f"Hvor meget får {name}?", Span("a", 0, 1), ()) for name in "abcd"]
    keep(asked, tmp_path / "asked.json")
    assert main(["embedding", str(tmp_path), str(tmp_path), str(tmp_path / "asked.json")]) == 0
    assert set(json.loads(capsys.readouterr().out)) == {"ours", "floor"}


def test_time_stops_with_its_block() -> None:
    with timed() as took:
        pass
    assert took() == took() >= 0


def test_spread_is_the_median_and_what_most_are_below() -> None:
    assert spread("x", [1.0, 2.0, 3.0]) == {"x p50": 2.0, "x p95": pytest.approx(2.9)}


def test_floor_finds_the_nearest_and_the_words() -> None:
    floor = Floor(TEXTS, FakeEmbedding())
    assert floor.words("havre").argmax() == 0
    assert floor.words("ukendt").tolist() == [0.0, 0.0, 0.0]
    assert np.argmax(floor.exact(TEXTS[1])) == 1
    found = floor.hits("en kat i regnen")
    assert (len(found), found[0], found[3]) == (6, 2, 2)


def test_words_are_loaded_as_they_were_kept(tmp_path: Path) -> None:
    keep_words(TEXTS, tmp_path)
    assert load_words(tmp_path) == 3
