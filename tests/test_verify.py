"""The check of a version before it is published: each fault is found."""

import shutil
from collections.abc import Callable
from pathlib import Path
from random import Random

import numpy as np
import pytest

from index import dense, verify
from index.retrieve import StoreError
from index.verify import VerifyError, fault_in_child, fault_of, in_child, store_in_child
from tests.builds import assembled, flip, invented, sealed_again
from tests.fakes import DIMENSION, FakeEmbedding, page

PAGES = (page("hus", "bolig"), page("job", "arbejde"), page("væksthus", "haver"))


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return assembled(tmp_path_factory.mktemp("index") / "1", PAGES, FakeEmbedding()).path


@pytest.fixture
def path(sound: Path, tmp_path: Path) -> Path:
    """A version of the test's own, to be damaged."""
    return Path(shutil.copytree(sound, tmp_path / "1"))


def array(name: str, change: Callable[[np.ndarray], object]) -> Callable[[Path], None]:
    """Return what changes an array of a version in place, or for another one."""

    def damage(path: Path) -> None:
        values = np.load(path / name)
        other = change(values)
        np.save(path / name, other if isinstance(other, np.ndarray) else values)

    return damage


def set_to(place: int | tuple[int, int], value: float) -> Callable[[np.ndarray], object]:
    return lambda values: values.__setitem__(place, value)


def swapped(values: np.ndarray) -> None:
    values[[0, 4]] = values[[4, 0]]


def other_version(path: Path, *names: str) -> None:
    """Put files of a version over other pages in place of those of this one."""
    other = assembled(path.parent / "other", [page("kor", "sang")], FakeEmbedding()).path
    for name in names:
        shutil.copy(other / name, path / name)


def test_sound_version_has_no_fault_here_and_in_a_process_of_its_own(sound: Path) -> None:
    assert fault_of(sound) == ""
    assert fault_in_child(sound) == ""
    in_child(sound)


def test_version_without_passages_has_no_fault(tmp_path: Path) -> None:
    assert fault_of(assembled(tmp_path / "1", [], FakeEmbedding()).path) == ""


@pytest.mark.parametrize(
    ("damage", "fault"),
    [
        (array("vectors.npy", set_to((2, 5), np.nan)), "a vector is not finite"),
        (array("vectors.npy", set_to((8, 0), np.inf)), "a vector is not finite"),
        (array("vectors.npy", lambda values: 2 * values), "a vector is not of length 1"),
        (array("vectors.npy", lambda values: values[:-1]), "of them in the tables"),
        (array("passages.npy", swapped), "has other words"),
        (array("passages.npy", lambda values: values[:-1]), "of them in the tables"),
        (array("passages.npy", set_to((0, 1), 18)), "has other words"),
        (array("passages.npy", set_to((0, 1), 16)), "is no passage"),
        (array("passages.npy", set_to((0, 1), 56)), "is no passage"),
        (array("passages.npy", set_to((0, 3), 77)), "IndexError"),
        (array("passages.npy", set_to((8, 0), 77)), "IndexError"),
        (array("passages-keys.npy", swapped), "has the key of another passage"),
        (array("passages-keys.npy", lambda values: values[:-1]), "of them in the tables"),
        (array("tokens-ids.npy", lambda values: values[::-1].copy()), "has other words"),
        (array("tokens-starts.npy", set_to(1, 3)), "has other words"),
        (array("tokens-heads.npy", lambda values: values[:-1]), "of them in the tables"),
        (array("lexical-stems-every.npy", lambda values: 0 * values), "not found by its words"),
        (array("lexical-stems-common.npy", lambda values: 0 * values), "not found by its words"),
        (array("lexical-stems-every.npy", lambda values: values[:, :-1]), "ValueError"),
        (array("documents-starts.npy", set_to(1, 5)), "JSONDecodeError"),
        (array("documents-starts.npy", lambda values: values[:-1]), "IndexError"),
        (array("vocabulary-size.npy", set_to(0, 9)), "the vocabulary is of other documents"),
        (lambda path: (path / "documents.bin").write_bytes(b""), "JSONDecodeError"),
        (lambda path: (path / "documents.json").write_bytes(b"{}"), "KeyError"),
        (lambda path: (path / "documents.json").write_bytes(b"[]"), "TypeError"),
        (lambda path: (path / "vectors.npy").write_bytes(b""), "EOFError"),
        (lambda path: (path / "vectors.npy").write_bytes(b"noget andet"), "ValueError"),
        (lambda path: (path / "tokens-words.txt").write_bytes(b"\xff"), "UnicodeDecodeError"),
        (lambda path: (path / "tokens-words.txt").write_bytes(b"et"), "IndexError"),
        (lambda path: (path / "names-texts.json").write_bytes(b"{"), "JSONDecodeError"),
        (lambda path: other_version(path, "vocabulary-size.npy"), "of other documents"),
        (lambda path: other_version(path, "vectors.npy"), "of them in the tables"),
        (lambda path: other_version(path, "documents.bin"), "kor:17-56 is no passage"),
    ],
)
def test_fault_that_was_written_is_found(
    path: Path, damage: Callable[[Path], None], fault: str
) -> None:
    damage(path)
    sealed_again(path)
    assert fault in fault_of(path)


