"""The evaluations that were made: kept, and read for the chat app's tab about quality.

What is read is small JSON, without the libraries that measure, which may not be installed. Each
evaluation adds a line to a file beside the index; each accepted one adds a line to the file that
comes with the project, so that a fresh copy shows how the answers have become what they are.
"""

import json
import logging
import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from filelock import FileLock, Timeout
from pydantic import TypeAdapter, ValidationError

from assistant.quality import Failed, Place, Quality, Run
from assistant.settings import Settings
from corpus.errors import UserError, reason
from evals.types import Question

log = logging.getLogger(__name__)

SHIPPED = Path(__file__).parent / "history.jsonl"
FILE, LATEST = "evaluations.jsonl", "evaluation.json"
_BASELINE = Path(__file__).parent / "baseline.json"
_WAIT_SECONDS = 10.0  # for another evaluation that writes its line
_NOT_WRITTEN = "Målingen kan ikke gemmes i {path} ({reason}). Giv skriveadgang, og mål igen."
_BUSY = "en anden måling skriver i den"
_RUN = TypeAdapter(Run)


class HistoryError(UserError):
    """An evaluation that cannot be kept."""


@dataclass(frozen=True, slots=True)
class Latest:
    """What failed in the evaluation made at `when`, and how many failures are not told."""

    when: str
    failed: tuple[Failed, ...]
    hidden: int


_LATEST = TypeAdapter(Latest)


def quality(settings: Settings) -> Quality | None:
    """Return the evaluations made here and those that are shipped, oldest first; None of none.

    They are of the same set of questions as the last one, so that they can be compared.
    """
    runs = sorted([*read(SHIPPED), *read(settings.data / FILE)], key=_moment)
    if not runs:
        return None
    last = runs[-1]
    same = tuple(run for run in runs if run.set == last.set)
    latest = _latest(settings.data / LATEST)
    if latest is not None and latest.when == last.when:
        return Quality(same, latest.failed, latest.hidden)
    return Quality(same, *_accepted(_BASELINE, last.when)) if last.accepted else Quality(same)


def read(path: Path) -> list[Run]:
    """Return the evaluations of a file, in order; none when there is no such file.

    A line that is no evaluation, as one half written, is left out, and the log says so.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        log.warning("%s cannot be read (%s)", path, error)
        return []
    runs = []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                run = _RUN.validate_json(line)
                _moment(run)
                runs.append(run)
            except ValueError:  # of pydantic too
                log.warning("Line %d of %s is no evaluation", number, path)
    return runs


def append(run: Run, path: Path) -> None:
    """Add an evaluation to a file; raises HistoryError when it cannot be written."""
    line = json.dumps(_RUN.dump_python(run, exclude_none=True), ensure_ascii=False) + "\n"
    try:
        with path.open("ab") as file:
            file.write(line.encode("utf-8", "replace"))
    except OSError as error:
        raise HistoryError(_NOT_WRITTEN.format(path=path, reason=reason(error))) from error


def keep(folder: Path, run: Run, failed: Sequence[Failed], hidden: int) -> None:
    """Add an evaluation to those of a data folder, with what failed in place of what did before.

    Raises HistoryError when it cannot be written.
    """
    path = folder / FILE
    latest = folder / LATEST
    new = latest.with_suffix(".new")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(path.with_suffix(".lock"), timeout=_WAIT_SECONDS):
            append(run, path)
            new.write_bytes(_LATEST.dump_json(Latest(run.when, tuple(failed), hidden)))
            os.replace(new, latest)
    except Timeout as error:
        raise HistoryError(_NOT_WRITTEN.format(path=path, reason=_BUSY)) from error
    except OSError as error:
        raise HistoryError(_NOT_WRITTEN.format(path=path, reason=reason(error))) from error


def _moment(run: Run) -> datetime:
    """Return when an evaluation was made; raises ValueError for no time, or one without a zone."""
    when = datetime.fromisoformat(run.when)
    if when.tzinfo is None:
        raise ValueError(run.when)
    return when


def _latest(path: Path) -> Latest | None:
    try:
        return _LATEST.validate_json(path.read_bytes())
    except FileNotFoundError:
        return None
    except (OSError, ValidationError) as error:
        log.warning("%s is not read (%s)", path, type(error).__name__)
        return None


@cache
def _accepted(path: Path, when: str) -> tuple[tuple[Failed, ...], int]:
    """Return what failed in the baseline, and how many failures are not told.

    Its answers are not kept, so that only the questions are. `when` is of the evaluation that
    made it: another one is read anew.
    """
    try:
        results: dict[str, Any] = json.loads(path.read_bytes())["results"]
    except (OSError, ValueError, KeyError) as error:
        log.warning("%s is not read (%s)", path, error)
        return (), 0
    lost = [item for item in _shipped() if results.get(item.id, "perfect") != "perfect"]
    told = [_failed(item, results[item.id]) for item in lost if item.split == "dev"]
    return tuple(told), len(lost) - len(told)


def _shipped() -> Iterator[Question]:
    from evals.questions import QuestionsError
    from evals.questions import read as read_questions

    try:
        yield from read_questions()
    except QuestionsError as error:
        log.warning("%s", error)


def _failed(question: Question, outcome: Any) -> Failed:
    places = tuple(Place(group[0].document, "", group[0].quote) for group in question.evidence)
    return Failed(question.turns, question.type, question.audience, outcome, None, (), places)
