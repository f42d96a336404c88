"""The bundled model behind LlamaIndex's interface."""

import asyncio

import numpy as np
import pytest

from index.embed import Embedding, EmbeddingError
from tests.fakes import FakeEmbedding

NEAR = ("Hvem kan få hjælp?", "Hvem kan få støtte og hjælp i hverdagen?")
FAR = "Regnskabet bogføres i kontoplanen."


@pytest.fixture(scope="module")
def bundled() -> Embedding:
    return Embedding()


def test_passages_are_unit_vectors_a_row_each(bundled: Embedding) -> None:
    vectors = bundled.passages([*NEAR, FAR])
    assert vectors.shape == (3, len(bundled.probe()))
    assert vectors.dtype == np.float32
    assert np.linalg.norm(vectors, axis=1).tolist() == pytest.approx([1.0, 1.0, 1.0], abs=1e-5)


def test_texts_about_the_same_are_nearer_than_others(bundled: Embedding) -> None:
    question = bundled.question(NEAR[0])
    near, far = bundled.passages([NEAR[1], FAR]) @ question
    assert near > far + 0.2


def test_probe_is_the_same_each_time(bundled: Embedding) -> None:
    assert np.array_equal(bundled.probe(), bundled.probe())


def test_text_without_words_has_a_vector_without_nan(bundled: Embedding) -> None:
    assert np.isfinite(bundled.passages(["", " ", "?!"])).all()


def test_llama_index_gets_the_same_vectors(bundled: Embedding) -> None:
    question = bundled.question(NEAR[0])
    assert bundled.get_query_embedding(NEAR[0]) == pytest.approx(question.tolist())
    assert bundled.get_text_embedding(FAR) == pytest.approx(bundled.passages([FAR])[0].tolist())
    found = asyncio.run(bundled.aget_query_embedding(NEAR[0]))
    assert found == pytest.approx(question.tolist())


def test_model_that_is_not_there_is_an_error_that_says_what_to_do() -> None:
    with pytest.raises(EmbeddingError) as caught:
        Embedding("/findes/ikke")
    assert "Embedding-modellen /findes/ikke kan ikke indlæses." in str(caught.value)
    assert "INITIATIV_EMBEDDING" in str(caught.value)


def test_fake_places_texts_by_their_words() -> None:
    fake = FakeEmbedding()
    near, far = fake.passages(["støtte til unge", "regnskab"]) @ fake.question("unge støtte")
    assert (near, far) == (pytest.approx(2 / 6**0.5), pytest.approx(0.0))
