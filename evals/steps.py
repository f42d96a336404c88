"""What the bench measures in a process of its own: `python -m evals.steps NAME JOB` prints JSON.

Libraries are imported before the clock starts, so that each time is of the work alone.
"""

import gc
import json
import statistics
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

import numpy as np

from assistant import settings
from assistant.settings import Settings
from evals import plain
from evals.clock import Found, disk, memory, milliseconds, spread, timed
from evals.job import Job, kept
from evals.planted import DEPTHS, is_right, recall, unknown

NEAREST = 10  # of the vector search, compared with as many exact ones
_TIE = 1e-5  # cosines that are as near as this are equal: pages repeat sentences
_SUBSET = 100  # every so many documents are in the subset that a question is filtered by


def update(job: Job) -> Found:
    """Return the seconds of bringing the index up to date, until a question was answered."""
    from corpus.load import sources
    from index.build import update
    from index.embed import Embedding
    from index.retrieve import open_index

    with timed() as took:
        embedding = Embedding()
        done = update(sources(job.documents).sources, job.ours, embedding)
        open_index(job.ours, embedding).hits(kept(job.questions)[0].question)
    return {"seconds": took(), "passages": done.passages, "embedded": done.embedded, **memory()}


def fill(job: Job) -> Found:
    """Return the seconds of making the Chroma store complete, and the MB of the whole index."""
    from index.build import writing
    from index.embed import Embedding
    from index.opened import open_version
    from index.store import fill

    with timed() as took, writing(job.ours):
        fill(open_version(job.ours, Embedding()))
    return {"seconds": took(), "disk": disk(job.ours), **memory()}


def search(job: Job) -> Found:
    """Return how soon the index opens, how soon it is searched, and how much of it is found."""
    from index import lexical
    from index.embed import Embedding
    from index.retrieve import open_index

    asked = kept(job.questions)
    with timed() as took:
        embedding = Embedding()
        retriever = open_index(job.ours, embedding)
    found = {"open": took()}
    opened = retriever.opened
    gc.collect()  # of what was opened above: 30 ms would fall to the 2 that are measured
    with timed() as took:
        lexical.read(opened.path, len(opened.passages))
    found["open lexical"] = took()
    texts = [item.question for item in asked]
    vectors = [embedding.question(text) for text in texts]
    every = sorted({item.span.document for item in asked})
    one = {every[0]}
    subset = {path.stem for path in sorted(job.documents.iterdir())[::_SUBSET]}
    stages: Mapping[str, Callable[[int], object]] = {
        "embedding": lambda place: embedding.question(texts[place]),
        "vectors": lambda place: retriever.dense.nearest(vectors[place], NEAREST),
        "lexical": lambda place: retriever.lexical.scores(texts[place]),
        "hits": lambda place: retriever.hits(texts[place]),
        "in one document": lambda place: retriever.hits(texts[place], within=one),
        "in a subset": lambda place: retriever.hits(texts[place], within=subset),
    }
    for name, ask in stages.items():
        found |= spread(name, [milliseconds(ask, place) for place in range(len(texts))])
    shares = recall(asked, lambda text, count: retriever.hits(text, count))
    found |= {f"evidence@{depth}": shares[depth] for depth in DEPTHS}
    if job.exact.is_file():
        near = [retriever.dense.nearest(vector, NEAREST).tolist() for vector in vectors]
        ids = [[opened.passages.at(row).id for row in rows] for rows in near]
        found["recall@10"] = _agreement(ids, json.loads(job.exact.read_text(encoding="utf-8")))
    return {**found, **memory()}


def answer(job: Job) -> Found:
    """Return how soon questions are answered, the share answered right, by kind too, the share
    answered of what no page has, and memory."""
    from assistant.opening import open_assistant

    asked = kept(job.questions)
    with timed() as took:
        assistant = open_assistant(Settings(documents=job.documents, data=job.ours))
    found = {"open": took()}
    times, right = [], []
    for item in asked:
        with timed() as took:
            said = assistant.ask(item.question)
        times.append(1000 * took())
        right.append(is_right(item, said))
    kinds = {item.kind for item in asked}
    found |= {
        f"right: {kind}": statistics.fmean(
            one for one, item in zip(right, asked, strict=True) if item.kind == kind
        )
        for kind in sorted(kinds)
    }
    asked_in_vain = [assistant.ask(text).status for text in unknown(assistant.documents)]
    found["unknown"] = statistics.fmean(status == "answered" for status in asked_in_vain)
    return {**found, **spread("answer", times), "right": statistics.fmean(right), **memory()}


