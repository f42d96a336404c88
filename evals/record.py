"""One evaluation as a file: what it was made of, and what became of every question."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path

from pydantic import TypeAdapter, ValidationError

from assistant.settings import Settings
from corpus.errors import UserError, reason
from corpus.types import Document
from evals.types import Evaluation, Provenance, Question, Result, Scored, Verdict, Written
from index.embed import BUNDLED

FILE = "result.json"
# The libraries that an answer or a measure can change with.
_LIBRARIES = (
    "ir-measures", "numpy", "PyStemmer", "scipy", "sentence-transformers", "tokenizers", "torch",
)  # fmt: skip
# Where things lie and the day of today change no score; a key is nobody's business.
_NOT_HASHED = {"documents", "data", "today", "llm_key"}
_PACKAGES = ("assistant", "corpus", "index")  # whose data files, as word lists, are hashed


class RecordError(UserError):
    """A result that cannot be written or read."""


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of one question."""

    id: str
    result: Result
    status: str
    text: str
    error: str
    measures: dict[str, float]
    nuggets: dict[str, bool]
    faults: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Record:
    """An evaluation as it is kept; `written` is None without a language model."""

    provenance: Provenance
    verdict: Verdict
    entries: tuple[Entry, ...]
    written: Written | None = None


_RECORD = TypeAdapter(Record)


def provenance(
    questions: Sequence[Question], documents: Iterable[Document], chosen: Settings, seed: int
) -> Provenance:
    """Return what an evaluation is made of, at this second."""
    return Provenance(
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        seed=seed,
        hashes=hashes(questions, documents, chosen),
        versions={name: version(name) for name in _LIBRARIES},
    )


def hashes(
    questions: Sequence[Question], documents: Iterable[Document], chosen: Settings
) -> dict[str, str]:
    """Return the sha256, in hex, of each thing that a score depends on."""
    texts = {document.id: document.text for document in documents}
    asked = [question.model_dump(mode="json") for question in questions]
    model = _tree([Path(str(files("index") / "model"))])
    data = _tree([Path(str(files(name))) for name in _PACKAGES], "*.yaml")
    return {
        "questions": _sha256(sorted(asked, key=lambda question: str(question["id"]))),
        "documents": _sha256(texts),
        "settings": _sha256(chosen.model_dump(mode="json", exclude=_NOT_HASHED)),
        "model": _sha256(model if chosen.embedding == BUNDLED else chosen.embedding),
        "prompts": _sha256(_tree([Path(str(files("prompts")))], "*.txt")),
        "data": _sha256(data),
    }


def of(evaluation: Evaluation) -> Record:
    """Return an evaluation as it is kept."""
    entries = tuple(_entry(item) for item in evaluation.scored)
    return Record(evaluation.provenance, evaluation.verdict, entries, evaluation.written)


def write(record: Record, path: Path) -> None:
    """Write a record as JSON; raises RecordError when the file cannot be written."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(_RECORD.dump_json(record, indent=1) + b"\n")
    except OSError as error:
        raise RecordError(
            f"Resultatet kan ikke skrives i {path} ({reason(error)}). Vælg en anden mappe."
        ) from error


def read(path: Path) -> Record:
    """Return a record that `write` wrote; raises RecordError for anything else."""
    try:
        return _RECORD.validate_json(path.read_bytes())
    except OSError as error:
        raise RecordError(f"Resultatet {path} kan ikke læses ({reason(error)}).") from error
    except ValidationError as error:
        raise RecordError(
            f"{path} er ikke et resultat fra initiativ eval. Lav et nyt med --report."
        ) from error


def _entry(scored: Scored) -> Entry:
    asked, answer = scored.asked, scored.asked.answer
    return Entry(
        id=asked.question.id,
        result=scored.result,
        status=answer.status if answer else "",
        text=answer.text if answer else "",
        error=asked.error,
        measures=scored.measures,
        nuggets=scored.nuggets,
        faults=scored.faults,
    )


def _tree(folders: Iterable[Path], pattern: str = "*") -> Mapping[str, str]:
    """Return the sha256 of each file of folders by its name."""
    return {
        f"{folder.name}/{path.relative_to(folder).as_posix()}": hashlib.sha256(
            path.read_bytes()
        ).hexdigest()
        for folder in folders
        for path in sorted(folder.rglob(pattern))
        if path.is_file()
    }


def _sha256(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
