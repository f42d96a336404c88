"""One answer of a model, read by a thread of its own and held to limits from outside."""

import queue
import ssl
import threading
import time
from collections.abc import Callable, Generator, Iterator
from contextlib import closing
from dataclasses import dataclass
from socket import gaierror

import httpx

from assistant.line import CURRENT, THREAD, Line
from assistant.model import Fault, ModelError

BEAT = 0.25  # seconds between the empty pieces while a model is silent: a stop is seen by then
_OPEN, _CLOSE = "<think>", "</think>"
# What libraries raise of their own over an answer in another shape than the protocol's.
_MISSHAPEN = (
    ArithmeticError,
    AssertionError,
    AttributeError,
    LookupError,
    OSError,
    RuntimeError,
    TypeError,
    ValueError,
)


@dataclass(frozen=True, slots=True)
class Token:
    """What a model says next: `text` of the answer or `thought` before it.

    `finish` is the protocol's word for why it says no more, empty while it does.
    """

    text: str
    thought: str
    finish: str


@dataclass(frozen=True, slots=True)
class Source:
    """Where an answer comes from: `ask` begins a request, `errors` tell of the server's own."""

    ask: Callable[[], Generator[Token, None, None]]
    errors: tuple[type[Exception], ...]


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds to connect, to the first token and for the whole, and the most characters."""

    connect: float
    first: float
    whole: float
    characters: int


@dataclass(frozen=True, slots=True)
class _End:
    """No more comes; `fault` is None where the model said that it was done."""

    fault: Fault | None


def stream(source: Source, line: Line, limits: Limits, began: float) -> Iterator[str]:
    """Yield an answer in pieces as they come; raises ModelError.

    A piece is empty while the model is silent or thinks. `began` is when the question was asked, by
    the monotonic clock. The request ends with the iterator.
    """
    told: queue.SimpleQueue[str | _End] = queue.SimpleQueue()
    reading = (source, line, limits.characters, told)
    threading.Thread(target=_read, args=reading, name=THREAD, daemon=True).start()
    empty = True
    try:
        for piece in _aloud(_hear(told, line, limits, began)):
            said = piece.lstrip() if empty else piece
            empty = empty and not said
            yield said
    finally:
        line.end()
    if empty:
        raise ModelError("empty")


def _hear(
    told: "queue.SimpleQueue[str | _End]", line: Line, limits: Limits, began: float
) -> Iterator[str]:
    """Yield what the thread tells, '' while it has nothing to tell; raises ModelError.

    Between two tokens may lie as long as before the first: a server that is asked by several works
    for others in between, and what a reader bears to wait is the same.
    """
    connected = time.monotonic() + limits.connect
    until, whole = began + limits.first, began + limits.whole
    spoken = False
    while True:
        due = min(until, whole) if line.connected else min(until, whole, connected)
        try:
            item = told.get(timeout=max(0.0, min(due - time.monotonic(), BEAT)))
        except queue.Empty:
            item = None
        now = time.monotonic()
        if isinstance(item, _End):
            if item.fault:  # the connection's own limit may pass a moment before ours
                raise ModelError("stalled" if spoken and item.fault == "late" else item.fault)
            return
        if now >= whole:
            raise ModelError("endless" if spoken else "late")
        if item is not None:
            until, spoken = now + limits.first, True
        elif not line.connected and now >= connected:
            raise ModelError("refused")
        elif now >= until:
            raise ModelError("stalled" if spoken else "late")
        yield item or ""


def _aloud(pieces: Iterator[str]) -> Iterator[str]:
    """Yield what stands outside <think>…</think>, wherever the pieces are cut.

    A </think> alone is left out: some templates open the thought in the question.
    """
    held, thinking = "", False
    for piece in pieces:
        held, said = held + piece, ""
        while tag := _first(held, (_CLOSE,) if thinking else (_OPEN, _CLOSE)):
            before, _, held = held.partition(tag)
            said += "" if thinking else before
            thinking = tag == _OPEN
        kept = _begun(held)
        said += "" if thinking else held[: len(held) - kept]
        held = held[len(held) - kept :]
        yield said
    yield "" if thinking else held


def _first(text: str, tags: tuple[str, ...]) -> str:
    """Return the tag that comes first in the text, '' where none does."""
    return min((tag for tag in tags if tag in text), key=text.index, default="")


def _begun(text: str) -> int:
    """Return how many characters at the end of the text may be the beginning of a tag."""
    sizes = range(min(len(text), len(_CLOSE) - 1), 0, -1)
    return next(
        (n for n in sizes if _OPEN.startswith(text[-n:]) or _CLOSE.startswith(text[-n:])), 0
    )


def _read(source: Source, line: Line, most: int, told: "queue.SimpleQueue[str | _End]") -> None:
    """Tell the answer, and at last its end, whatever comes."""
    CURRENT.set(line)
    end: Fault | None = "server"
    try:
        end = _tell(source, line, most, told)
    except (httpx.HTTPError, httpx.StreamError, httpx.InvalidURL) as error:
        end = line.fault or _fault(error)
    except source.errors as error:
        end = line.fault or _fault(error)
    except _MISSHAPEN:
        end = line.fault or "unreadable"
    finally:
        told.put(_End(end))
        line.close()


def _tell(
    source: Source, line: Line, most: int, told: "queue.SimpleQueue[str | _End]"
) -> Fault | None:
    """Tell the tokens; return what is wrong with the answer, None where it is whole."""
    size, tokens = 0, 0
    with closing(source.ask()) as answer:
        for token in answer:
            tokens += 1
            size += len(token.text) + len(token.thought)
            if token.text or token.thought:
                told.put(token.text)
            if size > most or token.finish == "length":
                return "endless"
            if token.finish:
                return "cut" if token.finish == "content_filter" else None
    if line.done:
        return None
    return "cut" if tokens or not line.heard else "unreadable"


def _fault(error: Exception) -> Fault:
    """Return what an error of a client means, by all the errors that led to it."""
    causes = list(_causes(error))
    if any(isinstance(cause, gaierror) for cause in causes):
        return "unknown_host"
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return "server"
    if any(isinstance(cause, (httpx.ConnectError, httpx.ConnectTimeout)) for cause in causes):
        return "refused"
    if any(isinstance(cause, httpx.TimeoutException) for cause in causes):
        return "late"
    if any(isinstance(cause, httpx.TransportError) for cause in causes):
        return "cut"
    return "server"


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
