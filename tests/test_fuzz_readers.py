"""Damaged files of every format: a document or a refusal in Danish, never a process lost."""

import zipfile
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from random import Random

import pytest

from corpus.errors import Problem
from corpus.reading import documents
from corpus.types import Document, Origin, Source
from tests.formats import files

FILES = files()
FEW, MANY = 120, 1_000
LOST = ("beskadiget eller for stor", "sekunder")  # what is said when the process was lost


def rezipped(raw: bytes, random: Random) -> bytes:
    """Return a zip file of which one part got one or two blows, and is whole as a zip file."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(raw)) as old, zipfile.ZipFile(written, "w") as new:
        hit = random.choice(old.namelist())
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, mutated(part, random, most=2) if name == hit else part)
    return written.getvalue()


def mutated(raw: bytes, random: Random, most: int = 8) -> bytes:
    """Return the file after one or more blows: bytes flipped, cut, moved, doubled, put in."""
    blown = bytearray(raw)
    for _ in range(random.randint(1, most)):
        here, there = random.randrange(len(blown) + 1), random.randrange(len(blown) + 1)
        some = bytes(blown[here : here + random.randrange(1, 200)])
        match random.randrange(6):
            case 0:
                for place in random.sample(range(len(blown)), k=min(4, len(blown))):
                    blown[place] ^= 1 << random.randrange(8)
            case 1 if random.random() < 0.3:
                del blown[here:]
            case 2:
                del blown[here : here + len(some)]
            case 3:
                blown[there:there] = some
            case 4:
                blown[here:here] = random.randbytes(random.randrange(1, 40))
            case _:
                signs = (
                    b"<",
                    b"\x00",
                    b"\xff",
                    b"0",
                    b"9" * 12,
                    b"-1",
                    b"<div>" * 50,
                    b"/",
                    b"\n\n",
                )
                blown[here:there] = random.choice(signs) if abs(here - there) < 50 else some
    return bytes(blown)


def damaged(name: str, count: int, folder: Path) -> Iterator[Source]:
    random = Random(f"{name} {count}")
    for number in range(count):
        path = folder / f"{number}{Path(name).suffix}"
        is_inside = name.endswith(".docx") and number % 4 > 0
        path.write_bytes((rezipped if is_inside else mutated)(FILES[name], random))
        yield Source(path.stem, str(path), "", Origin(path.name))


def check(name: str, count: int, folder: Path) -> None:
    """Check what comes of damaged files: fields and blocks lie in the text."""
    read = 0
    for source, found in documents(damaged(name, count, folder)):
        if isinstance(found, Problem):
            assert found.reason.endswith("."), source
            assert not any(sign in found.reason for sign in LOST), (source.path.name, found)
            continue
        read += 1
        check_document(found)
        source.path.unlink()
    assert read > 0


def check_document(document: Document) -> None:
    text = document.text
    assert text.strip()
    assert document.title.strip()
    text.encode()
    for section in document.sections:
        for block in section.blocks:
            assert 0 <= block.start < block.end <= len(text)
    for field in document.fields:
        assert text[field.start : field.end] == field.value
    assert list(document.pages) == sorted(document.pages)
    assert all(0 <= page <= len(text) for page in document.pages)


@pytest.mark.parametrize("name", sorted(FILES))
def test_damaged_files_are_read_or_refused(name: str, tmp_path: Path) -> None:
    check(name, FEW, tmp_path)


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(FILES))
def test_a_thousand_damaged_files_are_read_or_refused(name: str, tmp_path: Path) -> None:
    check(name, MANY, tmp_path)
