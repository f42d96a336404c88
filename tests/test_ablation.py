"""What each source of words gives."""

from evals.ablation import EVERY, NONE, SOURCES, Ablated, ablate
from evals.names import ABLATED
from evals.terminal import ablation
from evals.types import Question
from tests.fakes import FakeEmbedding, page

DOCUMENTS = [page("broen", "stofmisbrugsbehandling"), page("huset", "bolig"), page("klub", "sang")]


def question(text: str, **rest: object) -> Question:
    quote = "Broen er for borgere med behov for stofmisbrugsbehandling."
    whole: dict[str, object] = {
        "id": text,
        "fact": text,
        "type": "citizen",
        "audience": "citizen",
        "turns": (text,),
        "answerable": True,
        "evidence": (({"document": "broen", "quote": quote},),),
        "nuggets": ({"id": "n1", "vital": True, "any_of": ("stofmisbrug",), "group": 0},),
    }
    return Question.model_validate(whole | rest)


def test_citizens_questions_are_asked_with_every_source_without_each_and_with_none() -> None:
    told: list[tuple[int, int]] = []
    asked = [
        question("Hvem er Broen for?"),
        question("Hvem er Broen til?", audience="caseworker"),
        question("Hvem vandt?", answerable=False, evidence=(), nuggets=()),
    ]
    found = ablate(asked, DOCUMENTS, FakeEmbedding(), lambda done, all: told.append((done, all)))
    assert [one.without for one in found] == [EVERY, *SOURCES, NONE]
    assert {one.n for one in found} == {1}
    assert found[0].measures == {
        "full_evidence@5": 1.0,
        "evidence_recall@5": 1.0,
        "nugget_recall": 1.0,
    }
    assert told[-1] == (8, 8)


def test_source_that_alone_finds_the_answer_is_missed() -> None:
    """The embedding has no word of the question, and neither has the page."""
    pages = [page(f"nr{number}", "sang") for number in range(12)]
    quote = {"document": "vejen", "quote": "Vejen er for borgere med behov for stofmisbrug."}
    asked = [question("skunk?", evidence=((quote,),))]
    found = ablate(asked, [*pages, page("vejen", "stofmisbrug")], FakeEmbedding())
    by_name = {one.without: one.measures["full_evidence@5"] for one in found}
    assert by_name[EVERY] == 1.0
    assert by_name["thesaurus"] == 0.0
    assert by_name[NONE] == 0.0


def test_sets_without_a_citizens_question_have_no_measures() -> None:
    found = ablate([question("Hvem?", audience="caseworker")], DOCUMENTS, FakeEmbedding())
    assert all(one.n == 0 and one.measures == {} for one in found)


def test_table_has_a_line_a_source_in_danish() -> None:
    found = [
        Ablated(EVERY, 2, {"full_evidence@5": 1.0, "nugget_recall": 0.5}),
        Ablated(NONE, 2, {}),
    ]
    lines = ablation(found).splitlines()
    assert lines[0] == "Hvad hver kilde til ord giver på 2 spørgsmål fra borgere:"
    assert lines[1].split() == ["fundet@5", "steder@5", "svardele"]
    assert lines[2].split()[-3:] == ["1,00", "–", "0,50"]
    assert lines[3].startswith("Uden nogen af dem")
    assert set(ABLATED) == {EVERY, NONE, *SOURCES}
