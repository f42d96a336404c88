"""Documents -> an index on disk: what is done again, and what becomes of it when that fails."""

import shutil
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from random import Random
from threading import Event

import numpy as np
import pytest

from corpus.errors import Problem
from corpus.structure import parse
from corpus.types import Document, Source
from index.build import (
    Built,
    How,
    IndexBusyError,
    IndexUnwritableError,
    build,
    held,
    is_current,
    update,
)
from index.embed import Vectors
from index.retrieve import open_index
from index.verify import VerifyError
from tests.builds import current, files, invented, mounted, reading
from tests.fakes import FakeEmbedding, page

PAGES = (page("hus", "bolig"), page("job", "arbejde"), page("væksthus", "haver"))
QUESTION = "Hvem har behov for arbejde?"
CHECKOUT = Path(__file__).parent.parent


@pytest.fixture
def embedding() -> FakeEmbedding:
    return FakeEmbedding()


@pytest.fixture(scope="module")
def pattern(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a published index over PAGES, to be copied."""
    folder = tmp_path_factory.mktemp("pattern")
    build(PAGES, folder, FakeEmbedding())
    return folder


@pytest.fixture
def built(pattern: Path, tmp_path: Path) -> Path:
    """A folder with a published index over PAGES."""
    return Path(shutil.copytree(pattern, tmp_path / "index"))


def found(folder: Path) -> list[str]:
    return [hit.passage.id for hit in open_index(folder, FakeEmbedding()).hits(QUESTION)]


def test_build_embeds_every_passage_and_reports_it(
    tmp_path: Path, embedding: FakeEmbedding
) -> None:
    steps: list[tuple[int, int]] = []
    built = build(PAGES, tmp_path, embedding, lambda done, total: steps.append((done, total)))
    assert built == Built(documents=3, passages=9, embedded=9, changed=True)
    assert steps == [(0, 3), (1, 3), (2, 3), (3, 3)]
    assert len(embedding.embedded) == 9


def test_second_build_changes_nothing_reads_nothing_and_embeds_nothing(
    built: Path, embedding: FakeEmbedding
) -> None:
    before = files(built)

    def read(some: object) -> list[tuple[Source, Document]]:
        raise AssertionError("nothing is to be read")

    again = update(held(PAGES), built, embedding, How(read=read))
    assert again == Built(documents=3, passages=9, embedded=0, changed=False)
    assert embedding.embedded == []
    assert files(built) == before


def test_only_the_passages_that_changed_are_embedded_again(
    built: Path, embedding: FakeEmbedding
) -> None:
    changed = parse("job", PAGES[1].text.replace("3 mio.", "4 mio."))
    again = build([PAGES[0], changed, PAGES[2]], built, embedding)
    assert again == Built(documents=3, passages=9, embedded=1, changed=True)
    assert embedding.embedded == [
        "Job\nFinansiering\nDer er afsat 4 mio. kr. til arbejde i puljen."
    ]


def test_removed_document_is_gone_and_added_one_is_found(
    built: Path, embedding: FakeEmbedding
) -> None:
    new = page("kor", "sang")
    assert build([PAGES[0], new], built, embedding) == Built(2, 6, 3, changed=True)
    hits = open_index(built, embedding).hits("Hvem har behov for sang?")
    assert {hit.passage.document for hit in hits} == {"hus", "kor"}
    assert hits[0].passage.document == "kor"


def test_built_anew_nothing_is_used_again(built: Path, embedding: FakeEmbedding) -> None:
    before = current(built)
    how = How(read=reading(PAGES), anew=True)
    assert update(held(PAGES), built, embedding, how) == Built(3, 9, 9, changed=True)
    assert current(built) != before
    assert len(embedding.embedded) == 9


def test_file_that_cannot_be_read_is_told_of_each_time_and_read_once(
    tmp_path: Path, embedding: FakeEmbedding
) -> None:
    broken = Problem("job.pdf", "Filen er beskadiget.")
    asked: list[str] = []

    def read(some: list[Source]) -> list[tuple[Source, Document | Problem]]:
        asked.extend(source.id for source in some)
        return [(one, PAGES[0] if one.id == "hus" else broken) for one in some]

    sources = held(PAGES[:2])
    first = update(sources, tmp_path, embedding, How(read=read))  # type: ignore[arg-type]  # a list
    assert first == Built(1, 3, 3, changed=True, problems=(broken,))
    again = update(sources, tmp_path, embedding, How(read=read))  # type: ignore[arg-type]  # a list
    assert again == Built(1, 3, 0, changed=False, problems=(broken,))
    assert asked == ["hus", "job"]
    assert is_current(sources, tmp_path, embedding)


def test_documents_in_memory_are_stamped_by_what_they_hold() -> None:
    hus, job = held(PAGES[:2])
    assert (hus.id, job.id) == ("hus", "job")
    assert held([page("hus", "bolig")])[0].stamp == hus.stamp != job.stamp
    assert held([page("hus", "arbejde")])[0].stamp != hus.stamp


def test_index_is_current_for_its_own_documents_and_model_alone(
    built: Path, embedding: FakeEmbedding
) -> None:
    assert is_current(held(PAGES), built, embedding)
    assert not is_current(held(PAGES[:2]), built, embedding)
    assert not is_current(held([*PAGES[:2], page("væksthus", "sang")]), built, embedding)
    assert not is_current(held(PAGES), built, FakeEmbedding("another"))
    assert not is_current(held(PAGES), built / "ingen", embedding)


def test_failed_build_leaves_the_index_as_it_was(built: Path) -> None:
    class Broken(FakeEmbedding):
        def probe(self) -> Vectors:
            return np.zeros(3, dtype=np.float32)

    before = files(built)
    with pytest.raises(ValueError):
        build([*PAGES, page("kor", "sang")], built, Broken())
    assert files(built) == before


def test_version_with_a_fault_is_never_published(built: Path, tmp_path: Path) -> None:
    class Faulty(FakeEmbedding):
        def passages(self, texts: object) -> Vectors:
            return super().passages(texts) * np.nan  # type: ignore[arg-type]  # any texts

    before = files(built)
    with pytest.raises(VerifyError, match=r"bestod ikke kontrollen \(a vector is not finite\)"):
        build([*PAGES, page("kor", "sang")], built, Faulty())
    assert files(built) == before
    with pytest.raises(VerifyError):
        build(PAGES, tmp_path / "ny", Faulty())
    assert [path.name for path in sorted((tmp_path / "ny").iterdir())] == ["writer.lock"]


def test_full_disk_leaves_the_index_as_it_was_and_is_told_in_danish(
    tmp_path: Path, embedding: FakeEmbedding
) -> None:
    chance = Random(1)
    many = [invented(f"side{number}", chance) for number in range(150)]
    with mounted(tmp_path / "disk", "3m") as disk:
        build(PAGES, disk / "data", embedding)
        before, sound = files(disk), found(disk / "data")
        for room in (0, 20, 60, 120, 200, 300, 420):  # KB: another file is the one that fails
            filled(disk, room * 1024)
            with pytest.raises(IndexUnwritableError) as caught:
                build(many, disk / "data", embedding)
            assert "Indekset kan ikke skrives i " in str(caught.value)
            assert "(disken er fuld). Giv skriveadgang og plads dér" in str(caught.value)
            (disk / "fyld").unlink()
            assert files(disk) == before
            assert found(disk / "data") == sound
        assert build(many, disk / "data", embedding).documents == 150


def filled(disk: Path, room: int) -> None:
    """Fill a small disk but for so many bytes."""
    with (disk / "fyld").open("wb", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4_096))
        except OSError:
            file.truncate(file.tell() - room)


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
            assert len(open_index(built, FakeEmbedding()).hits(QUESTION)) in (3, 6, 9)
            times += 1
        return times

    with ThreadPoolExecutor() as threads:
        reading = threads.submit(read)
        try:
            for count in (1, 2, 3):
                build(PAGES[:count], built, embedding)
                assert len(open_index(built, embedding).hits(QUESTION)) == 3 * count
        finally:
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
        assert len(found(built)) == 9
        other.stdin.close()
    assert str(caught.value) == (
        f"En anden proces er ved at bygge indekset i {built}. "
        "Vent, til den er færdig, og prøv igen."
    )
    assert build(PAGES, built, embedding, wait=5).passages == 9


@pytest.mark.slow
def test_two_processes_read_one_index(built: Path) -> None:
    program = (
        "import sys; from pathlib import Path\n"
        "from index.retrieve import open_index; from tests.fakes import FakeEmbedding\n"
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
    answers = [reader.communicate()[0].split() for reader in readers]
    assert answers == [found(built), found(built)]
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
    none = [parse("hus", "Hus")]
    assert build(none, tmp_path, embedding) == Built(1, 0, 0, changed=True)
    assert open_index(tmp_path, embedding).hits(QUESTION) == []
    assert build(none, tmp_path, embedding) == Built(1, 0, 0, changed=False)


def test_file_in_place_of_the_folder_is_an_error_that_says_what_to_do(
    tmp_path: Path, embedding: FakeEmbedding
) -> None:
    (tmp_path / "data").write_text("", encoding="utf-8")
    with pytest.raises(IndexUnwritableError) as caught:
        build(PAGES, tmp_path / "data", embedding)
    assert f"Indekset kan ikke skrives i {tmp_path / 'data'} (" in str(caught.value)
    assert "INITIATIV_DATA" in str(caught.value)


class Retrained(FakeEmbedding):
    """A model of the same name and digest whose vectors are a little others."""

    def question(self, text: str) -> Vectors:
        return np.asarray(super().question(text) + 0.003, dtype=np.float32)


def test_model_that_gives_other_vectors_is_another_whatever_its_digest(tmp_path: Path) -> None:
    build(PAGES, tmp_path, FakeEmbedding())
    assert not is_current(held(PAGES), tmp_path, Retrained())
    assert build(PAGES, tmp_path, Retrained()).embedded == 9
    assert is_current(held(PAGES), tmp_path, Retrained())
    assert len(open_index(tmp_path, Retrained()).hits("bolig")) == 9
