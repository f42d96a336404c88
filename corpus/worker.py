"""The process that reads files, apart from the one that answers.

Frames go both ways, each a length of four bytes and as many bytes: in, a source as JSON; out, first
that it runs, then for each source one byte for what follows and a record, or why there is none.
Whatever else goes wrong ends the process, and the other side tells it.
"""

import hashlib
import json
import os
import stat
import sys
import time
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import IO, Any

from corpus.errors import ReadError, reason
from corpus.readers.choose import read, reader_of
from corpus.record import pack, unpack_origin
from corpus.structure import Hints, parse
from corpus.types import Document, Source

LARGEST = 64 * 1024 * 1024  # bytes of a file; the thickest reports with pictures stay under 50 MB
LARGEST_TEXT = 16 * 1024 * 1024  # characters of a text; a novel has one million
MEMORY = 1024 * 1024 * 1024  # bytes of address space
SECONDS = 30  # of processor time for one file

READY, DOCUMENT, REFUSED, EXHAUSTED = b"S", b"D", b"R", b"X"
_TOO_MUCH = "Filen kræver for meget hukommelse at læse. Del den i mindre filer."
_TOO_DEEP = "Filen er for dybt indlejret til at kunne læses. Gem den igen i et enklere format."


def serve(memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Answer requests from standard input on standard output until there are no more."""
    incoming, outgoing = sys.stdin.buffer, os.fdopen(os.dup(1), "wb")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)  # what a library may print is no answer
    limits = _limit(memory)
    put(outgoing, READY)
    while request := take(incoming):
        if limits:
            _allow(seconds)
        kind, answer = _answer(request)
        put(outgoing, kind + answer)
        if kind == EXHAUSTED:
            return


def take(stream: IO[bytes]) -> bytes:
    """Return the next frame, or nothing where the stream ends."""
    head = stream.read(4)
    size = int.from_bytes(head, "big") if len(head) == 4 else 0
    body = stream.read(size)
    return body if len(body) == size else b""


def put(stream: IO[bytes], frame: bytes) -> None:
    """Write a frame at once."""
    stream.write(len(frame).to_bytes(4, "big") + frame)
    stream.flush()


def document(source: Source) -> Document:
    """Return the document that a source holds; ReadError, in Danish, when there is none."""
    path = source.path
    raw = _bytes(path)
    found = read(raw, path.name)
    if len(found.text) > LARGEST_TEXT:
        raise ReadError("Teksten er over 16 mio. tegn lang. Del den i mindre filer.")
    headings = None if found.headings is None else frozenset(found.headings)
    levels = dict(zip(found.headings or (), found.levels, strict=False))  # a PDF tells none
    url = source.origin.url or found.url
    parsed = parse(source.id, found.text, url, Hints(found.title, headings, levels))
    origin = source.origin._replace(
        sha256=hashlib.sha256(raw).hexdigest(),
        reader=reader_of(path.name),
    )
    return replace(parsed, pages=found.pages, origin=origin)


def _answer(request: bytes) -> tuple[bytes, bytes]:
    row: list[Any] = json.loads(request)
    source = Source(row[0], row[1], row[2], unpack_origin(row[3]))
    try:
        return DOCUMENT, pack(document(source))
    except ReadError as error:
        return REFUSED, str(error).encode()
    except RecursionError:
        return REFUSED, _TOO_DEEP.encode()
    except MemoryError:
        return EXHAUSTED, _TOO_MUCH.encode()


def _bytes(path: Path) -> bytes:
    try:
        with open(path, "rb", opener=_open) as file:
            state = os.fstat(file.fileno())
            if not stat.S_ISREG(state.st_mode):
                raise ReadError("Det er ikke en almindelig fil.")
            if state.st_size > LARGEST:
                size = f"{state.st_size / 1024 / 1024:.0f}"
                raise ReadError(f"Filen fylder {size} MB; højst 64 MB kan læses. Del den op.")
            return file.read(LARGEST + 1)
    except OSError as error:
        raise ReadError(f"Filen kan ikke læses ({reason(error)}).") from error


def _open(path: str, flags: int) -> int:
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0))  # else a pipe would be waited for


def _limit(memory: int) -> bool:
    """Limit what this process may use; tell whether the system knows such limits."""
    try:
        import resource  # not on Windows
    except ImportError:
        return False
    for what, size in (
        (resource.RLIMIT_CORE, 0),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_AS, memory),
    ):
        with suppress(ValueError, OSError):  # macOS knows no limit of the address space
            resource.setrlimit(what, (size, size))
    return True


def _allow(seconds: int) -> None:
    """Let this process use that much more processor time before the system ends it."""
    import resource

    hard = resource.getrlimit(resource.RLIMIT_CPU)[1]
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CPU, (int(time.process_time()) + seconds + 1, hard))
