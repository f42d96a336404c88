"""What is asked of which documents, and what the answer then has to do."""

from collections.abc import Sequence
from typing import Any

from corpus.structure import parse
from corpus.types import Document
from evals.types import Question, Scored
from evals.variations import Ground, Job, jobs, no_worse
from tests.answers import BROEN, MONEY, TARGET, question, unanswerable
from tests.fakes import page, quoted, scored

ANDET = page("ophold", "et sted at bo")
PERIOD: dict[str, Any] = {
    "id": "q2",
    "type": "still_running",
    "turns": ["Er Broen stadig i gang?"],
    "as_of": "2024-01-01",
    "nuggets": [
        {"id": "n1", "vital": True, "any_of": ["2025"], "group": 0},
        {"id": "ja", "vital": False, "any_of": ["ja"], "group": 0},
    ],
}
ASKED = (question(), question(**PERIOD), unanswerable())


def _ground(questions: Sequence[Question] = ASKED, states: bool = True) -> Ground:
    plain = {
        item.id: scored(item, nuggets={nugget.id: states for nugget in item.nuggets})
        for item in questions
    }
    return Ground(questions, [BROEN, ANDET], plain, 7)


def _named(name: str, ground: Ground) -> list[Job]:
    return [job for job in jobs(ground) if job.name == name]


def _answer(job: Job, text: str, *quotes: tuple[str, str], states: bool = True) -> Scored:
    """Return the job's first question answered with a text and (document, quote) citations."""
    asked = job.asked[0][0]
    by = {document.id: document for document in job.documents}
    cited = [quoted(by[key], number, quote) for number, (key, quote) in enumerate(quotes, 1)]
    return scored(asked, text, cited, nuggets={nugget.id: states for nugget in asked.nuggets})


def _judged(job: Job, varied: Scored) -> bool:
    question, judge = job.asked[0]
    return judge(scored(question), varied)


def test_every_variation_is_there_and_asks_the_questions_it_applies_to() -> None:
    found = {job.name: (job.must_change, len(job.asked)) for job in jobs(_ground())}
    assert found == {
        "typo": (False, 1),  # 'stadig' is the one long word
        "no æøå": (False, 0),
        "lower case": (False, 3),
        "upper case": (False, 3),
        "split compounds": (False, 0),
        "polite": (False, 3),
        "other order": (False, 3),
        "renamed files": (False, 3),
        "renamed": (False, 3),
        "10 unrelated": (False, 3),
        "50 unrelated": (False, 3),
        "200 unrelated": (False, 3),
        "near-duplicate": (False, 2),
        "evidence removed": (True, 2),
        "value edited": (True, 1),
        "superseded": (True, 1),
        "as_of moved": (True, 1),
    }


def test_documents_vary_and_questions_are_the_same() -> None:
    ground = _ground()
    ids = {
        job.name: [document.id for document in job.documents]
        for job in jobs(ground)
        if not job.must_change
    }
    assert ids["other order"] == [ANDET.id, "broen"]
    assert len(ids["50 unrelated"]) == 52
    assert ids["200 unrelated"][:52] == ids["50 unrelated"]
    assert ids["near-duplicate"] == ["broen", ANDET.id, "broen-kopi"]
    assert ids["polite"] == ["broen", ANDET.id]


def test_other_names_are_in_the_documents_and_in_the_questions() -> None:
    (job,) = _named("renamed", _ground([question(turns=["Hvad får Odder og Esbjerg?"])]))
    ((asked, judge),) = job.asked
    assert judge is no_worse
    assert not [d.id for d in job.documents if "Odder" in d.text]
    assert "Odder" not in asked.turns[0]
    assert "Esbjerg" not in asked.turns[0]


def test_question_whose_gold_other_names_would_break_is_not_asked() -> None:
    place = {"id": "n1", "vital": True, "any_of": ["Odd[e]r"], "group": 0}
    asked = question(evidence=[[{"document": "broen", "quote": TARGET}]], nuggets=[place])
    (job,) = _named("renamed", _ground([asked, question("q2")]))
    assert [item.id for item, _ in job.asked] == ["q2"]


def test_unrelated_documents_never_answer_an_unanswerable_question() -> None:
    ground = _ground([unanswerable(would_answer=["[Ff]ærge"])])
    (job,) = _named("200 unrelated", ground)
    assert not [item.id for item in job.documents if "færge" in item.text.lower()]


