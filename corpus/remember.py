"""Results of a method kept for when they are asked for again, without keeping its object."""

from collections.abc import Callable
from functools import lru_cache
from typing import ParamSpec, TypeVar, cast
from weakref import WeakMethod

P = ParamSpec("P")
R = TypeVar("R")


def remembered(most: int, method: Callable[P, R]) -> Callable[P, R]:
    """Return a bound method that keeps its `most` latest results; its object may hold it.

    By `lru_cache` alone the two would hold each other, and the files of an index that nobody asks
    any more would stay open until the garbage collector looks for such circles.
    """
    weak = WeakMethod(method)

    def call(*arguments: P.args, **named: P.kwargs) -> R:
        alive = weak()
        if alive is None:
            raise ReferenceError("the object of a remembered method is gone")
        return alive(*arguments, **named)

    return cast("Callable[P, R]", lru_cache(most)(call))
