"""A folder -> the sources in it, and all its documents at once."""

import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from operator import attrgetter
from pathlib import Path

from corpus.errors import Problem, UserError, reason
from corpus.readers.choose import READERS
from corpus.reading import documents
from corpus.types import Document, Origin, Source
from corpus.uncollected import uncollected

__all__ = ["SUFFIXES", "DocumentsError", "Listed", "Loaded", "Problem", "load", "sources"]

SUFFIXES = tuple(READERS)
_Entry = os.DirEntry[str]

# Formats of documents that no reader takes; whatever else lies in a folder is nobody's document.
_OTHERS = (".doc", ".odt", ".rtf", ".ppt", ".pptx", ".xls", ".xlsx", ".ods", ".epub", ".zip")
_MEANT = (*SUFFIXES, *_OTHERS)
_NAME = attrgetter("name")
_OTHER = "Filer af den slags kan ikke læses. Gem den som .docx eller .pdf, og prøv igen."
_OUTSIDE = "Linket fører ud af mappen med dokumenter. Læg det, som det peger på, i mappen."
_LINK = "Linket peger på en mappe, hvis filer allerede læses. Fjern det."
_CLOSED = "Mappen kan ikke læses (der er ikke adgang)."
_UNNAMEABLE = "Filens navn har tegn, der ikke kan vises. Omdøb den."


class DocumentsError(UserError):
    """No document can be loaded."""


@dataclass(frozen=True, slots=True)
class Listed:
    """The sources of a folder in the order of their ids, and the files that were skipped."""

    sources: tuple[Source, ...]
    problems: tuple[Problem, ...]


@dataclass(frozen=True, slots=True)
class Loaded:
    """The documents of a folder in the order of their ids, and the files that were skipped."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def load(folder: Path) -> Loaded:
    """Return every document of `folder` and its subfolders.

    Raises DocumentsError when the folder is missing, unreadable or holds no usable document.
    """
    listed = sources(folder)
    found: list[Document] = []
    problems = list(listed.problems)
    for _, read in documents(listed.sources):
        if isinstance(read, Problem):
            problems.append(read)
        else:
            found.append(read)
    if not found:
        raise DocumentsError(nothing(folder, problems))
    return Loaded(tuple(found), tuple(problems))


def sources(folder: Path) -> Listed:
    """Return every file of `folder` and its subfolders that can be read, without reading any.

    Raises DocumentsError when the folder is missing or cannot be listed.
    """
    found: dict[str, Source] = {}
    problems: list[Problem] = []
    for listed in _files(folder):
        if isinstance(listed, Problem):
            problems.append(listed)
        elif listed.id in found:
            told = f"Der er allerede et dokument med id {listed.id}."
            problems.append(Problem(listed.path.name, told))
        else:
            found[listed.id] = listed
    return Listed(tuple(found[key] for key in sorted(found)), tuple(problems))


def nothing(folder: Path, problems: list[Problem]) -> str:
    """Return in Danish that a folder holds no usable document, and what to do about it."""
    if problems:
        listed = "; ".join(f"{problem.file}: {problem.reason}" for problem in problems[:5])
        return f"Ingen af filerne i {folder} kan bruges. {listed}"
    return (
        f"Mappen med dokumenter er tom: {folder}. "
        "Læg mindst én fil i den, der ender på .txt, .md, .html, .pdf eller .docx."
    )


def _files(folder: Path) -> list[Source | Problem]:
    """Return the files in the order of their paths."""
    try:
        if not folder.is_dir():
            raise DocumentsError(
                f"Mappen med dokumenter findes ikke: {folder}. "
                "Opret den, eller peg på en anden mappe med INITIATIV_DOCUMENTS."
            )
        entries = list(_walk(os.fspath(folder), ""))
    except OSError as error:
        raise DocumentsError(
            f"Mappen med dokumenter kan ikke læses: {folder} ({reason(error)}). "
            "Giv læseadgang til den, eller peg på en anden mappe med INITIATIV_DOCUMENTS."
        ) from error
    root = os.path.realpath(folder)
    with uncollected():
        return [_listed(*named, root) for named in entries]


def _walk(folder: str, under: str) -> Iterator[tuple[str, _Entry]]:
    """Yield the name inside all and the entry of every file that is meant to be read, in order.

    A folder that cannot be listed, or is a link, is yielded itself.
    """
    with os.scandir(folder) as entries:
        ordered = sorted(entries, key=_NAME)
    for entry in ordered:
        if entry.name.startswith("."):
            continue
        name = under + entry.name
        if entry.is_dir():
            if entry.is_symlink() or not os.access(entry.path, os.R_OK | os.X_OK):
                yield name, entry
            else:
                yield from _walk(entry.path, name + "/")
        elif entry.name.lower().endswith(_MEANT) and (
            entry.is_file() or not os.path.exists(entry.path)
        ):
            yield name, entry


def _listed(name: str, entry: _Entry, root: str) -> Source | Problem:
    try:
        if entry.is_symlink() and not _is_inside(os.path.realpath(entry.path, strict=True), root):
            return Problem(entry.name, _OUTSIDE)
        if entry.is_dir():
            return Problem(entry.name, _LINK if entry.is_symlink() else _CLOSED)
        state = entry.stat()
    except OSError as error:
        return Problem(entry.name, f"Filen kan ikke læses ({reason(error)}).")
    if not entry.name.isprintable():  # bytes that are no UTF-8, and line ends
        return Problem(ascii(entry.name).strip("'"), _UNNAMEABLE)
    if not entry.name.lower().endswith(SUFFIXES):
        return Problem(entry.name, _OTHER)
    stamp = f"{state.st_size:x}-{state.st_mtime_ns:x}-{state.st_ctime_ns:x}"
    changed = datetime.fromtimestamp(state.st_mtime, UTC)
    ending = entry.name.rfind(".")
    return Source(entry.name[:ending], entry.path, stamp, Origin(name, changed=changed))


def _is_inside(path: str, root: str) -> bool:
    return os.path.commonpath((path, root)) == root
