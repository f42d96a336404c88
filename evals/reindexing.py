"""Readers that ask all the while their index is made again, as the chat app does."""

import re
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assistant.opening import Live, bring_up_to_date
from assistant.settings import Settings
from evals import forks, specimen
from index.build import How

_PROCESSES, _THREADS = 2, 2
_PAGES = 30
_ASKED = "brofonden"
_QUESTION = "Hvor meget er der afsat til Brofonden?"
_AMOUNT = re.compile(r"afsat (\d+) mio")
_STOP = "stop"
_WAIT = 120.0  # seconds for the other writers: those who fill Chroma's store


@dataclass(frozen=True, slots=True)
class Asked:
    """What readers got: how many questions were answered, from how many versions, what failed."""

    questions: int
    versions: frozenset[int]
    failures: tuple[str, ...]


class AnswerError(Exception):
    """An answer is of no version that was published, or of an older one than the answer before."""


def endure(folder: Path, times: int, is_stored: bool) -> Asked:
    """Return what readers got while the index in `folder` was made again so many times.

    With `is_stored` each reader has Chroma's store made for each version that it opens, too.
    """
    documents = folder / "documents"
    documents.mkdir()
    for page in specimen.pages("old", _PAGES):
        (documents / f"{page.id}.txt").write_text(page.text, encoding="utf-8")
    _publish(folder, 1)
    readers = [forks.running(_read, folder, times + 1, is_stored) for _ in range(_PROCESSES)]
    with readers[0] as one, readers[1] as other:
        for n in range(times):
            _publish(folder, n + 2)
        (folder / _STOP).touch()
        return _sum(one.result(), other.result())


def _sum(one: Asked, other: Asked) -> Asked:
    return Asked(
        one.questions + other.questions,
        one.versions | other.versions,
        one.failures + other.failures,
    )


def _publish(folder: Path, version: int) -> None:
    """Bring the index up to date with a page that says which version it is of."""
    text = f"Brofonden\n\nFinansiering:\n\nDer er afsat {version} mio. kr. til Brofonden i alt.\n"
    (folder / "documents" / f"{_ASKED}.txt").write_text(text, encoding="utf-8")
    forks.called(_update, folder)


def _update(folder: Path) -> None:
    bring_up_to_date(_settings(folder), How(wait=_WAIT))


def _settings(folder: Path) -> Settings:
    return Settings(
        documents=folder / "documents", data=folder / "data", sources=folder / "sources.yaml"
    )


def _read(send: Callable[[Any], None], folder: Path, last: int, is_stored: bool) -> None:
    """Ask in some threads until the folder says stop, and then once more; send what was got."""
    failures: list[str] = []
    threading.excepthook = lambda hook: failures.append(
        f"{hook.exc_type.__name__}: {hook.exc_value}"
    )
    live = Live(_settings(folder), None if is_stored else lambda retriever, settings: None)
    seen: list[list[int]] = [[] for _ in range(_THREADS)]
    with ThreadPoolExecutor(_THREADS) as pool:
        asking = [pool.submit(_ask, live, folder, some) for some in seen]
        found = [thread.exception() for thread in asking]
    failures += [f"{type(error).__name__}: {error}" for error in found if error]
    if _amount(live) != last:
        failures.append("the last version is not seen")
    versions = frozenset(version for some in seen for version in some)
    send(Asked(sum(map(len, seen)), versions, tuple(failures)))


def _ask(live: Live, folder: Path, seen: list[int]) -> None:
    """Ask until the folder says stop; collect of which versions the answers were."""
    while not (folder / _STOP).exists():
        version = _amount(live)
        if seen and version < seen[-1]:
            raise AnswerError(f"version {version} after {seen[-1]}")
        seen.append(version)


def _amount(live: Live) -> int:
    answer = live.ask(_QUESTION)
    found = [_AMOUNT.search(citation.quote) for citation in answer.citations]
    amounts = {int(match[1]) for match in found if match}
    if len(amounts) != 1:
        raise AnswerError(f"{answer.status}, amounts {sorted(amounts)}")
    return amounts.pop()
