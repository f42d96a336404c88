"""Invented Danish names, each of the form of the one whose place it takes.

What a name says in words of the language stays where it tells what something is: 'Brugerforeningen'
becomes another association of users, 'Sundhedsstyrelsen' an agency of another field, 'Gadejuristen'
another jurist; of a title in one word the last part changes. The others become words that are none.
"""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import count
from random import Random

from evals.organisations import AREAS, BODIES, KINDS
from evals.proper import Name, Words
from evals.values import Value, others

TRIES = 400
VOWELS = "aeiouyæøå"
# What may be the last part of a compound that is a name, (indefinite, definite), by gender.
_TAILS = {
    "en": (("vifte", "viften"), ("kæde", "kæden"), ("søjle", "søjlen"), ("stige", "stigen"),
           ("trappe", "trappen"), ("klynge", "klyngen"), ("krans", "kransen"), ("bro", "broen")),
    "et": (("spejl", "spejlet"), ("anker", "ankeret"), ("sejl", "sejlet"), ("segl", "seglet"),
           ("kompas", "kompasset"), ("bånd", "båndet")),
}  # fmt: skip
_FIRST = (
    "Alfrida Bertine Dagny Egmont Fritjof Gotfred Hildur Ingvar Jofrid Kasimir Lauritza Mogens "
    "Nanette Ottomine Palline Rosalie Sylvest Thyra Ulfert Villads Ydun Ansgar Birgitte Holger"
).split()
_SURNAMES = (
    "Ravn Tang Lyng Elle Klit Siv Breg Ager Hede Birke Aske Ege".split(),
    "skjær mose birk vang borg høj dal lund toft bæk".split(),
)
_FIRST_ONSETS = "b br d f fl fr g gl h j k kl kr l m n p r s sk sl sn st t tr v".split()
_ONSETS = "b d f g k l m n r s t v".split()
_CODAS = ["", "", "l", "n", "r"]
_LAST_CODAS = "l n r m nd ld rk sk lt".split()
_WORDS = re.compile(r"[^\W_]+")
_VOWEL_GROUP = re.compile(f"[{VOWELS}]+", re.IGNORECASE)
_OF_LANGUAGE = ("kind", "area")  # what they become are words that documents have as well
_ARTICLES = ("Et", "En", "De", "Den", "Det")


def invent(found: Sequence[Name], known: Words, taken: set[str], random: Random) -> dict[Name, str]:
    """Return another name for each: none is `taken`, in small letters, or another's new one.

    Single words come first, so that a name of several words is made of what its words become.
    """
    used, kinds = taken | {name.text.lower() for name in found}, set[str]()
    new: dict[Name, str] = {}
    by_word: dict[str, str] = {}
    firsts = {name.text.split()[0] for name in found if name.kind == "person" and " " in name.text}
    for name in sorted(found, key=lambda name: (name.kind == "short", " " in name.text)):
        if name.kind == "short":
            new |= dict(_short(name, new))
            continue
        if " " in name.text:
            made = _WORDS.sub(lambda match: _part(match.group(), by_word, random), name.text)
        else:
            make = _make(name, known, random, is_first=name.text in firsts)
            made = _fresh(make, kinds if name.kind in _OF_LANGUAGE else used, random)
            kinds.add(made.lower())
            by_word[name.text] = made
        new[name] = made
        used |= {made.lower(), *(part.lower() for part in _WORDS.findall(made))}
    return new


def _fresh(make: Callable[[], str], taken: set[str], random: Random) -> str:
    """Return the first name made that is not taken, in small letters; else an invented word."""
    made = (make() if number < TRIES else word("Navnet", random) for number in count())
    return next(text for text in made if text.lower() not in taken)


def _part(text: str, by_word: Mapping[str, str], random: Random) -> str:
    """Return what a word of a longer name becomes; its small words and articles stay."""
    if text in by_word:
        return by_word[text]
    return word(text, random) if text[0].isupper() and text not in _ARTICLES else text


