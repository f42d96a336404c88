"""A key and a question go to the model's server, and nowhere else."""

import logging
import traceback
from collections.abc import Iterator

import httpx
import pytest

from assistant.llm import open_model
from assistant.model import ModelError
from tests import model_server
from tests.asking import (
    ASKED,
    FIRST,
    KEY,
    TEXT,
    heard,
    opened,
    settings,
)
from tests.chroma import free_port
from tests.model_server import Reply, serving

pytestmark = pytest.mark.usefixtures("environment")
BOTH = pytest.mark.parametrize("protocol", ["openai", "ollama"])


@pytest.fixture
def loud(caplog: pytest.LogCaptureFixture) -> Iterator[pytest.LogCaptureFixture]:
    """Everything that any library logs."""
    names = ["", *logging.root.manager.loggerDict]
    levels = [logging.getLogger(name).level for name in names]
    for name in names:
        logging.getLogger(name).setLevel(logging.DEBUG)
    yield caplog
    for name, level in zip(names, levels, strict=True):
        logging.getLogger(name).setLevel(level)


@BOTH
@pytest.mark.parametrize(
    "reply",
    [
        model_server.said(TEXT),
        model_server.status(401, f"Wrong key {KEY}", X_Key=KEY),
        model_server.status(500, f"Broken {KEY}", X_Key=KEY),
        Reply(body=f"data: {KEY}\n\n".encode(), headers=(("X-Key", KEY),)),
        model_server.silence("headers"),
    ],
)
def test_key_is_in_no_log_and_no_error(
    protocol: str, reply: Reply, loud: pytest.LogCaptureFixture
) -> None:
    with serving(lambda messages: reply) as server:
        model = opened(protocol, server.url, first=FIRST if reply.silent else 10.0)
        for name in list(logging.root.manager.loggerDict):
            logging.getLogger(name).setLevel(logging.DEBUG)
        try:
            told = "".join(model.write(ASKED))
        except ModelError as error:
            told = "".join(traceback.format_exception(error)) + repr(error)
    assert server.keys[0] == f"Bearer {KEY}"
    logged = "".join(f"{record.getMessage()}{record.exc_info}" for record in loud.records)
    shown = logged + loud.text + told + repr(model) + repr(vars(model))
    assert (KEY in shown, "Hvad koster" in shown) == (False, False)


def test_error_holds_nothing_of_what_led_to_it() -> None:
    reply = model_server.status(500, KEY)
    with serving(lambda messages: reply) as server, pytest.raises(ModelError) as caught:
        list(opened("openai", server.url).write(ASKED))
    error = caught.value
    assert (str(error), error.__cause__, error.__context__) == ("server", None, None)


def test_others_requests_are_logged_still(loud: pytest.LogCaptureFixture) -> None:
    with serving(lambda messages: TEXT) as server:
        opened("openai", server.url)
        httpx.get(f"{server.url}/models")
    assert "HTTP Request: GET" in loud.text


@BOTH
def test_environments_keys_and_proxies_are_not_used(
    protocol: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("OPENAI_API_KEY", "OLLAMA_API_KEY", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID"):
        monkeypatch.setenv(name, "anden-nogle")
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    for name in ("OPENAI_BASE_URL", "OPENAI_API_BASE", "OLLAMA_HOST"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    with serving(lambda messages: TEXT) as server:
        made = open_model(settings(llm=f"{protocol}:m", llm_url=server.url))
        assert made is not None
        assert heard(made).text == TEXT
    assert "anden-nogle" not in str(server.heads)
    assert server.keys == [""]
    named = {"host", "accept", "connection", "content-type", "content-length"}
    assert set(server.heads[0]) == named
