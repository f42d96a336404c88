"""The chat app as it is looked at and measured: `python -m evals.stage WHICH PORT DATA DAY`.

WHICH is `real`, over the shipped documents, or `played`, over an assistant that takes a known time.
DATA is the folder of the index, DAY the day as of which is answered. The milliseconds that each
answer takes are printed, one a line. Nothing is taken from the environment.
"""

import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path

from assistant import settings
from assistant.asked import Asked
from assistant.serve import serve
from assistant.settings import SHIPPED_DOCUMENTS, Settings
from assistant.starting import Progress, Starting
from evals.played import Played, Timed


def main(arguments: Sequence[str]) -> None:
    """Serve the page until interrupted."""
    which, port, data, day = arguments
    settings.quiet()
    chosen = settled(Path(data), date.fromisoformat(day))

    def opened(progress: Progress) -> Asked:
        return Timed(_real(chosen, progress) if which == "real" else Played(), _tell)

    serve(Starting(opened), chosen, int(port))


def settled(data: Path, today: date) -> Settings:
    """Return the settings as they are without any, over the shipped documents."""
    usual = {name: field.default for name, field in Settings.model_fields.items()}
    ours = {"documents": SHIPPED_DOCUMENTS, "data": data, "today": today, "rate_per_minute": 0}
    return Settings(**{**usual, **ours})


def _real(chosen: Settings, progress: Progress) -> Asked:
    from assistant.opening import Live  # takes seconds to load; the page is there meanwhile

    return Live(chosen, progress=progress)


def _tell(milliseconds: float) -> None:
    print(f"{milliseconds:.1f}", flush=True)


if __name__ == "__main__":
    main(sys.argv[1:])
