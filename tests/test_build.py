"""Documents -> an index on disk, and what becomes of it when it is damaged."""

import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from corpus.structure import parse
from index.build import (
    Built,
    IndexBusyError,
    IndexUnwritableError,
    build,
    is_current,
    open_index,
)
from index.version import IndexDamagedError, IndexMissingError
from tests.fakes import FakeEmbedding, page

PAGES = (page("hus", "bolig"), page("job", "arbejde"), page("væksthus", "haver"))
QUESTION = "Hvem har behov for arbejde?"
CHECKOUT = Path(__file__).parent.parent
PARTS = ("CURRENT", "manifest.json", "passages.jsonl", "vectors.npy", "chroma.sqlite3",
         "header.bin", "data_level0.bin", "length.bin", "link_lists.bin")  # fmt: skip


@pytest.fixture
def embedding() -> FakeEmbedding:
    return FakeEmbedding()


@pytest.fixture
def built(tmp_path: Path, embedding: FakeEmbedding) -> Path:
    """A folder with a published index over PAGES."""
    build(PAGES, tmp_path, embedding)
    embedding.embedded.clear()
    return tmp_path


def versions(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.glob("version-*"))


def current(folder: Path) -> str:
    return (folder / "CURRENT").read_text(encoding="utf-8").split()[0]


def files(folder: Path) -> dict[str, bytes]:
    kept = (path for path in folder.rglob("*") if path.is_file() and path.name != "writer.lock")
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in kept}


def part(folder: Path, name: str) -> Path:
    (path,) = (
        path for path in folder.rglob(name) if name == "CURRENT" or current(folder) in path.parts
    )
    return path


def flip_first(path: Path) -> None:
    flip(path, 0)


def flip_middle(path: Path) -> None:
    flip(path, path.stat().st_size // 2)


def flip_last(path: Path) -> None:
    flip(path, path.stat().st_size - 2)


def flip(path: Path, place: int) -> None:
    raw = bytearray(path.read_bytes())
    if raw:
        raw[place] ^= 0b10
    path.write_bytes(raw or b"x")


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3] or b"x")


def test_build_embeds_every_passage_and_reports_it(
    tmp_path: Path, embedding: FakeEmbedding
) -> None:
    steps: list[tuple[int, int]] = []
    built = build(PAGES, tmp_path, embedding, lambda done, total: steps.append((done, total)))
    assert built == Built(passages=9, embedded=9, changed=True)
    assert steps == [(0, 9), (9, 9)]
    assert embedding.embedded[0] == "Hus\nMålgruppe\nHus er for borgere med behov for bolig."


def test_second_build_changes_nothing_and_embeds_nothing(
    built: Path, embedding: FakeEmbedding
) -> None:
    before = files(built)
    assert build(PAGES, built, embedding) == Built(passages=9, embedded=0, changed=False)
    assert embedding.embedded == []
    assert files(built) == before


def test_only_the_passages_that_changed_are_embedded_again(
    built: Path, embedding: FakeEmbedding
) -> None:
    changed = parse("job", PAGES[1].text.replace("3 mio.", "4 mio."))
    again = build([PAGES[0], changed, PAGES[2]], built, embedding)
    assert again == Built(passages=9, embedded=1, changed=True)
    assert embedding.embedded == [
        "Job\nFinansiering\nDer er afsat 4 mio. kr. til arbejde i puljen."
    ]
    fresh = build([PAGES[0], changed, PAGES[2]], built / "ny", FakeEmbedding())
    assert fresh.embedded == 9
    assert [hit.passage for hit in open_index(built, embedding).hits(QUESTION)] == [
        hit.passage for hit in open_index(built / "ny", embedding).hits(QUESTION)
    ]


