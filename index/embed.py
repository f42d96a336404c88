"""Texts -> unit vectors, with a sentence-transformers model."""

from collections.abc import Sequence
from pathlib import Path
from typing import Protocol

import numpy as np
from llama_index.core.base.embeddings.base import BaseEmbedding
from llama_index.core.bridge.pydantic import PrivateAttr
from numpy.typing import NDArray
from sentence_transformers import SentenceTransformer

from corpus.errors import UserError

BUNDLED = "bundled"
_BUNDLED_FOLDER = Path(__file__).parent / "model"
_BATCH = 64
_PROBE = "Hvem kan få hjælp, og hvem skal man kontakte?"

Vectors = NDArray[np.float32]


class EmbeddingError(UserError):
    """The embedding model cannot be loaded."""


class Embedder(Protocol):
    """What the index asks of an embedding; the methods are those of Embedding."""

    @property
    def model_name(self) -> str: ...
    def passages(self, texts: Sequence[str]) -> Vectors: ...
    def question(self, text: str) -> Vectors: ...
    def probe(self) -> Vectors: ...


class Embedding(BaseEmbedding):
    """A sentence-transformers model behind LlamaIndex's embedding interface.

    LlamaIndex's own HuggingFaceEmbedding refuses static models, whose input has no longest length.
    """

    _model: SentenceTransformer = PrivateAttr()
    _prefixes: tuple[str, str] = PrivateAttr()

    def __init__(self, name: str = BUNDLED) -> None:
        super().__init__(model_name=name, embed_batch_size=_BATCH)
        path = str(_BUNDLED_FOLDER) if name == BUNDLED else name
        try:
            self._model = SentenceTransformer(path, device="cpu")
        except (OSError, ValueError) as error:
            raise EmbeddingError(
                f"Embedding-modellen {name} kan ikke indlæses. Ret INITIATIV_EMBEDDING, eller hent "
                "modellen først (med HF_HUB_OFFLINE=0, hvis den skal hentes fra nettet)."
            ) from error
        self._prefixes = _prefixes_of(name, self._model)

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts that are searched, shape (texts, dimension)."""
        return self._encode([self._prefixes[1] + text for text in texts])

    def question(self, text: str) -> Vectors:
        """Return the unit vector of a text that searches, shape (dimension,)."""
        return np.asarray(self._encode([self._prefixes[0] + text])[0], dtype=np.float32)

    def probe(self) -> Vectors:
        """Return the vector of a fixed sentence, by which an index knows its model again."""
        return self.question(_PROBE)

    def _encode(self, texts: list[str]) -> Vectors:
        vectors = self._model.encode(
            texts, batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True
        )
        vectors = np.asarray(vectors, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)

    def _get_query_embedding(self, query: str) -> list[float]:
        return [float(value) for value in self.question(query)]

    async def _aget_query_embedding(self, query: str) -> list[float]:
        return self._get_query_embedding(query)

    def _get_text_embedding(self, text: str) -> list[float]:
        return [float(value) for value in self.passages([text])[0]]


def _prefixes_of(name: str, model: SentenceTransformer) -> tuple[str, str]:
    """Return what the model wants before a question and before a passage.

    A model may name them itself; the E5 family does not and was trained with these
    (Wang et al. 2024, Multilingual E5 Text Embeddings).
    """
    prompts = model.prompts or {}
    question = prompts.get("query") or ""
    passage = prompts.get("passage") or prompts.get("document") or ""
    if not question and not passage and "e5" in name.rsplit("/", 1)[-1].lower().split("-"):
        return "query: ", "passage: "
    return question, passage
