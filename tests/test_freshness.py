"""Where a document came from and how fresh it is: in citations, notes and lists."""

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest

from assistant.citations import check, cite
from assistant.facts import Statement
from assistant.freshness import as_object, lines, told, warning
from assistant.notes import notes
from assistant.types import Answer, Turn
from assistant.views.ask import Shown, turn
from corpus.structure import parse
from corpus.types import Document, Origin

PLAIN = parse("broen", "Broen\n\nBroen er blå.\n\nBroen er lang.\n")
TODAY = date(2024, 6, 1)
MAY, MARCH = datetime(2024, 5, 3, 8, tzinfo=UTC), datetime(2024, 3, 2, 8, tzinfo=UTC)
WEB = Origin("https://broen.example/x", "https://broen.example/bro", "ab", "html 1", fetched=MAY)
GONE = "Siden »Broen« findes ikke længere hos kilden; den blev sidst hentet 3. maj 2024."

STALE = "Siden »Broen« har ikke kunnet hentes siden 2. marts 2024."


def came(document: Document = PLAIN, **known: Any) -> Document:
    return replace(document, origin=WEB._replace(**known))


def said(words: str, document: Document) -> Statement:
    start = document.text.index(words)
    return Statement(words, document, start, start + len(words))


def test_citation_of_a_shipped_text_knows_of_no_page_and_no_time() -> None:
    for document in (PLAIN, replace(PLAIN, origin=Origin("broen.txt", changed=MARCH))):
        _, (citation,) = cite([said("Broen er blå.", document)])
        assert (citation.page, citation.fetched, citation.gone) == (None, None, None)
        assert told(citation) == ""


def test_citation_tells_the_page_of_its_quote_and_the_day_of_the_copy() -> None:
    second = PLAIN.text.index("Broen er lang.")
    document = replace(came(gone=datetime(2024, 5, 31, tzinfo=UTC)), pages=(0, second))
    _, citations = cite([said("Broen er blå.", document), said("Broen er lang.", document)])
    assert [one.page for one in citations] == [1, 2]
    assert (citations[1].fetched, citations[1].gone) == ("2024-05-03", "2024-05-31")
    assert told(citations[1]) == (
        "Side 2 · Hentet 3. maj 2024 · Findes ikke længere hos kilden (siden 31. maj 2024)"
    )


def test_answer_from_a_page_that_is_gone_says_so_once_at_the_first_quote() -> None:
    document = came(gone=MAY)
    statements = [said("Broen er blå.", document), said("Broen er lang.", document)]
    text, citations = cite([*statements, *notes(statements, TODAY)])
    assert text == f"Broen er blå. [1] Broen er lang. [2] {GONE} [1]"
    check(citations, text, {"broen": document})


def test_answer_from_several_pages_names_those_that_are_gone() -> None:
    other = replace(came(parse("vejen", "Vejen\n\nVejen er ny.\n"), gone=MAY))
    found = notes([said("Broen er blå.", PLAIN), said("Vejen er ny.", other)], TODAY)
    assert [note.text for note in found] == [GONE.replace("Broen", "Vejen")]


@pytest.mark.parametrize(
    ("document", "text"),
    [
        (PLAIN, ""),
        (came(), ""),
        (came(fetched=MARCH), ""),  # the source was not asked since, and did not fail
        (came(failed=MAY), ""),
        (came(failed=MAY, fetched=MARCH), STALE),
        (came(gone=MAY), GONE),
    ],
)  # fmt: skip
def test_page_that_could_not_be_fetched_for_long_is_warned_of(
    document: Document, text: str
) -> None:
    assert warning(document, TODAY) == text
    assert [note.text for note in notes([said("Broen er blå.", document)], TODAY)] == (
        [text] if text else []
    )


def test_card_of_a_source_shows_how_fresh_it_is() -> None:
    def card(document: Document) -> str:
        text, citations = cite([said("Broen er blå.", document)])
        answer = Answer("1", "Hvad?", "citizen", "answered", text, citations)
        return turn([Turn("Hvad?", answer)], Shown({"broen": document}, TODAY))

    assert '<p class="origin">Hentet 3. maj 2024</p>' in card(came())
    assert 'class="origin"' not in card(PLAIN)


def test_origin_is_listed_for_a_terminal_and_for_json() -> None:
    document = came(gone=MAY)
    assert lines(document) == [
        "kilde: https://broen.example/bro", "læst som: html 1", "hentet: 3. maj 2024",
        "væk siden: 3. maj 2024",
    ]  # fmt: skip
    assert as_object(document) == {
        "name": "https://broen.example/x", "url": "https://broen.example/bro", "sha256": "ab",
        "reader": "html 1", "fetched": "2024-05-03T08:00:00+00:00", "changed": None,
        "gone": "2024-05-03T08:00:00+00:00", "failed": None,
    }  # fmt: skip
    assert (lines(PLAIN), as_object(PLAIN)) == ([], None)
