"""The headings that pages about initiatives have in common, and the lines that are furniture."""

import re
from collections.abc import Mapping
from functools import lru_cache
from typing import cast

from corpus.types import Label

# What such a heading is called on most pages.
HEADINGS: Mapping[Label, str] = {
    "period": "Projektperiode",
    "target": "Målgruppe",
    "background": "Baggrund",
    "purpose": "Formål",
    "content": "Indhold",
    "law": "Lovgrundlag",
    "evaluation": "Evaluering",
    "partners": "Samarbejdsparter",
    "funding": "Finansiering",
    "more": "Mere information",
    "contact": "Kontakt",
}

# What may be named beside 'kontakt' in a heading: 'Adresse, kontakt og åbningstider'.
_BESIDE = (
    r"(?:kontakt(?:oplysninger|info|information|personer)?|adresser?|henvendelse|beliggenhed"
    r"|find vej|(?:åbnings|telefon|træffe)tid(?:er)?|telefon(?:numre)?|tilmelding|visitation"
    r"|medarbejdere|personale|bestilling|oplysninger|information)"
)
_LABELS: tuple[tuple[Label, str], ...] = (
    ("period", r"(?:projekt|tids|forløbs)?periode(?:n)?|tids(?:plan|ramme)(?:n)?|løbetid"
               r"|(?:projektets )?varighed|hvornår (?:kører|løber|foregår) .*"),
    ("target", r"(?:primær |sekundær )?målgruppe[nr]?|målgruppen?(?: for)? .*"
               r"|for|hvem er .* (?:for|til)|hvem (?:er|var) målgruppe.*|for hvem|til hvem"
               r"|hvem (?:kan|må) (?:få|bruge|benytte|deltage|være|komme|søge|bo|blive|gå|modtage"
               r"|optages|henvises|visiteres|begynde)(?!.*\bikke\b).*"
               r"|hvem (?:hjælper|henvender|retter) (?!.*\bikke\b).*"
               r"|hvem (?:får|tilbydes|gælder|har (?:ret|krav))"  # but not who may complain
               r"(?!.*\b(?:ikke|klag\w+|anke\w*|penge\w*|løn\w*|svar|besked|min\w*|din\w*"
               r"|oplysning\w*|aktindsigt|se)\b).*"),
    ("background", r"baggrund(?:en)?(?: for .*)?|hvorfor .*"),
    ("purpose", r"(?:projektets |initiativets )?formål(?:et)?(?: med .*)?|mål|formål og mål"
                r"|mål og formål|hvad er formålet.*"),
    ("content", r"indhold(?:et)?|metode[nr]?|aktiviteter|indsatsen"
                r"|sådan (?:foregår|arbejder|virker) .*|hvad (?:går|gør|tilbyder|indeholder) .*"),
    ("law", r"lovgrundlag(?:et)?|lovgivning(?:en)?|lovhjemmel|hjemmel|jura|regler"),
    ("evaluation", r"dokumentation(?: og evaluering)?|(?:forskning og )?dokumentation"
                   r"|evaluering(?:en)?(?: og .*)?|opfølgning og evaluering|effekt"
                   r"|(?:foreløbige )?(?:resultater(?:ne)?|erfaringer(?:ne)?)(?: i tal)?"
                   r"|effekter|virker det|hovedkonklusioner|hvad (?:har vi lært|viste|viser) ?.*"),
    ("partners", r"samarbejdspart(?:er|nere)|samarbejde|partnere|parter|projektparter|aktører"
                 r"|organis(?:ation|ering)|deltagere|deltagende (?:kommuner|parter)"
                 r"|hvem (?:er med|deltager|står bag).*"
                 r"|(?:faglig )?(?:styre|følge|projekt|arbejds)gruppen?|bestyrelsen?"),
    ("funding", r"finansiering(?:en)?(?: og .*)?|(?:økonomi(?:en)?|penge|midler)(?: og .*)?|budget"
                r"|bevilling(?:en)?|tilskud|hvad koster .*|hvem betaler.*"),
    ("more", r"(?:mere|yderligere) information|(?:læs|se) (?:mere|også)|mere viden|links"
             r"|(?:fod)?noter|kilder|referencer|litteratur(?:liste)?"
             r"|andre har (?:også )?(?:læst|set).*|relatere(?:t|de) .*"),
    ("contact", r"kontakt(?:er|oplysninger|info|information|personer|person)?"
                r"(?: (?:os|i|for|ved) ?.*)?|(?:vil du|hvis du vil) vide mere"
                r"|kontakt (?-i:[A-ZÆØÅ])[^,.:]{2,40}"  # but not 'Kontakt med familien'
                rf"|(?=.*kontakt){_BESIDE}(?:(?:, | og | & | / |/){_BESIDE})+"
                r"|(?:(?:her|hvor|sådan) )?finder du os|find (?:vej til )?os(?: her)?|besøg os"
                r"|(?:er du )?interesseret(?: i .{2,40})?"
                r"|(?:ring|skriv|ring (?:og|eller) skriv) til .{2,40}|ring (?:og|eller) skriv"
                r"|henvendelse(?: til .*)?|hvor (?:kan|skal) \w+ henvende (?:mig|dig|sig|os).*"
                r"|sådan (?:kontakter du|får du fat i) .*"
                r"|har du spørgsmål.*|(?:for )?yderligere oplysninger|spørgsmål om .*"
                r"|hvem kan (?:jeg|du|man|vi) (?:tale|snakke|kontakte|spørge|ringe).*"),
)  # fmt: skip
# Names of facts that no label is for: each ends the section before it.
_FACT = re.compile(
    r"(?:åbnings|telefon|træffe)tid(?:er|en)?|åbent|kommuner?|region|adresse|sted(?:er)?|hvor|hvornår"
    r"|kapacitet|(?:antal )?(?:pladser|deltagere)|ventetid(?:en)?|priser?|status|personale"
    r"|medarbejdere|(?:ansøgnings|tilmeldings)?frist(?:en)?|tilmelding|visitation|henvisning"
    r"|udgi(?:ver|vet af)|forfattere?",
    re.IGNORECASE,
)
# One expression with a group for each label: the first that fits the whole heading is taken.
_LABEL = re.compile("|".join(f"(?P<{name}>{form})" for name, form in _LABELS), re.IGNORECASE)

