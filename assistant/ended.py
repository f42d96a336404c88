"""What a page tells of a part of its initiative that is no more: a group that was closed."""

import re
from collections.abc import Iterator, Sequence

from assistant.people import names_people
from assistant.words import content_terms
from corpus.text import sentences
from corpus.types import Document, Section
from index.danish import likeness, stems

Span = tuple[int, int]

_SINCE = r"(?:den|d|i|med (?:udgangen|virkning)|ved|pr|per|fra|siden|efter|fordi|da|som|\d+)\b"
_ENDED = re.compile(
    r"\b(?:er|blev|bliver)\W+(?:\w+\W+){0,3}?(?:nedlagt|afviklet|ophørt|indstillet|afskaffet|afsluttet"
    r"|stoppet|brugt op)\b|\bblev\W+(?:\w+\W+){0,2}?lukket\b"
    r"|\ber\W+(?:\w+\W+)?lukket (?:fra|siden|pr|permanent|helt|ned)\b"
    rf"|\b(?:lukkede|ophørte|stoppede|sluttede|holdt op)\b(?=\W+{_SINCE}|\s*[.,;])"
    r"|\bholdt op med at (?:give|holde|tilbyde|have|lave|køre|drive)\b"
    r"|\b(?:findes|eksisterer) ikke (?:længere|mere)\b|\bfortsætter ikke\b"
    r"|\b(?:lukker|stopper|ophører)\.$",
    re.IGNORECASE,
)
# Who stopped, or when something will have: 'da han stoppede', 'når forløbet er afsluttet'.
_NOT_SO = re.compile(
    r"\b(?:han|hun|de|vi|jeg|du|man|der|som)(?: \w+)? $"
    r"|\b(?:når|hvis|hvor|selv ?om|indtil|inden|før|efter)\b[^,]*(?:, (?:og|eller|at) [^,]*)?$"
    r"|\b(?:din|dit|dine|jeres|ens)\b[^,]*$"  # what of theirs ended, and no offer
    r"|\b(?:er|forbliver)(?: \w+){0,2} $",  # 'er lukkede': nobody else gets in
    re.IGNORECASE,
)
_BEFORE = 200  # letters before those words that say so
# 'Lukket gruppe' is for those in it, and 'Tidligere indsatte' are people.
_HEADING = re.compile(
    r"nedlagt\b|afsluttet (?:i |den |pr\.? )?\d"
    r"|(?:afslutte(?:t|de)|lukke(?:t|de)|tidligere)(?:\W*$|\s*:"
    r"|(?<!lukket)(?<!lukkede) (?:tilbud|projekt|projekter|indsats|indsatser|initiativer?"
    r"|aktivitet|aktiviteter|ordning|ordninger|puljer?)\b)",
    re.IGNORECASE,
)
# The whole of what a page is about, and what pays for it or tells of it.
_WHOLE = frozenset(
    stems(
        """
        projekt projektet indsats indsatsen initiativ initiativet pulje puljen ordning ordningen
        forsøg forsøget tilbud tilbuddet program programmet periode perioden bevilling bevillingen
        finansiering evaluering evalueringen undersøgelse undersøgelsen fase runde aftale aftalen
        forløb forløbet det den her vi og nu der som
        """
    )
)
_OF_WHOLE = ("background", "evaluation", "period", "funding", "purpose", "law")
_WAS = re.compile(r"\bvar\b", re.IGNORECASE)
# What there is in its place, or else.
_INSTEAD = re.compile(
    r"\b(?:i stedet|nu|herefter|fremover|derefter|fortsæt\w*|afløs\w*)\b|\bbrug \w+"
    r"|\b(?:du|man|I) kan\b|\bkan (?:du|man|I)\b|\bhjælper (?:dig|jer)\b",
    re.IGNORECASE,
)
_LIKE = 0.6  # likeness from which a sentence says a word of a heading


def has_ended(document: Document, section: Section) -> bool:
    """Return whether what a section is called is no more: its heading says so, or it begins with
    that."""
    if _HEADING.match(section.heading):
        return True
    name = set(content_terms(section.heading)) - set(stems(document.title))
    first, *rest = [*_told(document, section), ""]
    if not name or not _is_called(name, first):
        return False
    return bool(_ends(first)) or (_WAS.search(first) is not None and any(map(_ends, rest)))


def ended(document: Document, section: Section) -> Iterator[Span]:
    """Yield the places of the sentences of a section on what is no more, with what else is told of
    that; what is told of all that the page is about is none."""
    own = frozenset(stems(document.title)) | _WHOLE
    for number, block in enumerate(section.blocks if section.label not in _OF_WHOLE else ()):
        is_ended = number == 0 and has_ended(document, section)
        for start, end in sentences(document.text, block.start, block.end):
            said = document.text[start:end]
            subject = _ends(said)
            is_of_part = bool(subject) and not set(content_terms(subject)) <= own
            is_of_part = is_of_part and not names_people(" ".join(subject.split()[:2]))
            is_ended = is_of_part or (is_ended and not _INSTEAD.search(said))
            if is_ended:
                yield start, end


def _ends(sentence: str) -> str:
    """Return what stands before the words that say that something ended, '' where none do."""
    for match in _ENDED.finditer(sentence):
        start = match.start()
        if start and not _NOT_SO.search(sentence[max(0, start - _BEFORE) : start]):
            return sentence[:start]
    return ""


def _is_called(name: set[str], sentence: str) -> bool:
    said = stems(sentence)
    return any(likeness(term, word) >= _LIKE for term in name for word in said)


def _told(document: Document, section: Section) -> Sequence[str]:
    spans = sentences(document.text, section.start, section.end)
    return [document.text[slice(*span)] for span in spans]
