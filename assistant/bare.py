"""What is asked of an initiative by its name alone, where no heading of its page says it.

'Hvad er formålet med X?' and 'Hvornår startede X?' share no word with the sentence that answers but
the name, which stands everywhere: the sentence is known by what it says, and not by a ranking.
"""

import re
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass

from assistant import facts
from assistant.designation import parts_asked
from assistant.people import names_people
from assistant.question import Question
from assistant.rank import MARKER, Candidate
from corpus.dates import years
from corpus.text import cells, sentences
from corpus.types import Block, Document, Section
from index.danish import PART, likeness, stem, stems, words

_ELSEWHERE = ("contact", "more", "law")  # headings under which nothing of it stands
_EARLY = 4  # letters before what is asked for: 'I 2019 åbnede …', 'Formålet er …'
_BEGINNING = 6  # words of a sentence, in which what it is about is named
# What somebody said, what is said to whoever has a question, and what is not so.
_DOUBTFUL = re.compile(
    r"^[\"”»“]|\b(?:siger|sagde|fortæller|mener|forklarer)\b|\bspørgsmål\b|\bmålet er nået\b"
    r"|\b(?:formål\w*|målet|drives|giver|tilbyder|hjælper)\b[^,.;]{0,30}\bikke\b(?!.*\bmen\b)",
    re.IGNORECASE,
)
_WHAT = re.compile(r"hvad\b", re.IGNORECASE)
_DATE = (
    r"(?:\b(?:19|20)\d\d\b|\b(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober"
    r"|november|december)\b|\bfor \w+ (?:år|måneder) siden\b)"
)
_BEGAN = (
    r"(?:\b(?:begyndte|startede|åbnede|oprettet|etablere[td]|grundlagt|stiftet|lanceret|søsat|indviet"
    r"|fyldte|indført|startet|slået op|eksisteret siden|(?:sat|gik|kom|går?) i gang)\b"
    r"|\bløb fra\b)"
)
# When it begins for whoever gets it, as counted from something else.
_BEGINS = r"\b(?:går i gang|begynder|starter|sættes i gang|iværksættes|kommer i gang)\b"
_TERM = r"\b(?:senest|inden for|straks|samme dag|(?:efter|før) \d+|\d+ \w+ (?:efter|før))\b"
_SETS_OFF, _TURN = re.compile(r"\bi gang\b", re.IGNORECASE), stem("gang")
_BEGUN = re.compile(r"\b(?:gik|kom|blev|er|startede|begyndte|åbnede)\b", re.IGNORECASE)
_ENDS = (
    r"(?:\b(?:slutter(?! kl)|sluttede|slut|stopper|stoppede|ophør\w*|udløb\w*|lukke[rt]|lukkede"
    r"|afslutte[ts]\w*|til og med|indtil|frem til|rækker|udgang(?:en)?"
    r"|nedlagt\w*|afvikle[ts]|færdigt?|sidste (?:dag|gang|hold)|slutningen af"
    r"|(?:et|to|tre|fire|fem)årigt?|varer|(?:løber|kører|løb)\b.{0,60}? til)\b"
    r"|(?:19|20)\d\d ?(?:til|[-–]) ?(?=\d|\w+ (?:19|20)))"
)
_OF_OTHER_END = re.compile(r"frist|ventelist|ansøg|evaluer|rapport|holder lukket|lukket fra", re.I)
_ON_CONDITION = re.compile(r"\b(?:når|efter|hvis|inden|før)\b", re.IGNORECASE)
_SPAN_FIRST = re.compile(  # what a sentence names after it is what lasted so long
    r"(?:Fra|Mellem|I) (?:\w+ ){0,2}(?:19|20)\d\d (?:til|og|[-–])[^,.;]{0,30}(?:19|20)\d\d\b"
)
_IS_A = (
    r"\b(?:er|var) (?:et|en(?! del)|[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?s"
    r"|[\w-]*(?:tilbud|center|metode)"
    r"|[\w -]{3,60} (?:til|for) (?:\w+ ){0,2}(?:alle|dem|mennesker|personer|borgere|børn|unge"
    r"|voksne|ældre|kvinder|mænd|familier|forældre|pårørende|flygtninge))\b"
)
_IS = rf"{_IS_A}|\b(?:er|var) (?:der )?for\b"
_WITH_IT = r"^(?:med|i|på|hos|gennem) \S+.*\b(?:kan|får) (?:du|man|i|borgeren|den unge)\b"
# What a page calls its initiative without its name.
OURS = frozenset(
    stems(
        "initiativet projektet indsatsen tilbuddet ordningen forløbet metoden programmet modellen "
        "centret puljen forsøget aftalen planen foreningen bevillingen pengene fase "
        "huset støtten hjælpen behandlingen rådgivningen"
    )
)
# Where and when a group of the initiative meets, or somebody in it is met.
_MEETS = re.compile(
    r"([A-ZÆØÅ]\w+(?:en|et|erne)) (?:mødes|mødtes|holdes|afholdes|foregår|træner|spiser|hedder"
    r"|træffes)\b"
)


