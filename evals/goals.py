"""What a bench is to reach, judged from what was measured, and the goals of growth."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

T = TypeVar("T")

Steps = Mapping[str, Mapping[str, float]]
"""What each step measured, by its name and that of the value."""

Grown = Mapping[int, Steps]
"""What was measured, by the number of documents."""

INDEXED = 10_000  # documents
SEARCHED = 100_000  # passages
RESIDENT = 15_000  # passages up to which memory is compared with sentence-transformers


@dataclass(frozen=True, slots=True)
class Goal(Generic[T]):
    """A bound on a value; `value` raises KeyError where it was not measured."""

    text: str
    value: Callable[[T], float]
    bound: float
    is_least: bool = False


@dataclass(frozen=True, slots=True)
class Judged:
    """A goal and what was measured of it, None for nothing."""

    goal: Goal[Any]
    value: float | None

    @property
    def reached(self) -> bool | None:
        """Whether the goal is reached; None when it was not measured."""
        if self.value is None:
            return None
        bound = self.goal.bound
        return self.value >= bound if self.goal.is_least else self.value <= bound


def judge(goals: Sequence[Goal[T]], measured: T) -> list[Judged]:
    """Return every goal with what was measured of it, in order."""
    return [Judged(goal, _value(goal, measured)) for goal in goals]


def told(judged: Judged) -> str:
    """Return a goal, what was measured of it, and whether that reaches it."""
    goal = judged.goal
    number = f"{goal.bound:,.3f}".rstrip("0").rstrip(".")
    bound = f"{'>=' if goal.is_least else '<='} {number}"
    if judged.value is None:
        return f"{goal.text:75}{'-':>10}   {bound:9} not measured"
    verdict = "reached" if judged.reached else "NOT REACHED"
    return f"{goal.text:75}{judged.value:10,.3f}   {bound:9} {verdict}"


def _value(goal: Goal[T], measured: T) -> float | None:
    try:
        return goal.value(measured)
    except KeyError:
        return None


def _indexed(grown: Grown) -> Steps:
    return grown[INDEXED]


def _largest(grown: Grown) -> Steps:
    return grown[max(grown, default=-1)]


def _searched(grown: Grown) -> Steps:
    """Return the smallest corpus of at least SEARCHED passages."""
    return grown[_first(grown, lambda steps: steps["first"]["passages"] >= SEARCHED)]


def _resident(grown: Grown) -> Steps:
    """Return the largest corpus of at most RESIDENT passages that both were measured on."""
    fit = [
        size
        for size, steps in grown.items()
        if "transformers" in steps and steps["first"]["passages"] <= RESIDENT
    ]
    return grown[max(fit, default=-1)]


def _first(grown: Grown, fits: Callable[[Steps], bool]) -> int:
    return next((size for size in sorted(grown) if fits(grown[size])), -1)


def _ratio(
    left: tuple[str, str], right: tuple[str, str], at: Callable[[Grown], Steps]
) -> Callable[[Grown], float]:
    """Return what divides one value by another of the same corpus."""

    def value(grown: Grown) -> float:
        steps = at(grown)
        return steps[left[0]][left[1]] / steps[right[0]][right[1]]

    return value


def _complete(grown: Grown) -> float:
    """Return how much longer LlamaIndex takes than ours with the Chroma store complete."""
    steps = _indexed(grown)
    return steps["llama"]["seconds"] / (steps["first"]["seconds"] + steps["fill"]["seconds"])


def _growth(grown: Grown) -> float:
    """Return how much faster a question's time grows than the passages, of the largest step."""
    sizes = [size for size in sorted(grown) if "search" in grown[size]]
    if len(sizes) < 2:
        raise KeyError("search")
    small, large = (grown[size] for size in sizes[-2:])
    slower = large["search"]["hits p50"] / small["search"]["hits p50"]
    return slower * small["first"]["passages"] / large["first"]["passages"]


def _recall(grown: Grown) -> float:
    if not grown:
        raise KeyError("search")
    return min(steps["search"]["recall@10"] for steps in grown.values())


def _memory(grown: Grown) -> float:
    steps = _searched(grown)
    return max(steps[name]["memory"] for name in ("first", "search", "answer"))


GOALS: Sequence[Goal[Grown]] = (
    Goal("first index of 10,000 documents: times faster than LlamaIndex",
         _ratio(("llama", "seconds"), ("first", "seconds"), _indexed), 5, is_least=True),
    Goal("the same with the Chroma store complete: times faster", _complete, 1.8, is_least=True),
    Goal("no change at 10,000 documents: seconds",
         lambda grown: _indexed(grown)["same"]["seconds"], 1),
    Goal("one changed document at 10,000: seconds",
         lambda grown: _indexed(grown)["changed"]["seconds"], 10),
    Goal("answer at 100,000 passages: ms, p50",
         lambda grown: _searched(grown)["answer"]["answer p50"], 30),
    Goal("answer at 100,000 passages: times the floor",
         _ratio(("answer", "answer p50"), ("floor", "question p50"), _searched), 5),
    Goal("search, from the size before the largest: growth of ms by that of passages", _growth, 1),
    Goal("recall@10 of the vectors against exact, the worst size", _recall, 0.99, is_least=True),
    Goal("memory at 100,000 passages, of every step of ours: MB", _memory, 2_000),
    Goal("index opened at 100,000 passages, besides imports: seconds",
         lambda grown: _searched(grown)["search"]["open"], 1),
    Goal("assistant opened at 100,000 passages, besides imports: seconds",
         lambda grown: _searched(grown)["answer"]["open"], 1),
    Goal("question in one document at 100,000 passages: of Chroma's filter",
         _ratio(("search", "in one document p50"), ("chroma", "in one document p50"), _searched),
         1 / 20),
    Goal("embedding of a question: times tokenizer and numpy",
         _ratio(("embedding", "ours"), ("embedding", "floor"), _largest), 1.5),
    Goal("words opened at 10,000 documents: of BM25Retriever's load",
         _ratio(("search", "open lexical"), ("words", "seconds"), _indexed), 1 / 20),
    Goal("memory up to 10,000 passages: of LlamaIndex with sentence-transformers",
         _ratio(("answer", "memory"), ("transformers", "memory"), _resident), 1 / 3),
)  # fmt: skip
