"""Facts that pages state in a fixed form: period, dates of the page, contacts."""

import re
from collections.abc import Iterator
from functools import lru_cache

from corpus.dates import CHANGED, DATE, PAGE, YEAR, Period, find_date, find_end, find_period
from corpus.parts import stated_in
from corpus.text import sentences, trim
from corpus.types import Block, Document, Field, FieldName, Section

_UPDATED = re.compile(
    rf"(?:senest|sidst)\s+(?:{CHANGED})\b.{{0,12}}?{DATE}"
    rf"|^[^\S\n]*(?:{PAGE})?(?:{CHANGED})\b.{{0,8}}?{DATE}",
    re.IGNORECASE | re.MULTILINE,
)
_PUBLISHED = re.compile(
    rf"\s*(?:(?:publiceret|offentliggjort|udgivet|dato|nyhed|artikel|pressemeddelelse)\b.{{0,8}}?)?"
    rf"{DATE}\s*$",
    re.IGNORECASE | re.MULTILINE,
)
_WRITTEN = re.compile(r"\S")
_TELLS_UPDATED = tuple(CHANGED.split("|"))
_YEAR = re.compile(YEAR)
_RUNS = re.compile(
    r"\b(?:projekt|initiativ|indsats|forløb|forsøg|program|ordning|pulje|tilbud|model)\w*\b.{0,400}"
    r"\b(?:løber|løb|kører|kørte|varer|varede|gennemført|gennemføres|afprøves|afprøvet|strækker"
    r"|strakte|foregår|foregik)\b",
    re.IGNORECASE | re.DOTALL,
)
# What a page says of itself by its name: 'Broen løber fra 2023 til 2026'.
_VERB = r"\s+(?:løber|løb|kører|kørte|varer|varede|gennemføres|afprøves|strækker|strakte|foregår)\b"
_RUN_VERB = re.compile(_VERB, re.IGNORECASE)
# A line of a part of a page, under a heading that is the part's name.
_LABELLED = re.compile(
    r"(?:(?:projekt|tids|forløbs)?perioden?|løbetid(?:en)?|tids(?:plan|ramme)(?:n|en)?):",
    re.IGNORECASE,
)
_CLOSED = re.compile(
    r"(?:projektet|initiativet|indsatsen|tilbuddet|ordningen|programmet|partnerskabet)\s+"
    r"(?=(?:lukkede|sluttede|ophørte|stoppede)\b)",
    re.IGNORECASE,
)
# It opened again, or went on as another: then it is not over for being closed once.
_AGAIN = re.compile(
    r"\b(?:men|permanent\w*|genåb\w*|videre\w*|fortsæt\w*|fortsat\w*|derefter|herefter|igen|åbnede)\b",
    re.IGNORECASE,
)
_ENDS = re.compile(r"\s*(?:[.,]|$)")
_ENDING = 60  # characters of a verb and its date
_MAY_TELL = (None, "content", "funding")  # sections that may tell when it runs
_IN_PERIOD = re.compile(r"i (?:hele )?(?:projekt)?perioden\b", re.IGNORECASE)
_EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]+(?:\.[\w-]+)+")
# Of eight digits in Denmark; after the number of another country as many as it has. No date.
_TELEPHONE = re.compile(
    r"(?<![\d+])(?:(?:(?:\+|00)45\s?)?(?!\d{2}\.\d{2}\.(?:19|20)\d{2})"
    r"(?:(?:\d{2}[ .]?){3}\d{2}|\d{2} \d{3} \d{3})|(?:\+|00)(?!45)[1-9]\d{0,2}(?: ?\d{2,5}){2,5})"
    r"(?!\d)"
)
# Numbers that nobody is rung on, before them; but one that is a telephone too: 'Tlf./fax:'. Letters
# that may be initials are told by 'nr.' after them.
_OTHER_NUMBER = re.compile(
    r"(?P<rung>\b(?:tlf|tel|telefon|mobil)\b[ .:]*(?:[/&+-]|og\b|samt\b) ?)?"
    r"\b(?:(?:(?:tele)?fax|cvr|ean|sags?|journal|konto|reg|giro|mobilepay)(?:nr|nummer)?"
    r"|(?:se|p|j)[-. ]{0,2}(?:nr|nummer))\b[\w .:-]{0,12}$",
    re.IGNORECASE,
)
_BEFORE = 30  # characters before a number that say what it is of
PART = re.compile(r"(?:(?! {3})[^\n\t,;|·()])+")
"""A part of a line of contacts, between its marks or columns."""
_SAID = (".", "!", "?")  # of a sentence, whose parts name no unit; an address is none
_TOWN = re.compile(r"\b\d{4} [A-ZÆØÅ]")
_NAME_WORD = r"[A-ZÆØÅÉÖÄ][\w'’.-]*"
_PERSON = re.compile(rf"{_NAME_WORD}(?:\s+(?:(?:von|van|de|du|al|el|af)\s+)?{_NAME_WORD}){{1,4}}")
# 'eller konsulent Bo Holm', 'Daglig leder: Bo Holm'
_TITLED = re.compile(rf"(?:[^:\n]{{2,60}}:\s+)?(?:[a-zæøå-]+\s+)*(?P<name>{_PERSON.pattern})")
LABEL = re.compile(
    r"\b(?:(?:kontakt(?:person)?|person|navn|enhed|tilmelding)\b(?:\.|:)+"
    r"|(?:tlf|telefon(?:nummer)?|mobil(?:telefon|nummer)?|e-?mail(?:adresse)?|mail|e-?post)"
    r"\b[.:]*)\s*",
    re.IGNORECASE,
)
"""What says that a name, a number or an address follows."""
# 'eller kontakt teamleder Bo Holm på telefon'
_CALLED = re.compile(
    r"\b(?i:kontakt|ring til|skriv til|tal med|hos)\s+(?:[a-zæøå-]+\s+){0,3}"
    rf"(?P<name>{_PERSON.pattern})\s+(?:på|tlf|telefon|mobil|via|\()"
)
_PLACE = re.compile(
    r"(?:vej|gade|all[eé]|torv|plads|stræde|vænge|boulevard|\bpark)$", re.IGNORECASE
)
_UNIT = re.compile(
    r"^(?:dansk|danske|danmarks|nordisk)\b|(?:center|kontor|afdeling|enhed|team|social|styrelse|ministeri|kommune|region|forvaltning"
    r"|sekretariat|institut|fond|forening|netværk|voksne|børn|unge|familie|hotline|rådgivning"
    r"|visitation|myndighed|sundhed|psykiatri|handicap|stedet|huset|klinik|tilbud|service|skole"
    r"|klub|caf[eé])",
    re.IGNORECASE,
)

