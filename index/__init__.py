"""Find the passages that may answer a question."""

from index.types import Hit, Passage

__all__ = ["Hit", "Passage"]
