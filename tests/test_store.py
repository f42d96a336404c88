"""The vectors in Chroma: filled from an index, carried on to the next version, thrown away."""

import gc
import json
import shutil
from collections.abc import Callable, Sequence
from pathlib import Path

import chromadb
import numpy as np
import pytest
from chromadb.api.shared_system_client import SharedSystemClient

from corpus.structure import parse
from corpus.types import Document
from index import store, version
from index.assemble import Progress
from index.build import IndexBusyError, build, fill_store, writing
from index.opened import Opened, open_version
from index.retrieve import Retriever, StoreError, open_index
from index.store import COLLECTION, FOLDER, Store, fill, ids_of, is_sound
from tests.builds import assembled, current, files, flip, mounted
from tests.fakes import FakeEmbedding, page

PAGES = [page(f"side{number}", thing) for number, thing in enumerate(("bolig", "sang", "haver"))]
MORE = [page(f"ekstra{number}", f"emne{number} og bolig") for number in range(9)]
QUESTIONS = ("Hvem har behov for bolig?", "penge til sang", "Formål", "")


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Opened:
    """A version with its store."""
    opened = assembled(tmp_path_factory.mktemp("index") / "version-1", PAGES, FakeEmbedding())
    assert fill(opened)
    return opened


@pytest.fixture
def copied(filled: Opened, tmp_path: Path) -> Opened:
    """The same version and store, the test's own."""
    path = Path(shutil.copytree(filled.path, tmp_path / "version-1"))
    return Opened(path, filled.manifest, filled.documents, filled.passages)


def next_one(
    before: Opened, documents: Sequence[Document], progress: Progress = lambda done, total: None
) -> Opened:
    """Return the version after another one, over other documents, its store filled from that."""
    path = before.path.with_name(f"version-{len(list(before.path.parent.iterdir())) + 1}")
    after = assembled(path, documents, FakeEmbedding(), before)
    assert fill(after, before, progress)
    return after


def gone(opened: Opened) -> int:
    """Return how many rows were taken out of a store since it was made."""
    copy = shutil.copytree(opened.path / FOLDER, opened.path.with_name("look"))
    client = store._client(Path(copy))
    left = store._left_over(client)
    client.close()
    shutil.rmtree(copy)
    return left


def assert_same(opened: Opened) -> None:
    """The store finds what comparing every vector does."""
    found = Store(opened.path, opened.keys)
    for question in QUESTIONS:
        vector = FakeEmbedding().question(question)
        rows = found.nearest(vector, 1_000)
        assert sorted(rows.tolist()) == list(range(len(opened.passages)))
        cosines = opened.dense.cosines(vector, rows)
        assert np.all(np.diff(cosines) < 1e-6)
    found.close()


def test_store_finds_what_comparing_every_vector_does(filled: Opened) -> None:
    assert_same(filled)
    found = Store(filled.path, filled.keys)
    vector = FakeEmbedding().question(QUESTIONS[0])
    assert found.nearest(vector, 1).tolist() == filled.dense.nearest(vector, 1).tolist()
    assert found.nearest(vector, 4).tolist() == filled.dense.nearest(vector, 4).tolist()


@pytest.mark.parametrize("question", QUESTIONS)
def test_hits_are_the_same_with_a_store_and_without(filled: Opened, question: str) -> None:
    plain, stored = (Retriever(filled, FakeEmbedding()) for _ in range(2))
    stored.attach(Store(filled.path, filled.keys))
    assert stored.hits(question) == plain.hits(question)


def test_rows_are_kept_with_the_document_that_they_are_of(filled: Opened, tmp_path: Path) -> None:
    copy = shutil.copytree(filled.path / FOLDER, tmp_path / "chroma")
    collection = store._client(copy).get_collection(COLLECTION, embedding_function=None)
    rows = collection.get(ids=[filled.keys[4].hex()], include=["metadatas", "embeddings"])
    assert rows["metadatas"] == [{"document": "side1"}]
    assert rows["embeddings"] is not None
    assert np.allclose(rows["embeddings"][0], filled.dense.vectors[4], atol=1e-6)


