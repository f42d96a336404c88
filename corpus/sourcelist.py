"""sources.yaml -> the places that documents are fetched from."""

from collections.abc import Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import yaml

from corpus.addresses import AddressError, host, normal
from corpus.errors import UserError, reason

LIMIT = 200  # pages of one entry, where it sets none
_DEEPEST, _MOST = 10, 10_000
_KEYS = ("address", "sitemap", "depth", "hosts", "include", "exclude", "limit")


class SourcesError(UserError):
    """A file of sources that cannot be used."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A place that pages are fetched from.

    `depth` is how many links away from the address pages are fetched, on `hosts` only. `include`
    and `exclude` are patterns of a path, or of a whole address, in which * is anything.
    """

    address: str
    sitemap: bool = False
    depth: int = 0
    hosts: tuple[str, ...] = ()
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    limit: int = LIMIT

    def holds(self, address: str) -> bool:
        """Return whether a page that was linked to is one of the entry's."""
        if host(address) not in {host(self.address), *self.hosts}:
            return False
        if any(_fits(address, pattern) for pattern in self.exclude):
            return False
        return not self.include or any(_fits(address, pattern) for pattern in self.include)


def entries(path: Path) -> tuple[Entry, ...]:
    """Return the entries of a file, none where there is no file; raises SourcesError."""
    try:
        told = yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    except FileNotFoundError:
        return ()
    except OSError as error:
        raise SourcesError(f"{path} kan ikke læses ({reason(error)}).") from error
    except (yaml.YAMLError, UnicodeError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        place = f" ved linje {mark.line + 1}" if mark else ""
        raise SourcesError(
            f"{path} er ikke gyldig YAML{place}. Ret filen, og prøv igen."
        ) from error
    if told is None:
        return ()
    if not isinstance(told, list):
        raise SourcesError(f"{path} skal være en liste, hvor hver linje begynder med '- address:'.")
    return tuple(_entry(one, f"{path}, nr. {number}") for number, one in enumerate(told, 1))


def _fits(address: str, pattern: str) -> bool:
    if pattern.startswith("/"):
        parts = urlsplit(address)
        return fnmatchcase(parts.path + (f"?{parts.query}" if parts.query else ""), pattern)
    return fnmatchcase(address, pattern)


def _entry(told: Any, place: str) -> Entry:
    if isinstance(told, str):
        told = {"address": told}
    if not isinstance(told, dict) or not isinstance(told.get("address"), str):
        raise SourcesError(f"{place}: der mangler en address.")
    if unknown := [str(name) for name in told if name not in _KEYS]:
        raise SourcesError(f"{place}: {unknown[0]} kendes ikke. Brug kun {', '.join(_KEYS)}.")
    try:
        address = normal(told["address"])
    except AddressError as error:
        raise SourcesError(f"{place}: {error}") from error
    return Entry(
        address,
        sitemap=_switch(told, place),
        depth=_number(told, "depth", (0, 0, _DEEPEST), place),
        hosts=tuple(name.lower() for name in _texts(told, "hosts", place)),
        include=_texts(told, "include", place),
        exclude=_texts(told, "exclude", place),
        limit=_number(told, "limit", (LIMIT, 1, _MOST), place),
    )


def _switch(told: Mapping[str, Any], place: str) -> bool:
    value = told.get("sitemap", False)
    if not isinstance(value, bool):
        raise SourcesError(f"{place}: sitemap skal være true eller false.")
    return value


def _number(told: Mapping[str, Any], name: str, usual: tuple[int, int, int], place: str) -> int:
    default, least, most = usual
    value = told.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not least <= value <= most:
        raise SourcesError(f"{place}: {name} skal være et tal fra {least} til {most}.")
    return value


def _texts(told: Mapping[str, Any], name: str, place: str) -> tuple[str, ...]:
    value = told.get(name, [])
    listed = [value] if isinstance(value, str) else value
    if not isinstance(listed, list) or not all(isinstance(one, str) for one in listed):
        raise SourcesError(f"{place}: {name} skal være en liste af tekster.")
    return tuple(listed)
