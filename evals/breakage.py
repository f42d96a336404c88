"""Ways to damage an index on disk: all of it, one of its files, or one byte."""

import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from random import Random

from evals.forks import CAP

_PAGE = 4_096  # bytes
_POINTER, _MANIFEST, _STORE = "CURRENT", "manifest.json", "chroma"
_LEAST = 2  # flips in each file


@dataclass(frozen=True, slots=True)
class Index:
    """A folder that holds an index: the published version in `path`, and the one `before`."""

    folder: Path
    path: Path
    before: Path

    @classmethod
    def of(cls, folder: Path) -> "Index":
        """Return the index in a folder, which has two versions."""
        name = (folder / _POINTER).read_text(encoding="utf-8").split()[0]
        (other,) = (path for path in folder.glob("version-*") if path.name != name)
        return cls(folder, folder / name, other)

    def files(self) -> list[str]:
        """Return all files that are read, by their names below the published version."""
        found = (file for file in sorted(self.path.rglob("*")) if file.is_file())
        return [file.relative_to(self.path).as_posix() for file in found]


@dataclass(frozen=True, slots=True)
class Damage:
    """A kind of damage, and the file below the version that it is done to, if it is one."""

    kind: str
    file: str = ""

    def do(self, index: Index) -> None:
        """Damage an index."""
        if self.file:
            _TO_FILES[self.kind](index.path / self.file, index.before / self.file)
        else:
            _TO_ALL[self.kind](index)


@dataclass(frozen=True, slots=True)
class Flip:
    """A byte of a file, below the index, that is another one by `mask`."""

    file: Path
    place: int
    mask: int


def damages(folder: Path, every: int = 1) -> list[Damage]:
    """Return each kind of damage to the whole, and to files: to all, or to one in `every`."""
    files = Index.of(folder).files()
    found = [Damage(kind) for kind in _TO_ALL]
    for first, kind in enumerate(_TO_FILES):
        found += [Damage(kind, file) for file in files[first % every :: every]]
    return found


def flips(folder: Path, number: int, seed: int) -> list[Flip]:
    """Return flipped bytes of all files of an index: some in each, the others by size."""
    random = Random(seed)
    index = Index.of(folder)
    files = [folder / _POINTER, *(index.path / file for file in index.files())]
    chosen = (files * _LEAST)[:number]
    sizes = [file.stat().st_size for file in files]
    chosen += random.choices(files, sizes, k=number - len(chosen))
    return [
        Flip(
            file.relative_to(folder), random.randrange(file.stat().st_size), random.randint(1, 255)
        )
        for file in chosen
    ]


def do(what: Damage | Flip, folder: Path) -> None:
    """Damage the index in a folder."""
    if isinstance(what, Damage):
        what.do(Index.of(folder))
        return
    with (folder / what.file).open("r+b") as file:
        file.seek(what.place)
        byte = file.read(1)[0]
        file.seek(what.place)
        file.write(bytes([byte ^ what.mask]))


