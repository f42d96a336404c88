"""An answer is read by a thread that ends with it, and holds no thoughts."""

import gc
import os
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import partial

import pytest

from assistant import line, stream
from assistant.model import Message, Model
from tests import model_server
from tests.asking import FIRST, TEXT, asked, heard, opened, waited, written
from tests.model_server import Reply, serving

pytestmark = pytest.mark.usefixtures("environment")
BOTH = pytest.mark.parametrize("protocol", ["openai", "ollama"])


def readers() -> list[threading.Thread]:
    return [thread for thread in threading.enumerate() if thread.name == line.THREAD]


@BOTH
def test_thoughts_are_no_part_of_the_answer(protocol: str) -> None:
    reply = Reply(model_server.pieces(TEXT), thoughts=("Lad ", "mig se."))
    assert asked(protocol, reply)[0].text == TEXT


@BOTH
def test_thinking_aloud_counts_as_tokens_and_is_no_part_of_the_answer(protocol: str) -> None:
    slow = Reply(model_server.pieces(f"<think>{TEXT}</think>\n\n{TEXT}"), delay=0.1)
    got, _ = asked(protocol, slow, first=1.0)
    assert (got.text, got.fault) == (TEXT, None)
    assert got.seconds > 1.0


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("<think>a</think>b", "b"),
        ("a<think>b</think>c<think>d</think>e", "ace"),
        ("a</think>b", "ab"),
        ("1 < 2 og <thi", "1 < 2 og <thi"),
        ("a<think>b</thin", "a"),
        ("<think>a<think>b</think>c", "c"),
        ("<<think>a</think>>", "<>"),
    ],
)
def test_thoughts_are_left_out_wherever_the_pieces_are_cut(written: str, said: str) -> None:
    for size in range(1, len(written) + 1):
        cut = [written[at : at + size] for at in range(0, len(written), size)]
        assert "".join(stream._aloud(iter(cut))) == said


@BOTH
@pytest.mark.parametrize("reply", [model_server.stall("Tilb"), model_server.endless(delay=0.02)])
def test_stop_ends_the_request_and_its_thread(protocol: str, reply: Reply) -> None:
    with serving(lambda messages: reply) as server:
        answer = written(opened(protocol, server.url))
        assert next(piece for piece in answer if piece)
        assert server.closed_early == 0
        answer.close()
        assert waited(lambda: server.closed_early == 1)
        assert waited(lambda: not readers())


@BOTH
def test_stop_is_heard_before_the_first_token(protocol: str) -> None:
    with serving(lambda messages: model_server.silence()) as server:
        answer = written(opened(protocol, server.url))
        assert next(answer) == ""
        answer.close()
        assert waited(lambda: server.closed_early == 1)
        assert waited(lambda: not readers())


@BOTH
def test_time_out_leaves_no_thread_and_no_request(protocol: str) -> None:
    with serving(lambda messages: model_server.silence("headers")) as server:
        assert heard(opened(protocol, server.url, first=FIRST)).fault == "late"
        assert waited(lambda: server.closed_early == 1)
        assert waited(lambda: not readers())


@BOTH
def test_questions_at_the_same_time_get_their_own_answers(protocol: str) -> None:
    def echo(messages: model_server.Said) -> Reply:
        return model_server.said(messages[-1]["content"] * 5, delay=0.005)

    def ask(model: Model, word: str) -> str:
        return "".join(model.write([Message("user", word)]))

    words = [f"Spørgsmål {number}. " for number in range(8)]
    with serving(echo) as server, ThreadPoolExecutor(len(words)) as pool:
        texts = list(pool.map(partial(ask, opened(protocol, server.url)), words))
    assert texts == [word * 5 for word in words]


@BOTH
def test_connections_are_closed_without_the_garbage_collector(protocol: str) -> None:
    with serving(lambda messages: TEXT) as server:
        model = opened(protocol, server.url)
        assert heard(model).text == TEXT
        gc.disable()
        try:
            assert waited(lambda: not readers())
            before = len(os.listdir("/dev/fd"))
            assert [heard(model).text for _ in range(5)] == [TEXT] * 5
            assert waited(lambda: len(os.listdir("/dev/fd")) <= before)
        finally:
            gc.enable()
