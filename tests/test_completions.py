"""The protocol of OpenAI, asked with OpenAI's own client over a real connection."""

import json
import socket
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import asdict
from typing import Any
from urllib.parse import urlsplit

import httpx
import openai
import pytest
from fastapi import FastAPI

from assistant import completions, problems
from assistant.assistant import QUESTION_CHARACTERS
from tests.asking import waited
from tests.serving import (
    BROKEN,
    BUSY,
    CLOSED,
    ENDLESS,
    QUOTE,
    SLOW,
    URL,
    FakeAsks,
    Over,
    quoted,
    serving,
)

CASEWORKER, CITIZEN = completions.MODELS
ASKED = [{"role": "user", "content": "Hvad er formålet?"}]
TEXT = f"Til caseworker: {QUOTE} [1]\n\n**Kilder**\n\n[1] **Broen**, Formål: »{QUOTE}« (<{URL}>)"


@pytest.fixture(scope="module")
def asks() -> FakeAsks:
    return FakeAsks()


@pytest.fixture(scope="module")
def address(asks: FakeAsks) -> Iterator[str]:
    with serving(application(asks)) as found:
        yield found


@pytest.fixture(scope="module")
def client(address: str) -> Iterator[openai.OpenAI]:
    with opened(address) as made:
        yield made


def application(asks: completions.Asks, pace: completions.Pace = completions.PACE) -> FastAPI:
    api = FastAPI()
    problems.tell(api)
    api.include_router(completions.router(asks, pace))
    return api


def opened(address: str) -> openai.OpenAI:
    return openai.OpenAI(base_url=f"{address}/v1", api_key="ingen", max_retries=0, timeout=20)


def ask(client: openai.OpenAI, *said: str, model: str = CASEWORKER, **more: object) -> Any:
    """Return the answer to the last of what was said by turns, the user first."""
    roles = ("user", "assistant")
    messages = [{"role": roles[n % 2], "content": text} for n, text in enumerate(said)]
    return client.chat.completions.create(model=model, messages=messages, **more)  # type: ignore[call-overload] # the messages are dictionaries of the test's


def test_models_are_the_two_audiences(client: openai.OpenAI) -> None:
    assert [model.id for model in client.models.list()] == [CASEWORKER, CITIZEN]
    assert client.models.retrieve(CITIZEN).id == "initiativ-borger"
    with pytest.raises(openai.NotFoundError, match="Modellen findes ikke"):
        client.models.retrieve("gpt-9")


def test_answer_has_its_sources_in_it_and_beside_it(client: openai.OpenAI) -> None:
    made = client.chat.completions.create(model=CASEWORKER, messages=ASKED, temperature=0.2)  # type: ignore[arg-type] # as above
    [choice] = made.choices
    assert (choice.finish_reason, choice.message.role) == ("stop", "assistant")
    assert choice.message.content == TEXT
    [annotation] = choice.message.annotations or []
    assert annotation.url_citation.url == URL
    assert TEXT[annotation.url_citation.start_index :].startswith("[1]")
    beside = choice.message.model_extra or {}
    assert beside["citations"] == [asdict(quoted())]
    assert (beside["initiativ"]["status"], beside["initiativ"]["audience"]) == (
        "answered",
        "caseworker",
    )
    assert made.usage and made.usage.model_dump(include={"prompt_tokens", "total_tokens"}) == {
        "prompt_tokens": 3,
        "total_tokens": 3 + len(TEXT.split()),
    }


def test_model_says_whom_the_answer_is_for(client: openai.OpenAI) -> None:
    made = ask(client, "Hvad er formålet?", model=CITIZEN)
    assert made.choices[0].message.content.startswith("Til citizen:")


