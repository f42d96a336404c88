"""The same documents in another order, under other names, copied, or superseded."""

from datetime import date

from corpus.structure import parse
from evals import moves
from evals.questions import evidence, lint
from evals.spans import Span
from evals.values import Value
from tests.answers import BROEN, MONEY, TARGET, TEXT, question

OTHERS = [parse(f"side{n}", f"Side {n}\n\nTekst nummer {n}.\n") for n in range(4)]
ASKED = question(distractor={"document": "broen", "quote": TARGET})


def test_shuffled_documents_are_the_same_in_another_order() -> None:
    found = moves.shuffled(OTHERS, 7)
    assert found != OTHERS
    assert sorted(found, key=lambda item: item.id) == OTHERS
    assert moves.shuffled(OTHERS, 7) == found


def test_one_document_alone_stays_where_it_is() -> None:
    assert moves.shuffled([BROEN], 7) == [BROEN]


def test_renamed_documents_keep_their_text_and_questions_find_it() -> None:
    renamed = moves.renamed([BROEN, *OTHERS], 7)
    new = renamed["broen"]
    assert (new.text, new.title) == (BROEN.text, BROEN.title)
    assert not {item.id for item in renamed.values()} & renamed.keys()
    assert [item.id for item in renamed.values()] == sorted(item.id for item in renamed.values())
    asked = moves.under_names(ASKED, {"broen": new.id})
    assert asked.distractor and asked.distractor.document == new.id
    assert lint([asked], {new.id: new}) == []


def test_copy_has_the_same_structure_and_counts_as_evidence() -> None:
    copy = moves.copied(BROEN)
    assert copy.id == "broen-kopi"
    assert copy.title == BROEN.title
    assert [section.heading for section in copy.sections] == ["Finansiering", "Målgruppe"]
    spans = evidence(moves.with_copy(ASKED, "broen"), {"broen": BROEN, copy.id: copy})
    assert [span.document for span in spans[0]] == ["broen", "broen-kopi"]
    assert copy.text != BROEN.text


def test_copy_of_another_document_is_no_evidence() -> None:
    assert moves.with_copy(ASKED, "side1") == ASKED


def test_question_without_its_documents_has_no_answer() -> None:
    asked = question(added=[{"id": "broen", "text": TEXT}, {"id": "anden", "text": "Andet."}])
    assert moves.sources(asked) == {"broen"}
    bereft = moves.bereft(asked)
    assert (bereft.answerable, bereft.evidence, bereft.nuggets) == (False, (), ())
    assert [item.id for item in bereft.added] == ["anden"]


def test_page_without_a_date_gets_one_and_a_dated_page_keeps_its_own() -> None:
    dated = moves.dated(BROEN, date(2021, 2, 3))
    assert moves.page_day(BROEN) is None
    assert moves.page_day(dated) == date(2021, 2, 3)
    assert dated.text.startswith(BROEN.text.rstrip())
    assert moves.dated(dated, date(2022, 1, 1)) == dated


def test_newer_page_has_its_own_id_a_later_day_and_the_new_value() -> None:
    dated = moves.dated(BROEN, date(2021, 2, 3))
    new = moves.newer(dated, {Value("amount", "4"): "71"}, date(2024, 5, 15)).document
    assert new.id == "broen-ny"
    assert moves.page_day(new) == date(2024, 5, 15)
    assert MONEY.replace("4 mio", "71 mio") in new.text


def test_newest_day_is_past_and_after_every_page() -> None:
    late = moves.dated(BROEN, date(2024, 5, 28))
    assert moves.newest([BROEN], date(2024, 6, 1))[0] == date(2024, 5, 15)
    day, before = moves.newest([late, BROEN], date(2024, 6, 1))
    assert day == date(2024, 5, 29)
    assert before < day


def test_spans_of_a_document_are_found_in_its_copy() -> None:
    copy = moves.copied(BROEN)
    asked = moves.with_copy(ASKED, "broen")
    (_, span), *_ = evidence(asked, {"broen": BROEN, copy.id: copy})
    start = copy.text.index(MONEY)
    assert span == Span("broen-kopi", start, start + len(MONEY))