def test_removed_document_is_gone_and_added_one_is_found(
    built: Path, embedding: FakeEmbedding
) -> None:
    new = page("kor", "sang")
    assert build([PAGES[0], new], built, embedding) == Built(6, 3, changed=True)
    found = open_index(built, embedding).hits("Hvem har behov for sang?")
    assert {hit.passage.document for hit in found} == {"hus", "kor"}
    assert found[0].passage.document == "kor"


def test_index_is_current_for_its_own_documents_and_model_alone(
    built: Path, embedding: FakeEmbedding
) -> None:
    assert is_current(PAGES, built, "fake")
    assert not is_current(PAGES[:2], built, "fake")
    assert not is_current(PAGES, built, "another")
    assert not is_current(PAGES, built / "ingen", "fake")


def test_missing_index_is_an_error_that_says_what_to_run(
    tmp_path: Path, embedding: FakeEmbedding
) -> None:
    with pytest.raises(IndexMissingError) as caught:
        open_index(tmp_path, embedding)
    assert str(caught.value) == f"No index in {tmp_path}. Run: initiativ index"


@pytest.mark.parametrize("damage", [flip_first, flip_middle, flip_last, truncate, Path.unlink])
@pytest.mark.parametrize("name", PARTS)
def test_damaged_file_is_found_and_mended(
    built: Path, embedding: FakeEmbedding, name: str, damage: Callable[[Path], None]
) -> None:
    sound = [hit.passage.id for hit in open_index(built, embedding).hits(QUESTION)]
    damage(part(built, name))
    expected = (
        IndexMissingError if (name, damage) == ("CURRENT", Path.unlink) else IndexDamagedError
    )
    with pytest.raises(expected):
        open_index(built, embedding)
    assert build(PAGES, built, embedding) == Built(passages=9, embedded=9, changed=True)
    assert [hit.passage.id for hit in open_index(built, embedding).hits(QUESTION)] == sound


def test_every_kind_of_file_of_a_version_is_damaged_above(built: Path) -> None:
    assert {Path(name).name for name in files(built)} == set(PARTS)


def test_error_of_a_damaged_index_names_the_file_and_what_to_run(
    built: Path, embedding: FakeEmbedding
) -> None:
    flip_first(part(built, "vectors.npy"))
    with pytest.raises(IndexDamagedError) as caught:
        open_index(built, embedding)
    assert str(caught.value) == (
        f"Indekset i {built / current(built)} er beskadiget (vectors.npy). "
        "Byg det igen med: initiativ index"
    )


def test_missing_version_is_found_and_mended(built: Path, embedding: FakeEmbedding) -> None:
    (built / current(built)).rename(built / "væk")
    with pytest.raises(IndexDamagedError):
        open_index(built, embedding)
    assert build(PAGES, built, embedding).changed


@pytest.mark.parametrize("other", [FakeEmbedding("another"), FakeEmbedding("fake", shift=1)])
def test_index_of_another_model_is_refused_and_built_anew(
    built: Path, other: FakeEmbedding
) -> None:
    with pytest.raises(IndexDamagedError, match="en anden embedding-model"):
        open_index(built, other)
    assert build(PAGES, built, other) == Built(passages=9, embedded=9, changed=True)
    assert len(open_index(built, other).hits(QUESTION)) == 9


def test_all_versions_are_removed_but_the_published_and_the_one_before(
    built: Path, embedding: FakeEmbedding
) -> None:
    seen = [current(built)]
    (built / "version-rest").mkdir()  # of a build that was killed
    for count in (1, 2, 3):
        build(PAGES[:count], built, embedding)
        seen.append(current(built))
    assert len(set(seen)) == 4
    assert versions(built) == sorted(seen[-2:])
    assert not (built / "CURRENT.new").exists()


def test_failed_build_leaves_the_index_as_it_was(built: Path) -> None:
    class Broken(FakeEmbedding):
        def probe(self) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
            return np.zeros(3, dtype=np.float32)

    before = files(built)
    with pytest.raises(ValueError):
        build([*PAGES, page("kor", "sang")], built, Broken())
    assert files(built) == before


