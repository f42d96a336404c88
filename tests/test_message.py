"""An answer as a message in Markdown, and read again."""

from dataclasses import replace

import pytest
from markdown_it import MarkdownIt

from assistant import message
from assistant.types import Answer, Citation, Nearest, Term
from tests.serving import QUOTE, URL, quoted

ANSWER = Answer("", "Hvad er formålet?", "caseworker", "answered", f"{QUOTE} [1]", (quoted(),))


def shown(text: str) -> str:
    return str(MarkdownIt("gfm-like", {"html": True, "linkify": False}).render(text))


def test_message_is_the_answer_and_a_list_of_its_sources() -> None:
    assert message.content(ANSWER) == (
        f"{QUOTE} [1]\n\n**Kilder**\n\n[1] **Broen**, Formål: »{QUOTE}« (<{URL}>)"
    )


def test_notice_terms_nearest_and_remark_stand_in_it() -> None:
    answer = Answer(
        "",
        "?",
        "citizen",
        "not_found",
        "Ring 112.\n\nDet ved jeg ikke.\n- et\n- to\n1) tre\n2) fire",
        (),
        (Nearest("broen", "Broen", "nævner »bro«"),),
        "Ring 112.",
        (Term("Bro", "En vej over vand."),),
        "model",
        "Skrevet af en sprogmodel.",
    )
    assert message.content(answer) == (
        "**Vigtigt:** Ring 112.\n\nDet ved jeg ikke.\n\n- et\n- to\n\n1. tre\n2. fire\n\n"
        "**Ord i svaret**\n\n- Bro: En vej over vand.\n\n"
        "**Nærmeste dokumenter**\n\n- Broen: nævner »bro«\n\nSkrevet af en sprogmodel."
    )


def test_table_is_a_table_of_markdown() -> None:
    text = "| | Broen | Vejen |\n| --- | --- | --- |\n| Formål | Bro* [1] | – |"
    assert message.content(replace(ANSWER, text=text)).startswith(
        "|  | Broen | Vejen |\n| --- | --- | --- |\n| Formål | Bro\\* [1] | – |\n\n**Kilder**"
    )


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "<img src=x onerror=alert(1)>",
        "![billede](https://ond.example/p.png)",
        "![1](https://ond.example/p.png)",
        "[1](https://ond.example)",
        "[1]: https://ond.example",
        "[klik][1] og [1]: https://ond.example",
        "[klik](javascript:alert(1))",
        "# Overskrift",
        "> citat",
        "    kode",
        "```\nkode\n```",
        "*fed* __fed__ ~~væk~~ `kode`",
        "<https://ond.example>",
        "&lt;b&gt;",
        "1. liste",
        "+ liste",
        "---",
        "===",
        "a | b\n--- | ---\nc | d",
    ],
)
def test_what_a_document_says_shows_as_itself(text: str) -> None:
    one = quoted(quote=text, title=text, section=text, url=None)
    html = shown(message.content(replace(ANSWER, text=f"Først. {text} [1]", citations=(one,))))
    for tag in ("<a", "<img", "<script", "<h", "<blockquote", "<code", "<em", "<s>", "<table"):
        assert tag not in html
    assert html.count("<strong>") == 2  # the heading of the sources and a title


@pytest.mark.parametrize("text", ["# O", "> c", "---", "1. l", "+ l", "![1](x)", "| a |", "- - -"])
def test_line_of_a_document_begins_no_block(text: str) -> None:
    html = shown(message.content(replace(ANSWER, text=text, citations=())))
    for tag in ("<h", "<blockquote", "<ol", "<img", "<table"):
        assert tag not in html


def test_address_that_is_no_address_of_the_web_is_no_link() -> None:
    for url in ("javascript:alert(1)", "https://a.example/> <img src=x>", "data:text/html,x"):
        html = shown(message.content(replace(ANSWER, citations=(quoted(url=url),))))
        assert "<a" not in html and "<img" not in html


def test_annotations_are_the_places_of_the_markers_whose_source_has_an_address() -> None:
    second = quoted(number=2, url=None)
    answer = replace(ANSWER, text="Før [2] og [1].", citations=(second, quoted()))
    text = message.content(answer)
    [found] = message.annotations(answer, text)
    cited = found["url_citation"]
    assert found["type"] == "url_citation"
    assert text[cited["start_index"] : cited["end_index"]] == "[1]"
    assert (cited["url"], cited["title"], cited["start_index"]) == (URL, "Broen", 11)


@pytest.mark.parametrize(
    ("title", "section"),
    [("Broen", "Formål"), ("A * B, C: »D« [2]", ""), ("Tal_1 & 2", "1. Hvem, hvad: hvor?")],
)
def test_message_is_read_again_as_what_it_was_made_of(title: str, section: str) -> None:
    answer = replace(ANSWER, citations=(quoted(title=title, section=section),))
    turn = message.turn("Hvad?", message.content(answer))
    assert (turn.question, turn.answer.status, turn.answer.text) == (
        "Hvad?",
        "answered",
        answer.text,
    )
    assert turn.answer.citations == (Citation(1, "", title, section, "", 0, 0),)


@pytest.mark.parametrize(
    "text", ["", "Noget andet.", "**Kilder**", "[1] **Broen**: »x«", "**" * 99]
)
def test_message_of_another_has_no_sources(text: str) -> None:
    turn = message.turn("Hvad?", text)
    assert (turn.answer.status, turn.answer.citations) == ("not_found", ())


def test_long_message_is_cut() -> None:
    sources = "\n\n".join(f"[{n}] **{'t' * 500}**, {'s' * 500}: »x«" for n in range(1, 99))
    turn = message.turn("Hvad?", f"{'ord ' * 9_000}\n\n**Kilder**\n\n{sources}")
    assert len(turn.answer.text) == message.MOST_TEXT
    assert len(turn.answer.citations) == message.MOST_SOURCES
    assert {len(one.title) for one in turn.answer.citations} == {message.MOST_TITLE}
    assert {len(one.section) for one in turn.answer.citations} == {message.MOST_TITLE}
