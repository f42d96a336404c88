"""Questions about made-up pages: what answers them stands where they say."""

from dataclasses import replace

from assistant.types import Answer, Citation
from evals.coined import slug
from evals.corpora import pages
from evals.planted import KINDS, Planted, found_at, is_right, missed, planted, recall, unknown
from evals.spans import Span
from index.types import Hit, Passage

PAGES = list(pages(20))
ASKED = Planted("amount", "Hvor meget?", Span("side", 10, 40), ("12,5",))


def answer(text: str, start: int = 12, document: str = "side") -> Answer:
    citation = Citation(1, document, "Side", "", "x", start, start + 5)
    return Answer("", ASKED.question, "caseworker", "answered", text, (citation,))


def hit(start: int, end: int, document: str = "side") -> Hit:
    passage = Passage(f"{document}:{start}-{end}", document, "Side", "", start, end, "")
    return Hit(passage, 1.0, 1.0, 1.0)


def test_values_stand_in_the_sentence_that_answers() -> None:
    texts = {item.facts.id: item.text for item in PAGES}
    for asked in planted(PAGES):
        sentence = texts[asked.span.document][asked.span.start : asked.span.end]
        assert all(value in sentence for value in asked.gold)


def test_every_kind_is_asked_and_no_question_twice() -> None:
    asked = planted(PAGES)
    assert {item.kind for item in asked} == set(KINDS)
    assert len(asked) == len({(item.kind, item.span.document) for item in asked}) == 180


def test_unknown_names_are_of_no_page_and_asked_in_every_way_that_takes_a_name() -> None:
    asked = unknown([item.facts.id for item in PAGES])
    assert len(asked) == len(set(asked)) == 100
    assert not any(item.facts.slots["name"] in text for item in PAGES for text in asked)
    name = asked[0].removeprefix("Hvor mange penge er der afsat til ").removesuffix("?")
    others = unknown([f"{slug(name)}-1"])
    assert len(others) == 100
    assert set(asked) - set(others) == set(asked[:4])


def test_questions_are_at_most_as_many_as_asked_for() -> None:
    assert len(planted(PAGES, count=7)) == 7
    assert planted(PAGES, count=7) == planted(PAGES, count=7)


def test_question_of_a_subject_does_not_name_the_initiative() -> None:
    names = {item.facts.id: item.facts.slots["name"] for item in PAGES}
    asked = [item for item in planted(PAGES) if item.kind in ("subject", "split", "other words")]
    assert not [item for item in asked if names[item.span.document] in item.question]


def test_misspelt_name_has_two_letters_swapped() -> None:
    names = {item.facts.id: item.facts.slots["name"] for item in PAGES}
    for asked in planted(PAGES):
        if asked.kind == "misspelt":
            typed, name = asked.question.rstrip("?").split()[-1], names[asked.span.document]
            assert typed != name
            assert sorted(typed) == sorted(name)


def test_evidence_is_found_where_a_passage_holds_the_sentence() -> None:
    assert found_at(ASKED, [hit(10, 40, "anden"), hit(0, 50)]) == 1
    assert found_at(ASKED, [hit(0, 20)]) is None


def test_recall_counts_the_first_hits() -> None:
    late = [hit(0, 5)] * 5 + [hit(0, 50)]
    assert recall([ASKED, ASKED], lambda question, count: late) == {5: 0.0, 10: 1.0}


def test_answer_is_right_with_the_value_and_its_sentence_cited() -> None:
    right = answer("Der er afsat 12,5 mio. kr. [1]")
    assert is_right(ASKED, right)
    assert not is_right(ASKED, answer("Der er afsat 12,6 mio. kr. [1]"))
    assert not is_right(ASKED, answer("Der er afsat 12,5 mio. kr. [1]", start=50))
    assert not is_right(ASKED, answer("Der er afsat 12,5 mio. kr. [1]", document="anden"))


def test_telephone_number_is_right_however_it_is_spaced() -> None:
    asked = replace(ASKED, gold=("10 20 30 40",))
    assert is_right(asked, answer("Ring på 1020 3040. [1]"))


def test_missed_questions_come_with_what_was_answered() -> None:
    right, wrong = answer("12,5 [1]"), answer("13 [1]")
    assert list(missed([ASKED, ASKED], [right, wrong])) == [(ASKED, wrong)]
