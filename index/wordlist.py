"""A file of words that a domain expert edits: read, and each fault told with its line."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from corpus.errors import UserError

Entry = Mapping[str, Any]
Fault = Callable[[Entry], str]
"""Returns in Danish what is wrong with an entry, an empty string for a sound one."""

_NO_YAML = "filen kan ikke læses her. Tjek indrykning, kolon, komma og parenteser på linjen"
_NO_LIST = "filen skal være en liste af poster, som hver begynder med »- «"
_NO_ENTRY = "posten skal have navne med kolon efter, som de andre poster i filen"
_FAULTY = "{file}, linje {line}: {fault}. Ret linjen; reglerne står øverst i filen."


class WordListError(UserError):
    """A file of words that cannot be used as it was edited."""


def read(file: Path, fault: Fault) -> tuple[Entry, ...]:
    """Return the entries of a YAML file; raises WordListError for the first one with a fault."""
    try:
        content = yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)
    except yaml.MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise _error(file, line, _NO_YAML) from error
    if not isinstance(content, list):
        raise _error(file, 1, _NO_LIST)
    for place, entry in enumerate(content):
        found = fault(entry) if isinstance(entry, dict) else _NO_ENTRY
        if found:
            raise _error(file, _line(file, place), found)
    return tuple(content)


def words_fault(entry: Entry, name: str) -> str:
    """Return what is wrong with a list of words of an entry; it must be there, with a word."""
    found = entry.get(name)
    if not isinstance(found, list) or not found:
        return f"»{name}« skal være en liste af ord, fx {name}: [et ord, et andet]"
    odd = [word for word in found if not isinstance(word, str) or not word.strip()]
    return f"{odd[0]!r} i »{name}« er ikke et ord. Sæt anførselstegn om det" if odd else ""


def names_fault(entry: Entry, wanted: Sequence[str], allowed: Sequence[str] = ()) -> str:
    """Return which name an entry lacks, or has and should not."""
    for name in wanted:
        if name not in entry:
            return f"posten mangler »{name}«"
    unknown = [name for name in entry if name not in (*wanted, *allowed)]
    return f"posten har »{unknown[0]}«, som ikke bruges her" if unknown else ""


def _line(file: Path, place: int) -> int:
    """Return the line where an entry begins, the first line being 1."""
    node = yaml.compose(file.read_bytes(), Loader=yaml.CSafeLoader)
    entries = node.value if node else []
    return int(entries[place].start_mark.line) + 1


def _error(file: Path, line: int, fault: str) -> WordListError:
    return WordListError(_FAULTY.format(file=file, line=line, fault=fault))
