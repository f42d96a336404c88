"""Where people tell their own name or somebody's, and where they live.

A name is known by the words before it ('jeg hedder', 'hilsen'), never by itself: who is asked about
by name alone ('Hvem er …?') is somebody whom the documents may hold.
"""

import re
from collections.abc import Iterable, Iterator

from assistant.literals import municipality

_GAP = r"[ \t\u00a0]+"
_UP = r"[A-ZÀ-ÖØ-Þ]"
_LETTERS = r"[^\W\d_]"
_CAPITAL = rf"(?:{_UP}\.|{_UP}{_LETTERS}{{0,30}}(?:[-’'.]{_LETTERS}{{1,30}}){{0,3}})"
_PARTICLE = rf"(?:(?:von|van|de|af|la|el|al|bin|der|den|du|di|da){_GAP})?"
_FULL = rf"{_CAPITAL}(?:{_GAP}{_PARTICLE}{_CAPITAL}){{0,4}}"
_STOP = (
    "og men er har på i fra som med kommer bor vil kan skal må ikke noget nogen så for til af at "
    "der den det de jeg du vi min mit mine han hun søger ønsker mangler arbejder hvad hvem hvor "
    "hvordan hvornår hvilke hvilken eller samt født var blev tak skriver spørger ringer"
)
_SMALL_WORD = (
    rf"(?!(?:{'|'.join(_STOP.split())})\b){_LETTERS}{{2,30}}(?:-{_LETTERS}{{1,30}}){{0,2}}"
)
_SMALL = rf"{_SMALL_WORD}(?:{_GAP}{_SMALL_WORD}){{0,2}}"
_RELATION = (
    r"(?:\w{0,12}søn|\w{0,12}datter|(?:ældste|yngste|lille)?\s?(?:dreng|pige|barn)|mand|kone|kæreste"
    r"|samlever\w*|ægtefælle|\w{0,5}m[oa]r|\w{0,5}far|\w{0,12}bror|\w{0,12}søster|mormor|morfar|farmor|farfar"
    r"|nevø|niece|fætter|kusine|onkel|tante|ven|veninde|nabo|kollega|sagsbehandler|plejebarn|barnebarn|eks)"
)
_SOMEBODY = (
    r"(?:borger|klient|patient|elev|beboer|bruger|mand|kvinde|datter|søn|nabo|dreng|pige|far|mor)e?e?n"
    r"|barnet|moderen|faderen"
)
_HAS = r"(?:hed+er|heter|kaldes|kalder sig)"
_OWN = r"(?:min|mit|vores|hans|hendes|deres|sin|sit|din|dit)"
# After these a name may be in small letters.
_NAMED = re.compile(
    rf"(?i:\b(?:jeg|han|hun|hen|{_OWN}{_GAP}{_RELATION}|{_SOMEBODY}){_GAP}{_HAS}"
    rf"|\b(?:mit|hans|hendes|sit|\w+s){_GAP}(?:fulde{_GAP})?(?:for|efter)?navn{_GAP}er"
    rf"|\bkald{_GAP}mig|\bmy name is)\b\s*[:,]?\s*"
    rf"(?:(?i:altså|bare|egentlig|nemlig){_GAP})?(?P<name>{_FULL}|{_SMALL})",
)
_SIGNED = re.compile(
    rf"(?i:\b(?:mvh|kh|vh|dbh|(?:venlig|kærlig|bedste|mange){_LETTERS}*{_GAP}hils(?:en|ner)))\b[.,:!]?\s+"
    rf"(?:(?i:fra){_GAP})?(?P<name>{_FULL}|{_SMALL}(?=[ \t]*[.!]?[ \t]*(?:\n|$)))"
)
# After these it has a capital.
_WRITTEN = re.compile(
    rf"(?:(?i:\bhils(?:en|ner))[.,:!]?\s+(?:(?i:fra){_GAP})?|(?i:\bnavn)\s*:\s*"
    rf"|(?i:\b(?:{_OWN}{_GAP}{_RELATION}|{_SOMEBODY}|borger|klient|patient)),?{_GAP}(?={_UP}[^\W\dA-ZÀ-ÖØ-Þ]))"
    rf"(?P<name>{_FULL})"
)
_SELF = re.compile(
    rf"(?i:\bjeg{_GAP}er){_GAP}(?P<name>{_CAPITAL}(?:{_GAP}{_PARTICLE}{_CAPITAL}){{1,4}})"
)
_NAMES = (_NAMED, _SIGNED, _WRITTEN, _SELF)