def test_reader_keeps_working_while_new_versions_are_published(
    built: Path, embedding: FakeEmbedding
) -> None:
    reader = open_index(built, embedding)
    before = reader.hits(QUESTION)
    done = Event()

    def read() -> int:
        times = 0
        while not done.is_set() or not times:
            assert reader.hits(QUESTION) == before
            times += 1
        return times

    with ThreadPoolExecutor() as threads:
        reading = threads.submit(read)
        for count in (1, 2, 1, 3):
            build(PAGES[:count], built, embedding)
            assert len(open_index(built, embedding).hits(QUESTION)) == 3 * count
        done.set()
        assert reading.result() > 0
    assert reader.hits(QUESTION) == before


def test_lock_of_another_process_is_an_error(built: Path, embedding: FakeEmbedding) -> None:
    program = (
        "import sys; from filelock import FileLock\n"
        "with FileLock(sys.argv[1]): print('held', flush=True); sys.stdin.read()"
    )
    command = [sys.executable, "-c", program, str(built / "writer.lock")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdin is not None and other.stdout is not None
        assert other.stdout.readline() == "held\n"
        with pytest.raises(IndexBusyError) as caught:
            build(PAGES, built, embedding, wait=0.1)
        assert len(open_index(built, embedding).hits(QUESTION)) == 9
        other.stdin.close()
    assert str(caught.value) == (
        f"En anden proces er ved at bygge indekset i {built}. "
        "Vent, til den er færdig, og prøv igen."
    )
    assert build(PAGES, built, embedding, wait=5).passages == 9


@pytest.mark.slow
def test_two_processes_read_one_index(built: Path, embedding: FakeEmbedding) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from index.build import open_index; from tests.fakes import FakeEmbedding\n"
        "reader = open_index(Path(sys.argv[1]), FakeEmbedding())\n"
        "for _ in range(20): hits = reader.hits(sys.argv[2])\n"
        "print(*[hit.passage.id for hit in hits], sep='\\n')"
    )
    command = [sys.executable, "-X", "utf8", "-c", program, str(built), QUESTION]
    before = files(built)
    readers = [
        subprocess.Popen(command, cwd=CHECKOUT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
        for _ in range(2)
    ]
    found = [reader.communicate()[0].split() for reader in readers]
    expected = [hit.passage.id for hit in open_index(built, embedding).hits(QUESTION)]
    assert found == [expected, expected]
    assert files(built) == before


def test_line_separators_inside_a_passage_survive(tmp_path: Path, embedding: FakeEmbedding) -> None:
    odd = parse("hus", "Hus\n\nFørste\u2028anden\u0085tredje\x0cfjerde er her.")
    build([odd], tmp_path, embedding)
    (hit,) = open_index(tmp_path, embedding).hits("Hus")
    assert hit.passage.text == "Første\u2028anden\u0085tredje\x0cfjerde er her."
    assert not build([odd], tmp_path, embedding).changed


def test_documents_without_passages_make_an_index_that_finds_nothing(
    tmp_path: Path, embedding: FakeEmbedding
) -> None:
    empty = [parse("hus", "Hus")]
    assert build(empty, tmp_path, embedding) == Built(passages=0, embedded=0, changed=True)
    assert open_index(tmp_path, embedding).hits(QUESTION) == []
    assert build(empty, tmp_path, embedding) == Built(passages=0, embedded=0, changed=False)


def test_file_in_place_of_the_folder_is_an_error_that_says_what_to_do(
    tmp_path: Path, embedding: FakeEmbedding
) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    with pytest.raises(IndexUnwritableError) as caught:
        build(PAGES, tmp_path / "data", embedding)
    assert f"Indekset kan ikke skrives i {tmp_path / 'data'} (" in str(caught.value)
    assert "INITIATIV_DATA" in str(caught.value)