@dataclass(frozen=True, slots=True)
class _Basic:
    """One thing that is asked of any initiative: what asks for it, and what says it, best first.

    `kinds` are those of the question, `labels` the headings under which it stands where a page has
    them. With `is_own` a sentence has to begin with the initiative, with `is_needed` nothing else
    than these answers. `most` is how many sentences it takes.
    """

    kinds: tuple[str, ...]
    asks: re.Pattern[str]
    labels: tuple[str, ...]
    says: tuple[re.Pattern[str], ...]
    is_own: bool = True
    is_needed: bool = True
    most: int = 1


def _any(*patterns: str) -> tuple[re.Pattern[str], ...]:
    return tuple(re.compile(one, re.IGNORECASE) for one in patterns)


_BASICS = (
    _Basic(
        ("purpose",),
        re.compile(r"\b(?:formål\w*|målet|mål|hensigt\w*|opnå\w*)\b", re.IGNORECASE),
        ("purpose",),
        _any(
            r"\bformål(?:et)?\b"
            r"|\b(?:målet|hensigten|ambitionen|idéen|ideen)\b(?: \w+){0,4} (?:er|var)\b",
            r"\b(?:skal|skulle|vil|arbejder for at|har til opgave at) (?:\w+ )?"
            r"(?:hjælpe|støtte|give|styrke|forebygge|skabe|sikre|bidrage|samle|gøre|finde|mindske"
            r"|udvikle|udbrede|få|øge|fremme|hindre|undgå|nedbringe|reducere|afprøve)\b",
            rf"(?-i:{_IS})|\b(?:hjælper|støtter|tilbyder|giver|gav|styrker|forebygger|samler)\b",
            _WITH_IT,
        ),
    ),
    _Basic(
        ("definition",),
        re.compile(r"\bhvad\b", re.IGNORECASE),
        ("purpose", "content"),
        _any(rf"(?-i:{_IS_A})|\b(?:hjælper|tilbyder|giver|gav)\b", _WITH_IT),
        is_needed=False,
    ),
    _Basic(
        ("target",),
        re.compile(r"\b(?:hvem|målgruppe\w*)\b", re.IGNORECASE),
        ("target",),
        _any(
            r"\b(?:målgruppe\w*|henvender sig til|rette[rt] (?:sig )?mod|er for)\b"
            r"|\btilbud (?:til|for)\b"
            r"|\b(?:er|var) (?:et|en) [\w ]{0,40}\b(?:til|for)\b"
            r"|\b(?:krisecenter|center|sted|hjem) for\b"
        ),
        is_needed=False,
    ),
    _Basic(
        ("period", "founded"),
        re.compile(
            r"\bhvornår\b.*\b(?:startede|begyndte|åbnede|oprettet|etableret|startet|stiftet"
            r"|lanceret|i gang)\b",
            re.IGNORECASE,
        ),
        ("period",),
        _any(
            rf"{_BEGAN}.{{0,120}}?{_DATE}|{_DATE}.{{0,120}}?{_BEGAN}",
            rf"{_BEGINS}.{{0,40}}?{_TERM}",
        ),
    ),
    _Basic(
        ("period",),
        re.compile(
            r"\bhvornår\b.*\b(?:slutter|sluttede|stopper|stoppede|ophører|ophørte|udløber|udløb"
            r"|er (?:\w+ ){1,4}(?:slut|forbi|færdig))\b",
            re.IGNORECASE,
        ),
        ("period",),
        _any(
            rf"{_ENDS}.{{0,120}}?{_DATE}|{_DATE}.{{0,120}}?{_ENDS}",
            r"\b(?:permanent|i drift|fast tilbud)\b",
        ),
        is_own=False,
    ),
    _Basic(
        ("running",),
        re.compile(
            r"\b(?:stadig|fortsat|endnu|slut|afsluttet|ophørt|lukket|stoppet|i gang)\b",
            re.IGNORECASE,
        ),
        ("period",),
        _any(
            r"\b(?:permanent|løber|løb|udløb\w*|fortsætter|fortsatte|videreføres|videreført"
            r"|lukkede|(?<!holder )(?<!holder vi )lukke[tsr]\w*"
            r"(?! (?:i (?!(?:19|20)\d\d)|om\b|mellem\b|på\b))"
            r"|stopper|stoppede|stoppet|ophør\w*|rækker|afslutte[dt]\w*|slutte\w+(?! kl)"
            r"|til og med|udgangen af|fast tilbud|nedlagt\w*"
            r"|i drift|indtil|er (?:nu |desværre )?(?:slut|forbi))\b"
        ),
    ),
    _Basic(
        ("partners", "who", ""),
        re.compile(
            r"\bhvem (?:der )?(?:står|stod) bag\b"
            r"|\bhvem (?:driver|drev|ejer|udbyder|har (?:lavet|startet|oprettet|stiftet))\b",
            re.IGNORECASE,
        ),
        ("partners",),
        _any(
            r"\b(?:står bag|drives|drevet|ejes|udbydes|oprettet|etableret|stiftet|startet|udviklet"
            r"|gennemføres|gennemført|udføres|administreres|finansieret) (?:\w+ ){0,3}af\b"
            r"|\bsat\b.{0,60}\bi gang\b|\bselvejende\b|\bi samarbejde med\b|\bsamarbejde mellem\b"
            r"|\bforankret i\b|\bprojektejere?\b|\b(?:en del af|under) (?-i:[A-ZÆØÅ])"
            r"|\bpartnerskab\b",
            r"\ber (?-i:[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w-]+)?s) [\w-]+",
        ),
        is_own=False,
        most=2,
    ),
    _Basic(
        ("apply", ""),
        re.compile(
            r"\bhvordan (?:kommer|bliver|kan|får) (?:man|jeg|vi|du|\w+en) (?:\w+ ){0,2}"
            r"(?:med|optaget|ind|plads|del)\b",
            re.IGNORECASE,
        ),
        (),
        _any(
            r"^(?:ring|skriv|henvend|kontakt|kig|mød|bestil|tilmeld)\b|\btilmelding\w*"
            r"|\b(?:du|man|i|borgeren) (?:(?:kan|skal) (?:ikke )?)?(?:selv )?"
            r"(?:søge|ringe|skrive|henvende|tilmelde|kontakte|bestille)r?\b"
            r"|\b(?:kræver|behøver|uden|ingen) (?:\w+ ){0,2}(?:henvisning|visitation)"
            r"|\bindstiller\b|\bsender en henvisning\b|\b(?:bliver|er) henvist af\b"
            r"|\bkan henvise\b|\bved at (?:ringe|skrive|møde)\b"
        ),
        is_own=False,
        is_needed=False,
        most=2,
    ),
    _Basic(
        ("place", "location"),
        re.compile(r"\bhvor (?:foregår|foregik|ligger|lå|holder|holdt|finder)\b", re.IGNORECASE),
        ("partners",),
        _any(
            r"\b(?:ligger|holder til|har til huse|foregår|finder sted|afholdes"
            r"|har (?:klinikker?|lokaler|afdelinger?|rådgivning\w*))\b.*\b(?:på|i|ved|hos)\b"
            r".*(?-i:[A-ZÆØÅ])|\badresse\w*\b.*\b(?:hemmelig|fortrolig|er)\b",
            r"(?-i:[A-ZÆØÅ])\w*(?:vej|gade|stien|torv|plads|allé|stræde|vænget)\w* \d"
            r"|, \d{4} (?-i:[A-ZÆØÅ])",
        ),
        is_own=False,
        is_needed=False,
        most=2,
    ),
    _Basic(
        ("evaluation", ""),
        re.compile(
            r"\b(?:virker?|virkede|effekt\w*|resultat\w*|fået ud af|kommet ud af|kom der ud af)\b",
            re.IGNORECASE,
        ),
        ("evaluation",),
        _any(
            r"\bikke (?:selv |endnu )?(?:blevet )?(?:evalueret|målt|undersøgt)\b"
            r"|\b(?:evaluering|undersøgelse|opgørelse|måling|rapport|resultat|effekt)\w*\b"
            r"(?! (?:om|af|fra) (?-i:[A-ZÆØÅ]))(?!.*\bgenerelt\b)"
            r".*\b(?:viser|viste|peger|fandt|faldt|steg|oplever|færre|flere|bedre)\b",
            r"^(?=.*\d ?(?:pct|procent|%|(?:ud )?af \d)).*\b(?:fald[et]\w*|faldt|steg\w*"
            r"|bedre|flere|færre|mindre|fået|opnåede|gennemførte"
            r"|i (?:job|arbejde|uddannelse|bolig)|ikke længere)\b",
        ),
        is_own=False,
        most=2,
    ),
)