_UNIT = (
    r"(?i:km|m|meter|min|kr|mio|%|procent|år|årig|dage?|uger?|timer?|gange|md|måned|borgere|unge"
    r"|børn)"
)
_NUMBER = rf"(?:nr\.?\s*)?\d{{1,3}}(?:\s?[A-ZÆØa-zæø]\b)?(?![\d%]|[.,]\d|[\s-]?{_UNIT}\b)"
_FLOOR = (
    r"(?i:,?\s*(?:(?:st|kl|kld|\d{1,2})\.(?:\s*sal\b)?(?:,?\s*(?:(?:tv|th|mf)\b\.?|dør\s*\d+))?"
    r"|(?:tv|th|mf)\b\.?))?"
)
_DISTRICT = r"(?:[CNVSØKM]|NV|SV|SØ|NØ)\b"
_TOWN = rf"(?:DK[- ]?)?\d{{4}}{_GAP}{_LETTERS}{{2,30}}(?:{_GAP}(?:(?i:{_DISTRICT})|{_CAPITAL}))?"
_AFTER = rf"{_NUMBER}{_FLOOR}(?:[,\s]\s*{_TOWN})?"
_WAY = r"(?i:vej(?:en)?|gaden?|all[eé]en|all[eé]|strædet?|boulevard(?:en)?|vænget?)"
_PLACE = r"(?:Plads|Torv|Park|Have|Vej|Gade|All[eé]|Boulevard|Stræde|Vænge)"
_OLD = r"(?i:gl|gammel|sdr|ndr|nr|vester|øster|nørre|store|lille|ny)\.?"
_BEFORE = rf"(?:(?:{_UP}[\w.’'-]{{0,30}}|{_OLD}){_GAP}){{0,3}}"
_LIVES = (
    r"(?i:\b(?:bor|boede|boet|boende|bopæl|adressen?|adr)\b)\.?:?(?:\s+(?:er|på|i|ved)\b)?:?\s*"
)
_STREETS = (
    re.compile(rf"\b{_BEFORE}{_LETTERS}{{2,30}}{_WAY}{_GAP}{_AFTER}"),
    re.compile(rf"\b{_BEFORE}{_UP}[\w.’'-]{{0,30}}{_GAP}{_PLACE}{_GAP}{_AFTER}"),
    re.compile(
        rf"{_LIVES}(?P<place>{_CAPITAL}(?:{_GAP}{_LETTERS}[\w.’'-]{{0,30}}){{0,3}}{_GAP}{_AFTER})"
    ),
    re.compile(rf"{_LIVES}(?P<place>{_TOWN})"),
    re.compile(rf"\b{_CAPITAL}(?:{_GAP}{_CAPITAL}){{0,2}}{_GAP}{_NUMBER}{_FLOOR},?\s+{_TOWN}"),
)
_POST = re.compile(
    rf"(?<![\d§.,/-])(?P<code>\d{{4}}){_GAP}(?P<town>{_UP}{_LETTERS}{{1,30}})(?![\w-])"
    rf"(?P<part>{_GAP}{_DISTRICT})?"
)
_YEAR = re.compile(r"(?:19|20)\d\d")


def names(text: str) -> Iterator[tuple[int, int]]:
    """Yield where the names start and end that are told in a text, in no order."""
    for pattern in _NAMES:
        yield from (match.span("name") for match in pattern.finditer(text))


def parts(texts: Iterable[str]) -> frozenset[str]:
    """Return the parts, each with a capital, of the names that are told in some texts."""
    return frozenset(
        part
        for text in texts
        for start, end in names(text)
        for part in re.findall(rf"{_UP}{_LETTERS}+", text[start:end])
    )


def repeated(text: str, known: Iterable[str]) -> Iterator[tuple[int, int]]:
    """Yield where parts of names stand in a text, also as an owner's."""
    if some := "|".join(re.escape(part) for part in sorted(known, key=len, reverse=True)):
        yield from (m.span() for m in re.finditer(rf"(?<!\w)(?:{some})(?=s?(?!\w))", text))


def addresses(text: str) -> Iterator[tuple[int, int]]:
    """Yield where addresses start and end: a street and number, a postcode and town, or both."""
    for pattern in _STREETS:
        for match in pattern.finditer(text):
            yield match.span("place") if "place" in pattern.groupindex else match.span()
    for match in _POST.finditer(text):
        is_town = municipality(match["town"]) and not _YEAR.fullmatch(match["code"])
        if match["part"] or is_town:
            yield match.span()
