"""The vectors in Chroma, through LlamaIndex's vector store. The only module that knows chromadb.

Opening an embedded Chroma store writes to its files, and two processes on one store disagree. So a
reader opens a copy of its own, and the published files stay as they were written and checksummed.
"""

import shutil
from collections.abc import Sequence
from math import log
from pathlib import Path
from sqlite3 import DatabaseError
from tempfile import TemporaryDirectory
from typing import cast

import chromadb
from chromadb.api.client import Client
from chromadb.api.collection_configuration import CreateHNSWConfiguration
from chromadb.config import Settings
from chromadb.errors import ChromaError
from llama_index.core.schema import TextNode
from llama_index.core.vector_stores.types import VectorStoreQuery
from llama_index.vector_stores.chroma import ChromaVectorStore

from index.embed import Vectors
from index.types import Passage

_COLLECTION = "passages"
# The library's defaults (M = 16, ef = 100) left 68 of 5,000 vectors unreachable; these left none.
_HNSW: CreateHNSWConfiguration = {
    "space": "cosine",
    "max_neighbors": 32,
    "ef_construction": 200,
    "ef_search": 200,
}
_BATCH = 5_000  # LlamaIndex's add fails above Chroma's 5,461 rows a call


class StoreError(Exception):
    """The vector store cannot be read."""


class Store:
    """The vectors of one index, searched by cosine."""

    def __init__(self, folder: Path) -> None:
        """Open a copy of the store in `folder`; raises StoreError when it is damaged."""
        self._copy = TemporaryDirectory(prefix="initiativ-", ignore_cleanup_errors=True)
        try:
            copy = shutil.copytree(folder, Path(self._copy.name) / "chroma")
            self._client = _client(copy)
            collection = self._client.get_collection(_COLLECTION, embedding_function=None)
            self.size = collection.count()
        except (ChromaError, DatabaseError, ValueError, KeyError, OSError) as error:
            raise StoreError(f"{type(error).__name__}: {error}") from error
        self._vectors = ChromaVectorStore(chroma_collection=collection)

    def nearest(self, vector: Vectors, count: int) -> list[tuple[str, float]]:
        """Return (passage id, cosine) of the `count` nearest passages, best first."""
        if not self.size:
            return []
        query = VectorStoreQuery(
            query_embedding=[float(value) for value in vector],
            similarity_top_k=min(count, self.size),
        )
        try:
            result = self._vectors.query(query)
        except (ChromaError, DatabaseError) as error:
            raise StoreError(f"{type(error).__name__}: {error}") from error
        # LlamaIndex returns exp(-distance); Chroma's distance is 1 - cosine.
        return [
            (key, 1.0 + log(similarity))
            for key, similarity in zip(result.ids or [], result.similarities or [], strict=True)
        ]

    def close(self) -> None:
        """Give back the copy and what Chroma holds of it."""
        self._client.close()
        self._copy.cleanup()


def create(folder: Path, passages: Sequence[Passage], vectors: Vectors) -> None:
    """Write a store with one row a passage; `vectors` has shape (passages, dimension)."""
    client = _client(folder)
    collection = client.create_collection(
        _COLLECTION, configuration={"hnsw": _HNSW}, embedding_function=None
    )
    store = ChromaVectorStore(chroma_collection=collection)
    for first in range(0, len(passages), _BATCH):
        rows = zip(passages[first : first + _BATCH], vectors[first : first + _BATCH], strict=True)
        store.add([node_of(passage, vector) for passage, vector in rows])
    client.close()


def node_of(passage: Passage, vector: Vectors | None = None) -> TextNode:
    """Return the passage as a LlamaIndex node, with its vector when one is given."""
    return TextNode(
        id_=passage.id,
        text=passage.text,
        embedding=None if vector is None else [float(value) for value in vector],
        metadata={
            "document": passage.document,
            "title": passage.title,
            "section": passage.section,
            "start": passage.start,
            "end": passage.end,
        },
    )


def _client(folder: Path) -> Client:
    settings = Settings(anonymized_telemetry=False, is_persistent=True)
    return cast(Client, chromadb.PersistentClient(path=str(folder), settings=settings))
