"""How readable the Danish is that the assistant writes itself, beside what it quotes (LIX).

LIX is Björnsson's (Läsbarhet, 1968): under 25 is as in children's books, 35 as in light fiction,
45 as in newspapers, 55 as in official prose.
"""

import re
import statistics
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from string import Template

import yaml

import prompts
from assistant import danger, glossary
from corpus.text import lines, sentences
from evals.types import Scored

_LONG = 6  # letters; a word of more is a long one
_WORD = re.compile(r"[^\W_]+(?:[-’'.,][^\W_]+)*")
_FOR_MODELS = ("alone", "judge", "write")  # what a language model reads, and nobody else
# What the templates are filled in with: short, so that it is our own words that count.
_VALUES = {
    "title": "Et tilbud",
    "day": "1. maj 2024",
    "period": "2020-2022",
    "sentence": "Det er slut nu.",
    "reply": "Nej",
    "parts": "telefon 12 34 56 78",
    "length": "2.500",
    "most": "2.000",
    "count": "To",
}
_VALUE = "en ting"  # for what is not among them


@dataclass(frozen=True, slots=True)
class Readability:
    """The median LIX of what we write, over all of it and by source, and of what is quoted.

    `quoted` is None when nothing is.
    """

    whole: float
    sources: Mapping[str, float]
    quoted: float | None


def lix(text: str) -> float:
    """Return the words of a mean sentence plus the percentage of words of over six letters.

    0 for a text without words. The end of a line ends a sentence.
    """
    words = _WORD.findall(text)
    if not words:
        return 0.0
    found = [one for line in lines(text) for one in sentences(text, *line)]
    stops = sum(_WORD.search(text, *one) is not None for one in found)
    return len(words) / stops + 100 * sum(len(word) > _LONG for word in words) / len(words)


def measure(scored: Sequence[Scored]) -> Readability:
    """Return how readable our own texts are, and the quotes in the answers to some questions."""
    texts = ours()
    values = {name: [lix(text) for text in some.values()] for name, some in texts.items()}
    quotes = dict.fromkeys(_quotes(scored))
    return Readability(
        whole=statistics.median(value for some in values.values() for value in some),
        sources={name: statistics.median(some) for name, some in values.items()},
        quoted=statistics.median(map(lix, quotes)) if quotes else None,
    )


def ours() -> dict[str, dict[str, str]]:
    """Return the texts that we write ourselves, by source and by name.

    The sources are 'glossary', 'phrases' (the templates of `prompts`, filled in) and 'danger'.
    """
    return {
        "glossary": {term.term: term.meaning for term in glossary.terms()},
        "phrases": dict(_phrases()),
        "danger": dict(_messages()),
    }


def _phrases() -> Iterator[tuple[str, str]]:
    for path in sorted(Path(prompts.__file__).parent.glob("*.txt")):
        if path.name.startswith(_FOR_MODELS):
            continue
        template = Template(path.read_text(encoding="utf-8").strip())
        names = template.get_identifiers()
        yield path.stem, template.substitute({name: _VALUES.get(name, _VALUE) for name in names})


def _messages() -> Iterator[tuple[str, str]]:
    file = Path(danger.__file__).with_name("danger.yaml")
    for entry in yaml.load(file.read_bytes(), Loader=yaml.CSafeLoader)["farer"]:
        yield entry["navn"], entry["besked"].strip()


def _quotes(scored: Iterable[Scored]) -> Iterator[str]:
    for one in scored:
        if one.asked.answer is not None:
            yield from (citation.quote for citation in one.asked.answer.citations)
