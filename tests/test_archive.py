"""An index and its documents as one file, and back again; a file that is none changes nothing."""

import gzip
import io
import shutil
import tarfile
import zlib
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pytest

from index import archive, version
from index.archive import ArchiveError
from index.build import build, writing
from index.retrieve import open_index
from index.version import IndexDamagedError, IndexMissingError
from tests.builds import current, files, flip, sealed_again
from tests.fakes import FakeEmbedding, page

PAGES = (page("hus", "bolig"), page("job", "arbejde"))
QUESTION = "Hvem har behov for arbejde?"
DAMAGED = "den er beskadiget, eller en anden udgave af programmet har lavet den"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with an index and, beside it, one with documents."""
    folder = tmp_path_factory.mktemp("built")
    build(PAGES, folder / "data", FakeEmbedding())
    (folder / "documents" / "under").mkdir(parents=True)
    (folder / "documents" / "hus.txt").write_text(PAGES[0].text, encoding="utf-8")
    (folder / "documents" / "under" / "job.txt").write_text(PAGES[1].text, encoding="utf-8")
    (folder / "documents" / "link.txt").symlink_to("/etc/hostname")
    return folder


@pytest.fixture(scope="module")
def saved(built: Path) -> Path:
    """A backup of both."""
    archive.backup(built / "copy.tar.gz", built / "data", {"documents": built / "documents"})
    return built / "copy.tar.gz"


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("elsewhere")
    build([page("kor", "sang")], folder / "data", FakeEmbedding())
    return folder / "data"


@pytest.fixture
def other(elsewhere: Path, tmp_path: Path) -> Path:
    """Another machine, whose index is of another page."""
    return Path(shutil.copytree(elsewhere, tmp_path / "data"))


def restored(file: Path, folder: Path) -> dict[str, bytes]:
    """Put a backup back and return the documents that it holds."""
    with writing(folder), archive.opened(file, folder) as unpacked:
        documents = files(unpacked / "documents")
        archive.restore(unpacked, folder)
    return documents


def hits(folder: Path) -> list[tuple[str, float]]:
    found = open_index(folder, FakeEmbedding()).hits(QUESTION)
    return [(hit.passage.id, hit.score) for hit in found]


def assert_refused(file: Path, folder: Path, told: str = DAMAGED) -> None:
    before = files(folder.parent)
    with pytest.raises(ArchiveError) as caught:
        restored(file, folder)
    assert str(caught.value) == (
        f"Sikkerhedskopien {file} kan ikke bruges ({told}). Intet er ændret. "
        "Prøv med en anden kopi."
    )
    assert files(folder.parent) == before
    assert not list(folder.glob("restoring-*"))


def test_backup_holds_the_published_files_and_the_documents_but_no_links(
    built: Path, saved: Path
) -> None:
    with tarfile.open(saved) as found:
        names = {entry.name for entry in found if entry.isfile()}
    index = {f"index/{path.name}" for path in current(built / "data").iterdir()}
    assert names == index | {"documents/hus.txt", "documents/under/job.txt"}
    assert sorted(path.name for path in built.iterdir()) == ["copy.tar.gz", "data", "documents"]


def test_restored_index_finds_the_same_on_an_empty_machine(
    built: Path, saved: Path, tmp_path: Path
) -> None:
    documents = restored(saved, tmp_path / "data")
    assert documents == {
        "hus.txt": PAGES[0].text.encode(), "under/job.txt": PAGES[1].text.encode()
    }  # fmt: skip
    assert hits(tmp_path / "data") == hits(built / "data")
    assert {path.name for path in (tmp_path / "data").iterdir()} == {
        "CURRENT", "writer.lock", current(tmp_path / "data").name
    }  # fmt: skip


def test_restored_index_takes_the_place_of_another_which_stays_for_its_readers(
    built: Path, saved: Path, other: Path
) -> None:
    before, reader = current(other), open_index(other, FakeEmbedding())
    restored(saved, other)
    assert hits(other) == hits(built / "data")
    assert version.others(other, current(other)) == [before]
    assert {hit.passage.document for hit in reader.hits("sang")} == {"kor"}


def test_cut_backup_changes_nothing(saved: Path, other: Path, tmp_path: Path) -> None:
    raw = saved.read_bytes()
    for size in (0, 1, 9, 100, *range(1_000, len(raw), len(raw) // 12), len(raw) - 8, len(raw) - 1):
        (tmp_path / "cut.tar.gz").write_bytes(raw[:size])
        assert_refused(tmp_path / "cut.tar.gz", other)


def test_backup_that_says_another_thing_for_a_flipped_bit_changes_nothing(
    saved: Path, other: Path, tmp_path: Path
) -> None:
    size, chance, refused = saved.stat().st_size, Random(6), 0
    for place in (0, 1, 2, *sorted(chance.sample(range(3, size), 80)), size - 8, size - 1):
        flipped = Path(shutil.copy(saved, tmp_path / "flipped.tar.gz"))
        flip(flipped, place)
        if said(flipped) != said(saved):  # some bits of gzip's say the same either way
            assert_refused(flipped, other)
            refused += 1
    assert refused > 60


def said(file: Path) -> bytes | None:
    """Return what a file says, None where gzip cannot tell."""
    try:
        return gzip.decompress(file.read_bytes())
    except (OSError, EOFError, zlib.error):
        return None


def test_backup_with_a_file_of_a_day_that_no_clock_knows_is_refused(
    other: Path, tmp_path: Path
) -> None:
    told = tarfile.TarInfo("index/names-texts.json")
    told.mtime = 1 << 80
    with tarfile.open(tmp_path / "days.tar.gz", "w:gz", format=tarfile.GNU_FORMAT) as archive:
        archive.addfile(told)
    assert_refused(tmp_path / "days.tar.gz", other)


@pytest.mark.parametrize(
    ("content", "told"), [(b"", DAMAGED), (b"noget andet", DAMAGED), (None, "findes ikke")]
)
def test_file_that_is_no_backup_is_refused(
    other: Path, tmp_path: Path, content: bytes | None, told: str
) -> None:
    file = tmp_path / "fil.tar.gz"
    if content is not None:
        file.write_bytes(content)
    assert_refused(file, other, told)


def test_folder_is_no_backup(other: Path, tmp_path: Path) -> None:
    (tmp_path / "mappe").mkdir()
    assert_refused(tmp_path / "mappe", other, "det er en mappe")


def entry(name: str, kind: bytes = tarfile.REGTYPE, target: str = "") -> tarfile.TarInfo:
    found = tarfile.TarInfo(name)
    found.type, found.linkname, found.mode = kind, target, 0o644
    return found


@pytest.mark.parametrize(
    "added",
    [
        entry("../ude.txt"),
        entry("documents/../../ude.txt"),
        entry("index/../../../ude.txt"),
        entry("documents/link.txt", tarfile.SYMTYPE, "/etc/hostname"),
        entry("documents/link.txt", tarfile.SYMTYPE, "hus.txt"),
        entry("index/chroma", tarfile.SYMTYPE, "../documents"),
        entry("documents/hard.txt", tarfile.LNKTYPE, "documents/hus.txt"),
        entry("documents/null", tarfile.CHRTYPE),
        entry("documents/disk", tarfile.BLKTYPE),
        entry("documents/pipe", tarfile.FIFOTYPE),
        entry("index/mere.npy"),
        entry("index/chroma/store.json"),
    ],
    ids=lambda added: f"{added.name}-{added.type.decode()}",
)
def test_backup_with_what_nobody_saved_changes_nothing(
    saved: Path, other: Path, tmp_path: Path, added: tarfile.TarInfo
) -> None:
    rewritten(saved, tmp_path / "ond.tar.gz", lambda found: found.addfile(added))
    assert_refused(tmp_path / "ond.tar.gz", other)
    assert not list(tmp_path.rglob("ude.txt"))


def rewritten(
    file: Path,
    to: Path,
    more: Callable[[tarfile.TarFile], None] = lambda found: None,
    **contents: bytes | None,
) -> None:
    """Write a backup again, with other contents (or none) for files of its index, and more."""
    with tarfile.open(file) as old, tarfile.open(to, "w:gz") as new:
        for one in old:
            name = Path(one.name).name.replace(".", "_")
            raw = contents.get(name, b"" if one.isdir() else old.extractfile(one).read())  # type: ignore[union-attr]  # a file
            if raw is not None:
                one.size = len(raw)
                new.addfile(one, io.BytesIO(raw))
        more(new)


@pytest.mark.parametrize(
    "content", [None, b"", b"[]", b"{}", b'{"made": {"format": 1}}', b"\xff"], ids=str
)
def test_backup_without_a_manifest_that_can_be_used_changes_nothing(
    saved: Path, other: Path, tmp_path: Path, content: bytes | None
) -> None:
    rewritten(saved, tmp_path / "ond.tar.gz", manifest_json=content)
    assert_refused(tmp_path / "ond.tar.gz", other)


def test_backup_that_lacks_a_file_of_its_index_changes_nothing(
    saved: Path, other: Path, tmp_path: Path
) -> None:
    rewritten(saved, tmp_path / "ond.tar.gz", vectors_npy=None)
    assert_refused(tmp_path / "ond.tar.gz", other)


def test_index_with_a_fault_is_not_put_back(built: Path, other: Path, tmp_path: Path) -> None:
    faulty = Path(shutil.copytree(built / "data", tmp_path / "faulty"))
    vectors = np.load(current(faulty) / "vectors.npy")
    np.save(current(faulty) / "vectors.npy", vectors * np.nan)
    sealed_again(current(faulty))
    digest = version.digest(current_unchecked(faulty) / version.MANIFEST)
    (faulty / "CURRENT").write_text(f"{current_unchecked(faulty).name} {digest}\n")
    archive.backup(tmp_path / "faulty.tar.gz", faulty, {})
    assert_refused(tmp_path / "faulty.tar.gz", other, "a vector is not finite")


def current_unchecked(folder: Path) -> Path:
    return folder / (folder / "CURRENT").read_text(encoding="utf-8").split()[0]


def test_what_a_killed_restoring_left_behind_is_removed(saved: Path, other: Path) -> None:
    (other / "restoring-rest" / "index").mkdir(parents=True)
    restored(saved, other)
    assert not list(other.glob("restoring-*"))


@pytest.mark.parametrize(
    ("place", "told"),
    [
        ("ingen/kopi.tar.gz", "findes ikke"),
        ("fil/kopi.tar.gz", "det er ikke en mappe"),
        ("mappe", "det er en mappe"),
    ],
)
def test_backup_that_cannot_be_written_says_why_and_leaves_nothing(
    built: Path, tmp_path: Path, place: str, told: str
) -> None:
    (tmp_path / "fil").write_text("", encoding="utf-8")
    (tmp_path / "mappe").mkdir()
    with pytest.raises(ArchiveError) as caught:
        archive.backup(tmp_path / place, built / "data", {})
    assert str(caught.value) == (
        f"Sikkerhedskopien kan ikke skrives: {tmp_path / place} ({told}). "
        "Vælg et andet sted, eller giv plads og skriveadgang."
    )
    assert sorted(path.name for path in tmp_path.rglob("*")) == ["fil", "mappe"]


def test_backup_in_place_of_the_folder_itself_is_refused(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(ArchiveError):
        archive.backup(Path("."), built / "data", {})
    assert list(tmp_path.iterdir()) == []


def test_index_that_is_damaged_or_missing_is_not_saved(built: Path, tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError):
        archive.backup(tmp_path / "kopi.tar.gz", tmp_path, {})
    damaged = Path(shutil.copytree(built / "data", tmp_path / "damaged"))
    flip(current(damaged) / "vectors.npy", 500)
    with pytest.raises(IndexDamagedError, match=r"vectors\.npy"):
        archive.backup(tmp_path / "kopi.tar.gz", damaged, {})
    assert not (tmp_path / "kopi.tar.gz").exists()


def test_files_are_neither_hidden_nor_elsewhere_and_a_link_to_one_is_that_one(
    tmp_path: Path,
) -> None:
    folder = tmp_path / "dokumenter"
    (folder / ".git").mkdir(parents=True)
    (folder / ".git" / "config").write_text("x", encoding="utf-8")
    (tmp_path / "andet.txt").write_text("Andet", encoding="utf-8")
    (folder / "bro.txt").write_text("Bro", encoding="utf-8")
    (folder / "vej.txt").symlink_to(folder / "bro.txt")
    (folder / "ud.txt").symlink_to(tmp_path / "andet.txt")
    assert sorted(archive.files(folder)) == ["bro.txt", "vej.txt"]