def test_filled_store_is_not_filled_again(copied: Opened) -> None:
    before = files(copied.path)
    assert not fill(copied)
    assert files(copied.path) == before


def test_next_store_is_made_of_the_one_before(copied: Opened) -> None:
    twins = [parse(name, PAGES[0].text) for name in ("tvilling1", "tvilling2")]
    renamed = parse("aaa", PAGES[2].text)
    steps: list[tuple[int, int]] = []
    some = [renamed, *PAGES[:2], *twins, *MORE]
    grown = next_one(copied, some, lambda done, total: steps.append((done, total)))
    assert steps == [(33, 33)]  # those of the page that was renamed are there
    assert gone(grown) == 0
    assert_same(grown)
    changed = parse("ekstra3", MORE[3].text.replace("3 mio.", "7 mio."))
    after = next_one(grown, [renamed, PAGES[0], twins[1], *MORE[:3], changed, *MORE[4:]])
    assert gone(after) == 7  # three of the page that is gone and three of a twin, one that changed
    assert_same(after)
    assert is_sound(copied.path) and is_sound(grown.path)


def test_store_with_many_rows_left_over_is_made_anew(copied: Opened) -> None:
    after = next_one(copied, [PAGES[0], *MORE[:2]])  # six of nine rows are gone
    assert_same(after)
    assert gone(after) == 0


def test_ids_are_the_keys_with_a_number_for_equals() -> None:
    assert ids_of([b"\x01", b"\x02", b"\x01", b"\x01"]) == ["01", "02", "01-1", "01-2"]


def test_store_before_that_is_not_sound_is_not_used(copied: Opened) -> None:
    flip(copied.path / FOLDER / "chroma.sqlite3", 5_000)
    after = next_one(copied, [*PAGES, MORE[0]])
    assert_same(after)


def test_store_of_nothing_finds_nothing(tmp_path: Path) -> None:
    empty = assembled(tmp_path / "version-1", [], FakeEmbedding())
    assert fill(empty)
    found = Store(empty.path, empty.keys)
    assert found.nearest(FakeEmbedding().question("bolig"), 5).tolist() == []


