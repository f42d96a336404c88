"""Pages about other fields than the documents', made up from lists of words and sentences."""

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from itertools import count as count_from
from itertools import islice
from pathlib import Path
from random import Random
from typing import Any

import yaml

from corpus.structure import parse
from corpus.types import Document
from evals.questions import matches
from index.danish import fold

_FILE = Path(__file__).parent / "unrelated.yaml"
_DAYS = "mandag tirsdag onsdag torsdag fredag lørdag søndag".split()
_MONTHS = (
    "januar februar marts april maj juni juli august september oktober november december".split()
)
_SENTENCES = (5, 8)  # of a page's own field: enough for three passages, as on the shipped pages


def unrelated(count: int, seed: int, avoid: Sequence[str] = ()) -> list[Document]:
    """Return `count` pages on road works, libraries, ferries and the like, the same for one seed.

    Fewer pages are the first of more pages. No page matches a pattern of `avoid`: it would answer
    what is asked. The pages name no person and no telephone number, and their places do not exist.
    """
    return list(islice(_pages(seed, avoid), count))


def _pages(seed: int, avoid: Sequence[str]) -> Iterator[Document]:
    for number in count_from(1):
        page = _page(number, Random(f"{seed} unrelated {number}"))
        if not matches(avoid, page.text):
            yield page


def _page(number: int, random: Random) -> Document:
    fields = _lists()["fag"]
    name = sorted(fields)[number % len(fields)]
    field, slots = fields[name], _slots(random)
    slots["emne"] = random.choice(field["emner"])
    sentences = random.sample(field["saetninger"], random.randint(*_SENTENCES))
    kept = {key: slots[key] for key in ("sted", "emne")}  # a page is about one thing at one place
    filled = [_capital(sentence.format(**{**_slots(random), **kept})) for sentence in sentences]
    make = random.choice((_project, _news, _service))
    parts = make(filled, {**slots, "formaal": field["formaal"]}, random)
    return parse(f"{name}-{fold(slots['sted'].lower())}-{number}", "\n\n".join(parts) + "\n")


def _project(sentences: Sequence[str], slots: Mapping[str, str], random: Random) -> list[str]:
    """Return the parts of a page with the labels that pages of projects have."""
    half = len(sentences) // 2
    first = random.randint(2005, 2022)
    title = _capital(f"{slots['emne']} ved {slots['sted']}")
    return [
        title,
        sentences[0],
        "Projektperiode:",
        f"{first} - {first + random.randint(1, 5)}",
        "Baggrund for projektet:",
        " ".join(sentences[1:half]) or sentences[-1],
        "Formål:",
        f"Formålet er at {slots['formaal']} i {slots['sted']} og omegn.",
        "Indhold:",
        " ".join(sentences[half:]),
        "Finansiering:",
        f"Byrådet har bevilget {slots['beloeb']} mio. kr. til {slots['emne']}.",
        f"Senest opdateret {_date(random)}",
    ]


def _news(sentences: Sequence[str], slots: Mapping[str, str], random: Random) -> list[str]:
    """Return the parts of a dated piece of news."""
    what = random.choice(("Nyt om", "Status på", "Færre klager over", "Nu begynder arbejdet med"))
    third = len(sentences) // 3
    return [
        f"{what} {slots['emne']} i {slots['sted']}",
        _date(random),
        " ".join(sentences[: third + 1]),
        f"Sådan bliver det i {slots['maaned']}",
        " ".join(sentences[third + 1 : 2 * third + 1]) or sentences[0],
        f"Det koster {slots['beloeb']} mio. kr. at {slots['formaal']}.",
        " ".join(sentences[2 * third + 1 :]),
    ]


def _service(sentences: Sequence[str], slots: Mapping[str, str], random: Random) -> list[str]:
    """Return the parts of a page on how to use something, with a list."""
    half = len(sentences) // 2
    return [
        f"Forside > {slots['sted']} > {_capital(slots['emne'])}",
        _capital(slots["emne"]),
        " ".join(sentences[:half]),
        "Godt at vide",
        "\n".join(f"  • {sentence}" for sentence in sentences[half:]),
        f"Ordningen skal {slots['formaal']}, og den tages op igen i {slots['aar']}.",
        f"Sidst opdateret {_date(random)}",
    ]


def _slots(random: Random) -> dict[str, str]:
    return {
        "sted": random.choice(_lists()["steder"].split()),
        "tal": str(random.randint(110, 990)),
        "faa": str(random.randint(13, 98)),
        "beloeb": f"{random.randint(2, 90)},{random.randint(1, 9)}",
        "aar": str(random.randint(2003, 2023)),
        "maaned": random.choice(_MONTHS),
        "ugedag": random.choice(_DAYS),
    }


def _date(random: Random) -> str:
    return f"{random.randint(1, 28):02}-{random.randint(1, 12):02}-{random.randint(2009, 2023)}"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


@cache
def _lists() -> Mapping[str, Any]:
    lists: dict[str, Any] = yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader)
    return lists
