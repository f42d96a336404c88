"""Corpora of growing size: how soon they are indexed and searched, and what is still found.

Each step runs in a process of its own (`evals.steps`), ours and what one would write instead.
"""

import json
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from evals import corpora
from evals.goals import GOALS, Grown, Steps, judge, told
from evals.job import Job, keep
from evals.planted import KINDS, planted

SIZES, QUICK_SIZES = (5, 1_000, 10_000), (5, 1_000)
THEIRS_UP_TO = 10_000  # documents; beyond, LlamaIndex takes the better part of an hour
TRANSFORMERS_UP_TO = 1_000
_OURS = (
    ("first", "update"), ("same", "update"), ("changed", "update"), ("embedding", "embedding"),
    ("floor", "floor"), ("search", "search"), ("answer", "answer"), ("fill", "fill"),
    ("chroma", "chroma"), ("words", "words"),
)  # fmt: skip
_ADDED = "\n\nRettelse: Åbningstiderne er ændret fra den første i næste måned.\n"


Tell = Callable[[str], None]
"""Called with a line on each step that failed."""


class StepError(Exception):
    """A step that ended with an error; the message is the last line that it wrote."""


@dataclass(frozen=True, slots=True)
class Row:
    """A line of the table: the step and the name of a value, what it is called, and its unit."""

    step: str
    name: str
    title: str
    form: str = "{:,.1f}"


_ROWS = (
    Row("first", "passages", "passages", "{:,.0f}"),
    Row("first", "seconds", "first index, until a question is answered, s"),
    Row("first", "documents/s", "  documents a second", "{:,.0f}"),
    Row("first", "passages/s", "  passages a second", "{:,.0f}"),
    Row("fill", "seconds", "then the Chroma store complete, s"),
    Row("same", "seconds", "no change, s", "{:,.2f}"),
    Row("changed", "seconds", "one changed document, s", "{:,.2f}"),
    Row("llama", "seconds", "LlamaIndex: first index, s"),
    Row("fill", "disk", "disk with the Chroma store, MB"),
    Row("llama", "disk", "LlamaIndex: disk, MB"),
    Row("first", "memory", "memory: first index, MB", "{:,.0f}"),
    Row("answer", "memory", "memory: answering, MB", "{:,.0f}"),
    Row("llama", "memory", "LlamaIndex: memory, first index, MB", "{:,.0f}"),
    Row("transformers", "memory", "  answering with sentence-transformers, MB", "{:,.0f}"),
    Row("search", "open", "index opened, s", "{:,.3f}"),
    Row("search", "open lexical", "  of it the words, s", "{:,.4f}"),
    Row("answer", "open", "assistant opened, s", "{:,.3f}"),
    Row("words", "seconds", "BM25Retriever: load, s", "{:,.4f}"),
    Row("embedding", "ours", "embedding of a question, ms, p50", "{:,.3f}"),
    Row("embedding", "floor", "  tokenizer and numpy alone", "{:,.3f}"),
    *(
        Row(step, f"{name} {part}", f"{title}, ms, {part}", "{:,.2f}")
        for step, name, title in (
            ("search", "vectors", "vectors"),
            ("search", "lexical", "words"),
            ("search", "hits", "search in all"),
            ("search", "in one document", "  in one document"),
            ("chroma", "in one document", "  Chroma, in one document"),
            ("search", "in a subset", "  in every hundredth document"),
            ("answer", "answer", "answer in all"),
            ("floor", "question", "floor: exact numpy and postings"),
            ("llama", "question", "LlamaIndex: vectors alone"),
        )
        for part in ("p50", "p95")
    ),
    Row("search", "recall@10", "recall@10 of the vectors against exact", "{:.3f}"),
    Row("search", "evidence@5", "evidence recall@5", "{:.3f}"),
    Row("search", "evidence@10", "evidence recall@10", "{:.3f}"),
    Row("answer", "right", "answers with the right value, cited", "{:.3f}"),
    *(Row("answer", f"right: {kind}", f"  asked by {kind}", "{:.3f}") for kind in KINDS),
    Row("answer", "unknown", "answers about names that no page has", "{:.3f}"),
)


def measure(size: int, tell: Tell, *, with_theirs: bool) -> Steps:
    """Return what each step measured of a corpus; that takes from seconds to many minutes.

    A step that fails is told of and left out, and the others go on.
    """
    with TemporaryDirectory(prefix="initiativ-growth-") as folder:
        job = Job(Path(folder) / "documents", Path(folder) / "data", Path(folder) / "asked.json")
        job.data.mkdir()
        pages = list(corpora.pages(size))
        corpora.write(job.documents, pages)
        keep(planted(pages), job.questions)
        found: dict[str, dict[str, float]] = {}
        for name, step in [*_OURS, *_theirs(size, with_theirs=with_theirs)]:
            if name == "changed":
                _change(job.documents)
            try:
                found[name] = _run(step, job)
            except StepError as error:
                tell(f"{size:,} documents, {name}: {error}")
        if first := found.get("first"):
            first["documents/s"] = size / first["seconds"]
            first["passages/s"] = first["passages"] / first["seconds"]
        return found


def print_growth(grown: Grown) -> None:
    """Print a column a size, and the goals with whether they are reached."""
    sizes = sorted(grown)
    print("\nGrowth: documents".ljust(57) + "".join(f"{size:>14,}" for size in sizes))
    for row in _ROWS:
        cells = [_cell(row, grown[size]) for size in sizes]
        if any(cells):
            print(f"{row.title:56}" + "".join(f"{cell:>14}" for cell in cells))
    print("\nGoals".ljust(78) + "measured   goal")
    for judged in judge(GOALS, grown):
        print(told(judged))


def _theirs(size: int, *, with_theirs: bool) -> list[tuple[str, str]]:
    named = ["llama", *(["transformers"] if size <= TRANSFORMERS_UP_TO else [])]
    return [(name, name) for name in named] if with_theirs else []


def _change(documents: Path) -> None:
    """Add a line to the first document; no question is about that line."""
    first = min(documents.iterdir())
    with first.open("a", encoding="utf-8") as file:
        file.write(_ADDED)


def _run(step: str, job: Job) -> dict[str, float]:
    """Return what a step found, run in a process of its own; raises StepError."""
    paths = (str(path) for path in (job.documents, job.data, job.questions))
    done = subprocess.run(
        [sys.executable, "-m", "evals.steps", step, *paths], capture_output=True, text=True
    )
    if done.returncode:
        raise StepError((done.stderr.strip() or f"exit {done.returncode}").splitlines()[-1])
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def _cell(row: Row, found: Steps) -> str:
    value = found.get(row.step, {}).get(row.name)
    return "" if value is None else row.form.format(value)
