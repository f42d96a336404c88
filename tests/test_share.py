"""One index on several machines, by way of a Chroma server."""

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from random import Random

import numpy as np
import pytest

from corpus.errors import Problem
from corpus.structure import parse
from corpus.types import Document, Source
from index import share, version
from index.assemble import Assembly
from index.build import How, held, update
from index.embed import Vectors
from index.opened import Opened, open_version
from index.retrieve import StoreError, open_index
from index.server import Progress, Server
from index.share import ShareError, here, pull, push
from tests.builds import QUESTIONS, current, files, flip, invented, reading
from tests.chroma import Chroma
from tests.fakes import FakeEmbedding, page

PAGES = (page("hus", "bolig"), page("job", "arbejde"), page("kor", "sang"))
EMBEDDING = FakeEmbedding()
CHECKOUT = Path(__file__).parent.parent


class Asked(Server):
    """A server that remembers which rows it was asked for, and how many vectors."""

    def __init__(self, address: str) -> None:
        super().__init__(address)
        self.ids, self.count = list[str](), 0

    def rows(self, name: str, ids: Sequence[str]) -> list[bytes]:
        self.ids += ids
        return super().rows(name, ids)

    def vectors(self, name: str, keys: Sequence[bytes]) -> Vectors:
        self.count += len(keys)
        return super().vectors(name, keys)


class Told(Server):
    """A server that has something else in a row of a version."""

    def __init__(self, address: str, row: str, old: bytes, new: bytes) -> None:
        super().__init__(address)
        self._row, self._old, self._new = row, old, new

    def rows(self, name: str, ids: Sequence[str]) -> list[bytes]:
        found = super().rows(name, ids)
        return [
            row.replace(self._old, self._new) if id == self._row else row
            for id, row in zip(ids, found, strict=True)
        ]


@pytest.fixture
def server(chroma: Chroma) -> Server:
    return Server(chroma.address)


@pytest.fixture
def one(tmp_path: Path) -> Path:
    """The machine that pushes, with an index over PAGES."""
    build(PAGES, tmp_path / "one")
    return tmp_path / "one"


@pytest.fixture
def two(tmp_path: Path) -> Path:
    """A machine on which nothing is."""
    return tmp_path / "two"


def build(documents: Sequence[Document], folder: Path) -> None:
    """Publish a version over documents, of what stays of the one before; it is right."""
    folder.mkdir(exist_ok=True)
    before = open_version(folder, EMBEDDING) if here(folder) else None
    with version.building(folder) as path:
        Assembly(path, before, EMBEDDING).write(held(documents), reading(documents), _nobody)
        version.publish(folder, path)


def _nobody(done: int, total: int) -> None:
    """Hear of progress."""


def hits(folder: Path) -> list[object]:
    opened = open_index(folder, EMBEDDING)
    return [opened.hits(question) for question in QUESTIONS]


def test_other_machine_has_the_same_index_and_embeds_nothing(
    server: Server, one: Path, two: Path
) -> None:
    other = FakeEmbedding()
    assert push(one, EMBEDDING, server)
    name = pull(server, two, other)
    assert current(one).name == f"version-{name}"
    assert (here(one), here(two), server.current()) == (name, name, name)
    assert not share.was_pulled(one) and share.was_pulled(two)
    assert other.embedded == []
    assert hits(two) == hits(one)
    mine, yours = files(current(one)), files(current(two))
    assert {file for file in mine if mine[file] != yours[file]} == {"manifest.json"}
    assert set(yours) - set(mine) == {"shared.txt"}


def test_what_is_there_already_is_neither_pushed_nor_pulled_again(
    server: Server, one: Path, two: Path
) -> None:
    push(one, EMBEDDING, server)
    pull(server, two, EMBEDDING)
    before = files(two)
    assert not push(one, EMBEDDING, server)
    assert not push(two, EMBEDDING, server)
    assert pull(server, two, EMBEDDING) == here(one)
    assert pull(server, one, EMBEDDING) == here(one)
    assert files(two) == before


def test_server_without_a_version_leaves_everything_as_it_is(server: Server, two: Path) -> None:
    assert pull(server, two, EMBEDDING) == ""
    assert (here(two), two.exists()) == ("", False)


def test_only_what_changed_is_read_from_the_server(
    chroma: Chroma, server: Server, one: Path, two: Path
) -> None:
    push(one, EMBEDDING, server)
    pull(server, two, EMBEDDING)
    changed = parse("job", PAGES[1].text.replace("3 mio.", "4 mio."))
    build([PAGES[0], changed, page("ungdom", "haver")], one)
    push(one, EMBEDDING, server)
    asked = Asked(chroma.address)
    pull(asked, two, EMBEDDING)
    assert asked.ids == ["/manifest", "/documents", "job", "ungdom"]
    assert asked.count == 1 + 3
    assert hits(two) == hits(one)


def test_all_versions_are_deleted_but_the_named_one_and_the_one_before(
    server: Server, one: Path
) -> None:
    seen = list[str]()
    for count in (3, 2, 1, 2):
        build(PAGES[:count], one)
        push(one, EMBEDDING, server)
        seen.append(server.current())
        assert server.names() == set(seen[-2:])
    assert seen[-1] == here(one)


