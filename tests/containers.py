"""What a Dockerfile and a .dockerignore say, read without a container engine."""

import json
import re
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatch
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Step:
    """One instruction of a Dockerfile, its lines joined; `stage` counts from 0."""

    stage: int
    name: str
    told: str

    def words(self) -> list[str]:
        """Return what is told as words: of a JSON list, or as a shell takes them apart."""
        if self.told.startswith("["):
            return [str(word) for word in json.loads(self.told)]
        return shlex.split(self.told)


def steps(text: str) -> list[Step]:
    """Return the instructions of a Dockerfile, in order."""
    lines = "\n".join(line for line in text.splitlines() if not line.startswith("#"))
    found, stage = list[Step](), -1
    for line in re.sub(r"\\\n", " ", lines).splitlines():
        name, _, told = line.strip().partition(" ")
        stage += name == "FROM"
        if name:
            found.append(Step(stage, name, re.sub(r" {2,}", " ", told.strip())))
    return found


def variables(found: Sequence[Step], stage: int) -> dict[str, str]:
    """Return what a stage sets by ENV."""
    told = [step.told for step in found if (step.stage, step.name) == (stage, "ENV")]
    pairs = (word.partition("=") for one in told for word in shlex.split(one))
    return {name: value for name, _, value in pairs}


def context(folder: Path, rules: str) -> Iterator[Path]:
    """Yield the files of a folder that a build is sent, relative to it, by a .dockerignore.

    Of its language, what ours uses: the last rule that fits a path, or a folder above it, counts.
    """
    lines = [line for line in rules.splitlines() if line and not line.startswith("#")]
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder)
        if path.is_file() and not _is_ignored(name, lines):
            yield name


def _is_ignored(name: Path, rules: Sequence[str]) -> bool:
    ignored = False
    above = [str(part) for part in (name, *name.parents) if str(part) != "."]
    for rule in rules:
        wanted = rule.removeprefix("!")
        if any(_fits(one, wanted) for one in above):
            ignored = not rule.startswith("!")
    return ignored


def _fits(name: str, rule: str) -> bool:
    if rule.startswith("**/"):
        return fnmatch(name.rpartition("/")[2], rule[3:])
    return "/" not in name and fnmatch(name, rule)