_FURNITURE = re.compile(
    r"(?:tilmeld(?: dig)?(?: (?:her|nyhedsbrev\w*|vores nyhedsbrev\w*|nyhedsbrevet))?"
    r"|(?:få |modtag )?(?:vores )?nyhedsbreve?t?|print(?: siden)?|del (?:siden|artiklen|på:.*"
    r"|på (?:facebook|linkedin|twitter|instagram|x|(?:e-?)?mail|(?:alle )?sociale medier)\b.*)"
    r"|udskriv(?: siden)?|skriv ud|læs (?:op|højt)|del|gem|kopi[eé]r link|til toppen"
    r"|tilbage(?: til .*)?|tip en ven|følg os.*|cookies?|ja\s+nej"
    r"|(?:spring|gå|hop) til (?:hoved)?(?:indhold|menu)(?:et|en)?|søg|menu|luk|forside"
    r"|(?:(?:(?:privatlivs|persondata|cookie)politik|tilgængelighedserklæring|cookies|sitemap)\s?)+"
    r"|accepter (?:alle )?cookies|afvis (?:alle )?cookies"
    r"|facebook|linkedin|twitter|instagram|(?:e-?)?mail|x)[.:!]?"
)
_PARTS = re.compile(r"\s{2,}|\s*[|·/]\s*")
_FURNITURE_TEXT = re.compile(
    r"\b(?:vores|tilmeld|modtag|abonn[eé]r)\b.*\bnyhedsbrev"
    r"|\bnyhedsbrev\w*\b.*\b(?:holder dig|tilmeld)"
    r"|\b(?:vi|siden|hjemmesiden|websitet|sitet) (?:bruger|anvender|benytter) cookies"
    r"|direkte i din indbakke|\b(?:var|er) (?:siden|indholdet|artiklen) nyttig"
    r"|^fandt du,? (?:det|hvad),? du (?:søgte|ledte efter)\W*$",
    re.IGNORECASE,
)
# One in each form above.
_FURNITURE_NOUNS = ("nyhedsbrev", "cookies", "indbakke", "nyttig", "fandt du")
_FURNITURE_WORDS = (
    40  # the shipped newsletter box has 18; a longer line is a paragraph that says more
)
_KIND = re.compile(
    r"(?:notat|pressemeddelelse|nyhed|faktaark|pjece|folder|rapport|referat|projektbeskrivelse"
    r"|sagsfremstilling|bilag(?: \d+)?|udkast)[.:]?"
    r"|(?:til|fra|cc|kopi til|(?:sags?|j\.?|journal|dok\.?|dokument)[ .-]?(?:nr|nummer)"
    r"|sagsbehandler|ref|deres ref)[.]?:.*",
    re.IGNORECASE,
)
# A kind of paper that tells nothing without of what or of whom it is, and is told together with it.
_PAPER = re.compile(
    r"(?:kvalitetsstandard(?:er)?|ydelseskatalog|serviceniveau|takst(?:er|blad)|retningslinjer?"
    r"|vejledning|instruks|(?:beslutnings|møde)?referat|beslutningsprotokol|dagsorden"
    r"|(?:tilsyns|års|evaluerings|slut|status)rapport|årsberetning|handleplan|puljeopslag"
    r"|ansøgningspulje)(?: (?:for )?\d{4}(?: ?[-–/] ?\d{2,4})?)?:?",
    re.IGNORECASE,
)
_PAGE_MARK = re.compile(
    r"[-–\[(]?\s*(?:side \d{1,3}(?:\s?(?:af|/)\s?\d{1,3})?|forside|bagside)\s*[-–\])]?",
    re.IGNORECASE,
)
_MARK_LETTERS = 20  # '[Side 100 af 120]' has 17
_POINTER = re.compile(
    r"(?:læse?|se|hent|find|download|gå til|bestil)\b(?: \w+){0,2}? "
    r"(?:mere|om|her|på|rapport\w*|evaluering\w*|publikation\w*|pjece\w*|notat\w*|hele)\b",
    re.IGNORECASE,
)


