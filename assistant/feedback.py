"""What people say of answers: one line each in a file of this machine, sent nowhere."""

import json
import logging
import os
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

from filelock import FileLock, Timeout
from pydantic import TypeAdapter

from assistant.masking import mask
from assistant.types import Audience, Status, Turn
from corpus.errors import UserError, reason

log = logging.getLogger(__name__)

FILE = "feedback.jsonl"
REASON = 1_000  # characters; a page of text is 2,000
QUESTION = 2_000  # characters that are kept of a question, and so are these of an answer
ANSWER = 20_000
TURNS = 20  # questions that are kept of those before
MOST_BYTES = 20_000_000  # of the file: ten thousand long answers
_WAIT_SECONDS = 5.0
_MODE = 0o600  # only for who runs the assistant
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")

Verdict = Literal["up", "down"]

_NOT_WRITTEN = "Tilbagemeldingen kan ikke gemmes i {path} ({reason})."
_NOT_READ = "Tilbagemeldingerne i {path} kan ikke læses ({reason})."
_BUSY = "et andet program bruger filen; prøv igen"
_FULL = (
    "filen er fuld; se tilbagemeldingerne med initiativ feedback, og slet dem med "
    "initiativ feedback --clear"
)


class FeedbackError(UserError):
    """Feedback that cannot be kept or read."""


@dataclass(frozen=True, slots=True)
class Cited:
    """What an answer cited: `quote` is `[start:end]` of the document's text, as it was then."""

    document: str
    title: str
    quote: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Feedback:
    """What somebody says of one answer.

    `when` is an ISO 8601 time, `turns` are the questions before this one in the conversation,
    `version` is the index's, '' where it is not known.
    """

    when: str
    question: str
    turns: tuple[str, ...]
    audience: Audience
    verdict: Verdict
    reason: str
    status: Status
    answer: str
    citations: tuple[Cited, ...]
    version: str = ""


_FEEDBACK = TypeAdapter(Feedback)


def about(
    conversation: Sequence[Turn], verdict: object, why: object, version: str = ""
) -> Feedback:
    """Return what is said of the last answer of a conversation, as of this second.

    `verdict` and `why` come from a browser: raises ValueError for a verdict that is neither 'up'
    nor 'down', a reason that is no text or is too long, and a conversation without an answer.
    """
    if verdict not in ("up", "down") or not isinstance(why, str) or len(why) > REASON:
        raise ValueError("no feedback")
    if not conversation:
        raise ValueError("no answer")
    *before, last = conversation
    answer = last.answer
    return Feedback(
        when=datetime.now(UTC).isoformat(timespec="seconds"),
        question=last.question,
        turns=tuple(turn.question for turn in before),
        audience=answer.audience,
        verdict="up" if verdict == "up" else "down",
        reason=why,
        status=answer.status,
        answer=answer.text,
        citations=tuple(
            Cited(item.document, item.title, item.quote, item.start, item.end)
            for item in answer.citations
        ),
        version=version,
    )


def masked(feedback: Feedback) -> Feedback:
    """Return feedback as it may be kept: shortened, and without what tells who somebody is.

    A telephone number or address of an answer stays where the cited words hold it. No text has
    control characters but line feeds and tabs.
    """
    quotes = [item.quote for item in feedback.citations]
    return replace(
        feedback,
        question=_clean(feedback.question, QUESTION),
        turns=tuple(_clean(turn, QUESTION) for turn in feedback.turns[-TURNS:]),
        reason=_clean(feedback.reason, REASON),
        answer=_clean(feedback.answer, ANSWER, quotes),
    )


def save(folder: Path, feedback: Feedback) -> None:
    """Add feedback, masked, to the file of a data folder, which nobody else can read.

    Raises FeedbackError when it cannot be written, or the file has MOST_BYTES.
    """
    path = folder / FILE
    line = json.dumps(_FEEDBACK.dump_python(masked(feedback)), ensure_ascii=False) + "\n"
    content = line.encode("utf-8", "replace")
    with _locked(path):
        try:
            _append(path, content)
        except OSError as error:
            raise FeedbackError(_NOT_WRITTEN.format(path=path, reason=reason(error))) from error


def _append(path: Path, content: bytes) -> None:
    """Write a line on a line of its own, also where the one before was only half written."""
    handle = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT, _MODE)
    with open(handle, "a+b") as file:
        size = file.seek(0, os.SEEK_END)
        if size + len(content) > MOST_BYTES:
            raise FeedbackError(_NOT_WRITTEN.format(path=path, reason=_FULL))
        if size:
            file.seek(-1, os.SEEK_END)
            content = content if file.read(1) == b"\n" else b"\n" + content
        file.write(content)


def read(path: Path) -> list[Feedback]:
    """Return the feedback of a file, oldest first; none when there is no such file.

    A line that is none, as one half written, is left out, and the log says so. Raises
    FeedbackError when the file cannot be read.
    """
    try:
        lines = path.read_bytes().split(b"\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise FeedbackError(_NOT_READ.format(path=path, reason=reason(error))) from error
    return list(_parsed(lines, path))


def clear(folder: Path) -> int:
    """Delete the feedback of a data folder and return how many there were.

    Raises FeedbackError when it cannot be read or deleted.
    """
    path = folder / FILE
    if not path.exists():
        return 0
    with _locked(path):
        count = len(read(path))
        try:
            path.unlink(missing_ok=True)
        except OSError as error:
            raise FeedbackError(_NOT_WRITTEN.format(path=path, reason=reason(error))) from error
    return count


def _parsed(lines: Sequence[bytes], path: Path) -> Iterator[Feedback]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                yield _FEEDBACK.validate_json(line)
            except ValueError:  # pydantic's; what stands there is nobody's business
                log.warning("Line %d of %s is no feedback", number, path)


def _clean(text: str, most: int, sources: Sequence[str] = ()) -> str:
    """Return a text masked and then cut, so that no half number is left at its end."""
    plain = _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))
    return mask(plain, sources)[:most].strip()


@contextmanager
def _locked(path: Path) -> Iterator[None]:
    """Keep other processes from the file meanwhile; raises FeedbackError when that fails."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        lock = FileLock(path.with_suffix(".lock"), timeout=_WAIT_SECONDS)
        lock.acquire()
    except Timeout as error:
        raise FeedbackError(_NOT_WRITTEN.format(path=path, reason=_BUSY)) from error
    except OSError as error:
        raise FeedbackError(_NOT_WRITTEN.format(path=path, reason=reason(error))) from error
    try:
        yield
    finally:
        lock.release()
