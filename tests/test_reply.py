"""The 'Ja' or 'Nej' that an answer begins with, and whose question it answers."""

import pytest

from assistant.facts import Statement
from assistant.question import plan
from assistant.reply import without_reply
from assistant.scopes import Scopes
from corpus.structure import parse

# A page's first heading may not ask: it would be its title.
PAGE = parse(
    "broen",
    "Broen\n\nBroen er et værested.\n\n"
    "Koster det noget?\n\nNej, maden er gratis. Kaffen koster 5 kr.\n\n"
    "Har I tavshedspligt?\n\nJa. Vi giver ikke oplysninger videre til kommunen.\n\n"
    "Kan I skaffe en bolig?\n\nNej, det kan vi ikke. Boligteamet har telefon 11 22 33 44.\n\n"
    "Må jeg tage en hund med?\n\nJa, men kun i gården. Hunden skal have snor på.\n\n"
    "Kan man sove hos jer?\n\nNej.\n\nNatherberget ligger i Havnegade.\n\n"
    "Findes der noget for mænd?\n\nJa. For mænd er der en klub. Den er åben om fredagen.\n\n"
    "Bliver vi hentet?\n\nJa, det gør I i Vejle. Bussen er rød.\n\n"
    "Kan jeg få post?\n\nJa til almindelige breve. Pakker tager vi ikke imod.\n\n"
    "Skal jeg bestille tid?\n\nJa – du skal bestille tid på nettet.\n\n"
    "Om huset\n\nJa, huset er gult.\n",
)
OTHER = parse("skoven", "Skoven\n\nSkoven er en have.\n")
FIND = Scopes.over((PAGE, OTHER)).find


def statement(quote: str) -> Statement:
    start = PAGE.text.index(quote)
    return Statement(quote, PAGE, start, start + len(quote))


def told(text: str, *quotes: str) -> list[str]:
    [question] = plan(text, FIND)
    return [item.text for item in without_reply(question, [statement(one) for one in quotes])]


@pytest.mark.parametrize(
    ("text", "quote", "shown"),
    [
        ("Hvad koster Broen?", "Nej, maden er gratis.", "Maden er gratis."),
        (
            "Giver Broen oplysninger videre til kommunen?",
            "Ja. Vi giver ikke oplysninger videre til kommunen.",
            "Vi giver ikke oplysninger videre til kommunen.",
        ),
        (
            "Hvornår skal man bestille tid på Broen?",
            "Ja – du skal bestille tid på nettet.",
            "Du skal bestille tid på nettet.",
        ),
        (
            "Hvem kan være med i klubben på Broen?",
            "Ja. For mænd er der en klub.",
            "For mænd er der en klub.",
        ),
        # What is denied, or may be, is not what the heading asks.
        (
            "Kan man komme på Broen uden at bestille tid?",
            "Ja – du skal bestille tid på nettet.",
            "Du skal bestille tid på nettet.",
        ),
        (
            "Kan man bestille tid på Broen?",
            "Ja – du skal bestille tid på nettet.",
            "Du skal bestille tid på nettet.",
        ),
    ],
)
def test_reply_to_another_question_is_left_out(text: str, quote: str, shown: str) -> None:
    assert told(text, quote) == [shown]


def test_what_is_cited_are_the_words_of_the_page_after_the_reply() -> None:
    [question] = plan("Hvad koster Broen?", FIND)
    [item] = without_reply(question, [statement("Nej, maden er gratis.")])
    assert PAGE.text[item.start : item.end] == "maden er gratis."


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        ("Koster det noget at komme på Broen?", "Nej, maden er gratis."),
        ("Har Broen tavshedspligt?", "Ja. Vi giver ikke oplysninger videre til kommunen."),
        ("Skal man bestille tid på Broen?", "Ja – du skal bestille tid på nettet."),
        ("Hvilken farve har Broen?", "Ja, huset er gult."),  # the heading asks nothing
        ("Hvad koster kaffen på Broen?", "Kaffen koster 5 kr."),
    ],
)
def test_reply_to_what_is_asked_stays(text: str, quote: str) -> None:
    assert told(text, quote) == [quote]


def test_reply_that_says_nothing_else_has_its_heading_and_what_comes_after_it() -> None:
    who = "Boligteamet har telefon 11 22 33 44."
    headed = "»Kan I skaffe en bolig?«: Nej, det kan vi ikke."
    text = "Hvem kan hjælpe på Broen, når man er sat ud?"
    assert told(text, "Nej, det kan vi ikke.") == [headed, who]
    assert told(text, "Nej, det kan vi ikke.", who) == [headed, who]  # it comes once
    assert told("Kan Broen skaffe en bolig?", "Nej, det kan vi ikke.") == [
        "Nej, det kan vi ikke.",
        who,
    ]
    assert told("Hvor kan man sove ved Broen?", "Nej.") == [
        "»Kan man sove hos jer?«: Nej.",
        "Natherberget ligger i Havnegade.",
    ]


@pytest.mark.parametrize(
    ("quote", "heading"),
    [
        ("Ja, men kun i gården.", "Må jeg tage en hund med?"),
        ("Ja, det gør I i Vejle.", "Bliver vi hentet?"),
        ("Ja til almindelige breve.", "Kan jeg få post?"),
    ],
)
def test_reply_that_its_words_lean_on_has_its_heading(quote: str, heading: str) -> None:
    assert told("Hvor ligger Broen?", quote) == [f"»{heading}«: {quote}"]


def test_words_before_a_quotation_stay() -> None:
    [question] = plan("Hvad koster Broen?", FIND)
    item = statement("Nej, maden er gratis.")
    before = Statement(f"Broen: {item.text}", PAGE, item.start, item.end)
    assert [one.text for one in without_reply(question, [before])] == ["Broen: Maden er gratis."]