@lru_cache(maxsize=1_024)  # headings and lines, some .3 KB each: rules look at one many times
def label_of(heading: str) -> Label | None:
    """Return what a section with this heading is about, or None when the heading is free text."""
    words = heading.strip().rstrip(":?").strip()
    found = _LABEL.fullmatch(words)
    return None if found is None else cast(Label, found.lastgroup)


def is_fact(name: str) -> bool:
    """Return whether these words are the name of a fact that is no label: 'Åbningstider'."""
    return _FACT.fullmatch(name.strip().rstrip(":?").strip()) is not None


def is_furniture(line: str) -> bool:
    """Return whether a line belongs to the page, not to the document: newsletter, share, print."""
    folded = line.lower()  # so many words are soon told apart by their first letter
    # Few lines begin like furniture, and splitting a long line is dear.
    if _FURNITURE.match(folded) and (
        _FURNITURE.fullmatch(folded) or all(map(_FURNITURE.fullmatch, _PARTS.split(folded)))
    ):
        return True
    return (
        any(map(folded.__contains__, _FURNITURE_NOUNS))
        and len(line.split()) <= _FURNITURE_WORDS
        and bool(_FURNITURE_TEXT.search(line))
    )


def is_kind(line: str) -> bool:
    """Return whether a line only says what kind of paper a document is ('Notat'), or is one of
    those of its head that say to and from whom it is."""
    return _KIND.fullmatch(line) is not None


def is_paper(line: str) -> bool:
    """Return whether a line says what kind of paper a document is, and not of what or of whom:
    'KVALITETSSTANDARD 2024'."""
    return _PAPER.fullmatch(line) is not None


def is_page_mark(line: str) -> bool:
    """Return whether a line only says which page of a paper begins or ends there: 'Side 2 af 4'."""
    return 0 < len(line) <= _MARK_LETTERS and _PAGE_MARK.fullmatch(line) is not None


def is_pointer(line: str) -> bool:
    """Return whether a line only sends the reader elsewhere ('Læs mere om …')."""
    return bool(_POINTER.match(line)) and not line.endswith((".", "!", "?"))
