"""How the assistant fares, in figures for Prometheus: how often and how long, never about what."""

import time
from asyncio import CancelledError
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Literal, get_args

from fastapi import APIRouter, Response
from prometheus_client import (
    CONTENT_TYPE_PLAIN_0_0_4,
    CollectorRegistry,
    Counter,
    Gauge,
    Histogram,
    Info,
    ProcessCollector,
    disable_created_metrics,
    generate_latest,
)

from assistant.assistant import QuestionError
from assistant.door import BusyError
from assistant.model import Fault, Message, Model, ModelError
from assistant.types import Answer, Audience

Outcome = Literal["answered", "not_found", "refused", "busy", "failed", "left"]
"""What became of a question: two kinds of answer; not a question that can be asked; too many
waited; an error of ours; whoever asked did not wait for it."""

# An answer takes 5 to 30 ms without a model, and one that a model writes some seconds.
BUCKETS = (0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1.0, 2.0, 5.0, 10.0)


@dataclass(slots=True)
class Asking:
    """A question that is being answered, and its outcome as far as it is known."""

    outcome: Outcome = "failed"

    def answered(self, answer: Answer) -> None:
        """Note its answer."""
        self.outcome = answer.status


class Metrics:
    """The figures of one process. No label is what a user sent."""

    def __init__(self, version: str, model: str, ready: Callable[[], bool]) -> None:
        """`version` and `model` are told as they are; `ready` says whether it can answer now."""
        # Of each series another would say when it began, which nothing reads.
        disable_created_metrics()  # type: ignore[no-untyped-call] # the library left out `-> None`
        registry = self._registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._questions = Counter(
            "initiativ_questions_total",
            "Questions by whom the answer is for and what became of them.",
            ("audience", "outcome"),
            registry=registry,
        )
        self._seconds = Histogram(
            "initiativ_answer_seconds",
            "Seconds from a question to its answer, for those that got one.",
            buckets=BUCKETS,
            registry=registry,
        )
        self._faults = Counter(
            "initiativ_model_faults_total",
            "Answers that the language model did not give, by what kept it from that.",
            ("fault",),
            registry=registry,
        )
        self._begin_at_zero()
        state = Gauge("initiativ_ready", "1 when questions can be answered.", registry=registry)
        state.set_function(lambda: float(ready()))
        build = Info("initiativ_build", "The version and the language model.", registry=registry)
        build.info({"version": version, "model": model})

    def observe(self, audience: Audience, outcome: Outcome, seconds: float) -> None:
        """Count a question; the time is of interest where it was answered."""
        self._questions.labels(audience, outcome).inc()
        if outcome in ("answered", "not_found"):
            self._seconds.observe(seconds)

    @contextmanager
    def asking(self, audience: Audience) -> Iterator[Asking]:
        """Give a question whose outcome is noted inside, and count it at the end with its time.

        A QuestionError is counted as refused, a BusyError as busy, the end of who waits as left;
        anything else that is raised as what was noted last, so as failed where nothing was.
        """
        began, asked = time.perf_counter(), Asking()
        try:
            yield asked
        except QuestionError:
            asked.outcome = "refused"
            raise
        except BusyError:
            asked.outcome = "busy"
            raise
        except (CancelledError, GeneratorExit):
            asked.outcome = "left"
            raise
        finally:
            self.observe(audience, asked.outcome, time.perf_counter() - began)

    def fault(self, fault: Fault) -> None:
        """Count an answer that the model did not give."""
        self._faults.labels(fault).inc()

    def watched(self, model: Model) -> Model:
        """Return the model, its faults counted."""
        return _Watched(model, self.fault)

    def text(self) -> bytes:
        """Return the figures in Prometheus's text format."""
        return generate_latest(self._registry)

    def router(self) -> APIRouter:
        """Return the route GET /metrics."""
        routes = APIRouter()

        @routes.get("/metrics", summary="Tal til overvågning. Figures for monitoring.")
        async def metrics() -> Response:
            return Response(self.text(), headers={"Content-Type": CONTENT_TYPE_PLAIN_0_0_4})

        return routes

    def _begin_at_zero(self) -> None:
        """Have every series from the start: what is not there has no rate when it first counts."""
        for audience in get_args(Audience):
            for outcome in get_args(Outcome):
                self._questions.labels(audience, outcome)
        for fault in get_args(Fault):
            self._faults.labels(fault)


class _Watched:
    """A model whose faults are told."""

    def __init__(self, model: Model, tell: Callable[[Fault], None]) -> None:
        self._model, self._tell = model, tell

    @property
    def name(self) -> str:
        return self._model.name

    @property
    def context(self) -> int:
        return self._model.context

    @property
    def is_remote(self) -> bool:
        return self._model.is_remote

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        try:
            yield from self._model.write(messages)
        except ModelError as error:
            self._tell(error.fault)
            raise