def embedding(job: Job) -> Found:
    """Return the milliseconds of embedding a question, ours and by tokenizer and numpy alone."""
    import index
    from index.embed import Embedding

    texts = [item.question for item in kept(job.questions)]
    half = len(texts) // 2
    ours, bare = Embedding(), plain.bare_embedding(Path(index.__file__).parent / "model")
    for text in texts[:half]:  # ours remembers words; the rest of the questions are new to it
        ours.question(text), bare(text)
    times = [
        [milliseconds(embed, text) for text in texts[half:]] for embed in (ours.question, bare)
    ]
    return {"ours": statistics.median(times[0]), "floor": statistics.median(times[1])}


def floor(job: Job) -> Found:
    """Return how soon exact search answers, and keep what it finds; write the words' yardstick."""
    from corpus.load import load
    from index.chunk import chunk
    from index.embed import Embedding

    passages = [item for document in load(job.documents).documents for item in chunk(document)]
    texts = [item.context for item in passages]
    made = plain.Floor(texts, Embedding())
    plain.keep_words(texts, job.data / "words")
    asked = [item.question for item in kept(job.questions)]
    nearest = []
    for text in asked:
        cosines = made.exact(text)
        least = np.sort(cosines)[-min(NEAREST, len(cosines))] - _TIE
        nearest.append([passages[row].id for row in np.flatnonzero(cosines >= least)])
    job.exact.write_text(json.dumps(nearest), encoding="utf-8")
    times = [milliseconds(made.hits, text) for text in asked]
    return {"passages": len(passages), **spread("question", times), **memory()}


def words(job: Job) -> Found:
    """Return the seconds in which BM25Retriever loads what `floor` kept."""
    plain.prepare("bm25s")
    with timed() as took:
        plain.load_words(job.data / "words")
    return {"seconds": took(), **memory()}


def chroma(job: Job) -> Found:
    """Return how soon Chroma searches one document of our complete store."""
    from index.embed import Embedding

    asked = kept(job.questions)
    store = next(job.ours.rglob("chroma.sqlite3")).parent
    query = plain.filtered(store, min(item.span.document for item in asked))
    vectors = [Embedding().question(item.question) for item in asked[:50]]
    return {**spread("in one document", [milliseconds(query, one) for one in vectors])}


def llama(job: Job) -> Found:
    """Return the seconds of LlamaIndex's pipeline until a question is answered."""
    plain.prepare("llama_index.vector_stores.chroma", "llama_index.core")
    asked = kept(job.questions)
    with timed() as took:
        retrieve = plain.built(job.documents, job.theirs)
        retrieve(asked[0].question)
    seconds = took()
    times = [milliseconds(retrieve, item.question) for item in asked]
    size = disk(job.theirs)
    return {"seconds": seconds, "disk": size, **spread("question", times), **memory()}


def transformers(job: Job) -> Found:
    """Return how soon LlamaIndex opens its store with sentence-transformers, and its memory."""
    plain.prepare("llama_index.vector_stores.chroma", "sentence_transformers")
    asked = kept(job.questions)
    with timed() as took:
        retrieve = plain.opened(job.theirs, with_transformers=True)
    for item in asked:
        retrieve(item.question)
    return {"open": took(), **memory()}


STEPS: Mapping[str, Callable[[Job], Found]] = {
    "update": update, "fill": fill, "search": search, "answer": answer, "embedding": embedding,
    "floor": floor, "words": words, "chroma": chroma, "llama": llama, "transformers": transformers,
}  # fmt: skip


def main(arguments: Sequence[str]) -> int:
    """Run one step and print what it found as JSON."""
    settings.quiet()
    name, *paths = arguments
    print(json.dumps(STEPS[name](Job(*map(Path, paths)))))
    return 0


def _agreement(found: Sequence[Sequence[str]], exact: Sequence[Sequence[str]]) -> float:
    """Return the share of passages found that are as near as the exact ones."""
    right = [len(set(one) & set(near)) / len(one) for one, near in zip(found, exact, strict=True)]
    return statistics.fmean(right)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
