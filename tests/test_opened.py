"""An index on disk that is opened: which is refused, and how it is mended."""

import logging
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from index import version
from index.build import (
    Built,
    How,
    build,
    held,
    is_current,
    update,
)
from index.embed import Vectors
from index.opened import open_version
from index.retrieve import open_index
from index.version import IndexDamagedError, IndexMissingError
from tests.builds import current, flip, reading, sealed_again
from tests.fakes import FakeEmbedding, page

PAGES = (page("hus", "bolig"), page("job", "arbejde"), page("væksthus", "haver"))
QUESTION = "Hvem har behov for arbejde?"


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


def flip_first(path: Path) -> None:
    flip(path, 0)


def flip_middle(path: Path) -> None:
    flip(path, path.stat().st_size // 2)


def flip_last(path: Path) -> None:
    flip(path, path.stat().st_size - 2)


def truncate(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-3])


def empty(path: Path) -> None:
    path.write_bytes(b"")


def found(folder: Path) -> list[str]:
    return [hit.passage.id for hit in open_index(folder, FakeEmbedding()).hits(QUESTION)]


@pytest.mark.parametrize("name", ["documents.json", "manifest.json"])
def test_damaged_list_is_not_taken_for_a_current_index(
    built: Path, embedding: FakeEmbedding, name: str
) -> None:
    flip_middle(current(built) / name)
    with pytest.raises(IndexDamagedError, match=name):
        is_current(held(PAGES), built, embedding)


@pytest.mark.parametrize("part", ["reading", "analysis"])
def test_index_of_other_code_is_not_current_and_is_brought_up_to_date_without_embedding(
    built: Path, embedding: FakeEmbedding, part: str
) -> None:
    made_by_others(built, part)
    assert not is_current(held(PAGES), built, embedding)
    asked: list[str] = []

    def read(some: object) -> object:
        for source, document in reading(PAGES)(some):  # type: ignore[arg-type]  # any sources
            asked.append(source.id)
            yield source, document

    again = update(held(PAGES), built, embedding, How(read=read))  # type: ignore[arg-type]  # as above
    assert again == Built(3, 9, 0, changed=True)
    assert asked == ["hus", "job", "væksthus"]
    assert is_current(held(PAGES), built, embedding)


def test_index_of_other_analysis_is_refused_until_then(
    built: Path, embedding: FakeEmbedding
) -> None:
    made_by_others(built, "reading")
    assert len(found(built)) == 9
    made_by_others(built, "analysis")
    with pytest.raises(IndexDamagedError) as caught:
        open_version(built, embedding)
    assert str(caught.value) == (
        f"Indekset i {built} er bygget med en anden udgave af programmet. "
        "Byg det igen med: initiativ index"
    )
    assert len(open_version(built, embedding, anew=True).documents) == 3


def made_by_others(folder: Path, part: str) -> None:
    """Make a published version one that other code has made."""
    path = current(folder)
    made = open_version(folder, FakeEmbedding(), anew=True).manifest.made
    other = replace(made, reading="x") if part == "reading" else replace(made, analysis="x")
    sealed_again(path, made=other)
    pointer = f"{path.name} {version.digest(path / version.MANIFEST)}\n"
    (folder / "CURRENT").write_text(pointer, encoding="utf-8")


def test_missing_index_is_an_error_that_says_what_to_run(
    tmp_path: Path, embedding: FakeEmbedding
) -> None:
    with pytest.raises(IndexMissingError) as caught:
        open_index(tmp_path, embedding)
    assert str(caught.value) == f"No index in {tmp_path}. Run: initiativ index"


@pytest.mark.parametrize(
    "damage", [flip_first, flip_middle, flip_last, truncate, empty, Path.unlink]
)
def test_damage_to_any_file_is_found(
    built: Path, embedding: FakeEmbedding, damage: Callable[[Path], None]
) -> None:
    path = current(built)
    for file in [built / "CURRENT", *sorted(path.iterdir())]:
        raw = file.read_bytes()
        damage(file)
        is_missing = (file.name, damage) == ("CURRENT", Path.unlink)
        with pytest.raises(IndexMissingError if is_missing else IndexDamagedError):
            open_index(built, embedding)
        file.write_bytes(raw)
    assert len(found(built)) == 9


@pytest.mark.parametrize(
    "name", ["CURRENT", "manifest.json", "documents.bin", "vectors.npy", "tokens-words.txt"]
)
def test_damage_is_mended_and_told_of(
    built: Path, embedding: FakeEmbedding, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    sound = found(built)
    flip_first(built / name if name == "CURRENT" else current(built) / name)
    with caplog.at_level(logging.WARNING):
        assert build(PAGES, built, embedding) == Built(3, 9, 9, changed=True)
    assert f"er beskadiget ({name})" in caplog.text
    assert "Det bygges nu igen ud fra dokumenterne." in caplog.text
    assert found(built) == sound


def test_error_of_a_damaged_index_names_the_file_and_what_to_run(
    built: Path, embedding: FakeEmbedding
) -> None:
    flip_first(current(built) / "vectors.npy")
    with pytest.raises(IndexDamagedError) as caught:
        open_index(built, embedding)
    assert str(caught.value) == (
        f"Indekset i {current(built)} er beskadiget (vectors.npy). "
        "Byg det igen med: initiativ index"
    )


def test_missing_version_is_found_and_mended(built: Path, embedding: FakeEmbedding) -> None:
    current(built).rename(built / "væk")
    with pytest.raises(IndexDamagedError):
        open_index(built, embedding)
    assert build(PAGES, built, embedding).changed


@pytest.mark.parametrize("other", [FakeEmbedding("another"), FakeEmbedding("fake", shift=1)])
def test_index_of_another_model_is_refused_and_built_anew(
    built: Path, other: FakeEmbedding
) -> None:
    with pytest.raises(IndexDamagedError) as caught:
        open_index(built, other)
    assert str(caught.value) == (
        f"Indekset i {built} er bygget med en anden embedding-model (fake). "
        "Byg det igen med: initiativ index"
    )
    other.embedded.clear()
    assert build(PAGES, built, other) == Built(3, 9, 9, changed=True)
    assert len(open_index(built, other).hits(QUESTION)) == 9


def test_model_that_answers_its_probe_otherwise_is_refused(built: Path) -> None:
    class Changed(FakeEmbedding):
        def probe(self) -> Vectors:
            return self.question("noget andet")

    with pytest.raises(IndexDamagedError, match="en anden embedding-model"):
        open_index(built, Changed())
