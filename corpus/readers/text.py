"""A plain text file."""

import codecs

from corpus.errors import ReadError
from corpus.readers.hyphens import unbroken
from corpus.readers.types import Read


def read(raw: bytes, name: str) -> Read:
    """Return the text of the file as it stands, but for words that its lines break; ReadError for a
    file that is empty or no text."""
    return Read(unbroken(decode(raw)))


def decode(raw: bytes) -> str:
    """Return the text of a file: UTF-8, UTF-16 with its mark, else Windows-1252.

    Line ends become `\\n`. Raises ReadError for a file that is empty or is no text.
    """
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        text = _utf16(raw)
    elif b"\x00" in raw:
        raise ReadError("Filen er ikke en tekstfil.")
    else:
        text = _bytes(raw)
    if not text.strip():
        raise ReadError("Filen er tom.")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _utf16(raw: bytes) -> str:
    try:
        text = raw.decode("utf-16")
    except UnicodeDecodeError:
        raise ReadError("Filen er ikke gyldig UTF-16. Gem den igen som UTF-8.") from None
    if "\x00" in text:
        raise ReadError("Filen er ikke en tekstfil.")
    return text


def _bytes(raw: bytes) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            return raw.decode("cp1252")
        except UnicodeDecodeError:
            raise ReadError("Filen er hverken UTF-8 eller Windows-1252.") from None
