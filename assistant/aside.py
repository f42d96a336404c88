"""The sections of a page that tell of an offer aside from what the page is about, with an audience
of its own: 'Kvindegangen' on the page of a hostel."""

import re

from assistant.municipalities import places
from assistant.offers import is_among_others
from assistant.words import ASKING, content_terms
from corpus.labels import is_fact
from corpus.parts import is_stage
from corpus.text import sentences
from corpus.types import Document, Section
from index.danish import likeness, stems

# Under these a page tells of itself.
_OWN = re.compile(
    r"\W*(?:\d[\d.]*\s+)?(?:om|kort|fakta|velkom\w+|praktisk\w*|regler|krav|betingelser|kriterier|optag\w*|visit\w*"
    r"|henvis\w*|adgang\w*|ansøg\w*|tilmeld\w*|pris\w*|betaling|økonomi|åbn\w*|sådan|det|vi|du|din|dit"
    r"|dig|jeg|h[vo]\w+|når|nyt|nyheder|spørgsmål|tilbud(?:det)?|hjælp(?:en)?|støtte(?:n)?|forløb(?:et)?"
    r"|ophold(?:et)?|behandling(?:en)?|rådgivning(?:en)?|vejledning(?:en)?|ordning(?:en)?|formål\w*"
    r"|målgruppe\w*|klage\w*|under|efter|før|mens|fra|resultat\w*|evaluering\w*|chat\w*|sms|mail|brev\w*)\b",
    re.IGNORECASE,
)
# Whom staff and volunteers are: they help, and nothing is offered to them.
_STAFF = (
    r"ansatte|medarbejdere?|personale\w*|fagfolk\w*|fagperson\w*|fagtelefon\w*|professionelle"
    r"|sagsbehandlere|socialrådgivere|samarbejdspartnere|frivillig\w*|presse\w*|kommuner"
    r"|virksomheder"
)
_OF_STAFF = re.compile(rf"\b(?:{_STAFF})\b", re.IGNORECASE)
_FOR_STAFF = re.compile(rf"\b(?:for|til|hvis du er) (?:\w+ ){{0,2}}(?:{_STAFF})\b", re.IGNORECASE)
# What the first sentences under a heading say of the thing that it is called by.
_IS = re.compile(
    r"\b(?:er|var|kan|besøger|hjælper|mødes|holdes|holder|gælder|får|kommer|tilbyder)\b",
    re.IGNORECASE,
)
_FOR_ITS_OWN = re.compile(
    r"\b(?:for|til) (?:\w+ ){0,2}(?:alle|dig|jer|børn|unge|voksne|ældre|forældre|kvinder|mænd"
    r"|pårørende|borgere|mennesker|elever|familier|søskende|beboere|ægtefæller)\b"
    r"|^\W*(?:er|har|bor) (?:du|I|dit|din|jeres)\b|\bkan (?:også )?(?:komme|gå|få|deltage|søge)\b",
    re.IGNORECASE,
)
_LIKE = 0.6  # likeness from which a sentence says a word of a heading
_NUMBER = re.compile(r"(?<![\d.])[\d.]+ ")
_FIRST = 3  # sentences of a section that say what it is about


def is_for_staff(text: str) -> bool:
    """Return whether a sentence says that something is for those who work there."""
    return _FOR_STAFF.search(text) is not None


def is_of_staff(section: Section) -> bool:
    """Return whether a section is for those who work or help there, by its heading."""
    return _OF_STAFF.search(section.heading) is not None


def is_aside(document: Document, section: Section) -> bool:
    """Return whether a section is about an offer that its heading names and the title does not, and
    which says what that is, or for whom."""
    if is_among_others(section):
        return True
    heading = _NUMBER.sub("", section.heading, count=1)
    is_first = section.start <= min(one.start for one in document.sections if one.blocks)
    if not heading or section.label or is_first or not names_offer(heading):
        return False
    if section.end - section.start > len(document.text) / 2:
        return False  # what most of a page is about
    name = [one for one in content_terms(heading) if one not in ASKING | places()]
    if not name or not set(name).isdisjoint(stems(document.title)):
        return False
    spans = sentences(document.text, section.start, section.end)
    told = [document.text[slice(*span)] for span in spans]
    own = content_terms(heading.split(": ")[-1])
    return any(map(_FOR_ITS_OWN.search, told)) or any(_is_called(one, own) for one in told[:_FIRST])


def names_offer(heading: str) -> bool:
    """Return whether a heading may name an offer, and says not what is told of one."""
    is_told = _OWN.match(heading) or is_fact(heading) or is_stage(heading)
    return not (heading.endswith("?") or is_told)


def _is_called(sentence: str, name: tuple[str, ...]) -> bool:
    """Return whether a sentence says something of what a heading names, before its verb."""
    verb = _IS.search(sentence)
    before = stems(sentence[: verb.start()]) if verb else ()
    return any(likeness(term, word) >= _LIKE for term in name for word in before)