def _short(name: Name, new: Mapping[Name, str]) -> Iterator[tuple[Name, str]]:
    """Yield what a title is called for short, definite and not, as the new title has it."""
    for title, made in new.items():
        if title.kind in ("title", "name") and title.text.lower().endswith(name.text):
            same = made.lower().endswith(name.text)
            short = name.text if same else made[len(title.text) - len(name.text) :]
            yield name, short
            yield Name(_indefinite(name.text), "short"), _indefinite(short)
            return


def _make(name: Name, known: Words, random: Random, *, is_first: bool) -> Callable[[], str]:
    """Return what makes another name of one word."""
    text, low = name.text, name.text.lower()
    if name.kind == "name" and any(low.endswith(end) and low != end for end in KINDS):
        return lambda: kind(text, random)
    parts = known.parts(low) if name.kind in ("name", "title") and text.isalpha() else None
    if parts and name.kind == "title":
        return lambda: (parts[0] + tail(parts[1], random)).capitalize()
    if parts:  # the last part says what it is
        return lambda: (word(parts[0], random) + parts[1]).capitalize()
    makers: Mapping[str, Callable[[], str]] = {
        "person": lambda: _person(random, is_first=is_first),
        "municipality": lambda: next(others(Value("municipality", text), (), random)),
        "phone": lambda: next(others(Value("telephone", text), (), random)),
        "address": lambda: "".join(random.choice("bdfgklmnprstuv") for _ in text),
        "acronym": lambda: acronym(text, random),
        "body": lambda: body(text, random),
        "area": lambda: area(text, random),
        "kind": lambda: kind(text, random),
    }
    return makers.get(name.kind, lambda: _WORDS.sub(lambda m: _piece(m.group(), random), text))


def _piece(text: str, random: Random) -> str:
    """Return a word for one of a word with hyphens, and a letter for a letter: 'U-turn'."""
    return word(text, random) if len(text) > 1 else acronym(text, random)


def _person(random: Random, *, is_first: bool) -> str:
    return random.choice(_FIRST) if is_first else "".join(map(random.choice, _SURNAMES))


def acronym(text: str, random: Random) -> str:
    """Return other letters and digits of the same kind, each in its place: VIVE, RUNO."""
    drawn = []
    for letter in text:
        if letter.isdigit():
            drawn.append(random.choice("23456789"))
        else:
            drawn.append(random.choice("AEIOUY" if letter.lower() in VOWELS else "BDFGHKLMNPRTV"))
    return "".join(drawn)


def word(text: str, random: Random) -> str:
    """Return a word of as many syllables, with a capital and a genitive's s where the old has."""
    syllables = max(1, min(4, len(_VOWEL_GROUP.findall(text))))
    made = "".join(
        random.choice(_ONSETS if place else _FIRST_ONSETS)
        + random.choice("aeiouø")
        + random.choice(_CODAS if place < syllables - 1 else _LAST_CODAS)
        for place in range(syllables)
    )
    made += "s" if text.endswith("s") else ""
    return made.capitalize() if text[0].isupper() else made


def tail(text: str, random: Random) -> str:
    """Return another last part of a compound, in the form of the old one."""
    pair = random.choice(_TAILS["et" if text.endswith("et") else "en"])
    return pair[text.endswith(("en", "et"))]


def kind(text: str, random: Random) -> str:
    """Return an organisation of another kind with the same beginning: 'Landsforeningen'."""
    low = text.lower()
    end = max((word for word in KINDS if low.endswith(word)), key=len)
    return (low.removesuffix(end) + random.choice(KINDS[end])).capitalize()


def body(text: str, random: Random) -> str:
    """Return a public body for another field."""
    low = text.lower()
    end = next(word for word in BODIES if low.endswith(word))
    fields = [part for part in AREAS.values() if part != low.removesuffix(end)]
    return (random.choice(fields) + end).capitalize()


def area(text: str, random: Random) -> str:
    """Return another field that public bodies are for."""
    return random.choice([name for name in AREAS if name != text.lower()]).capitalize()


def _indefinite(text: str) -> str:
    pairs = {definite: plain for group in _TAILS.values() for plain, definite in group}
    return pairs.get(text) or text.removesuffix("n" if text.endswith("en") else "et")
