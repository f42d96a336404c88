"""A folder of text files -> documents."""

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UserError, reason
from corpus.structure import parse
from corpus.types import Document

SUFFIXES = (".txt", ".md")


class DocumentsError(UserError):
    """No document can be loaded."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that was skipped, and why, in Danish."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Loaded:
    """The documents of a folder in the order of their ids, and the files that were skipped."""

    documents: tuple[Document, ...]
    problems: tuple[Problem, ...]


def load(folder: Path) -> Loaded:
    """Return every document of `folder` and its subfolders.

    Raises DocumentsError when the folder is missing, unreadable or holds no usable document.
    """
    documents: dict[str, Document] = {}
    problems: list[Problem] = []
    for path in _files(folder):
        try:
            text = decode(path.read_bytes())
        except OSError as error:
            problems.append(Problem(path.name, f"Filen kan ikke læses ({reason(error)})."))
            continue
        except ValueError as error:
            problems.append(Problem(path.name, str(error)))
            continue
        if path.stem in documents:
            problems.append(Problem(path.name, f"Der er allerede et dokument med id {path.stem}."))
            continue
        documents[path.stem] = parse(path.stem, text)
    if not documents:
        raise DocumentsError(_nothing(folder, problems))
    return Loaded(tuple(documents[key] for key in sorted(documents)), tuple(problems))


def decode(raw: bytes) -> str:
    """Return the text of a file: UTF-8, else Windows-1252, with line ends as `\\n`.

    Raises ValueError, in Danish, for a file that is empty or is no text.
    """
    if b"\x00" in raw:
        raise ValueError("Filen er ikke en tekstfil.")
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = raw.decode("cp1252")
        except UnicodeDecodeError:
            raise ValueError("Filen er hverken UTF-8 eller Windows-1252.") from None
    if not text.strip():
        raise ValueError("Filen er tom.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _files(folder: Path) -> list[Path]:
    try:
        if not folder.is_dir():
            raise DocumentsError(
                f"Mappen med dokumenter findes ikke: {folder}. "
                "Opret den, eller peg på en anden mappe med INITIATIV_DOCUMENTS."
            )
        list(folder.iterdir())  # rglob keeps silent about a folder that cannot be read
        return sorted(path for path in folder.rglob("*") if _is_document(path, folder))
    except OSError as error:
        raise DocumentsError(
            f"Mappen med dokumenter kan ikke læses: {folder} ({reason(error)}). "
            "Giv læseadgang til den, eller peg på en anden mappe med INITIATIV_DOCUMENTS."
        ) from error


def _is_document(path: Path, folder: Path) -> bool:
    """Tell a file that is meant to be loaded; a link that leads nowhere is one, to be reported."""
    if path.suffix.lower() not in SUFFIXES:
        return False
    if any(part.startswith(".") for part in path.relative_to(folder).parts):
        return False
    return path.is_file() or (path.is_symlink() and not path.exists())


def _nothing(folder: Path, problems: list[Problem]) -> str:
    if problems:
        listed = "; ".join(f"{problem.file}: {problem.reason}" for problem in problems[:5])
        return f"Ingen af filerne i {folder} kan bruges. {listed}"
    endings = " eller ".join(SUFFIXES)
    return f"Mappen med dokumenter er tom: {folder}. Læg mindst én {endings}-fil i den."
