"""A model gives its text or the one fault that kept it from it, within the time, whatever comes."""

import socket
import subprocess
import sys
from pathlib import Path

import pytest

from assistant import line, llm
from assistant.llm import is_remote, open_model
from assistant.model import ANSWER_TOKENS, Fault
from assistant.settings import SettingsError
from tests import model_server
from tests.asking import ASKED, FIRST, NOISE, TEXT, asked, heard, opened, settings
from tests.chroma import free_port
from tests.model_server import Reply, serving

pytestmark = pytest.mark.usefixtures("environment")
BOTH = pytest.mark.parametrize("protocol", ["openai", "ollama"])
ROOT = Path(__file__).parent.parent


@BOTH
def test_answer_comes_in_pieces_as_it_is_written(protocol: str) -> None:
    with serving(lambda messages: TEXT) as server:
        pieces = [piece for piece in opened(protocol, server.url).write(ASKED) if piece]
    assert "".join(pieces) == TEXT
    assert pieces[0] == "Tilb"


def test_request_has_the_messages_and_no_more_than_the_answers_share() -> None:
    _, server = asked("openai", TEXT)
    assert server.requests == [
        {
            "model": "m",
            "messages": [
                {"role": "system", "content": "Svar på dansk."},
                {"role": "user", "content": "Hvad koster det på Ærø?"},
            ],
            "temperature": 0.0,
            "max_tokens": ANSWER_TOKENS,
            "stream": True,
        }
    ]


def test_ollama_is_told_the_context() -> None:
    _, server = asked("ollama", TEXT)
    options = {"temperature": 0.0, "num_ctx": 4096, "num_predict": ANSWER_TOKENS}
    assert server.requests[0]["options"] == options
    assert server.requests[0]["think"] is False