def _cut(file: Path, other: Path) -> None:
    os.truncate(file, file.stat().st_size // 2)


def _cut_page(file: Path, other: Path) -> None:
    os.truncate(file, max(0, file.stat().st_size - _PAGE))


def _empty(file: Path, other: Path) -> None:
    os.truncate(file, 0)


def _remove(file: Path, other: Path) -> None:
    file.unlink()


def _make_folder(file: Path, other: Path) -> None:
    file.unlink()
    file.mkdir()


def _take_other(file: Path, other: Path) -> None:
    """Take the file of another version; of a store the one of the same name."""
    shutil.copyfile(other if other.exists() else next(_like(file, other)), file)


def _link_other(file: Path, other: Path) -> None:
    file.unlink()
    file.symlink_to(other if other.exists() else next(_like(file, other)))


def _link_nowhere(file: Path, other: Path) -> None:
    file.unlink()
    file.symlink_to(file.with_name("nowhere"))


def _link_itself(file: Path, other: Path) -> None:
    file.unlink()
    file.symlink_to(file)


def _zero(file: Path, other: Path) -> None:
    file.write_bytes(bytes(file.stat().st_size))


def _zero_page(file: Path, other: Path) -> None:
    _write_at(file, file.stat().st_size // 2 // _PAGE * _PAGE, bytes(_PAGE))


def _break_header(file: Path, other: Path) -> None:
    _write_at(file, 0, b"\xff" * 64)


def _extend(file: Path, other: Path) -> None:
    with file.open("ab") as opened:
        opened.write(bytes(_PAGE))


def _extend_hugely(file: Path, other: Path) -> None:
    """Let a file claim more than most memories hold, without taking any place."""
    os.truncate(file, CAP)


def _swap_pages(file: Path, other: Path) -> None:
    raw = file.read_bytes()
    half = max(1, min(_PAGE, len(raw) // 2))
    file.write_bytes(raw[half : 2 * half] + raw[:half] + raw[2 * half :])


def _forbid(file: Path, other: Path) -> None:
    file.chmod(0)


def _write_at(file: Path, place: int, raw: bytes) -> None:
    size = file.stat().st_size
    with file.open("r+b") as opened:
        opened.seek(place)
        opened.write(raw[: size - place])


def _like(file: Path, other: Path) -> Iterator[Path]:
    version = next(parent for parent in other.parents if parent.name.startswith("version-"))
    return version.rglob(file.name)


_TO_FILES: Mapping[str, Callable[[Path, Path], None]] = {
    "half of it gone": _cut,
    "last page gone": _cut_page,
    "emptied": _empty,
    "removed": _remove,
    "a folder in its place": _make_folder,
    "that of another version": _take_other,
    "a link to that of another version": _link_other,
    "a link to nowhere": _link_nowhere,
    "a link to itself": _link_itself,
    "all zeros": _zero,
    "a page of zeros": _zero_page,
    "another header": _break_header,
    "a page too long": _extend,
    "hugely too long": _extend_hugely,
    "pages swapped": _swap_pages,
    "may not be read": _forbid,
}


def _point(text: str) -> Callable[[Index], None]:
    return lambda index: _write(index.folder / _POINTER, text)


def _write(file: Path, text: str) -> None:
    file.write_text(text, encoding="utf-8")


def _point_to_other(index: Index) -> None:
    digest = (index.folder / _POINTER).read_text(encoding="utf-8").split()[1]
    _write(index.folder / _POINTER, f"{index.before.name} {digest}\n")


def _point_to_folder(index: Index) -> None:
    (index.folder / _POINTER).unlink()
    (index.folder / _POINTER).mkdir()


def _replace(file: str, old: str, new: str) -> Callable[[Index], None]:
    def do(index: Index) -> None:
        path = index.path / file
        text = path.read_text(encoding="utf-8")
        _write(path, text.replace(old, new, 1))

    return do


def _rename_version(index: Index) -> None:
    index.path.rename(index.folder / "version-000000000000")


def _remove_version(index: Index) -> None:
    shutil.rmtree(index.path)


def _swap_versions(index: Index) -> None:
    aside = index.folder / "aside"
    index.path.rename(aside)
    index.before.rename(index.path)
    aside.rename(index.before)


def _file_for_version(index: Index) -> None:
    shutil.rmtree(index.path)
    _write(index.path, "")


def _remove_store(index: Index) -> None:
    shutil.rmtree(index.path / _STORE)


def _take_store(index: Index) -> None:
    shutil.rmtree(index.path / _STORE)
    shutil.copytree(index.before / _STORE, index.path / _STORE)


def _file_for_store(index: Index) -> None:
    _remove_store(index)
    _write(index.path / _STORE, "")


def _leave_killed(index: Index) -> None:
    """Leave a copy of half a version, as a killed builder does."""
    killed = shutil.copytree(index.path, index.folder / "building-000000000000")
    (killed / _MANIFEST).unlink()


_TO_ALL: Mapping[str, Callable[[Index], None]] = {
    "the pointer leads nowhere": _point("version-000000000000 " + "0" * 64 + "\n"),
    "the pointer leads to another version": _point_to_other,
    "the pointer leads out of the folder": _point("version-/../../etc " + "0" * 64 + "\n"),
    "the pointer is garbage": _point("\x00\x01 \ufffd"),
    "the pointer is empty": _point(""),
    "the pointer is a folder": _point_to_folder,
    "the manifest counts otherwise": _replace(_MANIFEST, '"passages": ', '"passages": 1'),
    "the manifest is of another format": _replace(_MANIFEST, '"format": ', '"format": 9'),
    "the version renamed": _rename_version,
    "the version removed": _remove_version,
    "two versions swapped": _swap_versions,
    "a file in place of the version": _file_for_version,
    "the store removed": _remove_store,
    "the store of another version": _take_store,
    "a file in place of the store": _file_for_store,
    "the store's list of another Chroma": _replace(
        "chroma/store.json", '"chromadb": "', '"chromadb": "0'
    ),
    "the store's list leads out": _replace(
        "chroma/store.json", '"chroma.sqlite3"', '"../../CURRENT"'
    ),
    "half a version beside it": _leave_killed,
}


def kinds() -> Sequence[str]:
    """Return all kinds of damage."""
    return [*_TO_ALL, *_TO_FILES]
