"""The scripted server speaks what others' clients read, so that it is not bent to ours."""

import time
from collections.abc import Sequence

import httpx
import openai
import pytest
from llama_index.core.llms import LLM, ChatMessage
from llama_index.llms.ollama import Ollama
from llama_index.llms.openai_like import OpenAILike

from tests import model_server
from tests.model_server import Reply, Server, serving

TEXT = "Tilbuddet på Ærø er gratis for unge under 25 år. [1]"
ASKED = "Hvad koster det på Ærø?"


def client(server: Server) -> openai.OpenAI:
    return openai.OpenAI(base_url=server.url, api_key="x", max_retries=0, timeout=10)


def llama(protocol: str, server: Server) -> LLM:
    if protocol == "ollama":
        return Ollama(model="m", base_url=server.root, context_window=2048, request_timeout=10)
    return OpenAILike(
        model="m", api_base=server.url, api_key="x", is_chat_model=True, max_retries=0, timeout=10
    )


def streamed(server: Server) -> list[str]:
    answer = client(server).chat.completions.create(
        model="m", messages=[{"role": "user", "content": ASKED}], stream=True
    )
    return [part.choices[0].delta.content or "" for part in answer]


def test_client_of_openai_reads_a_stream() -> None:
    with serving(lambda messages: TEXT) as server:
        parts = streamed(server)
    assert "".join(parts) == TEXT
    assert len([part for part in parts if part]) == 13
    assert server.requests[0]["messages"] == [{"role": "user", "content": ASKED}]


def test_client_of_openai_reads_a_whole_answer() -> None:
    with serving(lambda messages: TEXT) as server:
        answer = client(server).chat.completions.create(
            model="m", messages=[{"role": "user", "content": ASKED}]
        )
    assert answer.choices[0].message.content == TEXT
    assert answer.choices[0].finish_reason == "stop"


def test_client_of_openai_reads_the_models() -> None:
    with serving(lambda messages: TEXT) as server:
        assert [model.id for model in client(server).models.list()] == ["scripted"]


@pytest.mark.parametrize("protocol", ["openai", "ollama"])
def test_llamaindex_reads_a_stream(protocol: str) -> None:
    with serving(lambda messages: TEXT) as server:
        parts = list(llama(protocol, server).stream_chat([ChatMessage(content=ASKED)]))
    assert "".join(part.delta or "" for part in parts) == TEXT
    assert parts[-1].message.content == TEXT


@pytest.mark.parametrize("protocol", ["openai", "ollama"])
def test_llamaindex_reads_a_whole_answer(protocol: str) -> None:
    with serving(lambda messages: TEXT) as server:
        assert llama(protocol, server).chat([ChatMessage(content=ASKED)]).message.content == TEXT


@pytest.mark.parametrize("protocol", ["openai", "ollama"])
def test_llamaindex_reads_thoughts_apart(protocol: str) -> None:
    reply = Reply(model_server.pieces(TEXT), thoughts=("Lad ", "mig se."))
    with serving(lambda messages: reply) as server:
        parts = list(llama(protocol, server).stream_chat([ChatMessage(content=ASKED)]))
    assert "".join(part.delta or "" for part in parts) == TEXT
    thoughts = [part.additional_kwargs.get("thinking_delta") or "" for part in parts]
    assert "".join(thoughts) == "Lad mig se."


@pytest.mark.parametrize(
    ("reply", "error"),
    [
        (model_server.status(401), openai.AuthenticationError),
        (model_server.status(403), openai.PermissionDeniedError),
        (model_server.no_model(), openai.NotFoundError),
        (model_server.too_many("1"), openai.RateLimitError),
        (model_server.status(500), openai.InternalServerError),
        (model_server.error_inside("Til"), openai.APIError),
        (model_server.cut("Tilbuddet"), httpx.RemoteProtocolError),
        (model_server.not_json(), ValueError),
    ],
)
def test_client_of_openai_knows_the_fault(reply: Reply, error: type[Exception]) -> None:
    with serving(lambda messages: reply) as server, pytest.raises(error):
        streamed(server)


def test_reply_is_made_from_what_was_asked() -> None:
    def reply(messages: Sequence[dict[str, str]]) -> str:
        return messages[-1]["content"].upper()

    with serving(reply) as server:
        assert "".join(streamed(server)) == "HVAD KOSTER DET PÅ ÆRØ?"


def test_pieces_are_of_whole_letters() -> None:
    assert model_server.pieces("Ærøskøbing\n") == ("Ærøs", "købi", "ng\n")


def test_stream_that_the_client_leaves_is_counted() -> None:
    body = {"model": "m", "stream": True, "messages": [{"role": "user", "content": ASKED}]}
    with serving(lambda messages: model_server.stall("Tilbuddet")) as server:
        with httpx.stream("POST", f"{server.url}/chat/completions", json=body) as response:
            lines = response.iter_lines()
            assert next(lines).startswith("data: ")
            assert server.closed_early == 0
        until = time.monotonic() + 10
        while not server.closed_early and time.monotonic() < until:
            time.sleep(0.01)
        assert server.closed_early == 1


def test_stream_that_is_read_to_its_end_is_not_counted_as_left() -> None:
    with serving(lambda messages: TEXT) as server:
        streamed(server)
        time.sleep(0.1)
    assert server.closed_early == 0


def test_unknown_path_is_not_found() -> None:
    with serving(lambda messages: TEXT) as server:
        assert httpx.get(f"{server.root}/v2/models").status_code == 404
        assert httpx.post(f"{server.root}/chat", json={}).status_code == 404