def test_without_the_evidence_an_answer_has_to_decline() -> None:
    (job,) = _named("evidence removed", _ground())
    assert [document.id for document in job.documents] == [ANDET.id]
    assert _judged(job, _answer(job, "Det svarer dokumenterne ikke på."))
    assert not _judged(job, _answer(job, "Her. [1]", (ANDET.id, ANDET.title)))


def test_evidence_in_every_document_is_not_removed() -> None:
    both = [[{"document": "broen", "quote": MONEY}, {"document": ANDET.id, "quote": "Formål"}]]
    assert _named("evidence removed", _ground([question(evidence=both)])) == []


def _edited(ground: Ground) -> tuple[Job, Document, str]:
    (job,) = _named("value edited", ground)
    (document,) = [item for item in job.documents if item.id == "broen"]
    return job, document, job.asked[0][0].evidence[0][0].quote


def test_value_edit_is_followed_by_the_new_value_alone() -> None:
    job, document, sentence = _edited(_ground())
    assert sentence in document.text and sentence != MONEY
    new = _answer(job, f"{sentence} [1]", ("broen", sentence))
    both = _answer(job, f"{sentence} [1] Før 4 mio. kr.", ("broen", sentence))
    assert _judged(job, new)
    assert not _judged(job, both)
    assert not _judged(job, _answer(job, f"{sentence} [1]", ("broen", sentence), states=False))


def test_markers_are_not_the_old_value() -> None:
    job, _, sentence = _edited(_ground())
    text = f"{sentence} [1] [2] [3] [4]"
    assert _judged(job, _answer(job, text, *[("broen", sentence)] * 4))


def test_value_that_the_plain_answer_does_not_state_is_not_edited() -> None:
    names = {job.name for job in jobs(_ground(states=False))}
    assert not names & {"value edited", "superseded"}


def test_superseded_value_comes_second_and_both_pages_are_dated() -> None:
    (job,) = _named("superseded", _ground())
    assert [document.id for document in job.documents] == ["broen", ANDET.id, "broen-ny"]
    asked = job.asked[0][0]
    assert [quote.document for quote in asked.evidence[0]] == ["broen-ny"]
    fresh = asked.evidence[0][0].quote
    cited = (("broen-ny", fresh), ("broen", MONEY))
    days = ("Opdateret 15-05-2024.", "Opdateret 27-11-2021.")
    good = f"{fresh} [1] {days[0]} {MONEY} [2] {days[1]}"
    assert _judged(job, _answer(job, good, *cited))
    old_first = f"{MONEY} [1] {days[1]} {fresh} [2] {days[0]}"
    assert not _judged(job, _answer(job, old_first, *reversed(cited)))
    undated = f"{fresh} [1] {days[0]} {MONEY} [2]"
    assert not _judged(job, _answer(job, undated, *cited))
    assert not _judged(job, _answer(job, f"{fresh} [1] {' '.join(days)}", cited[0]))


def test_dates_of_pages_are_not_superseded() -> None:
    dated = question(
        evidence=[[{"document": "side", "quote": "Senest opdateret 01-02-2020"}]],
        nuggets=[{"id": "n1", "vital": True, "any_of": ["01-02-2020"], "group": 0}],
    )
    side = parse("side", "Side\n\nTekst her.\n\nSenest opdateret 01-02-2020\n")
    plain = {"q1": scored(dated, nuggets={"n1": True})}
    names = [job.name for job in jobs(Ground([dated], [side, BROEN], plain, 7))]
    assert "value edited" in names
    assert "superseded" not in names


def test_still_running_flips() -> None:
    (job,) = _named("as_of moved", _ground())
    over = "Nej, projektperioden for »Broen« er udløbet: 2023 - 2025. [1]"
    running = "Ja, projektperioden for »Broen« løber stadig: 2023 - 2025. [1]"
    assert _judged(job, _answer(job, over, ("broen", MONEY)))
    assert not _judged(job, _answer(job, running, ("broen", MONEY)))


def test_outcome_is_no_worse_when_it_is_the_same_or_better() -> None:
    asked = question()
    wrong, missing, perfect = (
        scored(asked, result=result) for result in ("wrong", "missing", "perfect")
    )
    assert no_worse(missing, perfect)
    assert no_worse(wrong, wrong)
    assert not no_worse(missing, wrong)
