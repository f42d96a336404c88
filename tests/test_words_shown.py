"""Official terms shown beside an answer: who gets them, and where."""

import json
import re
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.cli import main
from assistant.glossary import explain
from assistant.markup import answer_text
from assistant.types import Answer, Citation, Term
from corpus.structure import parse
from tests.fakes import FakeSearch

TEXT = """Broen

Målgruppe:

Broen er for borgere, som får bostøtte efter visitation.

Indhold:

Broen giver mad.
"""
DOCUMENT = parse("broen", TEXT)
QUESTION = "Hvem er målgruppen for Broen?"
TERMS = (Term("bostøtte", "Hjælp <hjemme>."), Term("visitation", "At nogen siger ja."))


def asked(audience: str) -> Answer:
    documents = [DOCUMENT]
    assistant = Assistant.over(documents, FakeSearch(documents), lambda: date(2024, 6, 1))
    return assistant.ask(QUESTION, "citizen" if audience == "citizen" else "caseworker")


def shown(text: str, terms: tuple[Term, ...] = TERMS, citations: tuple[Citation, ...] = ()) -> str:
    return answer_text(Answer("1", "Hvem?", "citizen", "answered", text, citations, terms=terms), 2)


def test_citizen_gets_the_terms_of_the_answer_and_a_caseworker_none() -> None:
    answer = asked("citizen")
    assert [term.term for term in answer.terms] == ["bostøtte", "visitation"]
    assert answer.terms == explain(answer.text, asked=QUESTION)
    assert asked("caseworker").terms == ()
    assert asked("caseworker").text == answer.text


def test_declined_question_has_no_terms() -> None:
    documents = [DOCUMENT]
    assistant = Assistant.over(documents, FakeSearch(documents), lambda: date(2024, 6, 1))
    answer = assistant.ask("Hvem vandt fodbold-VM og fik visitation?", "citizen")
    assert (answer.status, answer.terms) == ("not_found", ())


def test_first_use_of_a_term_links_to_its_meaning_below() -> None:
    html = shown("Om visitation. En visitation og bostøtten.")
    assert html == (
        '<p>Om <a class="term" href="#word-2-2">visitation</a>. En visitation og '
        '<a class="term" href="#word-2-1">bostøtten</a>.</p>'
        '<section class="words"><h4>Ord i svaret</h4><dl>'
        '<div><dt id="word-2-1" tabindex="-1">bostøtte</dt>'
        "<dd>Hjælp &lt;hjemme&gt;.</dd></div>"
        '<div><dt id="word-2-2" tabindex="-1">visitation</dt>'
        "<dd>At nogen siger ja.</dd></div></dl></section>"
    )


def test_term_is_linked_once_over_several_lines_and_lists() -> None:
    html = shown("• visitation\n• visitation\n\nSiden <b> visitation")
    assert html.count('<a class="term"') == 1
    assert '<ul><li><a class="term" href="#word-2-2">visitation</a></li>' in html
    assert "<p>Siden &lt;b&gt; visitation</p>" in html


def test_every_link_has_its_place_and_markers_stay() -> None:
    citation = Citation(1, "broen", "Broen", "", "Broen giver mad.", 0, 1)
    html = shown("Visitation til bostøtte. [1]", citations=(citation,))
    links = re.findall(r'href="#(word-[\d-]+)"', html)
    assert sorted(links) == sorted(re.findall(r'id="(word-[\d-]+)"', html))
    assert 'href="#source-2-1"' in html


def test_answer_without_terms_has_no_list() -> None:
    assert shown("Broen giver mad.", ()) == "<p>Broen giver mad.</p>"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Settings that point at a folder with the page."""
    (tmp_path / "broen.txt").write_text(TEXT, encoding="utf-8")
    monkeypatch.setenv("INITIATIV_DOCUMENTS", str(tmp_path))
    monkeypatch.setenv("INITIATIV_DATA", str(tmp_path / "data"))
    return tmp_path


def test_terminal_tells_the_words_between_text_and_sources(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["ask", QUESTION, "--audience", "citizen"]) == 0
    text, words, source = capsys.readouterr().out.strip().split("\n\n")
    assert "bostøtte efter visitation" in text
    assert words.splitlines() == [
        "Ord i svaret:",
        "    bostøtte: Hjælp i eget hjem til at få hverdagen til at fungere.",
        "    visitation: At kommunen finder ud af, hvem der kan få et tilbud.",
    ]
    assert source.startswith("[1] Broen")
    assert main(["ask", QUESTION]) == 0
    assert "Ord i svaret" not in capsys.readouterr().out


def test_json_has_the_terms(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["ask", QUESTION, "--audience", "citizen", "--json"])
    answer = json.loads(capsys.readouterr().out)
    assert [set(term) for term in answer["terms"]] == [{"term", "meaning"}] * 2
