"""Versions of an index over a few invented pages, made without a process for each."""

import gc
import json
import subprocess
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict, replace
from pathlib import Path
from random import Random
from typing import Any

import pytest

from corpus.errors import Problem
from corpus.structure import parse
from corpus.types import Document, Source
from index import version
from index.assemble import Assembly, Read
from index.build import held
from index.embed import Embedder
from index.expansion import ALL, Sources
from index.lexical import Lexical, Tables, stem_tables, trigram_table
from index.opened import Opened, opened
from index.tokens import Tokenized, Tokens
from index.types import Passage
from index.version import Manifest

_THINGS = "bolig arbejde haver sang rådgivning økonomi søvn ælde musik fællesskab transport kost"
_WHO = "unge ældre familier pårørende borgere veteraner"
_SENTENCES = (
    "{Name} giver {thing} til {who}.",
    "Projektet »{Thing} for {who}« begyndte i 2021.",
    "Der er afsat {number} mio. kr. til {thing}.",
    "Kommunerne følger {who}, som har brug for {thing}, i {number} måneder.",
    "Tilbuddet er gratis.",
)
QUESTIONS = (
    "Hvem har behov for bolig?",
    "Hvor mange penge er der til sang og musik?",
    "Hvad er formålet med tilbuddet?",
    "Er der rådgivning for pårørende og veteraner?",
    "",
)


def invented(name: str, chance: Random) -> Document:
    """Return a page with a few sections of sentences that other pages may have too."""
    parts = [name.capitalize()]
    for heading in chance.sample(["Målgruppe:", "Formål:", "Finansiering:", "Indhold:"], 3):
        lines = chance.choices(_SENTENCES, k=chance.randint(1, 4))
        parts += [heading, " ".join(_filled(line, name, chance) for line in lines)]
    return parse(name, "\n\n".join(parts) + "\n")


def reading(documents: Iterable[Document]) -> Read:
    """Return what gives documents in memory for their sources."""
    by_id = {document.id: document for document in documents}

    def read(some: Iterable[Source]) -> Iterator[tuple[Source, Document | Problem]]:
        return ((source, by_id[source.id]) for source in some)

    return read


def assembled(
    path: Path, documents: Sequence[Document], embedding: Embedder, before: Opened | None = None
) -> Opened:
    """Return a version over documents that is made in a new folder, of what stays of another."""
    path.mkdir(parents=True)
    Assembly(path, before, embedding).write(held(documents), reading(documents), _nobody)
    return opened(path, version.manifest_of(path))


def tokens_of(texts: Iterable[str], title: str = "") -> Tokens:
    """Return the words of texts, each a passage under one title."""
    found = Tokenized()
    found.add(Passage("side:0-1", "side", title, "", 0, 1, text) for text in texts)
    return found.tokens()


def lexical_over(texts: Iterable[str], sources: Sources = ALL, title: str = "") -> Lexical:
    """Return a lexical index over texts, each a passage under one title."""
    tokens = tokens_of(texts, title)
    return Lexical(Tables(*stem_tables(tokens), trigram_table(tokens)), sources)


def sealed_again(path: Path, **other: Any) -> Manifest:
    """Return the manifest of a version after its files were changed, with other values in it."""
    manifest = version.manifest_of(path)
    files = {name: version.digest(path / name) for name in manifest.sha256}
    again = replace(manifest, **({"sha256": files} | other))
    (path / version.MANIFEST).write_text(json.dumps(asdict(again)), encoding="utf-8")
    return again


def current(folder: Path) -> Path:
    """Return the folder of the published version."""
    return version.published(folder)[0]


def files(folder: Path) -> dict[str, bytes]:
    """Return the files in a folder by their places, but for the lock."""
    kept = (path for path in folder.rglob("*") if path.is_file() and path.name != "writer.lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept}


def flip(path: Path, place: int) -> None:
    """Change one bit of a file."""
    raw = bytearray(path.read_bytes())
    raw[place] ^= 0b10
    path.write_bytes(raw)


def _filled(line: str, name: str, chance: Random) -> str:
    thing, who = chance.choice(_THINGS.split()), chance.choice(_WHO.split())
    number = chance.randint(2, 30)
    named = {"Name": name.capitalize(), "Thing": thing.capitalize()}
    return line.format(thing=thing, who=who, number=number, **named)


def _nobody(done: int, total: int) -> None:
    """Hear of progress."""


@contextmanager
def mounted(path: Path, size: str) -> Iterator[Path]:
    """Give a folder that holds so many bytes at most; skips the test where none can be mounted."""
    path.mkdir(parents=True, exist_ok=True)
    if subprocess.run(
        ["mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", str(path)],
        capture_output=True,
        check=False,
    ).returncode:
        pytest.skip("no file system can be mounted here")
    try:
        yield path
    finally:
        gc.collect()  # what is mapped into memory keeps the file system busy
        subprocess.run(["umount", "-l", str(path)], check=True)
