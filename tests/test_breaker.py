"""A model that failed several times in a row is left alone for a while."""

import threading
from contextlib import closing

import pytest

from assistant.breaker import FAILURES, REST, Breaker
from tests import model_server
from tests.asking import FIRST, TEXT, Clock, heard, opened, written
from tests.chroma import free_port
from tests.model_server import serving

pytestmark = pytest.mark.usefixtures("environment")


def test_model_rests_after_failures_in_a_row() -> None:
    clock, replies = Clock(), [model_server.status(401)] * FAILURES + [model_server.said(TEXT)]
    with serving(lambda messages: replies[len(server.requests) - 1]) as server:
        model = opened("openai", server.url, clock)
        faults = [heard(model).fault for _ in range(FAILURES + 2)]
        assert faults == ["key"] * FAILURES + ["resting"] * 2
        assert len(server.requests) == FAILURES
        clock.now += REST - 1
        assert heard(model).fault == "resting"
        clock.now += 1
        assert heard(model).text == TEXT
        assert len(server.requests) == FAILURES + 1


def test_rest_is_at_once() -> None:
    model = opened("openai", f"http://127.0.0.1:{free_port()}")
    for _ in range(FAILURES):
        heard(model)
    got = heard(model)
    assert got.fault == "resting"
    assert got.seconds < 0.1


def test_stop_is_neither_failure_nor_success() -> None:
    with serving(lambda messages: model_server.stall("Tilb")) as server:
        model = opened("openai", server.url, first=FIRST)
        for _ in range(FAILURES + 1):
            with closing(written(model)) as answer:
                next(answer)
        assert heard(model).fault == "stalled"


def failed(breaker: Breaker, times: int = FAILURES) -> Breaker:
    for _ in range(times):
        breaker.failed()
    return breaker


def test_success_forgets_failures() -> None:
    breaker = failed(Breaker(Clock()), FAILURES - 1)
    breaker.succeeded()
    assert failed(breaker, FAILURES - 1).admit()


def test_after_the_rest_one_question_tries_and_the_others_rest_on() -> None:
    clock = Clock()
    breaker = failed(Breaker(clock))
    clock.now += REST
    assert [breaker.admit() for _ in range(3)] == [True, False, False]
    breaker.failed()
    assert not breaker.admit()
    clock.now += REST
    assert breaker.admit()
    breaker.succeeded()
    assert [breaker.admit() for _ in range(3)] == [True, True, True]


def test_trial_that_is_stopped_lets_the_next_one_try() -> None:
    clock = Clock()
    breaker = failed(Breaker(clock))
    clock.now += REST
    assert breaker.admit()
    breaker.left()
    assert [breaker.admit(), breaker.admit()] == [True, False]


def test_stop_before_the_rest_does_not_end_it() -> None:
    breaker = Breaker(Clock())
    assert breaker.admit()
    failed(breaker)
    breaker.left()
    assert not breaker.admit()


def test_failures_of_many_threads_are_all_counted() -> None:
    breaker = Breaker(Clock())
    threads = [threading.Thread(target=breaker.failed) for _ in range(FAILURES)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not breaker.admit()