# Parts of a contact that are no unit and no title: 'hverdage 9-15', 'Vil du vide mere'.
_NO_UNIT = re.compile(
    r"\d|\b(?:du|dig|man|jeg|vi|os|hvis|uden|efter|kun|ikke|sms|døgnet|hverdage?|mandag|fredag|åben\w*)\b",
    re.IGNORECASE,
)
_EDGE = re.compile(r"\b")
# Words over the columns of a table of contacts, that are nobody.
_HEADER = re.compile(r"navne?|titel|stilling|funktion|rolle|enhed|afdeling|adresse", re.IGNORECASE)


def find_fields(document: Document) -> tuple[Field, ...]:
    """Return the fields stated in the document, in the order of the text.

    A contact is a person followed by that person's telephone, e-mail and unit.
    """
    found = [*_dates(document.text), *_periods(document), *_contacts(document)]
    return tuple(sorted(found, key=lambda field: field.start))


def _dates(text: str) -> Iterator[Field]:
    yield from _first_date("updated", text, _updated(text))
    yield from _first_date("published", text, _published(text))


def _first_date(name: FieldName, text: str, spans: Iterator[tuple[int, int]]) -> Iterator[Field]:
    for span in spans:
        date = find_date(text, *span)
        if date is not None:
            start, end, day = date
            yield Field(name, text[start:end], start, end, day, day)
            return


def _updated(text: str) -> Iterator[tuple[int, int]]:
    folded = text.lower()
    places = [place for word in _TELLS_UPDATED if (place := folded.find(word)) >= 0]
    if not places:
        return
    # From the line on that holds what stands before the first of these words: looking is dear.
    before = len(text[: min(places)].rstrip()) if len(folded) == len(text) else 0
    for match in _UPDATED.finditer(text, text.rfind("\n", 0, before) + 1):
        yield match.span()


def _published(text: str) -> Iterator[tuple[int, int]]:
    """Yield the places where `_PUBLISHED` begins a line and none before goes over it."""
    line = 0
    while line >= 0:
        match = _PUBLISHED.match(text, line)
        if match:
            yield match.span()
        # Blank lines are gone over at once: what fails at one fails at those after it.
        after = match or _WRITTEN.search(text, line)
        line = text.find("\n", after.end()) + 1 or -1 if after else -1


def _periods(document: Document) -> Iterator[Field]:
    found = False
    for section in document.sections:
        for start, end in _period_places(document, section):
            period = find_period(document.text, start, end)
            if period is not None:
                found = True
                yield _field(document.text, period)
                break
    if not found:
        yield from _closed(document)


def _closed(document: Document) -> Iterator[Field]:
    """Yield when the page says that it closed, of a page that states no period."""
    text = document.text
    for start, end in _told(document):
        if (match := _CLOSED.match(text, start, end)) and not _AGAIN.search(text, start, end):
            period = find_end(text, match.end(), min(end, match.end() + _ENDING))
            if period and period.start == match.end() and _ENDS.match(text, period.end, end):
                yield _field(text, period)
                return


