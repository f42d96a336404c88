"""The real assistant in a process whose sockets, children and logs are all written down.

`python watched_run.py FOLDER cli ARGUMENT…` runs the command line; `… ask` answers the
conversations on standard input, JSON lines with `turns` and `audience`, and `find` where the last
is a situation. FOLDER gets `sockets.txt`, a line each, and `log.txt`, with everything that is
logged at any level.
"""

import json
import logging
import os
import sys
from pathlib import Path
from typing import Any

FOLDER = Path(sys.argv[1])
_PLACE = {
    "socket.connect": 1,
    "socket.sendto": 1,
    "socket.sendmsg": 1,
    "socket.getaddrinfo": 0,
    "socket.gethostbyname": 0,
    "socket.gethostbyaddr": 0,
}
_sockets = os.open(FOLDER / "sockets.txt", os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def _hear(event: str, arguments: tuple[Any, ...]) -> None:
    if event in _PLACE:
        where = arguments[_PLACE[event]]
        host = where[0] if isinstance(where, tuple) else where
        os.write(_sockets, f"{event} {host}\n".encode())
    elif event == "subprocess.Popen":
        os.write(_sockets, f"{event} {arguments[0]}\n".encode())


def answered() -> int:
    """Answer what comes on standard input and return how many questions that were."""
    from assistant import settings
    from assistant.opening import open_assistant
    from assistant.types import Turn

    assistant, count = open_assistant(settings.load()), 0
    for line in sys.stdin:
        asked, history = json.loads(line), tuple[Turn, ...]()
        for question in asked["turns"]:
            answer = assistant.ask(question, asked["audience"], history)
            history += (Turn(question, answer),)
            count += 1
        if asked.get("find"):
            assistant.find(asked["find"])
            count += 1
    return count


def main() -> int:
    """Run what the arguments say."""
    sys.addaudithook(_hear)  # before anything of ours, or of a library, is loaded
    logging.basicConfig(filename=FOLDER / "log.txt", level=logging.NOTSET)
    if sys.argv[2] == "ask":
        print(answered())
        return 0
    from assistant.cli import main as run

    return run(sys.argv[3:])


if __name__ == "__main__":
    sys.exit(main())
