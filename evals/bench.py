"""`make bench`: how good the answers are on text from other fields, and how soon they come.

Quality is measured through `Assistant.ask` on the Danish XQuAD (Artetxe et al. 2020), where each
question has one right paragraph and a short gold answer that stands in it. What the chat app adds
is measured by `evals.browser`, many users at a time by `evals.load`, what growing corpora cost by
`evals.growth`.
"""

import argparse
import json
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from assistant import settings
from assistant.danger import body
from assistant.settings import SHIPPED_DOCUMENTS, Settings
from assistant.types import Answer
from evals import browser, growth, load

XQUAD = Path("../shared/xquad-da-dev")
QUESTION = "Hvad er formålet med Stofmisbrugspakken?"
RUNS = 5
_QUICK_RUNS = 2
_QUICK_TURNS = 40

_OURS = """
from assistant import settings
settings.quiet()
from pathlib import Path
from assistant.opening import open_assistant
chosen = settings.Settings(documents=Path({documents!r}), data=Path({data!r}))
assert open_assistant(chosen).ask({question!r}).citations
"""
_PLAIN = """
from assistant import settings
settings.quiet()
from pathlib import Path
from evals.plain import first_hit
assert first_hit(Path({documents!r}), Path({data!r}), {question!r})
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A question, the paragraph that answers it (offsets of its document) and the gold answers."""

    question: str
    document: str
    start: int
    end: int
    gold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Scores:
    """Shares of the questions, 0 to 1, and the median number of words of an answer."""

    right_paragraph: float
    holds_gold: float
    declined: float
    words: float
    milliseconds: float


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables and return 0."""
    parser = argparse.ArgumentParser(prog="python -m evals.bench", description=__doc__)
    parser.add_argument(
        "--sizes",
        type=sizes,
        help=f"documents of the corpora, as in 5,1000,100000 (default {_listed(growth.SIZES)}; "
        f"with --quick {_listed(growth.QUICK_SIZES)}; none: leave growth out)",
    )
    parser.add_argument("--xquad", type=Path, default=XQUAD, help="folder of the questions")
    parser.add_argument(
        "--quick",
        action="store_true",
        help=f"{_QUICK_RUNS} timed runs, not {RUNS}, and a short conversation",
    )
    parsed = parser.parse_args(arguments)
    settings.quiet()
    if parsed.xquad.is_dir():
        print_quality(quality(parsed.xquad))
    else:
        print(f"XQuAD-da: skipped, no folder {parsed.xquad}")
    runs, turns = (_QUICK_RUNS, _QUICK_TURNS) if parsed.quick else (RUNS, browser.TURNS)
    print_start(runs)
    browser.print_browser(runs, turns)
    if not parsed.quick:
        load.main([])
    usual = growth.QUICK_SIZES if parsed.quick else growth.SIZES
    return _print_growth(usual if parsed.sizes is None else parsed.sizes)


def _print_growth(corpora: Sequence[int]) -> int:
    """Print the tables of growth; return 1 when a step of them failed."""
    failed: list[str] = []
    grown = {}
    for size in corpora:
        print(f"Growth: {size:,} documents …", file=sys.stderr)
        with_theirs = size <= growth.THEIRS_UP_TO
        grown[size] = growth.measure(size, failed.append, with_theirs=with_theirs)
    if grown:
        growth.print_growth(grown)
    for line in failed:
        print(f"FAILED: {line}")
    return 1 if failed else 0


def sizes(text: str) -> tuple[int, ...]:
    """Return the sizes that an option lists; 'none' lists none."""
    return tuple(int(part) for part in text.split(",")) if text != "none" else ()


def _listed(sizes: Sequence[int]) -> str:
    return ",".join(map(str, sizes))


def quality(folder: Path) -> Scores:
    """Return the scores on the questions of an XQuAD folder, answered through the assistant."""
    from assistant.opening import open_assistant

    with tempfile.TemporaryDirectory() as data:
        chosen = Settings(documents=folder / "documents", data=Path(data))
        assistant = open_assistant(chosen)
        asked = read(folder, {key: item.text for key, item in assistant.documents.items()})
        began = time.perf_counter()
        answers = [assistant.ask(item.question) for item in asked]
        seconds = time.perf_counter() - began
    return score(asked, answers, seconds)


def read(folder: Path, texts: dict[str, str]) -> list[Asked]:
    """Return the questions of `questions.jsonl`; `texts` are the documents' texts by id."""
    asked = []
    for line in (folder / "questions.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        start = texts[row["document"]].index(row["paragraph"])
        end = start + len(row["paragraph"])
        asked.append(Asked(row["question"], row["document"], start, end, tuple(row["answers"])))
    return asked


def score(asked: Sequence[Asked], answers: Sequence[Answer], seconds: float) -> Scores:
    """Return the scores of answers in the order of the questions; `seconds` for all of them."""
    pairs = list(zip(asked, answers, strict=True))
    return Scores(
        right_paragraph=_share([_is_right(item, answer) for item, answer in pairs]),
        holds_gold=_share([_holds_gold(item, answer) for item, answer in pairs]),
        declined=_share([answer.status == "not_found" for answer in answers]),
        words=statistics.median(len(_bare(body(answer)).split()) for answer in answers),
        milliseconds=1000 * seconds / len(asked),
    )


def print_quality(found: Scores) -> None:
    """Print one row a measure, with the floor that it should reach."""
    print("XQuAD-da, answered through Assistant.ask          measured   floor")
    print(
        f"first citation in the right paragraph             {found.right_paragraph:8.3f}   >= .93"
    )
    print(f"answer holds the gold answer                      {found.holds_gold:8.3f}   >= .88")
    print(f"declined                                          {found.declined:8.3f}   <= .03")
    print(f"median words of an answer                         {found.words:8.0f}   <= 50")
    print(f"milliseconds a question                           {found.milliseconds:8.1f}")


def print_start(runs: int) -> None:
    """Print the seconds from start to first answer, ours and plain LlamaIndex in turn."""
    print(f"\nStart to first answer, wall seconds, median of {runs}   ours   LlamaIndex   ratio")
    with tempfile.TemporaryDirectory() as folder:
        first: dict[str, list[float]] = {_OURS: [], _PLAIN: []}
        again: dict[str, list[float]] = {_OURS: [], _PLAIN: []}
        for run in range(runs):
            for name, code in (("ours", _OURS), ("plain", _PLAIN)):
                data = str(Path(folder) / f"{name}-{run}")
                first[code].append(_seconds(code, data))
                again[code].append(_seconds(code, data))
    for title, seconds in (
        ("first start, index built", first),
        ("next start, index reused", again),
    ):
        ours, plain = statistics.median(seconds[_OURS]), statistics.median(seconds[_PLAIN])
        print(f"{title:50}{ours:6.1f}   {plain:10.1f}   {ours / plain:5.2f}")


def _seconds(code: str, data: str) -> float:
    filled = code.format(documents=str(SHIPPED_DOCUMENTS), data=data, question=QUESTION)
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", filled], check=True)
    return time.perf_counter() - began


def _is_right(item: Asked, answer: Answer) -> bool:
    if not answer.citations:
        return False
    first = answer.citations[0]
    return first.document == item.document and item.start <= first.start < item.end


def _holds_gold(item: Asked, answer: Answer) -> bool:
    text = normal(body(answer))
    return answer.status == "answered" and any(normal(gold) in text for gold in item.gold)


def normal(text: str) -> str:
    """Return the text without case, punctuation and markers, as XQuAD's own scorer compares it."""
    return " ".join(re.sub(r"[^\w\s]", "", _bare(text).casefold()).split())


def _bare(text: str) -> str:
    return re.sub(r" ?\[\d+\]", "", text)


def _share(flags: Sequence[bool]) -> float:
    return sum(flags) / len(flags)


if __name__ == "__main__":
    sys.exit(main())
