"""A language model behind LlamaIndex's classes, held to limits whatever its server does."""

import logging
import time
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass
from functools import partial
from ipaddress import ip_address
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import httpx

from assistant.breaker import Breaker
from assistant.line import Line, keep_out_of_logs, options
from assistant.model import ANSWER_TOKENS, Fault, Message, Model, ModelError
from assistant.settings import Settings, SettingsError
from assistant.stream import Limits, Source, Token, stream

if TYPE_CHECKING:
    from llama_index.core.llms import LLM

MOST_CHARACTERS = 8 * ANSWER_TOKENS  # twice what tokens of Danish have: the server may not count
RETRY_PAUSE = 0.2  # seconds: refused, paused for and refused again is far within one second
RETRY_WITHIN = 1.0  # seconds: after a fault that took longer the reader has waited enough
LONGEST_WAIT = 2.0  # seconds that a busy server may ask for
_OLLAMA = "http://localhost:11434"  # where Ollama listens
_RETRIED: frozenset[Fault] = frozenset({"refused", "busy", "server", "cut"})
_NO_KEY = "none"  # the client of OpenAI wants one, and takes the environment's where it is empty

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Opened:
    """A class of LlamaIndex, with the errors by which its client tells of a server's."""

    llm: "LLM"
    errors: tuple[type[Exception], ...]
    is_remote: bool


def open_model(settings: Settings, clock: Callable[[], float] = time.monotonic) -> Model | None:
    """Return the settings' language model, None for `none`; no server is asked.

    `clock` tells the seconds that a failing model rests. Raises SettingsError.
    """
    if settings.llm == "none":
        return None
    protocol, _, name = settings.llm.partition(":")
    address = _address(protocol, settings.llm_url)
    key = settings.llm_key.get_secret_value().strip()
    if not (key.isascii() and key.isprintable()):
        raise SettingsError("INITIATIV_LLM_KEY indeholder tegn, som ikke kan stå i en nøgle.")
    asked = options(key, settings.llm_connect, settings.llm_first)
    opened = _ollama if protocol == "ollama" else _openai
    llm = opened(name, address, settings.llm_context, asked)
    keep_out_of_logs()  # now that the libraries are loaded
    times = settings.llm_connect, settings.llm_first, settings.llm_whole
    return _Chat(name, settings.llm_context, llm, Limits(*times, MOST_CHARACTERS), Breaker(clock))


def _address(protocol: str, url: str) -> str:
    """Return where the protocol's paths begin.

    OpenAI's begin at /v1 of a server, so that is added where the address has no path; where it has
    one it is a gateway's, and taken as it is. Ollama's begin at the root: a /v1, which is where it
    speaks OpenAI's protocol, is left out.
    """
    if not url and protocol == "openai":
        raise SettingsError(
            "INITIATIV_LLM_URL mangler. Når INITIATIV_LLM er openai:MODEL, skal serverens adresse "
            "stå der, fx http://localhost:8000/v1."
        )
    parts = urlsplit(url or _OLLAMA)
    if "@" in parts.netloc:
        raise SettingsError(
            "INITIATIV_LLM_URL må ikke indeholde brugernavn eller adgangskode. "
            "Skriv nøglen i INITIATIV_LLM_KEY."
        )
    path = parts.path.rstrip("/")
    path = path.removesuffix("/v1") if protocol == "ollama" else path or "/v1"
    return parts._replace(path=path, query="", fragment="").geturl()


def is_remote(address: str) -> bool:
    """Return whether the machine at an address is another one, or may be: a name can change."""
    host = urlsplit(address).hostname or ""
    try:
        return not ip_address(host).is_loopback
    except ValueError:
        return host != "localhost"


def _ollama(name: str, address: str, context: int, asked: dict[str, Any]) -> _Opened:
    from llama_index.llms.ollama import Ollama
    from ollama import Client, ResponseError

    llm = Ollama(
        model=name,
        base_url=address,
        temperature=0.0,
        context_window=context,
        additional_kwargs={"num_predict": ANSWER_TOKENS},
        client=Client(address, **asked),
        thinking=False,  # it would spend the answer's tokens; models that cannot take it as said
    )
    return _Opened(llm, (ResponseError,), is_remote(address))


