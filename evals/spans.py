"""Stretches of documents, and how much of one others cover."""

from collections.abc import Iterable
from dataclasses import dataclass

COVERED = 0.8  # share of a span that must be covered for it to count as found


@dataclass(frozen=True, slots=True)
class Span:
    """Characters `start` to `end` of one document's text."""

    document: str
    start: int
    end: int

    @property
    def length(self) -> int:
        """Characters in the span."""
        return self.end - self.start


def overlap(left: Span, right: Span) -> int:
    """Return how many characters two spans share."""
    if left.document != right.document:
        return 0
    return max(0, min(left.end, right.end) - max(left.start, right.start))


def covered(span: Span, by: Iterable[Span]) -> float:
    """Return the share of a span's characters that the others cover together, 0 to 1."""
    position, found = span.start, 0
    for other in sorted((o for o in by if overlap(span, o)), key=lambda o: o.start):
        start, end = max(position, other.start), min(span.end, other.end)
        found += max(0, end - start)
        position = max(position, end)
    return found / span.length


def is_covered(group: Iterable[Span], by: Iterable[Span]) -> bool:
    """Return whether any span of a group is covered to at least COVERED."""
    others = tuple(by)
    return any(covered(span, others) >= COVERED for span in group)