def told(question: Question, documents: Mapping[str, Document]) -> list[Candidate] | None:
    """Return the sentences that say what is asked, none where the page says it nowhere.

    None where it is not so asked, or the page has a heading or a field for it, or an initiative of
    several pages, or a part with fields of its own, is named.
    """
    pages = {scope.document for scope in question.scopes}
    basic = _basic(question)
    if basic is None or len(pages) != 1 or question.is_fitted:
        return None
    page = documents[pages.pop()]
    sections = [one for one in page.sections if _is_named(question, page, one)]
    if any(one.is_part or _is_told_under(basic, one) for one in sections):
        return None
    if "period" in basic.labels and _has_period(question, page):
        return None
    said = [item for one in sections for item in _sentences(page, one) if _may_say(basic, item)]
    if "founded" in basic.kinds and _SETS_OFF.search(question.text):  # of what, stands before that
        asked = [term for term in question.rest if term != _TURN]
        said = [one for one in said if all(_is_said(term, one) for term in asked)]
    if "location" in basic.kinds:
        said = [one for one in said if not is_of_group(question, one)]
    is_past = "founded" in basic.kinds and _BEGUN.search(question.text)
    for pattern in basic.says[:1] if is_past else basic.says:
        fitting = [(one, found.start()) for one in said if (found := pattern.search(one.text))]
        if basic.kinds == ("running",):  # the last that is told of
            fitting.sort(key=lambda found: -max(years(found[0].text), default=0))
        if best := _best(question, basic, fitting):
            return best
    return _otherwise(question, basic, page)