def _openai(name: str, address: str, context: int, asked: dict[str, Any]) -> _Opened:
    from llama_index.llms.openai_like import OpenAILike
    from openai import OpenAI, OpenAIError

    client = OpenAI(
        api_key=_NO_KEY,
        base_url=address,
        max_retries=0,
        timeout=asked["timeout"],
        http_client=httpx.Client(**asked),
    )
    assert client.chat.completions  # imported now, and not when the first question waits
    try:
        llm = OpenAILike(  # type: ignore[call-arg]  # mypy takes its fields for its arguments
            model=name,
            api_base=address,
            api_key=_NO_KEY,
            is_chat_model=True,
            context_window=context,
            temperature=0.0,
            max_tokens=ANSWER_TOKENS,
            max_retries=0,
            openai_client=client,
        )
    except ValueError:
        raise SettingsError(
            f"INITIATIV_LLM: modellen {name!r} kan ikke føre en samtale over OpenAI-protokollen."
        ) from None
    return _Opened(llm, (OpenAIError,), is_remote(address))


class _Chat:
    """A model that is asked within limits, once more where it makes sense, or left to rest."""

    def __init__(
        self, name: str, context: int, opened: _Opened, limits: Limits, breaker: Breaker
    ) -> None:
        self.name = name
        self.context = context
        self.is_remote = opened.is_remote
        self._opened = opened
        self._limits = limits
        self._breaker = breaker

    def write(self, messages: Sequence[Message]) -> Generator[str, None, None]:
        """Yield the answer in pieces as they come; raises ModelError.

        A piece is empty while the model is silent or thinks, so that whoever stops is heard.
        """
        if not self._breaker.admit():
            raise ModelError("resting")
        fault: Fault | None = None
        tell = self._breaker.left
        try:
            yield from self._try(
                Source(partial(_ask, self._opened.llm, messages), self._opened.errors)
            )
            tell = self._breaker.succeeded
        except ModelError as error:
            fault, tell = error.fault, self._breaker.failed
        finally:
            tell()
        if fault:
            _log.info("The language model gave no whole answer: %s", fault)
            raise ModelError(fault)

    def _try(self, source: Source) -> Iterator[str]:
        """Yield the answer, of a second request where the first failed at once."""
        began = time.monotonic()
        for last in (False, True):
            line, spoken = Line(), False
            try:
                for piece in stream(source, line, self._limits, began):
                    spoken = spoken or bool(piece)
                    yield piece
                return
            except ModelError as error:
                taken = time.monotonic() - began
                pause = _pause(error.fault, line, taken)
                if last or spoken or pause is None or taken + pause >= self._limits.first:
                    raise
            time.sleep(pause)


def _pause(fault: Fault, line: Line, taken: float) -> float | None:
    """Return the seconds after which to ask once more, None where that makes no sense."""
    untold = fault == "busy" and line.wait is None
    if fault not in _RETRIED or taken > RETRY_WITHIN or untold:
        return None
    wait = max(line.wait or 0.0, RETRY_PAUSE)
    return wait if wait <= LONGEST_WAIT else None


def _ask(llm: "LLM", messages: Sequence[Message]) -> Generator[Token, None, None]:
    """Yield what LlamaIndex reads of an answer; raises what it raises."""
    from llama_index.core.llms import ChatMessage

    asked = [ChatMessage(role=message.role, content=message.content) for message in messages]
    with closing(llm.stream_chat(asked)) as answer:
        for said in answer:
            thought = said.additional_kwargs.get("thinking_delta") or ""
            yield Token(said.delta or "", thought, _finish(said.raw))


def _finish(raw: Any) -> str:
    """Return why a model says no more, by Ollama's last part or OpenAI's; '' while it does."""
    if isinstance(raw, dict):
        return (raw.get("done_reason") or "stop") if raw.get("done") else ""
    return (raw.choices and raw.choices[0].finish_reason) or ""