def test_machines_stay_the_same_through_changes_at_random(
    server: Server, one: Path, two: Path
) -> None:
    chance = Random(7)
    pages = {name: invented(name, chance) for name in ("ask", "birk", "eg", "el")}
    for name in ("birk", "fyr", "eg"):
        pages.pop(chance.choice(sorted(pages)))
        pages[name] = invented(name, chance)
        build(list(pages.values()), one)
        push(one, EMBEDDING, server)
        pull(server, two, EMBEDDING)
        assert hits(two) == hits(one)
        assert list(open_index(two, EMBEDDING).opened.documents) == sorted(pages)


def test_files_that_could_not_be_read_are_told_of_on_the_other_machine_too(
    server: Server, one: Path, two: Path
) -> None:
    problem = Problem("kor.pdf", "Filen er tom.")

    def read(sources: Iterable[Source]) -> Iterator[tuple[Source, Document | Problem]]:
        pages = {item.id: item for item in PAGES}
        return ((item, problem if item.id == "kor" else pages[item.id]) for item in sources)

    update(held(PAGES), one, EMBEDDING, How(read=read, anew=True))
    push(one, EMBEDDING, server)
    pull(server, two, EMBEDDING)
    listing = open_index(two, EMBEDDING).opened.documents.listing
    assert list(listing.ids) == ["hus", "job"]
    assert [found for _, found in listing.problems.values()] == [problem]


@pytest.mark.parametrize("step", ["put_vectors", "point"])
def test_push_that_is_killed_is_never_seen_and_cleared_away_by_the_next(
    chroma: Chroma, server: Server, one: Path, two: Path, step: str
) -> None:
    push(one, EMBEDDING, server)
    before = server.current()
    build([*PAGES, page("ungdom", "haver")], one)
    half = here(one)
    program = (
        "import os, signal, sys; from pathlib import Path\n"
        "from index.server import Server; from index.share import push\n"
        "from tests.fakes import FakeEmbedding\n"
        "def killed(*arguments): os.kill(os.getpid(), signal.SIGKILL)\n"
        "other = type('Other', (Server,), {sys.argv[3]: killed})\n"
        "push(Path(sys.argv[1]), FakeEmbedding(), other(sys.argv[2]))"
    )
    command = [sys.executable, "-c", program, str(one), chroma.address, step]
    done = subprocess.run(command, cwd=CHECKOUT, capture_output=True, check=False)
    assert done.returncode == -9, done.stderr
    assert server.names() == {before, half}
    assert pull(server, two, EMBEDDING) == before
    assert len(open_index(two, EMBEDDING).opened.documents) == 3
    build([*PAGES, page("ungdom", "musik")], one)
    assert push(one, EMBEDDING, server)
    assert server.names() == {before, here(one)}
    assert pull(server, two, EMBEDDING) == here(one)


def test_push_that_was_killed_may_be_done_again(chroma: Chroma, server: Server, one: Path) -> None:
    push(one, EMBEDDING, server)
    build(PAGES[:2], one)
    server.put_rows(here(one), [("hus", b"half of it")])
    assert push(one, EMBEDDING, server)
    assert server.sizes(here(one)) == (6, 4)


class Lossy(Server):
    """A server that takes a version otherwise than it was given."""

    fault = ""

    def put_rows(self, name: str, rows: Iterable[tuple[str, bytes]]) -> None:
        changed = {"hus": b"{}"} if self.fault == "documents" else {}
        super().put_rows(name, ((id, changed.get(id, row)) for id, row in rows))

    def put_vectors(self, name: str, found: Opened, progress: Progress) -> None:
        if self.fault == "rows":
            found = open_index(found.path.parent.parent / "fewer", EMBEDDING).opened
        super().put_vectors(name, found, progress)

    def vectors(self, name: str, keys: Sequence[bytes]) -> Vectors:
        found = super().vectors(name, keys)
        return found[::-1] if self.fault == "vectors" else found


@pytest.mark.parametrize(
    ("fault", "told"),
    [
        ("rows", r"\(6, 5\) rows in place of \(9, 5\)"),
        ("documents", "other documents"),
        ("vectors", "other vectors"),
    ],
)
def test_version_that_came_out_wrong_is_not_named(
    chroma: Chroma, server: Server, one: Path, fault: str, told: str
) -> None:
    push(one, EMBEDDING, server)
    before = server.current()
    build(PAGES[:2], one.parent / "fewer")
    build([*PAGES[:2], page("ungdom", "haver")], one)
    lossy = Lossy(chroma.address)
    lossy.fault = fault
    with pytest.raises(StoreError, match=told):
        push(one, EMBEDDING, lossy)
    assert (server.current(), server.names()) == (before, {before})


