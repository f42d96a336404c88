"""What one would write with LlamaIndex alone: the yardstick that `evals.bench` puts beside ours."""

from pathlib import Path

import chromadb
from llama_index.core import SimpleDirectoryReader, StorageContext, VectorStoreIndex
from llama_index.core.node_parser import SentenceSplitter
from llama_index.vector_stores.chroma import ChromaVectorStore

from index.embed import Embedding


def first_hit(documents: Path, data: Path, question: str) -> str:
    """Return the best passage for a question: read, split, embed, store in Chroma, retrieve.

    The store in `data` is used again when it is there.
    """
    embedding = Embedding()
    client = chromadb.PersistentClient(path=str(data))
    collection = client.get_or_create_collection("plain", embedding_function=None)
    store = ChromaVectorStore(chroma_collection=collection)
    if collection.count():
        opened = VectorStoreIndex.from_vector_store(store, embed_model=embedding)
    else:
        opened = VectorStoreIndex.from_documents(
            SimpleDirectoryReader(str(documents)).load_data(),
            storage_context=StorageContext.from_defaults(vector_store=store),
            transformations=[SentenceSplitter()],
            embed_model=embedding,
        )
    return opened.as_retriever(similarity_top_k=10).retrieve(question)[0].text
