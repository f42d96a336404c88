"""The reader of a file: chosen by the ending of its name, checked by its content."""

import re
from importlib import import_module
from pathlib import PurePath

from corpus.errors import ReadError
from corpus.readers.types import Read

# The ending -> the module that reads it and its version, which changes when it gives another text.
READERS = {
    ".txt": ("text", 2),
    ".md": ("markdown", 3),
    ".markdown": ("markdown", 3),
    ".html": ("html", 3),
    ".htm": ("html", 3),
    ".pdf": ("pdf", 2),
    ".docx": ("docx", 3),
}

_BEGINNING = 1024  # bytes: a PDF may begin with that much of something else
_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html)\b",
    re.IGNORECASE | re.DOTALL,
)
_NAMES = {"pdf": "et PDF-dokument", "zip": "en zip-fil", "html": "en HTML-side"}
_ENDINGS = {"pdf": ".pdf", "html": ".html"}


def read(raw: bytes, name: str) -> Read:
    """Return what the reader of the file's ending makes of it; ReadError, where it is another."""
    module, _ = READERS[PurePath(name).suffix.lower()]
    _check(raw, name, module)
    found = import_module(f"corpus.readers.{module}").read(raw, name)
    assert isinstance(found, Read)
    return found


def reader_of(name: str) -> str:
    """Return which reader a file of this name has, and its version, as in 'html 2'."""
    module, version = READERS[PurePath(name).suffix.lower()]
    return f"{module} {version}"


def _check(raw: bytes, name: str, module: str) -> None:
    if not raw.strip():
        raise ReadError("Filen er tom.")
    ending, content = PurePath(name).suffix.lower(), _content(raw)
    if content == "ole":
        raise ReadError(
            "Filen er et ældre Office-dokument eller er beskyttet med adgangskode. "
            "Gem den som .docx uden adgangskode."
        )
    if content == "rtf":
        raise ReadError("Filen er et RTF-dokument. Gem den som .docx.")
    expected = {"pdf": "pdf", "docx": "zip"}.get(module)
    if content == expected or (content == "html" and module == "html"):
        return
    if content in _NAMES:
        given = _ENDINGS.get(content)
        todo = f"Giv den endelsen {given}." if given else "Pak den ud først."
        raise ReadError(f"Filen hedder {ending}, men er {_NAMES[content]}. {todo}")
    if expected:
        what = "et PDF-dokument" if expected == "pdf" else "et Word-dokument"
        raise ReadError(
            f"Filen hedder {ending}, men er ikke {what}. "
            "Gem den igen fra det program, den er lavet i."
        )


def _content(raw: bytes) -> str:
    """Return what the bytes are by their beginning, empty where that tells nothing."""
    if raw.startswith(b"PK\x03\x04"):
        return "zip"
    if raw.startswith(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"):
        return "ole"
    if raw.startswith(b"{\\rtf"):
        return "rtf"
    if raw.startswith(b"%PDF-") or (b"%PDF-" in raw[:_BEGINNING] and b"\x00" in raw[:_BEGINNING]):
        return "pdf"
    return "html" if _HTML.match(raw[: 16 * _BEGINNING]) else ""
