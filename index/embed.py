"""Texts -> unit vectors, by the bundled model or by one that sentence-transformers loads."""

import hashlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import numpy as np
from numpy.typing import NDArray

from corpus.errors import UserError
from index.static import StaticModel

if TYPE_CHECKING:
    from sentence_transformers import SentenceTransformer

BUNDLED = "bundled"
_BUNDLED_FOLDER = Path(__file__).parent / "model"
_BATCH = 64
_PROBE = "Hvem kan få hjælp, og hvem skal man kontakte?"
_PROBE_DECIMALS = 2  # more would tell processors apart, whose sums differ in the seventh

Vectors = NDArray[np.float32]


class EmbeddingError(UserError):
    """The embedding model cannot be loaded."""


class Embedder(Protocol):
    """What the index asks of an embedding; the members are those of Embedding."""

    @property
    def model_name(self) -> str: ...
    @property
    def digest(self) -> str: ...
    def passages(self, texts: Sequence[str]) -> Vectors: ...
    def question(self, text: str) -> Vectors: ...
    def probe(self) -> Vectors: ...
    def __hash__(self) -> int: ...


class _Model(Protocol):
    """A loaded model, and what it wants before a question and before a passage."""

    @property
    def prefixes(self) -> tuple[str, str]: ...
    def encode(self, texts: Sequence[str]) -> Vectors: ...


class Embedding:
    """The model of one name. Raises EmbeddingError when it cannot be loaded.

    `digest` tells models apart that go by one name: for the bundled one it is that of its files,
    for others that of what they make of a sentence.
    """

    def __init__(self, name: str = BUNDLED) -> None:
        self.model_name = name
        self._model: _Model
        if name == BUNDLED:
            self._model = bundled = _bundled()
            self.digest = bundled.digest
        else:
            self._model = _Transformer(name)
            self.digest = _digest(name, self.probe())

    def passages(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts that are searched, shape (texts, dimension)."""
        prefix = self._model.prefixes[1]
        return self._model.encode([prefix + text for text in texts] if prefix else texts)

    def question(self, text: str) -> Vectors:
        """Return the unit vector of a text that searches, shape (dimension,)."""
        vector: Vectors = self._model.encode([self._model.prefixes[0] + text])[0]
        return vector

    def probe(self) -> Vectors:
        """Return the vector of a fixed sentence, by which an index knows its model again."""
        return self.question(_PROBE)


class _Transformer:
    """A model that sentence-transformers loads; the library is imported for it alone.

    It runs no code that comes with a model, which is its default, and takes the model's weights
    from safetensors alone: the older files are pickles.
    """

    def __init__(self, name: str) -> None:
        try:
            from sentence_transformers import SentenceTransformer

            self._model = SentenceTransformer(
                name, device="cpu", model_kwargs={"use_safetensors": True}
            )
        except ImportError as error:
            raise EmbeddingError(
                f"Embedding-modellen {name} kræver torch og sentence-transformers, som ikke er "
                "installeret her. Installér dem (i et containerbillede: byg det med "
                "EMBEDDINGS=any), eller fjern INITIATIV_EMBEDDING og brug den medfølgende model."
            ) from error
        except (OSError, ValueError) as error:
            raise EmbeddingError(
                f"Embedding-modellen {name} kan ikke indlæses. Ret INITIATIV_EMBEDDING, eller hent "
                "modellen først (med HF_HUB_OFFLINE=0, hvis den skal hentes fra nettet). Dens "
                "vægte skal være i formatet safetensors."
            ) from error
        self.prefixes = _prefixes_of(name, self._model)

    def encode(self, texts: Sequence[str]) -> Vectors:
        """Return the unit vectors of texts, shape (texts, dimension)."""
        found = self._model.encode(
            list(texts), batch_size=_BATCH, show_progress_bar=False, convert_to_numpy=True
        )
        vectors = np.asarray(found, dtype=np.float32)
        lengths = np.linalg.norm(vectors, axis=1, keepdims=True)
        return np.asarray(vectors / np.maximum(lengths, 1e-9), dtype=np.float32)


def _bundled() -> StaticModel:
    try:
        return StaticModel(_BUNDLED_FOLDER)
    except (OSError, ValueError) as error:
        raise EmbeddingError(
            f"Den medfølgende embedding-model i {_BUNDLED_FOLDER} mangler eller er beskadiget. "
            "Installér programmet igen."
        ) from error


def _digest(name: str, probe: Vectors) -> str:
    rounded = np.round(probe * 10**_PROBE_DECIMALS).astype(int).tolist()
    return hashlib.sha256(f"{name} {rounded}".encode()).hexdigest()


def _prefixes_of(name: str, model: "SentenceTransformer") -> tuple[str, str]:
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
