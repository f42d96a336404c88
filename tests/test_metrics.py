"""Figures for Prometheus, read as Prometheus reads them."""

import re
from asyncio import CancelledError
from collections.abc import Iterator
from itertools import product
from typing import get_args

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient
from prometheus_client.parser import text_string_to_metric_families

from assistant.assistant import QuestionError
from assistant.door import BusyError
from assistant.metrics import BUCKETS, Asking, Metrics, Outcome
from assistant.model import ANSWER_TOKENS, Fault, Message, ModelError
from assistant.types import Answer, Audience
from tests.fakes import FakeModel

ASKED = "Hvem er Ane Xylofon?"


@pytest.fixture
def metrics() -> Metrics:
    return Metrics("0.1.0", "none", lambda: True)


def values(metrics: Metrics, name: str) -> dict[tuple[str, ...], float]:
    """Return the values of a series that are not 0, by its labels' values."""
    return {
        tuple(sample.labels.values()): sample.value
        for family in text_string_to_metric_families(metrics.text().decode())
        for sample in family.samples
        if sample.name == name and sample.value
    }


def questions(metrics: Metrics) -> dict[tuple[str, ...], float]:
    return values(metrics, "initiativ_questions_total")


def answer(status: str = "answered") -> Answer:
    return Answer("", ASKED, "citizen", status, ASKED)  # type: ignore[arg-type] # one of the two


@pytest.mark.parametrize("status", ["answered", "not_found"])
def test_answer_is_counted_with_its_time(metrics: Metrics, status: str) -> None:
    with metrics.asking("citizen") as asked:
        asked.answered(answer(status))
    assert questions(metrics) == {("citizen", status): 1}
    assert values(metrics, "initiativ_answer_seconds_count") == {(): 1}


@pytest.mark.parametrize(
    ("error", "outcome"),
    [
        (QuestionError("Skriv et spørgsmål."), "refused"),
        (BusyError(100), "busy"),
        (RuntimeError(ASKED), "failed"),
        (CancelledError(), "left"),
        (GeneratorExit(), "left"),
    ],
)
def test_question_without_an_answer_is_counted_and_has_no_time(
    metrics: Metrics, error: BaseException, outcome: Outcome
) -> None:
    with pytest.raises(type(error)), metrics.asking("caseworker"):
        raise error
    assert questions(metrics) == {("caseworker", outcome): 1}
    assert values(metrics, "initiativ_answer_seconds_count") == {}


def test_nothing_noted_is_a_failure() -> None:
    assert Asking().outcome == "failed"


def test_seconds_fall_into_buckets(metrics: Metrics) -> None:
    for seconds in (0.004, 0.03, 0.03, 7.0, 70.0):
        metrics.observe("citizen", "answered", seconds)
    found = values(metrics, "initiativ_answer_seconds_bucket")
    counts = (1, 1, 3, 3, 3, 3, 3, 3, 3, 4, 5)
    assert found == dict(zip([(str(b),) for b in (*BUCKETS, "+Inf")], counts, strict=True))
    assert values(metrics, "initiativ_answer_seconds_sum") == {(): pytest.approx(77.064)}


def test_every_series_is_there_from_the_start(metrics: Metrics) -> None:
    told = metrics.text().decode()
    for audience, outcome in product(get_args(Audience), get_args(Outcome)):
        assert f'initiativ_questions_total{{audience="{audience}",outcome="{outcome}"}} 0.0' in told
    for fault in get_args(Fault):
        assert f'initiativ_model_faults_total{{fault="{fault}"}} 0.0' in told
    assert 'initiativ_build_info{model="none",version="0.1.0"} 1.0' in told
    assert "process_resident_memory_bytes" in told
    assert "_created" not in told


def test_ready_is_as_of_now() -> None:
    state = [False]
    metrics = Metrics("0.1.0", "none", lambda: state[0])
    assert values(metrics, "initiativ_ready") == {}
    state[0] = True
    assert values(metrics, "initiativ_ready") == {(): 1}


def test_faults_of_a_watched_model_are_counted_and_raised(metrics: Metrics) -> None:
    model = metrics.watched(FakeModel("Et halvt", "stalled"))
    assert (model.name, model.context) == ("prøvemodel", 4096)
    with pytest.raises(ModelError):
        list(model.write([Message("user", ASKED)]))
    assert values(metrics, "initiativ_model_faults_total") == {("stalled",): 1}


def test_watched_model_that_answers_has_no_fault_and_ends_when_it_is_closed(
    metrics: Metrics,
) -> None:
    inner = FakeModel("ord " * ANSWER_TOKENS)
    written = metrics.watched(inner).write([Message("user", ASKED)])
    assert isinstance(written, Iterator) and next(written)
    written.close()  # type: ignore[attr-defined] # it is a generator
    assert inner.closed == 1
    assert values(metrics, "initiativ_model_faults_total") == {}


def test_route_tells_figures_and_never_text(metrics: Metrics) -> None:
    with metrics.asking("citizen") as asked:
        asked.answered(answer())
    api = FastAPI()
    api.include_router(metrics.router())
    told = TestClient(api).get("/metrics")
    assert told.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8"
    assert "Xylofon" not in told.text
    labels = set(re.findall(r'(\w+)="', told.text))
    assert labels == {"audience", "outcome", "fault", "le", "model", "version"}


def test_two_of_a_process_count_for_themselves(metrics: Metrics) -> None:
    metrics.observe("citizen", "answered", 0.01)
    assert questions(Metrics("0.1.0", "none", lambda: True)) == {}
