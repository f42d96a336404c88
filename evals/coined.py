"""Danish words and names without end, each the same for one number: no list of them runs out."""

import json
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from random import Random

from index import danish
from index.danish import fold

_TOKENIZER = Path(danish.__file__).parent / "model" / "tokenizer.json"
_WORD = re.compile(r"[a-zæøå]{5,10}")
_LINKED = re.compile(r"(?:hed|skab|ing|ion|tet|else|dom)$")  # 'tryghed' + s + 'støtte'
_ENDING_LETTERS = 3  # words that share them are of one form more often than not: 'ningen', 'lige'
# Of words drawn with P(rank > r) = r^-a, n make about n^(1 / (1 + a)) distinct ones: Heaps' law.
_TAIL = 0.22  # 10,000 pages have 150,000 distinct words, as that much text on many subjects has
_ONSETS = "b br d f fl g gl h j k kl kr l m n p r s sk sl sn st t tr v".split()
_VOWELS = "a e i o u y ø å".split()
_CODAS = "l n r m nd ld rk sk lt st".split()
_MIDDLES = "b d f g k l m n r s t v".split()
_SPREAD = 104_729  # a prime: numbers that follow each other become names that do not resemble
MOST_NAMES = 250_000
# Everyday words that may begin a compound; two of them are the first part of others.
NOUNS = (
    "have bil hund hest skov strand by vej bro torv gade hus bolig dør vindue køkken bad seng stol "
    "bord lampe tæppe klokke nøgle bog avis brev penge bank kasse konto gæld løn skat pension job "
    "kontor fabrik værft skib havn fisk mad brød frugt æble kaffe te vand mælk sukker salt korn "
    "mark gård ko gris høne fugl and svane træ blomst rose urt svamp sten sand ler metal jern guld "
    "glas papir stof uld hør læder garn nål saks kniv hammer sav søm skrue maskine motor cykel tog "
    "bus fly båd færge rute billet rejse ferie fest dans sang musik kor violin tromme teater film "
    "billede farve tegning maleri foto kamera radio telefon skærm spil kort brik bold hold kamp "
    "sport løb svømning gymnastik krop hånd fod ryg hjerte lunge øje øre tand hud hår søvn drøm "
    "sorg glæde vrede frygt håb trøst tillid venskab kærlighed familie mor far bror søster barn "
    "ungdom alder bedsteforælder nabo ven gæst kollega leder elev lærer skole klasse sprog tal "
    "prøve eksamen kursus faglighed viden natur vejr regn sne vind sol måne stjerne sommer efterår "
    "vinter forår morgen aften nat uge måned år time ur fortid fremtid historie kirke tro kloster "
    "museum arkiv bibliotek læge sygehus medicin sygeplejer ambulance brand redning politi dommer "
    "lov ret regel aftale kontrakt valg borger kommune region land grænse flygtning gæstearbejder "
    "soldat veteran sømand fisker bonde bager slagter smed tømrer maler murer frisør syerske"
).split()
# What may end a name: indefinite and definite.
TAILS = tuple(
    pair.split("/")
    for pair in (
        "bro/broen spejl/spejlet anker/ankeret sejl/sejlet kompas/kompasset vifte/viften "
        "stige/stigen klynge/klyngen krans/kransen kæde/kæden søjle/søjlen segl/seglet"
    ).split()
)
# What is done for people, the last part of a compound: indefinite and definite.
ACTIVITIES = tuple(
    pair.split("/")
    for pair in (
        "støtte/støtten træning/træningen rådgivning/rådgivningen vejledning/vejledningen "
        "netværk/netværket gruppe/gruppen værksted/værkstedet skole/skolen hold/holdet "
        "kursus/kurset ordning/ordningen forløb/forløbet besøg/besøget samtale/samtalen "
        "klub/klubben undervisning/undervisningen patrulje/patruljen lejr/lejren bank/banken "
        "linje/linjen køkken/køkkenet have/haven kor/koret mægling/mæglingen vagt/vagten "
        "café/caféen fællesskab/fællesskabet behandling/behandlingen indsats/indsatsen "
        "telefon/telefonen mentor/mentoren praktik/praktikken"
    ).split()
)


def title(number: int) -> tuple[str, str]:
    """Return a name that no other number has, and what it is called for short: ('…broen', 'broen').

    Numbers below MOST_NAMES have names of their own.
    """
    tail = TAILS[number % len(TAILS)][1]
    return f"{surname(number)}{tail}", tail


def surname(number: int) -> str:
    """Return a word of two syllables with a capital, of about 360,000 there are."""
    place = number * _SPREAD + 17
    parts = []
    for choices in (_ONSETS, _VOWELS, _MIDDLES, _VOWELS, _CODAS):
        place, at = divmod(place, len(choices))
        parts.append(choices[at])
    return "".join(parts).capitalize()


def activity(number: int) -> tuple[str, str, str]:
    """Return the first and the last part of a compound for something done, and it definite.

    Each number has a compound of its own, and shares both parts with many.
    """
    first, tail = head(number // len(ACTIVITIES)), ACTIVITIES[number % len(ACTIVITIES)]
    return first, tail[0], first + tail[1]


def linked(head: str) -> str:
    """Return the first part of a compound with the s that some take."""
    return f"{head}s" if _LINKED.search(head) else head


def rank(random: Random) -> int:
    """Return the rank of a word as texts draw them: few again and again, and always new ones."""
    return int((1.0 - random.random()) ** (-1 / _TAIL)) - 1


def head(number: int) -> str:
    """Return the first part of a compound by its rank; past NOUNS it is a compound itself."""
    if number < len(NOUNS):
        return linked(NOUNS[number])
    first, last = divmod(number % len(NOUNS) ** 2, len(NOUNS))
    return linked(NOUNS[first] + NOUNS[last])


def alike(word: str, random: Random) -> str:
    """Return another word with the same ending; the word itself when there is none."""
    others = _by_ending().get(word[-_ENDING_LETTERS:], ())
    return others[rank(random) % len(others)] if others else word


@cache
def _by_ending() -> Mapping[str, Sequence[str]]:
    groups: dict[str, list[str]] = {}
    for word in _words():
        groups.setdefault(word[-_ENDING_LETTERS:], []).append(word)
    for ending, group in groups.items():
        Random(ending).shuffle(group)
    return groups


@cache
def _words() -> Sequence[str]:
    """Return the words that are one token of the bundled embedding: words of texts of any kind."""
    content = json.loads(_TOKENIZER.read_bytes())
    return sorted(word for word in content["model"]["vocab"] if _WORD.fullmatch(word))


def slug(text: str) -> str:
    """Return a text as part of a file's name."""
    return re.sub(r"\W+", "-", fold(text.lower())).strip("-")