@pytest.mark.slow
def test_more_rows_than_one_call_takes_are_all_found(tmp_path: Path) -> None:
    text = "\n\n".join(f"Del {n}\n\nVi har afsnit n{n} her." for n in range(2_050))
    many = [parse("side", f"Side\n\n{text}\n")]
    opened = assembled(tmp_path / "version-1", many, FakeEmbedding())
    size = len(opened.passages)
    assert size > 2_000
    steps: list[tuple[int, int]] = []
    fill(opened, progress=lambda done, total: steps.append((done, total)))
    assert steps == [(min(n + 2_000, size), size) for n in range(0, size, 2_000)]
    found = Store(opened.path, opened.keys)
    rows = range(0, size, size // 20)
    near = [found.nearest(opened.dense.vectors[row], 1) for row in rows]
    cosines = [
        opened.dense.cosines(opened.dense.vectors[r], n) for r, n in zip(rows, near, strict=True)
    ]
    assert np.concatenate(cosines).tolist() == pytest.approx([1.0] * len(rows), abs=1e-4)


def test_reading_leaves_the_files_as_they_were(copied: Opened) -> None:
    before = files(copied.path)
    found = Store(copied.path, copied.keys)
    found.nearest(FakeEmbedding().question("bolig"), 5)
    found.close()
    assert files(copied.path) == before


def test_copy_is_gone_once_nobody_holds_the_store(filled: Opened) -> None:
    closed, forgotten = (Store(filled.path, filled.keys) for _ in range(2))
    copies = [Path(each._copy.name) for each in (closed, forgotten)]
    assert [copy.exists() for copy in copies] == [True, True]
    closed.close()
    assert [copy.exists() for copy in copies] == [False, True]
    del forgotten
    gc.collect()
    assert [copy.exists() for copy in copies] == [False, False]


def no_digests(folder: Path) -> None:
    (folder / "store.json").unlink()


def other_form(folder: Path) -> None:
    (folder / "store.json").write_text("[]", encoding="utf-8")


def other_chroma(folder: Path) -> None:
    content = json.loads((folder / "store.json").read_bytes())
    assert content["chromadb"] == chromadb.__version__
    (folder / "store.json").write_text(json.dumps(content | {"chromadb": "0.3"}))


def no_database(folder: Path) -> None:
    (folder / "chroma.sqlite3").write_bytes(b"noget andet" * 1_000)


def flipped(folder: Path) -> None:
    flip(folder / "chroma.sqlite3", 5_000)


def cut(folder: Path) -> None:
    path = folder / "chroma.sqlite3"
    path.write_bytes(path.read_bytes()[:-4_096])


@pytest.mark.parametrize(
    "damage",
    [no_digests, other_form, other_chroma, no_database, flipped, cut, shutil.rmtree],
)
def test_damaged_store_is_an_error(copied: Opened, damage: Callable[[Path], None]) -> None:
    damage(copied.path / FOLDER)
    assert not is_sound(copied.path)
    with pytest.raises(StoreError):
        Store(copied.path, copied.keys)


def test_damaged_store_is_made_anew(copied: Opened) -> None:
    flipped(copied.path / FOLDER)
    assert fill(copied)
    assert_same(copied)


def test_store_of_other_passages_is_an_error(copied: Opened) -> None:
    with pytest.raises(StoreError, match="9 rows in place of 8"):
        Store(copied.path, copied.keys[:-1])


def test_store_that_comes_out_wrong_is_thrown_away(tmp_path: Path) -> None:
    opened = assembled(tmp_path / "version-1", MORE, FakeEmbedding())
    good = opened.dense.vectors
    opened.dense.vectors = np.ones_like(good) / np.sqrt(good.shape[1])
    with pytest.raises(StoreError, match="recall@10 0"):
        fill(opened)
    assert not (opened.path / FOLDER).exists()
    assert [path.name for path in tmp_path.iterdir()] == ["version-1"]


def test_full_disk_leaves_no_half_of_a_store(tmp_path: Path) -> None:
    with mounted(tmp_path / "disk", "400k") as disk:
        opened = assembled(disk / "version-1", PAGES, FakeEmbedding())
        with pytest.raises(StoreError):
            fill(opened)
        assert not (opened.path / FOLDER).exists()
        assert [path.name for path in disk.iterdir()] == ["version-1"]
        del opened


def test_published_version_gets_its_store_from_the_one_before(tmp_path: Path) -> None:
    embedding = FakeEmbedding()
    build(PAGES, tmp_path, embedding)
    assert fill_store(tmp_path, embedding)
    build([*PAGES, MORE[0]], tmp_path, embedding)
    steps: list[tuple[int, int]] = []
    assert fill_store(tmp_path, embedding, lambda done, total: steps.append((done, total)))
    assert steps == [(3, 3)]
    assert not fill_store(tmp_path, embedding)
    assert_same(open_version(tmp_path, embedding))
    manifest = version.manifest_of(current(tmp_path))
    assert not [name for name in manifest.sha256 if "chroma" in name]
    assert len(open_index(tmp_path, embedding).hits("bolig", 99)) == 12


def test_store_is_not_filled_while_another_one_writes(tmp_path: Path) -> None:
    embedding = FakeEmbedding()
    build(PAGES, tmp_path, embedding)
    with writing(tmp_path), pytest.raises(IndexBusyError):
        fill_store(tmp_path, embedding)


def test_chroma_keeps_no_client_of_a_store_that_nobody_holds(filled: Opened) -> None:
    clients = SharedSystemClient._identifier_to_system
    before = len(clients)
    for _ in range(3):
        found = Store(filled.path, filled.keys)
        assert len(clients) == before + 1
        del found
        gc.collect()
    assert len(clients) == before
