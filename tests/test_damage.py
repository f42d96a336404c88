"""An index whose files are damaged: told or harmless, and mended by the next update."""

from pathlib import Path

import pytest

from assistant.opening import open_assistant
from assistant.settings import Settings
from evals import breakage, damage, forks, specimen
from evals.breakage import Damage, Index
from evals.damage import Damaged
from evals.specimen import Seen
from index.build import build, fill_store, writing
from index.opened import open_version
from index.store import is_sound
from tests.fakes import FakeEmbedding, page

pytestmark = pytest.mark.slow
SEED = 7
# The whole run (docs/reliability.md) damages every file in each way, and flips 1,000 bytes.
EVERY, FLIPS = 10, 120
# Two versions have some files in common, and root may read all.
MAY_BE_HARMLESS = {
    "that of another version",
    "a link to that of another version",
    "may not be read",
    "half a version beside it",
}
PAGES = tuple(page(f"side{number}", f"hjælp{number}") for number in range(4))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with two versions of an index, both with their stores."""
    folder = tmp_path_factory.mktemp("damage") / "index"
    forks.called(specimen.make_all, "old", folder)
    forks.called(specimen.make_all, "new", folder)
    return folder


@pytest.fixture(scope="module")
def known(sound: Path) -> Seen:
    return forks.called(specimen.look, sound)


@pytest.fixture
def stored(tmp_path: Path) -> Path:
    """A folder with a small index and its store."""
    build(PAGES, tmp_path, FakeEmbedding())
    fill_store(tmp_path, FakeEmbedding())
    return tmp_path


def expected(damaged: Damaged) -> bool:
    """Return whether damage was refused, or the store alone where only that was damaged."""
    kind = damaged.what.kind if isinstance(damaged.what, Damage) else ""
    if damaged.outcome == "harmless":
        return kind in MAY_BE_HARMLESS
    is_store = "store" in kind or "chroma/" in str(damaged.what.file)
    return damaged.outcome == ("without store" if is_store else "detected")


def test_each_kind_of_damage_is_refused_or_harmless(sound: Path, known: Seen) -> None:
    some = breakage.damages(sound, EVERY)
    assert {one.kind for one in some} == set(breakage.kinds())
    assert len(breakage.kinds()) == 34
    found = list(damage.suffer(sound, some, known))
    assert [one for one in found if not expected(one)] == []
    assert len(found) == len(some)
    assert [path.name for path in sound.parent.iterdir()] == ["index"]


def test_flipped_bytes_are_refused_or_harmless(sound: Path, known: Seen) -> None:
    flips = breakage.flips(sound, FLIPS, SEED)
    assert len({flip.file for flip in flips}) == len(Index.of(sound).files()) + 1
    found = list(damage.suffer(sound, flips, known))
    assert [one for one in found if not expected(one)] == []
    assert len(found) == FLIPS
    assert forks.called(specimen.look, sound) == known  # it is left as it was


@pytest.mark.parametrize(
    "what",
    [
        Damage("half of it gone", "vectors.npy"),
        Damage("the pointer is a folder"),
        Damage("a file in place of the store"),
        Damage("the store of another version"),
    ],
    ids=str,
)
def test_update_mends_what_was_damaged(sound: Path, known: Seen, what: Damage) -> None:
    assert damage.mend(sound, what, known) == ""


def test_store_of_another_version_is_not_used(stored: Path) -> None:
    before = open_version(stored, FakeEmbedding()).path
    build(PAGES[1:], stored, FakeEmbedding())
    now = open_version(stored, FakeEmbedding()).path
    (before / "chroma").rename(now / "chroma")
    assert not is_sound(now)
    (now / "chroma").rename(before / "chroma")
    assert is_sound(before)


def test_store_of_another_model_is_not_built_upon(stored: Path) -> None:
    other = FakeEmbedding(shift=1)
    build(PAGES, stored, other)
    assert fill_store(stored, other)
    assert is_sound(open_version(stored, other).path)


def test_next_writer_removes_what_a_killed_one_left(stored: Path) -> None:
    (stored / "building-0123456789ab").mkdir()
    (stored / "building-0123456789ab" / "vectors.npy").write_bytes(b"half")
    (stored / "building-a-file").write_bytes(b"")
    with writing(stored):
        assert list(stored.glob("building-*")) == []


def test_assistant_mends_an_index_of_its_documents_with_a_damaged_file(tmp_path: Path) -> None:
    documents = tmp_path / "documents"
    documents.mkdir()
    (documents / "side.txt").write_text(PAGES[0].text, encoding="utf-8")
    settings = Settings(documents=documents, data=tmp_path / "data")
    answer = open_assistant(settings).ask("Hvad er formålet med side0?")
    vectors = next((tmp_path / "data").glob("version-*/vectors.npy"))
    vectors.write_bytes(vectors.read_bytes()[:-1] + b"\x7f")
    again = open_assistant(settings).ask("Hvad er formålet med side0?")
    assert again.status == "answered"
    assert (again.text, again.citations) == (answer.text, answer.citations)