def test_pointer_to_nothing_changes_nothing_and_is_mended_by_the_next_push(
    chroma: Chroma, server: Server, one: Path, two: Path
) -> None:
    push(one, EMBEDDING, server)
    pull(server, two, EMBEDDING)
    before = files(two)
    chroma.client.get_collection("initiativ").modify(metadata={"version": "../../etc"})
    with pytest.raises(StoreError, match="is no version"):
        pull(server, two, EMBEDDING)
    server.point("0123456789ab")
    with pytest.raises(StoreError, match="does not exist"):
        pull(server, two, EMBEDDING)
    assert files(two) == before
    assert push(one, EMBEDDING, server)
    assert pull(server, two, EMBEDDING) == here(one)


@pytest.mark.parametrize("other", [FakeEmbedding("another"), FakeEmbedding("fake", shift=1)])
def test_version_of_another_model_is_refused_with_what_to_do(
    server: Server, one: Path, two: Path, other: FakeEmbedding
) -> None:
    push(one, EMBEDDING, server)
    with pytest.raises(ShareError) as caught:
        pull(server, two, other)
    assert str(caught.value) == (
        f"Indekset på Chroma-serveren {server.address} er lavet med en anden embedding-model "
        "(fake). Brug den samme her (programmets udgave, INITIATIV_EMBEDDING), eller kør initiativ "
        "index, hvor dokumenterne er."
    )
    assert here(two) == ""


@pytest.mark.parametrize("part", ["format", "reading", "documents"])
def test_version_of_another_edition_is_refused(
    chroma: Chroma, server: Server, one: Path, two: Path, part: str
) -> None:
    push(one, EMBEDDING, server)
    manifest = json.loads((current(one) / "manifest.json").read_bytes())
    stored = json.dumps(manifest["made"].get(part, "documents")).encode()
    changed = b"999" if part == "format" else b'"andet"'
    old = b'"%s": %s' % (part.encode(), stored) if part != "documents" else b'"documents"'
    new = b'"%s": %s' % (part.encode(), changed) if part != "documents" else changed
    with pytest.raises(ShareError, match="en anden udgave af programmet"):
        pull(Told(chroma.address, "/manifest", old, new), two, EMBEDDING)
    assert here(two) == ""


@pytest.mark.parametrize(
    ("row", "old", "new"),
    [
        ("job", b"arbejde", b"opsyn"),
        ("job", b"[", b"{"),
        ("/documents", b'"stamps"', b'"andet"'),
    ],
)
def test_what_is_not_what_was_pushed_is_not_taken(
    chroma: Chroma, server: Server, one: Path, two: Path, row: str, old: bytes, new: bytes
) -> None:
    push(one, EMBEDDING, server)
    pull(server, two, EMBEDDING)
    before = files(two)
    build([*PAGES, page("ungdom", "haver")], one)
    push(one, EMBEDDING, server)
    with pytest.raises(StoreError):
        pull(Told(chroma.address, row, old, new), two, EMBEDDING, How(anew=True))
    assert files(two) == before
    assert pull(server, two, EMBEDDING) == here(one)


def test_documents_of_the_same_stamps_that_are_others_are_all_read_anew(
    server: Server, one: Path, two: Path
) -> None:
    sources = held(PAGES)

    def read(some: Iterable[Source]) -> Iterator[tuple[Source, Document]]:
        pages = {item.id: page(item.id, "haver") for item in PAGES}
        return ((source, pages[source.id]) for source in some)

    update(sources, two, EMBEDDING, How(read=read))
    push(one, EMBEDDING, server)
    assert pull(server, two, EMBEDDING) == here(one)
    assert hits(two) == hits(one)


def test_damaged_version_is_pulled_anew(server: Server, one: Path, two: Path) -> None:
    push(one, EMBEDDING, server)
    pull(server, two, EMBEDDING)
    flip(current(two) / "vectors.npy", 300)
    assert pull(server, two, EMBEDDING) == here(one)
    assert pull(server, two, EMBEDDING, How(anew=True)) == here(one)
    assert hits(two) == hits(one)


def test_server_that_goes_away_meanwhile_leaves_the_index_as_it_was(
    chroma: Chroma, server: Server, one: Path, two: Path
) -> None:
    push(one, EMBEDDING, server)
    pull(server, two, EMBEDDING)
    before = files(two)
    build([*PAGES, page("ungdom", "haver")], one)
    push(one, EMBEDDING, server)

    class Killed(Server):
        def vectors(self, name: str, keys: Sequence[bytes]) -> Vectors:
            chroma.kill()
            return super().vectors(name, keys)

    with pytest.raises(StoreError):
        pull(Killed(chroma.address), two, EMBEDDING)
    assert files(two) == before
    with pytest.raises(StoreError):
        push(one, EMBEDDING, server)
    chroma.start()
    assert pull(server, two, EMBEDDING) == here(one)


def test_more_rows_than_one_call_takes_are_all_there(
    server: Server, tmp_path: Path, two: Path
) -> None:
    chance = Random(3)
    pages = [invented(f"side{number}", chance) for number in range(240)]
    build(pages, tmp_path / "one")
    push(tmp_path / "one", EMBEDDING, server)
    pull(server, two, EMBEDDING)
    mine, yours = (open_index(path, EMBEDDING).opened for path in (tmp_path / "one", two))
    assert len(yours.documents) == 240
    assert np.array_equal(mine.dense.vectors, yours.dense.vectors)
