"""The places where a process that writes an index can be killed: each call that changes a file."""

import os
import re
import resource
import signal
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

_CHANGES = {"os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.truncate", "shutil.rmtree",
            "shutil.copytree"}  # fmt: skip
_NAMED_BY_CHANCE = re.compile(r"\b[0-9a-f]{12}\b|[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


@dataclass(frozen=True, slots=True)
class Event:
    """The `number`th call that changes something below a folder, before it is made.

    `name` is the call's, `path` what it is about, below the folder. `size` is what the file that
    is opened by it had in the end.
    """

    number: int
    name: str
    path: str
    size: int = 0


@dataclass(frozen=True, slots=True)
class Aim:
    """Death at an event: before it, or where the file that it opens has grown to `size` bytes."""

    number: int
    size: int | None = None


def record(folder: Path, act: Callable[[], None]) -> list[Event]:
    """Return the events of an act; call it in a process of its own, for hooks stay.

    Where folders named by chance are renamed, sizes are those of their files at the end.
    """
    events: list[Event] = []
    sizes: dict[str, int] = {}

    def hook(number: int, name: str, path: str) -> None:
        events.append(Event(number, name, _plain(path)))

    _listen(folder, hook)
    act()
    for file in folder.rglob("*"):
        if file.is_file():
            sizes[file.name] = file.stat().st_size
    return [
        Event(event.number, event.name, event.path, sizes.get(Path(event.path).name, 0))
        for event in events
    ]


def die_at(aim: Aim, folder: Path) -> None:
    """Have this process be killed at an event, from now on."""

    def hook(number: int, name: str, path: str) -> None:
        if number != aim.number:
            return
        if aim.size is None:
            os.kill(os.getpid(), signal.SIGKILL)
        else:
            signal.signal(signal.SIGXFSZ, signal.SIG_DFL)
            resource.setrlimit(resource.RLIMIT_FSIZE, (aim.size, aim.size))

    _listen(folder, hook)


def _listen(folder: Path, hook: Callable[[int, str, str], None]) -> None:
    """Call a hook before each call that changes something below a folder, with its number."""
    count = 0
    root = f"{folder}{os.sep}"

    def audit(name: str, arguments: tuple[Any, ...]) -> None:
        nonlocal count
        path = _changed(name, arguments)
        if path and (path.startswith(root) or not os.path.isabs(path)):
            hook(count, _call(name, arguments), path.removeprefix(root))
            count += 1

    sys.addaudithook(audit)


def _changed(name: str, arguments: tuple[Any, ...]) -> str:
    """Return the path that a call changes or brings to the disk, an empty string for another call.

    What is removed together with its folder has only a name.
    """
    if name in _CHANGES:
        return str(arguments[0])
    if name != "open" or not isinstance(arguments[0], str | os.PathLike):
        return ""
    path, mode, _ = arguments
    is_changed = mode is None or any(letter in mode for letter in "wax+")
    return str(path) if is_changed and os.path.isabs(path) else ""


def _call(name: str, arguments: tuple[Any, ...]) -> str:
    return "os.open" if name == "open" and arguments[1] is None else name


def _plain(path: str) -> str:
    return _NAMED_BY_CHANCE.sub("*", path)
