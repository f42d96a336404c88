"""What a question tells of who asks, or of whom it is asked for: nothing that it asks about."""

import re
from collections.abc import Callable, Iterator

from assistant import cpr, persons
from assistant.literals import municipality
from assistant.masking import contacts

_LEADS = re.compile(
    r"(?:\b(?:jeg|mig|mit|min|hedder|heter|er|navn|fulde|bor|boende|på|i|født|med|har|ring|sms|skriv|til|nummer\w*"
    r"|telefon\w*|tlf|mobil\w*|cpr(?:nr|nummer\w*)?|nr|personnummer\w*|adresse\w*|e-?mail\w*"
    r"|mail\w*|og)\b[\s.:,-]*)+$",
    re.IGNORECASE,
)
_LEAD = 80  # characters before what is told: more would be looked through for each
# 'Projektets navn er …', 'Navn: …' at the beginning: the name of what is asked about.
_OF_THING = re.compile(
    r"(?:\b(?:initiativ|projekt|indsats|tilbud|program|pulje|ordning|forløb)\w*\W+navn\W*(?:er\W+)?"
    r"|^\W*navn\s*:\s*)$",
    re.IGNORECASE,
)
_TOWN = re.compile(r"\b\d{4}\s+([^\W\d_]+)")
_OWN = re.compile(r"\b(?:jeg|mig|mit|min)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+")
_SIGNS = re.compile(r"\s*(?:[,.;:]\s*)*([,.;:?!])")


def without_sender(question: str, is_known: Callable[[str], bool]) -> str:
    """Return a question without the names, numbers and addresses that people tell as their own.

    `is_known` is whether the documents write a word in small letters as a name: a name all of whose
    parts they know is left, since somebody may ask of it. So is a telephone number or an address
    that nobody calls their own. What is left is the question itself where that would be nothing.
    """
    kept, done = list[str](), 0
    for start, end in sorted(_told(question, is_known), key=lambda place: (place[0], -place[1])):
        if start >= done:
            kept += [_stripped(question[done:start]), _town(question[start:end])]
        done = max(done, end)
    if not done:
        return question
    rest = _SIGNS.sub(r"\1", " ".join([*kept, question[done:]])).strip(" ,.;:")
    return rest if _WORD.search(rest) else question


def _stripped(text: str) -> str:
    """Return what stands before something told, without the words that tell it."""
    at = max(0, len(text) - _LEAD)
    return text[:at] + _LEADS.sub("", text[at:])


def _town(told: str) -> str:
    """Return in which municipality an address is, as it would be asked; '' where it says none."""
    found = _TOWN.search(told)
    return f"i {found[1]}" if found and municipality(found[1]) else ""


def _told(text: str, is_known: Callable[[str], bool]) -> Iterator[tuple[int, int]]:
    yield from cpr.places(text)
    for start, end in persons.names(text):
        if _OF_THING.search(text[max(0, start - _LEAD) : start]):
            continue
        if not all(is_known(word.lower()) for word in _WORD.findall(text[start:end])):
            yield start, end
    for start, end in (*contacts(text), *persons.addresses(text)):
        leads = _LEADS.search(text[max(0, start - _LEAD) : start])
        if leads and _OWN.search(leads[0]):
            yield start, end
