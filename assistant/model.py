"""What the assistant asks of a language model, whichever it is."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

# Some 200 Danish words at 2.5 tokens each: five sentences of 30 words, and room for a list.
ANSWER_TOKENS = 512

Fault = Literal[
    "refused", "unknown_host", "key", "no_model", "busy", "server", "late", "stalled", "cut",
    "unreadable", "empty", "endless", "resting",
]  # fmt: skip
"""What kept a model from answering, in the order above.

Nothing listens, or takes no connection in time; no such host; 401 or 403; 404; 429; 5xx or another
status, or an error in the middle; no first token in time; no further token in time; the connection
ended in the middle; no valid JSON; no text; the whole took too long, or was longer than an answer
may be; not asked, since it failed several times just before.
"""


@dataclass(frozen=True, slots=True)
class Message:
    """What a model is told: `system` how to write, `user` what to write about."""

    role: Literal["system", "user"]
    content: str


class ModelError(Exception):
    """A model that did not give a whole answer. Holds nothing of what a server said, nor a key."""

    def __init__(self, fault: Fault) -> None:
        super().__init__(fault)
        self.fault: Fault = fault


class Model(Protocol):
    """A language model, with the limits on time of the settings."""

    @property
    def name(self) -> str:
        """The model's name, as the settings have it after the protocol."""

    @property
    def context(self) -> int:
        """The tokens that the messages and the answer may have together."""

    @property
    def is_remote(self) -> bool:
        """Whether what it is told leaves this machine."""

    def write(self, messages: Sequence[Message]) -> Iterator[str]:
        """Yield the answer in pieces as they come; raises ModelError.

        A piece may be empty: the model is silent yet, and whoever waits may stop. Closing the
        iterator ends the request.
        """