def _otherwise(question: Question, basic: _Basic, page: Document) -> list[Candidate] | None:
    """Return what stands for a sentence where none says it: the title, or a row of a table, which
    may tell of a part."""
    if parts_asked(question.text):
        return None
    if basic.kinds == ("running",) and any(scope.is_page for scope in question.scopes):
        return _titled(page, basic.says[0])
    return [] if basic.is_needed else None


def _titled(page: Document, says: re.Pattern[str]) -> list[Candidate]:
    """Return the title of a page where that says whether it runs: 'Hjem Igen er slut'."""
    start = page.text.find(page.title)
    told = says.search(page.title)
    if start < 0 or not told or _ON_CONDITION.search(page.title, 0, told.start()):
        return []
    end = start + len(page.title)
    return [Candidate(page, page.sections[0], Block("paragraph", start, end), start, end, 0.0)]


def _is_said(term: str, item: Candidate) -> bool:
    """Return whether a sentence has a word like one that is asked about."""
    return any(likeness(term, word) >= PART for word in stems(item.text))


def is_of_group(question: Question, item: Candidate) -> bool:
    """Return whether a sentence says where or when somebody is met who is not asked about."""
    group = _MEETS.match(item.text)
    named = {*question.terms, *stems(item.document.title), *OURS}
    return group is not None and not any(
        likeness(stem(group[1].lower()), word) >= PART for word in named
    )


