"""The chat app behind its shield: `python tests/shielded_app.py PORT` serves it over uvicorn.

SECONDS is for how long headers, a body and a reader are waited for, and MOST how many connections
an address may have, in place of what is usual.
"""

import os
import sys
from dataclasses import replace
from pathlib import Path

import uvicorn

from assistant import settings
from assistant.api import create
from assistant.asked import Asked
from assistant.limits import Patience
from assistant.shield import Shield, rules
from assistant.starting import Starting
from assistant.traffic import traffic
from tests.fake_app import FakeAssistant


class Impatience(Patience):
    """Waits as long as SECONDS says, and takes as many as MOST."""

    header_seconds = stuck_seconds = float(os.environ.get("SECONDS", "20"))
    most = int(os.environ.get("MOST", "0"))


def main() -> None:
    """Serve until interrupted."""
    chosen = settings.load()
    starting: Starting[Asked] = Starting(lambda progress: FakeAssistant())
    starting.begin()
    allowed = replace(rules(chosen), seconds=Impatience.header_seconds)
    app = create(starting, chosen, traffic(starting, chosen))
    uvicorn.run(
        Shield(app, allowed, calls=app.state.calls),
        port=int(sys.argv[1]),
        http=Impatience,
        ws="none",
        log_level="warning",
        access_log=False,
        server_header=False,
        proxy_headers=False,
        timeout_graceful_shutdown=2,
    )


SHIELDED = str(Path(__file__))

if __name__ == "__main__":
    main()