def test_each_file_that_is_cut_flipped_or_gone_is_found(sound: Path, tmp_path: Path) -> None:
    names = sorted(file.name for file in sound.iterdir() if file.name != "manifest.json")
    assert len(names) == 47
    for name in names:
        path = Path(shutil.copytree(sound, tmp_path / name))
        raw = (path / name).read_bytes()
        flip(path / name, len(raw) // 2)
        assert fault_of(path).startswith("IndexDamagedError") and name in fault_of(path)
        (path / name).write_bytes(raw[:-1])
        assert fault_of(path).startswith("IndexDamagedError")
        (path / name).unlink()
        assert fault_of(path).startswith("IndexDamagedError")


def test_manifest_that_counts_wrong_or_is_none_is_found(path: Path) -> None:
    sealed_again(path, passages=8)
    assert fault_of(path) == "(3, 9) documents and passages, (9, 9, 9) of them in the tables"
    sealed_again(path, passages=9, documents=4)
    assert "of them in the tables" in fault_of(path)
    (path / "manifest.json").write_bytes(b"[]")
    assert fault_of(path).startswith("IndexDamagedError")
    (path / "manifest.json").unlink()
    assert fault_of(path).startswith("IndexDamagedError")


def test_probe_of_another_dimension_is_found(path: Path) -> None:
    sealed_again(path, probe=(1.0, 0.0))
    assert fault_of(path).startswith("ValueError")


def test_names_of_more_documents_than_there_are_is_found(path: Path) -> None:
    (path / "names-documents.json").write_text('["a", "b", "c", "d"]', encoding="utf-8")
    sealed_again(path)
    assert fault_of(path) == "the vocabulary is of other documents"


def test_last_of_many_vectors_is_looked_at_too(tmp_path: Path) -> None:
    chance = Random(1)
    pages = [invented(f"side{number}", chance) for number in range(60)]
    path = assembled(tmp_path / "1", pages, FakeEmbedding()).path
    vectors = np.load(path / "vectors.npy")
    assert len(vectors) > 2 * verify._SAMPLE
    vectors[-2] = np.nan
    np.save(path / "vectors.npy", vectors)
    sealed_again(path)
    assert fault_of(path) == "a vector is not finite"


def test_signs_of_other_vectors_are_found_by_recall(tmp_path: Path) -> None:
    chance = np.random.default_rng(2)
    vectors = chance.normal(size=(4_500, DIMENSION)).astype(np.float32)
    vectors /= np.linalg.norm(vectors, axis=1, keepdims=True)
    np.save(tmp_path / "vectors.npy", vectors)
    dense.write(tmp_path)
    sample = np.arange(0, 4_500, 100)
    assert verify._dense_fault(dense.read(tmp_path), sample) == ""
    array("vectors-signs.npy", lambda signs: signs[:, ::-1].copy())(tmp_path)
    assert verify._dense_fault(dense.read(tmp_path), sample).startswith("recall@10 0.")


def test_message_of_a_faulty_version_is_danish_and_names_the_fault(path: Path) -> None:
    array("vectors.npy", set_to((2, 5), np.nan))(path)
    sealed_again(path)
    with pytest.raises(VerifyError) as caught:
        in_child(path)
    assert str(caught.value) == (
        "Det nye indeks bestod ikke kontrollen (a vector is not finite). Er der et indeks i "
        "forvejen, bliver det brugt. Prøv igen med: initiativ index --rebuild"
    )


def test_store_that_is_none_is_a_store_error(sound: Path, tmp_path: Path) -> None:
    with pytest.raises(StoreError):
        store_in_child(tmp_path / "ingen", sound)