def _told(document: Document) -> Iterator[tuple[int, int]]:
    for section in document.sections:
        if section.label in _MAY_TELL:
            for block in section.blocks:
                yield from sentences(document.text, block.start, block.end)


def _field(text: str, period: Period) -> Field:
    place = period.start, period.end
    return Field("period", text[slice(*place)], *place, period.first, period.last)


def _period_places(document: Document, section: Section) -> Iterator[tuple[int, int]]:
    """Yield where the section's period may stand: all of it, or sentences that say what ran."""
    text = document.text
    if section.label == "period":
        yield section.start, section.end
    elif section.label in _MAY_TELL:
        for block in section.blocks:
            if not _names_year(text, block.start, block.end):
                continue  # a period names a year, and sentences are dear
            if labelled := _LABELLED.match(text, block.start, block.end):
                yield labelled.end(), block.end
                continue
            for start, end in sentences(text, block.start, block.end):
                if not _names_year(text, start, end):
                    continue
                told = _RUNS.search(text, start, end) or _IN_PERIOD.match(text, start, end)
                if told or _is_of_itself(document, start, end):
                    yield start, end


def _names_year(text: str, start: int, end: int) -> bool:
    # A search for two letters takes a tenth of the time, and most blocks have none.
    is_near = text.find("19", start, end) >= 0 or text.find("20", start, end) >= 0
    return is_near and _YEAR.search(text, start, end) is not None


def _is_of_itself(document: Document, start: int, end: int) -> bool:
    """Return whether a page says by its own name in a sentence when it runs."""
    if not _RUN_VERB.search(document.text, start, end):
        return False  # it spares most pages an expression of their own
    return _of_itself(document.title).match(document.text, start, end) is not None


@lru_cache(maxsize=64)
def _of_itself(title: str) -> re.Pattern[str]:
    """Return what begins a sentence in which a page says by its own name when it runs."""
    name = re.split(r"\s[–—-]\s|:", title)[0].strip()
    return re.compile(re.escape(name) + _VERB, re.IGNORECASE)


def _contacts(document: Document) -> Iterator[Field]:
    for section in document.sections:
        for block in section.blocks:
            if section.label != "contact" and not _is_of_part(document.text, section, block):
                continue
            for span in sentences(document.text, block.start, block.end):
                is_said = document.text[span[1] - 1] in _SAID and not _TOWN.search(
                    document.text, *span
                )
                for match in PART.finditer(document.text, *span):
                    place = trim(document.text, *match.span())
                    for field in _contact(document.text, *place, document.title):
                        if field.name != "unit" or not is_said:
                            yield field


def _is_of_part(text: str, section: Section, block: Block) -> bool:
    """Return whether a block is the contact of a part of the page."""
    return section.is_part and stated_in(text, block)[0] == "contact"


def _contact(text: str, start: int, end: int, title: str) -> Iterator[Field]:
    """Yield what one part of a contact states: addresses, or else a person or a unit.

    What the page itself is called by is no person.
    """
    while labelled := LABEL.match(text, start, end):
        start = labelled.end()
    addresses: tuple[tuple[FieldName, re.Pattern[str]], ...] = (
        ("email", _EMAIL),
        ("telephone", _TELEPHONE),
    )
    found = [
        Field(name, match.group(), *match.span())
        for name, pattern in addresses
        for match in pattern.finditer(text, start, end)
        if name == "email" or _is_rung(text, match.start())
    ]
    if found and (called := _CALLED.search(text, start, end)):
        found.append(Field("person", called["name"], *called.span("name")))
    if found or end - start < 2 or text[end - 1] in ".:?!" or len(text[start:end].split()) > 8:
        yield from found
        return
    person = _TITLED.fullmatch(text, start, end)
    named = person["name"] if person else ""
    is_of_page = title.startswith(named) and _EDGE.match(title, len(named)) is not None
    if person and is_person(named) and not is_of_page:
        yield Field("person", person["name"], *person.span("name"))
    elif not (
        _NO_UNIT.search(text, start, end)
        or LABEL.fullmatch(text, start, end)
        or _HEADER.fullmatch(text, start, end)
    ):
        yield Field("unit", text[start:end], start, end)


def is_person(name: str) -> bool:
    """Return whether a text is the name of a person, and not that of a unit or a street."""
    is_named = _PERSON.fullmatch(name) is not None
    return is_named and not _UNIT.search(name) and not _PLACE.search(name)


def _is_rung(text: str, start: int) -> bool:
    """Return whether what stands before a number does not say that it is of something else."""
    other = _OTHER_NUMBER.search(text, max(0, start - _BEFORE), start)
    return other is None or other["rung"] is not None
