"""Questions asked, as a user's would be."""

import time
from datetime import date

import pytest

from assistant.types import Answer, Audience, Turn
from evals import run as running
from evals.run import AS_OF, Answers, Bench, ask, bench, run
from index.embed import Embedding
from tests.answers import BROEN, DECLINED, MONEY, TARGET, hit, question, unanswerable


@pytest.fixture(scope="module")
def embedding() -> Embedding:
    return Embedding()


class Scripted:
    """Answers as it is told, and keeps what it was asked."""

    def __init__(self, on: Bench, wait: float = 0.0, fails: bool = False) -> None:
        self.on, self.wait, self.fails = on, wait, fails
        self.asked: list[tuple[str, Audience, tuple[str, ...], str, date]] = []

    def ask(
        self,
        question: str,
        audience: Audience = "caseworker",
        history: tuple[Turn, ...] = (),
        id: str = "",
    ) -> Answer:
        before = tuple(turn.question for turn in history)
        self.asked.append((question, audience, before, id, self.on.today))
        self.on.recorder.hits(question)
        time.sleep(self.wait)
        if self.fails:
            raise ValueError("broken")
        return DECLINED


def test_shipped_assistant_is_asked_and_scored(embedding: Embedding) -> None:
    with bench([BROEN], embedding) as on:
        (found,) = run([question()], on, embedding)
    assert found.result == "perfect"
    assert found.asked.answer is not None
    assert found.asked.answer.text.startswith(f"{MONEY} [1]")
    assert found.asked.hits[0].passage.document == "broen"
    assert 0 < found.asked.seconds < 30


def test_only_the_last_turn_carries_the_id_and_all_the_turns_before(embedding: Embedding) -> None:
    turns = ["Hvad er Broen?", "Hvem er den for?", "Hvad koster den?"]
    with bench([BROEN], embedding) as on:
        scripted = Scripted(on)
        found = ask(question(turns=turns, audience="citizen"), on, scripted)
        hits = tuple(on.recorder.hits(turns[-1]))
    assert scripted.asked == [
        (turns[0], "citizen", (), "", AS_OF),
        (turns[1], "citizen", (turns[0],), "", AS_OF),
        (turns[2], "citizen", (turns[0], turns[1]), "q1", AS_OF),
    ]
    assert found.hits == hits


def test_calendar_is_turned_to_the_day_of_the_question_and_back(embedding: Embedding) -> None:
    with bench([BROEN], embedding) as on:
        scripted = Scripted(on)
        run([question("a", as_of="2026-03-02"), question("b")], on, embedding, lambda _: scripted)
    assert [day for *_, day in scripted.asked] == [date(2026, 3, 2), AS_OF]


def test_crash_is_an_error_with_its_words(embedding: Embedding) -> None:
    with bench([BROEN], embedding) as on:
        found = ask(question(), on, Scripted(on, fails=True))
    assert (found.answer, found.error, found.hits) == (None, "ValueError: broken", ())


def test_answer_that_takes_too_long_is_an_error(
    embedding: Embedding, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "SECONDS", 0.05)
    with bench([BROEN], embedding) as on:
        found = ask(question(), on, Scripted(on, wait=0.5))
    assert (found.answer, found.error, found.seconds) == (None, "no answer in 0 s", 0.05)


def test_hits_of_one_question_do_not_stand_for_the_next(embedding: Embedding) -> None:
    class Silent:
        def ask(
            self,
            question: str,
            audience: Audience = "caseworker",
            history: tuple[Turn, ...] = (),
            id: str = "",
        ) -> Answer:
            return DECLINED

    silent: Answers = Silent()
    with bench([BROEN], embedding) as on:
        assert ask(question(), on, on.assistant).hits
        assert ask(question(), on, silent).hits == ()


def test_rankings_of_several_searches_are_merged_first_place_by_first_place(
    embedding: Embedding,
) -> None:
    one, two, three = hit(MONEY), hit(TARGET), hit("Den hører under § 107.")
    with bench([BROEN], embedding) as on:
        on.recorder.note([one, two])
        on.recorder.note([three, one])
        merged = on.recorder.found
        on.recorder.forget()
        forgotten = on.recorder.found
    assert (merged, forgotten) == ((one, three, two), ())


def test_recorder_remembers_what_the_retriever_found(embedding: Embedding) -> None:
    with bench([BROEN], embedding) as on:
        found = on.recorder.hits("Hvad koster Broen?", 1)
        assert len(found) == 1
        assert on.recorder.found == tuple(found)


def test_answer_to_two_things_has_the_hits_of_both(embedding: Embedding) -> None:
    text = "Hvor meget er der afsat til Broen, og hvem er målgruppen for Broen?"
    with bench([BROEN], embedding) as on:
        found = ask(question(turns=[text]), on, on.assistant)
    assert found.answer is not None
    assert MONEY in found.answer.text
    assert TARGET in found.answer.text
    places = [hit.passage.id for hit in found.hits]
    assert len(places) == len(set(places)) == 2


def test_documents_of_a_question_are_there_for_it_alone(embedding: Embedding) -> None:
    text = "Tårnet\n\nFinansiering:\n\nDer er afsat 9 mio. kr. til Tårnet.\n"
    own = question(
        "own",
        turns=["Hvor meget er der afsat til Tårnet?"],
        added=[{"id": "taarnet", "text": text}],
        evidence=[[{"document": "taarnet", "quote": "Der er afsat 9 mio. kr. til Tårnet."}]],
        nuggets=[{"id": "n1", "vital": True, "any_of": ["9 mio"], "group": 0}],
    )
    benches: list[list[str]] = []

    def answers(on: Bench) -> Answers:
        benches.append(sorted(on.documents))
        return on.assistant

    with bench([BROEN], embedding) as on:
        found = run([own, question()], on, embedding, answers)
    assert [item.result for item in found] == ["perfect", "perfect"]
    assert benches == [["broen", "taarnet"], ["broen"]]


def test_progress_is_told_after_each_question(embedding: Embedding) -> None:
    told: list[tuple[int, int]] = []
    with bench([BROEN], embedding) as on:
        asked = [question(), unanswerable()]
        run(asked, on, embedding, Scripted, lambda done, total: told.append((done, total)))
    assert told == [(1, 2), (2, 2)]
