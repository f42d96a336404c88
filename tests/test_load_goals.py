"""Many users at a time: what they are told is judged by the goals."""

import pytest

from evals.goals import judge
from evals.load import ALONE, BESIDE, FLOOD, GOALS, Loaded, Told, many


def loaded(**changed: Told) -> Loaded:
    """Return what reaches every goal, with some users' in place of its own."""
    found = {
        many(200): changed.get("users_200", Told([0.1, 2.0])),
        many(500): changed.get("users_500", Told([1.0] * 10, busy=90)),
        ALONE: Told([0.1] * 20),
        BESIDE: changed.get("beside", Told([0.2] * 20)),
        FLOOD: changed.get("flood", Told([0.1] * 20, often=80)),
    }
    return found


def missed(found: Loaded) -> list[int]:
    """Return the places among GOALS of those that are not reached."""
    return [place for place, one in enumerate(judge(GOALS, found)) if not one.reached]


def test_users_who_are_answered_in_time_reach_the_goals() -> None:
    assert missed(loaded()) == []


@pytest.mark.parametrize(
    ("changed", "places"),
    [
        ({"users_200": Told([2.1] * 5)}, [0]),
        ({"users_200": Told([0.1] * 5, busy=1)}, [1]),
        ({"users_500": Told([5.1] * 5)}, [2]),
        ({"users_500": Told([0.1] * 5, errors=1)}, [3]),
        ({"flood": Told([0.1] * 100, often=99)}, [4]),
        ({"beside": Told([0.21] * 20)}, [5]),
        ({"beside": Told([0.2] * 20, often=1)}, [6]),
    ],
)
def test_goal_that_is_not_reached_is_told(changed: dict[str, Told], places: list[int]) -> None:
    assert missed(loaded(**changed)) == places


def test_users_of_whom_none_was_answered_reach_no_time() -> None:
    assert missed(loaded(users_200=Told(errors=9), flood=Told())) == [0, 1, 4]


def test_users_who_were_not_measured_are_not_judged() -> None:
    assert [one.reached for one in judge(GOALS, {})] == [None] * len(GOALS)