def _may_say(basic: _Basic, item: Candidate) -> bool:
    """Return whether a sentence is no quotation and denies nothing, names people where it is asked
    whom it is for, and no first phase or what others are to do ('- fortsæt …') where what runs."""
    if basic.kinds == ("running",):
        is_done = item.block.kind != "item" or not basic.says[0].match(MARKER.sub("", item.text))
        return is_done and "første fase" not in item.text.lower() and len(cells(item.text)) < 2
    if basic.kinds == ("period",) and _OF_OTHER_END.search(item.text):
        return False
    return not _DOUBTFUL.search(item.text) and (
        basic.kinds != ("target",) or names_people(item.text)
    )


def _best(
    question: Question, basic: _Basic, fitting: list[tuple[Candidate, int]]
) -> list[Candidate]:
    """Return those that begin with the name of the initiative, else with 'projektet', else with
    what is asked for; else all. `fitting` has where in each of them that is said."""
    own = {term for scope in question.scopes for term in scope.terms}
    own |= set(question.rest if _SETS_OFF.search(question.text) else ())
    early, said = [one for one, start in fitting if start < _EARLY], [one for one, _ in fitting]
    for there in (_about(own, fitting), _about(OURS, fitting), early):
        if there:
            return _with_next(there, said)[: basic.most]
    return [] if basic.is_own else said[: basic.most]


def _with_next(there: list[Candidate], said: list[Candidate]) -> list[Candidate]:
    """Return the first ones, and after the last of them what goes on from it."""
    last = there[-1]
    return [*there, *(one for one in said if one.block is last.block and one.start > last.end)]


def _about(names: Set[str], fitting: list[tuple[Candidate, int]]) -> list[Candidate]:
    return [one for one, _ in fitting if not names.isdisjoint(stems(_beginning(one.text)))]


def _beginning(text: str) -> str:
    """Return the words of a sentence in which what it is about is named: the first ones, or the
    whole clause where it begins with the time that it lasted."""
    if _SPAN_FIRST.match(text):
        return re.split(r"[,;:]", text)[0]
    return " ".join(words(text)[:_BEGINNING])


def _basic(question: Question) -> _Basic | None:
    if not question.scopes:
        return None
    for one in _BASICS:
        asked = list(one.asks.finditer(question.text))
        if question.kind_name in one.kinds and asked:
            by_it = {term for match in asked for term in stems(match[0])}
            return None if set(question.rest) - by_it else one
    return None


def _is_told_under(basic: _Basic, section: Section) -> bool:
    """Return whether a heading says what is asked: by its label, or as 'Hvad er X?' does."""
    asks = _WHAT.match(section.heading) is not None and basic.kinds == ("definition",)
    return asks or section.label in basic.labels


def _has_period(question: Question, page: Document) -> bool:
    own = (one for one in page.fields if one.name == "period")
    return facts.period_field(page) is not None or any(
        scope.holds(page.id, one.start) for one in own for scope in question.scopes
    )


def _is_named(question: Question, page: Document, section: Section) -> bool:
    return any(one.holds(page.id, section.start) for one in question.scopes)


def _sentences(page: Document, section: Section) -> Iterator[Candidate]:
    if section.label in _ELSEWHERE:
        return
    for block in section.blocks:
        if block.kind != "link":
            for start, end in sentences(page.text, block.start, block.end):
                yield Candidate(page, section, block, start, end, 0.0)
