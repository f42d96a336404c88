"""What one would write with libraries alone: the yardsticks that the bench puts beside ours.

LlamaIndex with its defaults, its BM25 retriever, Chroma's filter, and, as the floor, exact search
with numpy and a lookup of postings.
"""

import shutil
from collections import Counter
from collections.abc import Callable, Sequence
from importlib import import_module
from math import log
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from index.danish import stems
from index.embed import Embedder, Embedding, Vectors

if TYPE_CHECKING:
    from llama_index.core import VectorStoreIndex
    from llama_index.vector_stores.chroma import ChromaVectorStore

TOP = 10
_COLLECTION = "plain"
_K1, _B = 0.9, 0.4
_BATCH = 1_024  # passages embedded at a time

Retrieve = Callable[[str], list[str]]
"""Returns the texts of the best passages for a question, best first."""


def first_hit(documents: Path, data: Path, question: str) -> str:
    """Return the best passage for a question: read, split, embed, store in Chroma, retrieve.

    The store in `data` is used again when it is there.
    """
    retrieve = opened(data) if data.is_dir() else built(documents, data)
    return retrieve(question)[0]


def built(documents: Path, data: Path) -> Retrieve:
    """Return a retriever over a folder: read, split, embedded and stored in Chroma by LlamaIndex.

    LlamaIndex adds to the store 2,048 nodes at a time; Chroma takes at most 5,461.
    """
    from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
    from llama_index.core.node_parser import SentenceSplitter

    from index.llama import LlamaEmbedding

    made = VectorStoreIndex.from_documents(
        SimpleDirectoryReader(str(documents)).load_data(),
        storage_context=StorageContext.from_defaults(vector_store=_store(data)),
        transformations=[SentenceSplitter()],
        embed_model=LlamaEmbedding(Embedding()),
    )
    return _texts(made)


def opened(data: Path, *, with_transformers: bool = False) -> Retrieve:
    """Return a retriever over what `built` left in `data`, embedding with the bundled model.

    `with_transformers` loads the model with sentence-transformers, as LlamaIndex's users do.
    """
    from llama_index.core import VectorStoreIndex

    from index.llama import LlamaEmbedding

    embedder: Embedder = _Loaded() if with_transformers else Embedding()
    return _texts(
        VectorStoreIndex.from_vector_store(_store(data), embed_model=LlamaEmbedding(embedder))
    )


def prepare(*libraries: str) -> None:
    """Import libraries, so that a clock that is started then does not count it."""
    for name in libraries:
        import_module(name)


def filtered(store: Path, document: str) -> Callable[[Vectors], Sequence[str]]:
    """Return Chroma's search in one document of the store in a folder, of which it opens a copy."""
    import chromadb

    kept = TemporaryDirectory(prefix="initiativ-")
    copy = shutil.copytree(store, Path(kept.name) / "chroma")
    collection = chromadb.PersistentClient(path=str(copy)).list_collections()[0]

    def search(vector: Vectors) -> Sequence[str]:
        found = collection.query(
            query_embeddings=vector.tolist(),
            n_results=TOP,
            where={"document": document},
            include=[],
        )
        return found["ids"][0] if kept else []

    return search


def keep_words(texts: Sequence[str], folder: Path) -> None:
    """Write what BM25Retriever persists of texts.

    These are the calls that LlamaIndex's BM25Retriever makes (0.8: `from_defaults`, `persist`).
    The package itself wants a PyStemmer below 3 and cannot be installed beside ours.
    """
    import bm25s

    model = bm25s.BM25()
    model.index(
        bm25s.tokenize(list(texts), stopwords="en", show_progress=False), show_progress=False
    )
    nodes = [{"node_id": str(place), "text": text} for place, text in enumerate(texts)]
    model.save(str(folder), corpus=nodes, show_progress=False)


def load_words(folder: Path) -> int:
    """Load what `keep_words` wrote as BM25Retriever does (`from_persist_dir`); return its size."""
    import bm25s

    return len(bm25s.BM25.load(str(folder), load_corpus=True, show_progress=False).corpus)


