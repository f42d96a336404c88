"""The questions of all who ask one process: how many may be inside, and what became of them."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.metadata import version

from assistant.asked import Asked
from assistant.door import Door
from assistant.metrics import Asking, Metrics
from assistant.settings import Settings
from assistant.starting import Starting
from assistant.types import Audience

NAME = "initiativassistenten"


@dataclass(frozen=True, slots=True)
class Traffic:
    """The door that every question goes through, and the figures of them."""

    door: Door
    metrics: Metrics

    @contextmanager
    def asking(self, audience: Audience) -> Iterator[Asking]:
        """Let a question in and count it; raises BusyError when no more may wait."""
        with self.metrics.asking(audience) as asked, self.door.entered():
            yield asked


def traffic(starting: Starting[Asked], chosen: Settings) -> Traffic:
    """Return the traffic of a process that has none yet."""
    metrics = Metrics(version(NAME), chosen.llm, lambda: starting.progressed().ready)
    return Traffic(Door(chosen.waiting), metrics)
