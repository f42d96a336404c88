"""A question taken apart."""

import pytest

from assistant.question import content_terms, parse


def asked(text: str) -> list[tuple[str, str]]:
    return [(a.clause, a.kind.name if a.kind else "") for a in parse(text).aspects]


def test_two_questions_in_one_sentence_are_two_aspects() -> None:
    assert asked("Hvem er målgruppen for Broen, og hvem finansierer den?") == [
        ("Hvem er målgruppen for Broen", "target"),
        ("hvem finansierer den", "funding"),
    ]
    assert asked("Hvad er formålet? Hvem er kontaktperson?") == [
        ("Hvad er formålet", "purpose"),
        ("Hvem er kontaktperson", "contact"),
    ]


def test_the_same_thing_asked_twice_is_one_aspect() -> None:
    assert asked("Hvad er formålet, og hvad er formålet?") == [("Hvad er formålet", "purpose")]


def test_and_inside_a_noun_phrase_does_not_part_the_question() -> None:
    assert asked("Hvad er formålet med uddannelse og arbejde?") == [
        ("Hvad er formålet med uddannelse og arbejde", "purpose")
    ]


@pytest.mark.parametrize("text", ["", "?", "hej", "§§§", "🙂"])
def test_question_that_asks_for_nothing_has_one_aspect(text: str) -> None:
    assert len(parse(text).aspects) == 1


def test_terms_are_stems_of_content_words_each_once() -> None:
    assert content_terms("Hvad er vejen til en vej?") == ("vej",)


def test_subject_leaves_out_what_is_asked_for() -> None:
    question = parse("Hvad er telefonnummeret på kontaktpersonen for akuttilbud?")
    assert question.subject == ("akuttilbud",)
    assert set(question.subject) < set(question.terms)


def test_names_are_capitalised_words_inside_the_sentence_and_numbers_of_paragraphs() -> None:
    assert parse("Gælder § 107 for botilbud ved Aarhus?").names == {"107", "aarhus"}
    assert parse("Findes der botilbud?").names == frozenset()


def test_what_how_many_counts_is_kept() -> None:
    assert parse("Hvor mange kommuner var med?").counted == "kommun"
    assert parse("Hvor mange?").counted is None
    assert parse("Hvad koster det?").counted is None


def test_everyday_speech_brings_its_official_words() -> None:
    question = parse("Hvad kan man tilbyde narkomaner?")
    assert set(question.official) <= set(question.terms)
    assert question.official