@BOTH
@pytest.mark.parametrize(
    ("reply", "fault", "text", "requests"),
    [
        (model_server.status(401), "key", "", 1),
        (model_server.status(403), "key", "", 1),
        (model_server.no_model(), "no_model", "", 1),
        (model_server.too_many(), "busy", "", 1),
        (model_server.too_many("0"), "busy", "", 2),
        (model_server.too_many("3"), "busy", "", 1),
        (model_server.too_many("Wed, 21 Oct 2015 07:28:00 GMT"), "busy", "", 1),
        (model_server.status(500), "server", "", 2),
        (model_server.status(503, Retry_After="60"), "server", "", 1),
        (model_server.status(302, Location="http://127.0.0.1:9/"), "server", "", 2),
        (model_server.error_inside(), "server", "", 2),
        (model_server.error_inside("Tilbuddet"), "server", "Tilbuddet", 1),
        (model_server.not_json(), "unreadable", "", 1),
        (model_server.page(), "unreadable", "", 1),
        (model_server.silence(), "late", "", 1),
        (model_server.silence("headers"), "late", "", 1),
        (model_server.stall(), "late", "", 1),
        (model_server.drip(), "late", "", 1),
        (model_server.stall("Tilbuddet"), "stalled", "Tilbuddet", 1),
        (model_server.cut(), "cut", "", 2),
        (model_server.cut("Tilbuddet"), "cut", "Tilbuddet", 1),
        (model_server.unfinished(), "cut", "", 2),
        (model_server.unfinished("Tilbuddet"), "cut", "Tilbuddet", 1),
        (model_server.empty(), "empty", "", 1),
        (model_server.said(" \n "), "empty", "", 1),
        (Reply(model_server.pieces(TEXT), finish="length"), "endless", TEXT, 1),
    ],
)
def test_fault_is_told_apart(
    protocol: str,
    reply: Reply,
    fault: Fault,
    text: str,
    requests: int,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(llm, "RETRY_WITHIN", 10.0)  # a busy machine may take its second
    slow = fault in ("late", "stalled")
    got, server = asked(protocol, reply, first=FIRST if slow else 10.0)
    assert (got.fault, got.text, len(server.requests)) == (fault, text, requests)
    assert got.seconds < 2 * FIRST + NOISE


@BOTH
def test_fault_that_took_too_long_is_not_asked_again(
    protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(llm, "RETRY_WITHIN", 0.0)
    got, server = asked(protocol, model_server.status(500))
    assert (got.fault, len(server.requests)) == ("server", 1)


@BOTH
def test_answer_in_another_shape_is_unreadable(protocol: str) -> None:
    odd = [
        b'data: {"choices": 5}\n\n',
        b'{"message": 5}\n',
        b"data: [1]\n\n",
        b"\xff\xfe\n",
        b"[]\n",
    ]
    for body in odd:
        got, _ = asked(protocol, Reply(body=body))
        assert (body, got.fault, got.text) == (body, "unreadable", "")


@BOTH
def test_nobody_listens_twice_within_a_second(protocol: str) -> None:
    got = heard(opened(protocol, f"http://127.0.0.1:{free_port()}"))
    assert (got.fault, got.text) == ("refused", "")
    assert llm.RETRY_PAUSE <= got.seconds < 1.0


@BOTH
def test_host_that_is_nowhere_is_unknown(protocol: str) -> None:
    assert heard(opened(protocol, "http://findes-ikke.invalid")).fault == "unknown_host"


@BOTH
def test_server_that_takes_no_connection_is_refused_in_time(protocol: str) -> None:
    with socket.socket() as full, socket.socket() as first, socket.socket() as second:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        for taken in (first, second):  # the queue is full: the next is left to wait
            taken.setblocking(False)
            taken.connect_ex(full.getsockname())
        port = full.getsockname()[1]
        made = open_model(
            settings(llm=f"{protocol}:m", llm_url=f"http://127.0.0.1:{port}", llm_connect=0.3)
        )
        assert made is not None
        got = heard(made)
    assert got.fault == "refused"
    assert 0.3 <= got.seconds < 0.3 + NOISE


@BOTH
def test_no_tls_at_the_other_end_is_a_fault_of_the_server(protocol: str) -> None:
    with serving(lambda messages: TEXT) as server:
        url = server.url.replace("http://", "https://")
        assert heard(opened(protocol, url)).fault == "server"


@BOTH
@pytest.mark.parametrize("delay", [0.0, 0.05])
def test_answer_without_end_is_ended(protocol: str, delay: float) -> None:
    got, server = asked(protocol, model_server.endless(delay=delay), whole=1.0)
    assert got.fault == "endless"
    assert got.text.startswith("igen og igen og ")
    assert len(got.text) <= llm.MOST_CHARACTERS + 8
    assert got.seconds < 1.0 + NOISE
    assert len(server.requests) == 1


@BOTH
def test_body_without_end_is_ended(protocol: str) -> None:
    got, _ = asked(protocol, Reply(body=b" " * (line.MOST_BYTES + 1)))
    assert (got.fault, got.text) == ("endless", "")


@BOTH
def test_second_request_gives_the_answer(protocol: str) -> None:
    replies = iter([model_server.status(503), model_server.said(TEXT)])
    with serving(lambda messages: next(replies)) as server:
        got = heard(opened(protocol, server.url))
    assert (got.text, got.fault, len(server.requests)) == (TEXT, None, 2)


@BOTH
def test_busy_server_is_asked_again_when_it_says(protocol: str) -> None:
    replies = iter([model_server.too_many("0.3"), model_server.said(TEXT)])
    with serving(lambda messages: next(replies)) as server:
        got = heard(opened(protocol, server.url))
    assert (got.text, got.fault, len(server.requests)) == (TEXT, None, 2)
    assert got.seconds >= 0.3


@pytest.mark.parametrize(
    ("protocol", "url", "address"),
    [
        ("openai", "http://localhost:8000", "http://localhost:8000/v1"),
        ("openai", "http://localhost:8000/", "http://localhost:8000/v1"),
        ("openai", "http://localhost:8000/v1/", "http://localhost:8000/v1"),
        ("openai", "https://gateway.example/api/v3", "https://gateway.example/api/v3"),
        ("ollama", "", "http://localhost:11434"),
        ("ollama", "http://localhost:11434/v1", "http://localhost:11434"),
        ("ollama", "https://gateway.example/ollama/", "https://gateway.example/ollama"),
    ],
)
def test_address_is_where_the_protocols_paths_begin(protocol: str, url: str, address: str) -> None:
    assert llm._address(protocol, url) == address


def test_none_is_no_model() -> None:
    assert open_model(settings()) is None


def test_model_has_its_name_and_context() -> None:
    model = open_model(settings(llm="ollama:mistral:7b", llm_context=8192))
    assert model is not None
    assert (model.name, model.context) == ("mistral:7b", 8192)


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"llm": "openai:m"}, "INITIATIV_LLM_URL mangler."),
        ({"llm": "openai:m", "llm_url": "http://a:b@c.dk"}, "brugernavn eller adgangskode"),
        ({"llm": "ollama:m", "llm_key": "nøgle"}, "INITIATIV_LLM_KEY indeholder tegn"),
        ({"llm": "ollama:m", "llm_key": "a\nb"}, "INITIATIV_LLM_KEY indeholder tegn"),
        ({"llm": "openai:gpt-5.2-pro", "llm_url": "http://c.dk"}, "kan ikke føre en samtale"),
    ],
)
def test_setting_that_cannot_be_used_is_told(values: dict[str, str], said: str) -> None:
    with pytest.raises(SettingsError, match=said) as caught:
        open_model(settings(**values))
    assert "a:b" not in str(caught.value)


def test_module_loads_no_library_of_models() -> None:
    code = (
        "import sys, assistant.llm;"
        "print([n for n in ('llama_index.core', 'openai', 'ollama') if n in sys.modules])"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


@pytest.mark.parametrize(
    ("address", "is_elsewhere"),
    [
        ("http://localhost:11434", False),
        ("http://127.0.0.1:8000/v1", False),
        ("http://127.8.0.1/v1", False),
        ("http://[::1]:8000/v1", False),
        ("http://ollama:11434", True),
        ("http://10.0.0.7/v1", True),
        ("http://0.0.0.0:8000", True),
        ("http://localhost.example.dk/v1", True),
        ("https://api.example.dk/v1", True),
    ],
)
def test_only_a_model_at_loopback_is_on_this_machine(address: str, is_elsewhere: bool) -> None:
    assert is_remote(address) == is_elsewhere
    assert opened("ollama", address).is_remote == is_elsewhere
    assert opened("openai", address).is_remote == is_elsewhere
