"""The list of documents: what its rows tell, what is found in them, and in which order."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from assistant.views.catalogue import Catalogue, row
from assistant.views.documents import ROWS, listed, panel
from corpus.errors import Problem
from corpus.structure import parse
from corpus.types import Document, Origin
from index.opened import Opened
from tests.builds import assembled
from tests.fakes import IN_PROSE, PAGE, FakeEmbedding

WHEN = datetime(2024, 5, 3, 8, tzinfo=UTC)
FETCHED = replace(
    parse("bro", "Ældres <b>bro</b>\n\nProjektperiode:\n\n2023 - 2026\n", "https://www.broen.dk/x"),
    topics=("Unge & voksne",),
    origin=Origin(
        "https://www.broen.dk/x", url="https://www.broen.dk/x", fetched=WHEN, failed=WHEN
    ),
)
ADDED = replace(
    parse("aa", "Å-dalen\n\nEt tilbud.\n"),
    origin=Origin("/hemmeligt/mappe/ådalen.pdf", fetched=WHEN),
)
OWN = replace(PAGE, origin=Origin("mappe/broen.txt", changed=WHEN))
DOCUMENTS = {one.id: one for one in (FETCHED, ADDED, OWN, IN_PROSE)}


class Known:
    """The documents, the files that were skipped, and a day."""

    def __init__(
        self, documents: Mapping[str, Document] = DOCUMENTS, problems: Sequence[Problem] = ()
    ) -> None:
        self.documents, self.problems = documents, problems

    def today(self) -> date:
        return date(2024, 6, 1)


def found(known: Known, catalogue: Catalogue | None = None, **other: Any) -> dict[str, Any]:
    wanted: dict[str, Any] = {"start": 0, "query": "", "state": "", "sort": "title"}
    return listed(catalogue or Catalogue(), known, wanted | other)


def titles(answer: dict[str, Any]) -> list[str]:
    return [unescape(one) for one in re.findall(r'data-end="0">(.*?)</button>', answer["rows"])]


def numbered(count: int) -> dict[str, Document]:
    return {f"side{n}": parse(f"side{n}", f"Tilbud {n:03}\n\nNoget.\n") for n in range(count)}


def version(path: Path, documents: Sequence[Document]) -> Opened:
    return assembled(path, documents, FakeEmbedding())


def test_row_tells_what_is_known_of_a_document() -> None:
    answer = found(Known({"bro": FETCHED}))
    assert answer["rows"] == (
        '<tr role="row"><th scope="row" role="rowheader">'
        '<button type="button" data-document="bro" data-start="0" data-end="0">'
        "Ældres &lt;b&gt;bro&lt;/b&gt;</button>"
        '<p class="topics">Emner: Unge &amp; voksne</p></th>'
        '<td role="cell" data-head="Periode">2023 - 2026 <span class="state now">I gang</span></td>'
        '<td role="cell" data-head="Opdateret" class="empty">–</td>'
        '<td role="cell" data-head="Tekststykker">1</td>'
        '<td role="cell" data-head="Kilde">broen.dk<p class="came">Hentet 3. maj 2024</p>'
        '<p class="came">Kunne ikke hentes igen (siden 3. maj 2024)</p></td></tr>'
    )
    assert answer["told"] == "1 dokument"


def test_source_of_a_file_is_its_name_without_the_folders_of_the_machine() -> None:
    assert (row(OWN).source, row(ADDED).source) == ("mappe/broen.txt", "ådalen.pdf")
    assert (row(ADDED).came, row(OWN).came) == (("Lagt til 3. maj 2024",), ())
    assert row(IN_PROSE).source == ""


def test_titles_are_in_danish_order() -> None:
    assert titles(found(Known())) == ["Broen", "Vejen", "Ældres <b>bro</b>", "Å-dalen"]


def test_newest_update_and_newest_period_come_first() -> None:
    assert titles(found(Known(), sort="updated"))[0] == "Broen"
    by_period = titles(found(Known(), sort="period"))
    assert by_period == ["Ældres <b>bro</b>", "Vejen", "Broen", "Å-dalen"]


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("ÆLDRES", ["Ældres <b>bro</b>"]),
        ("aeldre bro", ["Ældres <b>bro</b>"]),
        ("voksne", ["Ældres <b>bro</b>"]),
        ("aadalen.pdf", ["Å-dalen"]),
        ("broen", ["Broen", "Ældres <b>bro</b>"]),
        ("hemmeligt", []),
        ("  ", ["Broen", "Vejen", "Ældres <b>bro</b>", "Å-dalen"]),
    ],
)
def test_search_finds_every_word_in_title_topics_or_source(query: str, ids: list[str]) -> None:
    assert titles(found(Known(), query=query)) == ids


def test_state_is_as_of_today_and_told_with_the_count() -> None:
    answer = found(Known(), state="over")
    assert (titles(answer), answer["told"]) == (["Broen", "Vejen"], "2 af 4 dokumenter")
    assert titles(found(Known(), state="now")) == ["Ældres <b>bro</b>"]
    assert titles(found(Known(), state="unknown")) == ["Å-dalen"]
    assert titles(found(Known(), state="ahead")) == []


def test_who_finds_nothing_can_ask_instead() -> None:
    answer = found(Known(), query=" <i> ")
    assert answer["told"] == "0 af 4 dokumenter"
    assert answer["ask"] == "Spørg om »<i>«"  # set as text
    assert answer["none"].startswith("Ingen titler, emner eller kilder passer.")
    assert found(Known(), state="ahead")["ask"] == ""
    assert found(Known())["none"] == ""


def test_list_comes_a_page_at_a_time() -> None:
    known, catalogue = Known(numbered(2 * ROWS + 1)), Catalogue()
    first = found(known, catalogue)
    assert (len(titles(first)), first["more"], first["told"]) == (ROWS, True, "101 dokumenter")
    last = found(known, catalogue, start=2 * ROWS)
    assert (titles(last), last["more"]) == (["Tilbud 100"], False)


def test_thousands_are_written_with_a_point() -> None:
    documents = dict.fromkeys(map(str, range(1_234)), IN_PROSE)
    catalogue = Catalogue()
    catalogue.rows(documents, wait=60)
    assert found(Known(documents), catalogue)["told"] == "1.234 dokumenter"


class Slow(dict[str, Document]):
    """Documents of which the second waits until it may be read."""

    def __init__(self, documents: Mapping[str, Document]) -> None:
        from threading import Event

        super().__init__(documents)
        self.may = Event()

    def __getitem__(self, id: str) -> Document:
        if id != next(iter(self)):
            self.may.wait(60)
        return super().__getitem__(id)


def test_list_that_is_not_read_yet_is_shown_as_far_as_it_is() -> None:
    documents, catalogue = Slow(DOCUMENTS), Catalogue()
    early = found(Known(documents), catalogue)
    assert (titles(early), early["made"]) == (["Ældres <b>bro</b>"], False)
    assert early["told"] == "Gennemgår dokumenterne: 1 af 4 …"
    documents.may.set()
    assert catalogue.rows(documents, wait=60)[1]
    late = found(Known(documents), catalogue)
    assert (len(titles(late)), late["made"], late["told"]) == (4, True, "4 dokumenter")


def test_version_that_follows_is_read_where_it_changed(tmp_path: Path) -> None:
    catalogue = Catalogue()
    first = version(tmp_path / "1", [PAGE, IN_PROSE]).documents
    before, _ = catalogue.rows(first, wait=60)
    assert [one.id for one in before] == ["broen", "vejen"]
    assert catalogue.rows(first)[0][0] is before[0]
    other = replace(IN_PROSE, title="Stien")
    after, _ = catalogue.rows(version(tmp_path / "2", [PAGE, other]).documents, wait=60)
    assert after[0] is before[0]
    assert [one.title for one in after] == ["Broen", "Stien"]


def test_skipped_files_are_listed_with_why() -> None:
    answer = found(Known(DOCUMENTS, [Problem("<i>.doc", "Gem den & prøv igen.")]))
    assert answer["skipped"] == (
        "<h3>Kunne ikke læses</h3><p>Assistenten svarer ikke ud fra disse filer:</p>"
        "<ul><li><strong>&lt;i&gt;.doc</strong>: Gem den &amp; prøv igen.</li></ul>"
    )
    assert found(Known())["skipped"] == ""


@pytest.mark.parametrize(
    "other",
    [
        {"start": -1},
        {"start": True},
        {"start": "0"},
        {"query": None},
        {"query": "x" * 201},
        {"state": "slut"},
        {"state": None},
        {"state": []},
        {"sort": ""},
        {"sort": {}},
    ],
)
def test_what_no_page_asks_for_is_refused(other: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="No "):
        found(Known(), **other)


def test_panel_takes_files_only_where_that_is_allowed() -> None:
    closed, open_ = panel(), panel(20)
    assert "<code>initiativ add</code>" in closed and 'type="file"' not in closed
    assert '<label for="documents-files">' in open_ and 'data-megabytes="20"' in open_
    assert "Højst 20 MB pr. fil." in open_
    assert closed.startswith('<h2 tabindex="-1">Dokumenter</h2>')