class Floor:
    """Exact search with numpy, and BM25 by a lookup of each word's postings."""

    def __init__(self, texts: Sequence[str], embedder: Embedder) -> None:
        self._embedder = embedder
        batches = range(0, len(texts), _BATCH)
        self.vectors = np.concatenate(
            [embedder.passages(texts[first : first + _BATCH]) for first in batches]
        )
        self._postings = _postings(texts)

    def exact(self, question: str) -> Vectors:
        """Return the cosine of every text, shape (texts,)."""
        return np.asarray(self.vectors @ self._embedder.question(question), dtype=np.float32)

    def words(self, question: str) -> Vectors:
        """Return the BM25 score of every text, shape (texts,)."""
        scores = np.zeros(len(self.vectors), dtype=np.float32)
        for stem in stems(question):
            if stem in self._postings:
                rows, weights = self._postings[stem]
                scores[rows] += weights
        return scores

    def hits(self, question: str) -> list[int]:
        """Return the rows of the best by either, each list best first."""
        return [*_best(self.exact(question)), *_best(self.words(question))]


def _best(scores: Vectors) -> list[int]:
    count = min(TOP, len(scores))
    rows = np.argpartition(-scores, count - 1)[:count]
    return [int(row) for row in rows[np.argsort(-scores[rows])]]


def _postings(texts: Sequence[str]) -> dict[str, tuple[NDArray[np.int32], Vectors]]:
    counts: dict[str, list[tuple[int, int]]] = {}
    lengths = np.zeros(len(texts), dtype=np.float32)
    for row, text in enumerate(texts):
        found = Counter(stems(text))
        lengths[row] = found.total()
        for stem, times in found.items():
            counts.setdefault(stem, []).append((row, times))
    norms = _K1 * (1 - _B + _B * lengths / max(float(lengths.mean()), 1e-9))
    postings = {}
    for stem, pairs in counts.items():
        rows = np.array([row for row, _ in pairs], dtype=np.int32)
        often = np.array([times for _, times in pairs], dtype=np.float32)
        rare = log(1 + (len(texts) - len(rows) + 0.5) / (len(rows) + 0.5))
        postings[stem] = (rows, np.asarray(rare * often / (often + norms[rows]), dtype=np.float32))
    return postings


def bare_embedding(folder: Path) -> Callable[[str], Vectors]:
    """Return what embeds a question with a static model's files by tokenizer and numpy alone."""
    from safetensors.numpy import load_file
    from tokenizers import Tokenizer

    table = load_file(folder / "model.safetensors")
    tokenizer = Tokenizer.from_file(str(folder / "tokenizer.json"))
    rows, scales = table["embeddings"], table["weights"]

    def embed(text: str) -> Vectors:
        ids = tokenizer.encode(text, add_special_tokens=False).ids
        mean = (rows[ids].astype(np.float32) * scales[ids, None]).mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean), dtype=np.float32)

    return embed


class _Loaded:
    """The bundled model as sentence-transformers loads it."""

    model_name, digest = "bundled", ""

    def __init__(self) -> None:
        from sentence_transformers import SentenceTransformer

        import index

        folder = Path(index.__file__).parent / "model"
        self._model = SentenceTransformer(str(folder), device="cpu")

    def passages(self, texts: Sequence[str]) -> Vectors:
        found = self._model.encode(list(texts), show_progress_bar=False)
        return np.asarray(found, dtype=np.float32)

    def question(self, text: str) -> Vectors:
        return np.asarray(self.passages([text])[0], dtype=np.float32)

    def probe(self) -> Vectors:
        return self.question("")


def _store(data: Path) -> "ChromaVectorStore":
    import chromadb
    from llama_index.vector_stores.chroma import ChromaVectorStore

    client = chromadb.PersistentClient(path=str(data))
    collection = client.get_or_create_collection(_COLLECTION, embedding_function=None)
    return ChromaVectorStore(chroma_collection=collection)


def _texts(made: "VectorStoreIndex") -> Retrieve:
    retriever = made.as_retriever(similarity_top_k=TOP)
    return lambda question: [item.text for item in retriever.retrieve(question)]