def test_stream_is_the_checked_answer_and_no_draft(client: openai.OpenAI) -> None:
    stream = ask(client, SLOW, stream=True, stream_options={"include_usage": True})
    events = list(stream)
    assert events[0].choices[0].delta.role == "assistant"
    deltas = [event.choices[0].delta for event in events if event.choices]
    assert "".join(delta.content or "" for delta in deltas) == TEXT
    assert len([delta for delta in deltas if delta.content]) == -(-len(TEXT) // completions.PIECE)
    [beside] = [delta.model_extra for delta in deltas if "initiativ" in (delta.model_extra or {})]
    assert beside["citations"] == [asdict(quoted())]
    assert beside["annotations"][0]["url_citation"]["url"] == URL
    assert events[-2].choices[0].finish_reason == "stop"
    assert events[-1].usage.prompt_tokens == 1
    assert len({event.id for event in events}) == 1


def test_stream_says_that_it_is_alive_and_ends_with_done(asks: FakeAsks) -> None:
    body = {"model": CASEWORKER, "stream": True, "messages": [{"role": "user", "content": SLOW}]}
    with serving(application(asks, completions.Pace(0.05, 0.1))) as address:
        answer = httpx.post(f"{address}/v1/chat/completions", json=body)
    assert answer.headers["content-type"] == "text/event-stream; charset=utf-8"
    events = answer.text.split("\n\n")
    assert json.loads(events[0].removeprefix("data: "))["choices"][0]["delta"]["role"]
    assert 2 <= events.count(": der svares") <= 6
    assert events[-2:] == ["data: [DONE]", ""]


def test_follow_up_is_understood_by_what_the_client_sends_back() -> None:
    asks = Over()
    with serving(application(asks)) as address, opened(address) as client:
        first = ask(client, "Hvad er formålet med Broen?")
        said = first.choices[0].message.content
        made = ask(client, "Hvad er formålet med Broen?", said, "Hvem er kontakt?")
        alone = asks.assistant.ask("Hvem er kontakt for Broen?")
    answer = made.choices[0].message.initiativ
    assert "Ida Holm" in answer["text"]
    assert answer["citations"] == [asdict(one) for one in alone.citations]


def test_history_is_the_users_questions_with_the_answers_after_them(
    client: openai.OpenAI, asks: FakeAsks
) -> None:
    messages = [
        {"role": "system", "content": "Svar på engelsk."},
        {"role": "assistant", "content": "Goddag."},
        {"role": "user", "content": "Første"},
        {"role": "user", "content": [{"type": "text", "text": "Anden"}, {"type": "image_url"}]},
        {"role": "assistant", "content": TEXT},
        {"role": "tool", "content": "42", "tool_call_id": "x"},
        {"role": "user", "content": "Tredje"},
    ]
    client.chat.completions.create(model=CASEWORKER, messages=messages)  # type: ignore[arg-type] # as above
    assert [turn.question for turn in asks.history] == ["Første", "Anden"]
    assert [[one.title for one in turn.answer.citations] for turn in asks.history] == [
        [],
        ["Broen"],
    ]


def test_long_history_is_cut(client: openai.OpenAI, asks: FakeAsks) -> None:
    ask(client, *("å" * 3_000 for _ in range(2 * 15)), "Hvad?")
    assert len(asks.history) == completions.TURNS
    assert {len(turn.question) for turn in asks.history} == {QUESTION_CHARACTERS}


@pytest.mark.parametrize("stream", [False, True])
@pytest.mark.parametrize(
    ("said", "more", "error", "param"),
    [
        (" ", {}, openai.BadRequestError, "messages"),
        ("Hvad?", {"n": 2}, openai.BadRequestError, "n"),
        ("Hvad?", {"model": "gpt-9"}, openai.NotFoundError, "model"),
        (BUSY, {}, openai.InternalServerError, None),
        (CLOSED, {}, openai.InternalServerError, None),
    ],
)
def test_what_is_wrong_is_told_by_the_status_and_in_openais_form(
    client: openai.OpenAI,
    said: str,
    more: dict[str, str],
    error: type[openai.APIStatusError],
    param: str | None,
    stream: bool,
) -> None:
    with pytest.raises(error) as raised:
        ask(client, said, stream=stream, **more)
    assert raised.value.param == param
    if said == BUSY:
        assert raised.value.status_code == 503
        assert raised.value.response.headers["retry-after"] == "5"
        assert raised.value.type == "server_error"


@pytest.mark.parametrize("stream", [False, True])
def test_error_of_ours_is_a_500_that_says_nothing_of_it(address: str, stream: bool) -> None:
    with opened(address) as client, pytest.raises(openai.InternalServerError) as raised:
        ask(client, BROKEN, stream=stream)
    assert raised.value.status_code == 500
    assert "RuntimeError" not in raised.value.response.text


@pytest.mark.parametrize(
    "body",
    [
        b"{",
        b"[]",
        b'"x"',
        b"{}",
        b'{"model": "initiativ-borger"}',
        b'{"model": "initiativ-borger", "messages": []}',
        b'{"model": "initiativ-borger", "messages": [{"role": "devil", "content": "x"}]}',
        b'{"model": "initiativ-borger", "messages": [{"role": "assistant", "content": "x"}]}',
        b'{"model": "initiativ-borger", "messages": [{"role": "user", "content": [{"type": ""}]}]}',
        b'{"model": "\\ud800", "messages": [{"role": "user", "content": "x"}]}',
        b"\xff",
    ],
)
def test_request_that_is_none_is_told_so_without_what_stood_in_it(
    address: str, body: bytes
) -> None:
    head = {"content-type": "application/json"}
    answer = httpx.post(f"{address}/v1/chat/completions", content=body, headers=head)
    assert answer.status_code in (400, 404)
    told = answer.json()["error"]
    assert told["type"] == "invalid_request_error"
    assert "devil" not in answer.text and told["message"]


def test_half_a_character_in_a_question_is_answered() -> None:
    body = b'{"model": "initiativ-borger", "messages": [{"role": "user", "content": "\\ud83d?"}]}'
    with serving(application(Over())) as address:
        head = {"content-type": "application/json"}
        answer = httpx.post(f"{address}/v1/chat/completions", content=body, headers=head)
    assert answer.status_code == 200


def test_error_after_the_stream_has_begun_is_an_event(asks: FakeAsks) -> None:
    slow = application(asks, completions.Pace(0.05))
    with serving(slow) as address, opened(address) as client:
        stream = ask(client, f"{SLOW} {BUSY}", stream=True)
        with pytest.raises(openai.APIError, match="Der er mange, der spørger lige nu"):
            list(stream)


def test_reader_who_leaves_ends_the_work(address: str, asks: FakeAsks) -> None:
    before = asks.left
    with opened(address) as client:
        with ask(client, ENDLESS, stream=True) as stream:
            assert next(iter(stream)).choices[0].delta.role == "assistant"
        assert waited(lambda: asks.left == before + 1)


def test_readers_who_break_the_line_end_the_work(address: str, asks: FakeAsks) -> None:
    before, host = asks.left, urlsplit(address)
    body = json.dumps(
        {"model": CASEWORKER, "stream": True, "messages": [{"role": "user", "content": ENDLESS}]}
    )
    head = f"POST /v1/chat/completions HTTP/1.1\r\nHost: {host.netloc}\r\n"
    head += f"Content-Type: application/json\r\nContent-Length: {len(body)}\r\n\r\n"
    with ExitStack() as stack:
        for _ in range(10):
            line = stack.enter_context(socket.create_connection((host.hostname, host.port), 10))
            line.sendall((head + body).encode())
            assert line.recv(12) == b"HTTP/1.1 200"
    assert waited(lambda: asks.left == before + 10)
