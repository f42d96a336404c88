"""The bundled model, others beside it, and what loading them brings along."""

import json
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

from index import embed
from index.embed import Embedding, EmbeddingError
from index.static import StaticModel, seal
from tests.fakes import FakeEmbedding

FOLDER = Path(embed.__file__).parent / "model"
NEAR = ("Hvem kan få hjælp?", "Hvem kan få støtte og hjælp i hverdagen?")
FAR = "Regnskabet bogføres i kontoplanen."
PASSAGE = (
    "Huset ved Søen – for unge på 18-29 år\n\nRådgiverne (§ 82) møder den unge to gange om ugen; "
    'forløbet varer 6,5 måneder, og »ingen« skal betale.\nRing på 11 22 33 44, eller skriv: "Hej".'
)
ODD = [
    "",
    " ",
    "\n",
    "?!",
    "🙂",
    "👨‍👩‍👧 hjælp",
    "\0",
    "a\0b",
    "語 hjælp語語",
    "É e\u0301 \u0301 İ ſ ΣΑΣ",
]
HEAVY = ("torch", "transformers", "sentence_transformers", "llama_index", "chromadb", "gradio")


@pytest.fixture(scope="module")
def bundled() -> Embedding:
    return Embedding()


@pytest.fixture
def model(tmp_path: Path) -> Path:
    """A model of five tokens in two dimensions, sealed."""
    vocabulary = {"[UNK]": 0, "hus": 1, "båd": 2, "##en": 3, ".": 4}
    tokenizer = json.loads((FOLDER / "tokenizer.json").read_text(encoding="utf-8"))
    tokenizer["model"]["vocab"] = vocabulary
    (tmp_path / "tokenizer.json").write_text(json.dumps(tokenizer), encoding="utf-8")
    scales = np.array([1, 1, 0.5, 1, 1], dtype=np.float32)
    rows = np.array([[0, 0], [3, 0], [0, 8], [1, 0], [-3, 0]], dtype=np.int8)
    header = json.dumps(
        {
            "weights": {"dtype": "F32", "shape": [5], "data_offsets": [0, 20]},
            "embeddings": {"dtype": "I8", "shape": [5, 2], "data_offsets": [20, 30]},
        }
    ).encode()
    header += b" " * (-len(header) % 8)
    table = len(header).to_bytes(8, "little") + header + scales.tobytes() + rows.tobytes()
    (tmp_path / "model.safetensors").write_bytes(table)
    seal(tmp_path)
    return tmp_path


def random_texts(count: int) -> list[str]:
    """Return texts of letters from everywhere in Unicode; most are no word that anyone writes."""
    chance = np.random.default_rng(0)
    ranges = [(0, 128), (0, 0x300), (0x2000, 0x3000), (0, 0xD800), (0xE000, 0x20000), (32, 33)]
    texts = []
    for _ in range(count):
        places = chance.integers(len(ranges), size=int(chance.integers(40)))
        texts.append("".join(chr(chance.integers(*ranges[place])) for place in places))
    return texts


def test_vector_is_the_scaled_sum_of_the_tokens_at_length_one(model: Path) -> None:
    # 'Husen båd' is hus, ##en and båd: (3, 0) + (1, 0) + .5 (0, 8).
    found = StaticModel(model).encode(["Husen båd", "båd", "skib"])
    np.testing.assert_allclose(found, [[0.5**0.5, 0.5**0.5], [0, 1], [0, 0]], rtol=1e-6)


def test_text_whose_tokens_cancel_out_has_a_vector_of_zeros(model: Path) -> None:
    assert StaticModel(model).encode(["hus.", ""]).tolist() == [[0, 0], [0, 0]]


def test_more_tokens_than_are_summed_at_one_time_count_all(model: Path) -> None:
    found = StaticModel(model).encode(["hus " * 8_000 + "båd " * 6_000])
    np.testing.assert_allclose(found, [[0.5**0.5, 0.5**0.5]], rtol=1e-6)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_changed_file_of_the_model_is_found(model: Path, name: str) -> None:
    changed = bytearray((model / name).read_bytes())
    changed[-1] ^= 1
    (model / name).write_bytes(changed)
    with pytest.raises(ValueError, match=r"is not what digest\.json says"):
        StaticModel(model)


@pytest.mark.parametrize("name", ["model.safetensors", "tokenizer.json"])
def test_model_is_known_by_its_hash_before_anything_of_it_is_read(model: Path, name: str) -> None:
    (model / name).write_bytes(b"\xff" * 8 + b"neither a table nor a tokenizer")
    with pytest.raises(ValueError, match=r"is not what digest\.json says"):
        StaticModel(model)


