"""What a situation says that it is not about: 'han drikker ikke', 'det handler ikke om stoffer'.

Only what is good to be without can be denied: 'ingen gæld' is none, 'ingen bolig' is a problem. The
words for it are in people.yaml, and with them the everyday words for them (index/thesaurus.yaml).
"""

import re
from collections.abc import Iterator, Sequence
from functools import cache

from assistant.people import denied_stems
from index import thesaurus
from index.danish import stem, stems

_NOT = "ikke ik aldrig ingen intet ingenting hverken nix næppe".split()
_OR = "eller og".split()
# What may stand between: 'ikke noget med stoffer', 'aldrig rørt hash'.
_BETWEEN = frozenset(
    """
    en et den det nogen noget nogle med om på af i til længere mere slet heller at som over så meget
    særlig rigtig egentlig decideret direkte sådan vist tager tage taget rører rørt røre bruger
    brugt bruge ryger røget ryge drikker drukket drikke prøvet har haft have får fået er været lider
    spiller spillet fixet fixer hårde stærke
    """.split()
)
_PERSON = frozenset(
    "jeg han hun vi de du man det min mor far søn datter mand kone mig ham hende os dem".split()
)
_ADVERB = frozenset("slet heller jo altså så vist stort set næsten faktisk overhovedet".split())
# 'drikker ikke kun', 'drikker ikke så lidt', 'ikke bare stoffer': it is about that, and more.
_NOT_ONLY = frozenset("kun bare blot alene lidt andet mindre vand nok".split())
# 'kan ikke undvære stoffer', 'kan ikke leve uden hash': without them something is wrong.
_CANNOT = frozenset("kan kunne vil tør ikke aldrig umuligt svært".split())
_CLAUSE = re.compile(r"[.!?;:\n]+|,|\b(?:men|fordi|for at|selvom|da|mens)\b", re.IGNORECASE)
# 'Er der ikke noget til hjemløse?' asks for it.
_ASKS = re.compile(
    r"\b(?:er|findes) der\b|\bder (?:ikke |slet )*(?:er|findes)\b"
    r"|\b(?:har|kan|kender|ved) (?:i|du)\b",
    re.IGNORECASE,
)
_MORE = frozenset("så mere".split())  # 'aldrig haft så meget gæld', 'aldrig mere gæld'
_KNOWS = frozenset("ved vidste forstår".split())  # 'jeg ved intet om demens'
_TOKEN = re.compile(r"[^\W_]+")


def without_denied(text: str) -> str:
    """Return a situation without the words for what it says that it is not about."""
    found = [span for start, end in _clauses(text) for span in _denied(text, start, end)]
    for start, end in sorted(found, reverse=True):
        text = text[:start] + text[end:]
    return text


def _clauses(text: str) -> Iterator[tuple[int, int]]:
    place = 0
    for match in _CLAUSE.finditer(text):
        yield place, match.start()
        place = match.end()
    yield place, len(text)


def _denied(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the places of the words of a clause that are denied in it."""
    if _ASKS.search(text, start, end):
        return
    tokens = list(_TOKEN.finditer(text, start, end))
    written = [token[0].lower() for token in tokens]
    for place, word in enumerate(written):
        if stem(word) in _deniable() and (
            _before(written[:place]) or _after(written[place + 1 :]) or _without(written[:place])
        ):
            yield tokens[place].span()


def _before(words: Sequence[str]) -> bool:
    """Return whether a word is denied by the words before it."""
    rest = list(words)
    while rest and (rest[-1] in _BETWEEN or rest[-1] in _OR or stem(rest[-1]) in _deniable()):
        if rest[-1] == "og" and "hverken" not in rest:
            return False
        if rest[-1] in _MORE and "aldrig" in rest:
            return False
        rest.pop()
    is_denied = bool(rest) and rest[-1] in _NOT and not _KNOWS.intersection(rest[-2:-1])
    return is_denied and not _CANNOT.intersection(rest[-3:-1])


def _after(words: Sequence[str]) -> bool:
    """Return whether a word is denied by the words after it: 'drikker han slet ikke'."""
    place = 0
    while place < len(words) and (words[place] in _PERSON | _ADVERB or words[place] in _BETWEEN):
        place += 1
    is_denied = place < len(words) and words[place] in ("ikke", "ik", "aldrig")
    return is_denied and not _NOT_ONLY.intersection(words[place + 1 : place + 3])


def _without(words: Sequence[str]) -> bool:
    """Return whether somebody is without it, and can be."""
    *rest, last = ["", *words]
    if last == "at":
        *rest, last = rest
    return last == "uden" and not _CANNOT.intersection(rest)


@cache
def _deniable() -> frozenset[str]:
    """Return the stems of what it is good to be without, and of everyday words for it."""
    known = denied_stems()
    said = {
        found[0]
        for entry in thesaurus.entries()
        if known.intersection(stems(entry["staar"][0]))
        for phrase in entry["siges"]
        if len(found := stems(phrase)) == 1
    }
    return known | said
