"""What pip-audit finds, against the exceptions in advisories.toml: what still wants a decision."""

import json
import re
import subprocess
import sys
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from datetime import date
from pathlib import Path

FOLDER = Path(__file__).parent
CLEAN, WANTED, FAILED = 0, 1, 2
# What pip-audit says last when no answer came: an error of requests, or words of its own.
_UNREACHABLE = re.compile(
    r"requests\.exceptions\.(?:ConnectionError|ConnectTimeout|ReadTimeout|Timeout|ProxyError)\b"
    r"|Could not connect to [^\n]*vulnerability feed"
)


class AuditError(Exception):
    """No answer that can be used; the message says why."""


class Unreachable(AuditError):
    """The advisory service gave no answer at all."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """An advisory that is lived with: why, since when, and the day by which to look again."""

    id: str
    package: str
    version: str
    why: str
    dated: date
    review: date


def accepted(text: str) -> list[Accepted]:
    """Return the exceptions of a TOML file; raises AuditError for one that is not whole."""
    found = []
    for entry in tomllib.loads(text).get("exception", []):
        wanted = {field.name: field.type for field in fields(Accepted)}
        if {name: type(value) for name, value in entry.items()} != wanted:
            raise AuditError(f"Not an exception, with {', '.join(wanted)}: {entry}")
        found.append(Accepted(**entry))
    return found


def pinned(text: str) -> dict[str, str]:
    """Return the version of each package that constraints.txt pins, by its normalised name."""
    lines = re.findall(r"(?m)^([\w.-]+)==(\S+)", text)
    return {_normal(name): version for name, version in lines}


def stale(exceptions: Sequence[Accepted], pins: Mapping[str, str], today: date) -> list[str]:
    """Return what is wrong with exceptions by themselves, whatever the service says."""
    told = []
    for one in exceptions:
        pin = pins.get(_normal(one.package))
        if pin != one.version:
            told.append(f"{one.id}: accepted for {one.package} {one.version}; pinned is {pin}.")
        if today > one.review:
            told.append(f"{one.id}: accepted until {one.review}. Look at it again: {one.package}.")
    return told


def unaccepted(answer: str, exceptions: Sequence[Accepted]) -> list[str]:
    """Return the findings in pip-audit's JSON that no exception names.

    Raises AuditError where a package was not looked up, or the answer is none.
    """
    known = {(one.id, _normal(one.package), one.version) for one in exceptions}
    told = []
    try:
        for package in json.loads(answer)["dependencies"]:
            if "skip_reason" in package:
                raise AuditError(f"Not audited: {package['name']}: {package['skip_reason']}")
            name, version = _normal(package["name"]), package["version"]
            for found in package["vulns"]:
                ids = [found["id"], *found.get("aliases", [])]
                if not any((id, name, version) in known for id in ids):
                    fixed = ", ".join(found["fix_versions"]) or "no version"
                    told.append(f"{' '.join(ids)}: {name} {version}; fixed in {fixed}.")
    except (KeyError, TypeError, ValueError) as error:
        raise AuditError(f"No answer of pip-audit's: {answer[:200]!r}") from error
    return told


def answered(command: Sequence[str]) -> str:
    """Return what pip-audit prints; raises Unreachable, or AuditError where it failed."""
    ended = subprocess.run(command, capture_output=True, text=True)
    if ended.stdout.strip():
        return ended.stdout
    last = ended.stderr.strip().splitlines()[-2:]  # its own words have a tip after them
    if told := [line for line in last if _UNREACHABLE.search(line)]:
        raise Unreachable(f"The advisory service cannot be reached. {told[0]}")
    raise AuditError(f"pip-audit ended with {ended.returncode}. {' '.join(last[-1:])}")


def main(command: Sequence[str], folder: Path, today: date) -> int:
    """Tell what wants a decision; return 0 for nothing, 1 for something, 2 for no audit.

    `folder` holds the .ci folder and constraints.txt. A service that cannot be reached is told, and
    counts as nothing: whoever works without a network is not to be stopped by it.
    """
    told, code = list[str](), CLEAN
    try:
        exceptions = accepted((folder / ".ci" / "advisories.toml").read_text(encoding="utf-8"))
        pins = pinned((folder / "constraints.txt").read_text(encoding="utf-8"))
        told += stale(exceptions, pins, today)
        told += unaccepted(answered(command), exceptions)
        end = f"{len(pins)} packages audited, {len(exceptions)} advisories accepted."
    except AuditError as error:
        code = CLEAN if isinstance(error, Unreachable) else FAILED
        end = f"NOT AUDITED: {error}"
    sys.stdout.write("\n".join([*told, end]) + "\n")
    return code or (WANTED if told else CLEAN)


def _normal(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:], FOLDER.parent, date.today()))