def test_damaged_bundled_model_is_an_error_that_says_what_to_do(
    model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(embed, "_BUNDLED_FOLDER", model)
    (model / "model.safetensors").write_bytes(b"")
    with pytest.raises(EmbeddingError) as caught:
        Embedding()
    assert str(caught.value) == (
        f"Den medfølgende embedding-model i {model} mangler eller er beskadiget. "
        "Installér programmet igen."
    )


def test_digest_is_that_of_the_files(bundled: Embedding, model: Path) -> None:
    sealed = json.loads((FOLDER / "digest.json").read_text(encoding="utf-8"))
    assert sealed == {"sha256": bundled.digest}
    assert StaticModel(model).digest != bundled.digest


def test_passages_are_unit_vectors_a_row_each(bundled: Embedding) -> None:
    vectors = bundled.passages([*NEAR, FAR])
    assert vectors.shape == (3, len(bundled.probe()))
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1).tolist() == pytest.approx([1.0, 1.0, 1.0], abs=1e-5)
    assert bundled.passages([]).shape == (0, len(bundled.probe()))


def test_texts_about_the_same_are_nearer_than_others(bundled: Embedding) -> None:
    question = bundled.question(NEAR[0])
    near, far = bundled.passages([NEAR[1], FAR]) @ question
    assert near > far + 0.2


def test_vector_is_the_same_whatever_else_is_embedded(bundled: Embedding) -> None:
    texts = [*NEAR, PASSAGE, *ODD]
    alone = np.stack([bundled.question(text) for text in texts])
    assert np.array_equal(bundled.passages(texts), alone)
    assert np.array_equal(Embedding().passages(texts[::-1])[::-1], alone)


def test_text_without_tokens_has_a_vector_of_zeros(bundled: Embedding) -> None:
    assert not bundled.passages(["", " ", "\n", "\0"]).any()


@pytest.mark.slow
def test_sentence_transformers_gives_the_bundled_model_the_same_vectors(bundled: Embedding) -> None:
    long = [" ".join([PASSAGE] * 50), "ukendt" * 2_000, "x" * 101 + " hjælp"]
    texts = [*NEAR, FAR, PASSAGE, PASSAGE.upper(), *ODD, *long, *random_texts(2_000)]
    other = Embedding(str(FOLDER))
    np.testing.assert_allclose(bundled.passages(texts), other.passages(texts), rtol=0, atol=1e-6)
    asked = bundled.question(PASSAGE)
    np.testing.assert_allclose(asked, other.question(PASSAGE), rtol=0, atol=1e-6)
    assert (other.model_name, len(other.digest)) == (str(FOLDER), 64)


def test_question_is_embedded_without_the_heavy_libraries() -> None:
    code = (
        "import json, sys\n"
        "from index.embed import Embedding\n"
        f"vector = Embedding().question({NEAR[0]!r})\n"
        f"loaded = [name for name in {HEAVY!r} if name in sys.modules]\n"
        "status = open('/proc/self/status').read() if sys.platform == 'linux' else ''\n"
        "resident = [int(line.split()[1]) for line in status.split('\\n') if 'VmRSS' in line]\n"
        "print(json.dumps([len(vector), loaded, resident]))"
    )
    told = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    length, loaded, resident = json.loads(told.stdout)
    assert (length, loaded) == (512, [])
    # 60 MB where this was written, 16 of them the mapped table; sentence-transformers takes 480.
    assert all(size < 120_000 for size in resident)


@pytest.mark.slow
def test_model_that_is_not_there_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(EmbeddingError) as caught:
        Embedding("/findes/ikke")
    assert "Embedding-modellen /findes/ikke kan ikke indlæses." in str(caught.value)
    assert "INITIATIV_EMBEDDING" in str(caught.value)


def test_model_whose_library_is_not_installed_is_an_error_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(sys.modules, "sentence_transformers", None)
    with pytest.raises(EmbeddingError) as caught:
        Embedding("en/anden")
    assert str(caught.value) == (
        "Embedding-modellen en/anden kræver torch og sentence-transformers, som ikke er "
        "installeret her. Installér dem (i et containerbillede: byg det med EMBEDDINGS=any), "
        "eller fjern INITIATIV_EMBEDDING og brug den medfølgende model."
    )


def test_fake_places_texts_by_their_words() -> None:
    fake = FakeEmbedding()
    near, far = fake.passages(["støtte til unge", "regnskab"]) @ fake.question("unge støtte")
    assert (near, far) == (pytest.approx(2 / 6**0.5), pytest.approx(0.0))
