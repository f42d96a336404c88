"""Vectors in Chroma."""

import gc
from pathlib import Path

import numpy as np
import pytest

from index.embed import Vectors
from index.store import Store, StoreError, create, node_of
from index.types import Passage


def passages(count: int) -> list[Passage]:
    return [Passage(f"side:{n}-{n + 1}", "side", "Side", "", n, n + 1, "x") for n in range(count)]


def unit_vectors(count: int, dimension: int) -> Vectors:
    rows = np.random.default_rng(1).normal(size=(count, dimension))
    return np.asarray(rows / np.linalg.norm(rows, axis=1, keepdims=True), dtype=np.float32)


def test_nearest_passages_come_best_first_with_their_cosine(tmp_path: Path) -> None:
    vectors = unit_vectors(200, 16)
    create(tmp_path / "chroma", passages(200), vectors)
    question = unit_vectors(201, 16)[200]
    found = Store(tmp_path / "chroma").nearest(question, 20)
    cosines = vectors @ question
    order = np.argsort(-cosines)[:20]
    assert [key for key, _ in found] == [f"side:{row}-{row + 1}" for row in order]
    assert [cosine for _, cosine in found] == pytest.approx(cosines[order].tolist(), abs=1e-4)


def test_opposite_vector_has_cosine_minus_one(tmp_path: Path) -> None:
    vectors = unit_vectors(1, 8)
    create(tmp_path / "chroma", passages(1), vectors)
    ((key, cosine),) = Store(tmp_path / "chroma").nearest(-vectors[0], 5)
    assert key == "side:0-1"
    assert cosine == pytest.approx(-1.0, abs=1e-4)


def test_more_passages_than_one_call_takes_are_all_found(tmp_path: Path) -> None:
    vectors = unit_vectors(6_000, 8)
    create(tmp_path / "chroma", passages(6_000), vectors)
    store = Store(tmp_path / "chroma")
    assert store.size == 6_000
    for row in (0, 4_999, 5_000, 5_461, 5_999):
        ((key, cosine),) = store.nearest(vectors[row], 1)
        assert key == f"side:{row}-{row + 1}"
        assert cosine == pytest.approx(1.0, abs=1e-4)


def test_empty_store_has_no_nearest_passage(tmp_path: Path) -> None:
    create(tmp_path / "chroma", [], np.zeros((0, 8), dtype=np.float32))
    store = Store(tmp_path / "chroma")
    assert (store.size, store.nearest(unit_vectors(1, 8)[0], 5)) == (0, [])


def test_reading_leaves_the_files_as_they_were(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    create(folder, passages(20), unit_vectors(20, 8))
    before = {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    store = Store(folder)
    store.nearest(unit_vectors(1, 8)[0], 5)
    store.close()
    assert {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()} == before


def test_copy_is_gone_once_nobody_holds_the_store(tmp_path: Path) -> None:
    create(tmp_path / "chroma", passages(3), unit_vectors(3, 8))
    closed, forgotten = Store(tmp_path / "chroma"), Store(tmp_path / "chroma")
    copies = [Path(store._copy.name) for store in (closed, forgotten)]
    assert [copy.exists() for copy in copies] == [True, True]
    closed.close()
    assert [copy.exists() for copy in copies] == [False, True]
    del forgotten
    gc.collect()
    assert [copy.exists() for copy in copies] == [False, False]


def test_folder_without_a_store_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        Store(tmp_path / "ingen")
    (tmp_path / "tom").mkdir()
    with pytest.raises(StoreError):
        Store(tmp_path / "tom")


def test_file_that_is_no_database_is_an_error(tmp_path: Path) -> None:
    folder = tmp_path / "chroma"
    create(folder, passages(3), unit_vectors(3, 8))
    (folder / "chroma.sqlite3").write_bytes(b"noget andet" * 1_000)
    with pytest.raises(StoreError):
        Store(folder)


def test_node_holds_the_passage_and_where_it_stands() -> None:
    passage = Passage("side:3-9", "side", "En side", "Formål", 3, 9, "En bolig")
    node = node_of(passage, np.asarray([0.6, 0.8], dtype=np.float32))
    assert (node.node_id, node.text) == ("side:3-9", "En bolig")
    assert node.embedding == pytest.approx([0.6, 0.8])
    assert node.metadata == {
        "document": "side", "title": "En side", "section": "Formål", "start": 3, "end": 9,
    }  # fmt: skip
    assert node_of(passage).embedding is None
