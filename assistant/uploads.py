"""Files that the browser sends -> documents that are answered from, with a report on each."""

import unicodedata
from base64 import b64decode
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass
from pathlib import PurePath
from threading import Lock
from typing import Any, Literal

from assistant import sharing
from assistant.opening import WAIT_SECONDS, bring_up_to_date
from assistant.settings import Settings
from assistant.sources import Received, receive
from corpus.errors import UserError
from corpus.load import SUFFIXES
from index.build import How

TAKEN: Mapping[str, str] = {
    "new": "Lagt til som »{title}«.",
    "changed": "»{title}« er erstattet af den nye udgave.",
    "same": "Uændret: »{title}« er allerede lagt til.",
}
KNOWN = (
    "Der er allerede lagt en anden fil til med det navn (»{title}«). "
    "Erstat den, eller giv din fil et andet navn."
)
LARGE = "Filen fylder for meget. Den må højst fylde {} MB."
ENDING = "Filer af den slags kan ikke læses. Brug en af {}."
NAMELESS = "Filens navn kan ikke bruges. Omdøb den, og prøv igen."
WAITING = "Der lægges andre filer til lige nu. Vent lidt, og prøv igen."
READY = "Assistenten svarer nu også ud fra det, der er lagt til."
FAILED = "Det, der er lagt til, kunne ikke gøres klar. Det kommer med næste gang, det lykkes."

_NAME = 120  # characters of a name: what is still read at a glance

State = Literal["new", "changed", "same", "known", "refused", "waiting"]
Stage = Literal["idle", "working", "done", "failed"]


@dataclass(frozen=True, slots=True)
class Report:
    """What became of a file, in Danish; `document` is the id of what it became, where it did.

    `known`: another file was sent under that name before; `waiting`: it can be sent again soon.
    """

    name: str
    state: State
    text: str
    document: str = ""


@dataclass(frozen=True, slots=True)
class Renewal:
    """How far the index is, in documents; what came of it, in Danish, once it is done or failed."""

    stage: Stage = "idle"
    done: int = 0
    total: int = 0
    text: str = ""


class Uploads:
    """Takes files one at a time, and brings the index up to date with them.

    What the browser calls takes and gives what JSON can hold; each raises ValueError for a request
    that no browser of ours sends.
    """

    def __init__(self, chosen: Settings, opened: Callable[[], None] = lambda: None) -> None:
        """`opened` is called to open a new version before it is said that it is answered from."""
        self._chosen, self._opened = chosen, opened
        self._taking, self._renewing = Lock(), Lock()
        self._renewal = Renewal()

    def take(self, wanted: Mapping[str, Any]) -> dict[str, str]:
        """Take in a file: its `name`, its `content` in Base64, whether to `replace` another."""
        name, content, replace = wanted.get("name"), wanted.get("content"), wanted.get("replace")
        if not isinstance(name, str) or not isinstance(content, str):
            raise ValueError("No file.")
        if not isinstance(replace, bool):
            raise ValueError("No word on whether to replace.")
        if not self._taking.acquire(blocking=False):
            return asdict(Report(named(name), "waiting", WAITING))
        try:
            return asdict(self._taken(named(name), content, replace))
        finally:
            self._taking.release()

    def renew(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Bring the index up to date with what was taken in; takes as long as that does."""
        if not self._renewing.acquire(blocking=False):
            return self.renewal(wanted)
        try:
            self._renewal = Renewal("working")
            self._renewal = self._renewed()
        finally:
            if self._renewal.stage == "working":
                self._renewal = Renewal("failed", text=FAILED)
            self._renewing.release()
        return self.renewal(wanted)

    def renewal(self, wanted: Mapping[str, Any]) -> dict[str, Any]:
        """Return how far the index is."""
        return asdict(self._renewal)

    def _taken(self, name: str, content: str, replace: bool) -> Report:
        if not name:
            return Report(name, "refused", NAMELESS)
        if PurePath(name).suffix.lower() not in SUFFIXES:
            return Report(name, "refused", ENDING.format(", ".join(SUFFIXES)))
        megabytes = self._chosen.upload_megabytes
        if len(content) > _encoded(megabytes * 1024 * 1024):
            return Report(name, "refused", LARGE.format(megabytes))
        body = b64decode(content, validate=True)
        try:
            return _report(name, receive(self._chosen, name, body, replace))
        except UserError as error:
            return Report(name, "refused", str(error))

    def _renewed(self) -> Renewal:
        try:
            bring_up_to_date(self._chosen, How(self._show, WAIT_SECONDS))
            if self._chosen.chroma:
                sharing.push(self._chosen, self._show)
            self._opened()
        except UserError as error:
            return Renewal("failed", text=str(error))
        return Renewal("done", text=READY)

    def _show(self, done: int, total: int) -> None:
        self._renewal = Renewal("working", done, total)


def named(name: str) -> str:
    """Return a file's name without folders and what cannot be seen, cut to _NAME characters.

    Of a name that is none, '' is left.
    """
    last = unicodedata.normalize("NFC", name).replace("\\", "/").rsplit("/", 1)[-1]
    seen = " ".join("".join(sign if sign.isprintable() else " " for sign in last).split())
    path = PurePath(seen.strip(". "))
    if not any(sign.isalnum() for sign in path.stem):
        return ""
    return path.stem[: _NAME - len(path.suffix)].rstrip(". ") + path.suffix[:_NAME]


def _report(name: str, received: Received) -> Report:
    change = received.change
    if received.is_known:
        return Report(name, "known", KNOWN.format(title=received.title), change.id)
    for state in ("new", "changed", "same"):
        if change.what == state:
            return Report(name, state, TAKEN[state].format(title=received.title), change.id)
    return Report(name, "refused", change.why)


def _encoded(size: int) -> int:
    """Return how many characters so many bytes are in Base64."""
    return -(-size // 3) * 4
