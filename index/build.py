"""Sources -> an index on disk, of which only what changed is read and computed again."""

import logging
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from filelock import FileLock, Timeout

from corpus.errors import Problem, UserError, reason
from corpus.reading import documents as read_documents
from corpus.record import pack
from corpus.types import Document, Origin, Source
from index import records, verify, version
from index.assemble import Assembly, Progress, Read
from index.embed import Embedder, Embedding
from index.opened import Opened, is_as_made, open_version, opened
from index.records import Listing
from index.version import IndexDamagedError, IndexMissingError

log = logging.getLogger(__name__)


class IndexBusyError(UserError):
    """Another process is building the index."""


class IndexUnwritableError(UserError):
    """The index cannot be written where it should be."""


@dataclass(frozen=True, slots=True)
class Built:
    """What a build did: documents and passages in the index, and passages that were embedded."""

    documents: int
    passages: int
    embedded: int
    changed: bool
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class How:
    """How a build goes: whom it tells, how many seconds it waits for another builder, what reads.

    With `anew` nothing of the index that is there is used again.
    """

    progress: Progress = lambda done, total: None
    wait: float = 0.0
    read: Read = read_documents
    anew: bool = False


AS_USUAL = How()


def update(
    sources: Sequence[Source], folder: Path, embedding: Embedder, how: How = AS_USUAL
) -> Built:
    """Bring the index in `folder` up to date with the sources and say what was done.

    Raises IndexBusyError when another process builds. A damaged index is built again. Raises
    IndexUnwritableError where no file can be written and VerifyError when what was built is not
    right; the index that was there before goes on as it was.
    """
    with writing(folder, how.wait):
        before = None if how.anew else _before(folder, embedding)
        if before is not None and _is_of(before, sources, embedding):
            return _told(before, embedded=0, changed=False)
        with version.building(folder) as path:
            embedded = Assembly(path, before, embedding).write(sources, how.read, how.progress)
            verify.in_child(path)
            new = version.publish(folder, path)
        return _told(opened(new, version.manifest_of(new)), embedded, changed=True)


def build(
    documents: Sequence[Document],
    folder: Path,
    embedding: Embedder,
    progress: Progress = lambda done, total: None,
    wait: float = 0.0,
) -> Built:
    """Bring the index in `folder` up to date with documents in memory, as `update` does."""
    by_id = {document.id: document for document in documents}

    def read(some: Iterable[Source]) -> Iterator[tuple[Source, Document]]:
        return ((source, by_id[source.id]) for source in some)

    return update(held(documents), folder, embedding, How(progress, wait, read))


def fill_store(
    folder: Path,
    embedding: Embedder,
    progress: Progress = lambda done, total: None,
    wait: float = 0.0,
) -> bool:
    """Make the Chroma store of the published version; return whether there was anything to do.

    What is unchanged is taken from the version before. Raises StoreError when the store comes out
    wrong, IndexBusyError when another process builds, and what `open_version` does.
    """
    from index import store  # Chroma takes a second to load

    with writing(folder, wait):
        now = open_version(folder, embedding)
        return store.fill(now, _earlier(folder, now.path), progress)


def fill_at(folder: str, model: str, wait: str) -> None:
    """Do what `fill_store` does, for a process of its own."""
    fill_store(Path(folder), Embedding(model), wait=float(wait))


def held(documents: Iterable[Document]) -> list[Source]:
    """Return documents in memory as sources, each stamped by what it holds."""
    return [
        Source(item.id, item.id, sha256(pack(item)).hexdigest(), item.origin or Origin(item.id))
        for item in documents
    ]


def is_current(sources: Sequence[Source], folder: Path, embedding: Embedder) -> bool:
    """Return whether the published index is of exactly these sources, this model and this program.

    Raises IndexDamagedError when the published manifest or list of documents cannot be read.
    """
    try:
        path, manifest = version.published(folder)
    except IndexMissingError:
        return False
    if not is_as_made(manifest, embedding):
        return False
    version.check(path, manifest, records.LIST)
    return _is_same(records.read_listing(path), sources)


@contextmanager
def writing(folder: Path, wait: float = 0.0) -> Iterator[None]:
    """Hold the index in `folder` for one writer; raises what `update` does."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with FileLock(folder / "writer.lock", timeout=wait):
            version.clean(folder)
            yield
    except Timeout as error:
        raise IndexBusyError(
            f"En anden proces er ved at bygge indekset i {folder}. "
            "Vent, til den er færdig, og prøv igen."
        ) from error
    except OSError as error:
        raise IndexUnwritableError(
            f"Indekset kan ikke skrives i {folder} ({reason(error)}). "
            "Giv skriveadgang og plads dér, eller peg på en anden mappe med INITIATIV_DATA."
        ) from error


def _told(found: Opened, embedded: int, changed: bool) -> Built:
    problems = tuple(problem for _, problem in found.documents.listing.problems.values())
    return Built(len(found.documents), len(found.passages), embedded, changed, problems)


def _before(folder: Path, embedding: Embedder) -> Opened | None:
    """Return the published version where it is sound, also one that must be made anew."""
    try:
        return open_version(folder, embedding, anew=True)
    except IndexMissingError:
        return None
    except IndexDamagedError as error:
        log.warning("%s Det bygges nu igen ud fra dokumenterne.", error)
        return None


def _earlier(folder: Path, path: Path) -> Opened | None:
    """Return the version before the published one, None where it is not there or not sound."""
    for other in version.others(folder, path):
        try:
            manifest = version.manifest_of(other)
            version.check(other, manifest)
        except IndexDamagedError:
            continue
        return opened(other, manifest)
    return None


def _is_of(found: Opened, sources: Sequence[Source], embedding: Embedder) -> bool:
    as_made = is_as_made(found.manifest, embedding)
    return as_made and _is_same(found.documents.listing, sources)


def _is_same(listing: Listing, sources: Sequence[Source]) -> bool:
    known = dict(zip(listing.ids, listing.stamps, strict=True))
    known |= {id: stamp for id, (stamp, _) in listing.problems.items()}
    return known == {source.id: source.stamp for source in sources}
