"""A model of the tests' own that is asked, and what came of it."""

import time
from collections.abc import Callable, Generator
from dataclasses import dataclass

from assistant.llm import open_model
from assistant.model import Fault, Message, Model, ModelError
from assistant.settings import Settings
from tests.model_server import Reply, Server, serving

TEXT = "Tilbuddet på Ærø er gratis. [1]"
ASKED = [Message("system", "Svar på dansk."), Message("user", "Hvad koster det på Ærø?")]
KEY = "hemmelig-nogle-4711"
FIRST = 0.4  # seconds to the first token where a test waits for them to pass
NOISE = 3.0  # seconds that a busy machine may add


@dataclass(frozen=True)
class Heard:
    """What came of a question: the text, what kept it from being whole, and how long it took."""

    text: str
    fault: Fault | None
    seconds: float


class Clock:
    """Time that passes when it is told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def settings(**values: object) -> Settings:
    return Settings.model_validate(values)


def opened(
    protocol: str,
    url: str,
    clock: Callable[[], float] = time.monotonic,
    first: float = 10.0,
    whole: float = 20.0,
) -> Model:
    times = {"llm_connect": 3.0, "llm_first": first, "llm_whole": whole}
    made = open_model(settings(llm=f"{protocol}:m", llm_url=url, llm_key=KEY, **times), clock)
    assert made is not None
    return made


def heard(model: Model) -> Heard:
    began, text = time.monotonic(), ""
    try:
        for piece in model.write(ASKED):
            text += piece
    except ModelError as error:
        return Heard(text, error.fault, time.monotonic() - began)
    return Heard(text, None, time.monotonic() - began)


def asked(
    protocol: str, reply: str | Reply, first: float = 10.0, whole: float = 20.0
) -> tuple[Heard, Server]:
    """Return what a fresh model of the protocol makes of a reply, and the server it asked."""
    with serving(lambda messages: reply) as server:
        return heard(opened(protocol, server.url, first=first, whole=whole)), server


def written(model: Model) -> Generator[str, None, None]:
    answer = model.write(ASKED)
    assert isinstance(answer, Generator)
    return answer


def waited(met: Callable[[], bool]) -> bool:
    until = time.monotonic() + 10
    while not met() and time.monotonic() < until:
        time.sleep(0.01)
    return met()
