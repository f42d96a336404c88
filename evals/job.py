"""Where a step of the bench finds its corpus and its questions, and leaves what the next needs."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from pathlib import Path

from evals.planted import Planted
from evals.spans import Span


@dataclass(frozen=True, slots=True)
class Job:
    """Where one corpus lies, where its indexes go, and its questions (a JSON file)."""

    documents: Path
    data: Path
    questions: Path

    @property
    def ours(self) -> Path:
        """The index of this program."""
        return self.data / "ours"

    @property
    def theirs(self) -> Path:
        """LlamaIndex's Chroma store."""
        return self.data / "llama"

    @property
    def exact(self) -> Path:
        """The passages as near to each question as the tenth nearest, by exact search (JSON)."""
        return self.data / "exact.json"


def keep(questions: Sequence[Planted], file: Path) -> None:
    """Write questions to a file."""
    file.write_text(json.dumps([asdict(asked) for asked in questions]), encoding="utf-8")


def kept(file: Path) -> list[Planted]:
    """Return the questions that a file holds."""
    rows = json.loads(file.read_text(encoding="utf-8"))
    return [
        Planted(row["kind"], row["question"], Span(**row["span"]), tuple(row["gold"]))
        for row in rows
    ]
