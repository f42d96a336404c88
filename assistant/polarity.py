"""Whether a statement turns, strengthens or widens what its source says."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from assistant.words import content_terms
from index.danish import likeness

ALIKE = 0.6  # of two stems that are taken for forms of one word
_ALIGNED = 0.6  # of a clause of the source whose words stand in the statement
_CLAUSE = re.compile(r"[,;:()\n]|(?<=[.!?])\s|\s[–-]\s|\b(?:men|mens|hvorimod)\b", re.IGNORECASE)
_DENIES = re.compile(
    r"\b(?:ikke|ikk|ingen|intet|aldrig|hverken|ej|næppe|umuligt?|undtagen|undtaget"
    r"|bortset fra|medmindre)\b",
    re.IGNORECASE,
)
_WITHOUT = re.compile(r"\buden (?!for\b)(?:både )?(\w+(?: (?:og|eller) \w+)?)", re.IGNORECASE)
_ONLY = re.compile(r"\b(?:kun|alene|udelukkende|eneste|blot|forbeholdt)\b", re.IGNORECASE)
_HEDGES = re.compile(
    r"\b(?:\w*vente[sr]?|ventet|forventet|planlagt|planlægge\w*|måske|muligvis|formentlig\w*"
    r"|sandsynligvis|håbe[rt]?|tyder|foreslå\w*|overveje[rs]?|ønsker)\b",
    re.IGNORECASE,
)
_SIGNS = (_DENIES, _ONLY, _HEDGES)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)


# What a statement may say only where its source says so: the words, and those that say as much.
_STRENGTHS = tuple(
    (_words(said), _words(source))
    for said, source in (
        (r"alle|samtlige|enhver|al|alt", r"alle|al|alt|samtlige|enhver|hver|hele|begge"),
        (r"altid|hele tiden|til enhver tid", r"altid|hele tiden|til enhver tid|hver gang"),
        (r"skal|obligatorisk\w*|pligt|krav|kræver|forpligt\w*|må ikke",
         r"skal|obligatorisk\w*|pligt|krav|kræve[rs]?|forpligt\w*|mål(?:et)?|formål\w*"
         r"|betingelse\w*"),
        (r"garant\w*|garantere\w*|sikrer", r"garant\w*|sikre[rs]?"),
        (r"gratis|vederlagsfri\w*",
         r"gratis|vederlagsfri\w*|uden betaling|koster ikke|betaler ikke"),
        (r"ret til|krav på|berettiget\w*", r"ret(?:ten)? til|krav på|berettiget\w*"),
        (r"halvdelen|halvt?", r"halvdelen|halvt?|50 (?:pct|procent|%).*"),
        (r"flertallet|de fleste|hovedparten|størstedelen|langt de fleste",
         r"flertal\w*|de fleste|hovedparten|størstedelen|langt de fleste"),
        (r"tredjedel\w*", r"tredjedel\w*"),
        (r"fjerdedel\w*", r"fjerdedel\w*|hver fjerde"),
        (r"dobbelt\w*|fordobl\w*", r"dobbelt\w*|fordobl\w*"),
        (r"stadig(?:væk)?|fortsat|endnu|i dag|nu|for tiden|i øjeblikket|aktuelt",
         r"stadig(?:væk)?|fortsat|fortsætte[rs]?|endnu|i dag|nu|for tiden|i øjeblikket|aktuel\w*"
         r"|bliver? ved(?: med)?"),
        (r"selv(?! om)", r"selv|egen|egne|eget"),
        (r"permanent\w*|varig\w*|for evigt", r"permanent\w*|varig\w*"),
        (r"forbudt|ulovlig\w*", r"forbudt|ulovlig\w*"),
        (r"bevis\w*", r"bevis\w*|dokument\w*|evidens\w*"),
        (r"straks|med det samme|øjeblikkelig\w*|akut",
         r"straks|med det samme|øjeblikkelig\w*|akut\w*|hurtig\w*"),
        (r"(?:om|pr\.|per|hvert?) (?:måned(?:en)?)|månedligt?",
         r"(?:om|pr\.|per|hvert?) (?:måned(?:en)?)|månedligt?"),
        (r"(?:om|pr\.|per|hvert) år(?:et)?|årligt?",
         r"(?:om|pr\.|per|hvert) (?:halve )?år(?:et)?|årligt?"),
        (r"(?:om|pr\.|per|hver) uge(?:n)?|ugentligt?",
         r"(?:om|pr\.|per|hver) uge(?:n)?|ugentligt?"),
        (r"(?:om|pr\.|per|hver) dag(?:en)?|dagligt?|daglige?",
         r"(?:om|pr\.|per|hver) dag(?:en)?|dagligt?|daglige?|til daglig"),
    )
)  # fmt: skip
# Words of which one may not stand for the other.
_OPPOSITES = tuple(
    (_words(left), _words(right))
    for left, right in (
        (r"stige[rt]?|stiger|steg|steget|vokse[rt]?|øge[rst]?|øget|forøge\w*|hæve[rst]?",
         r"falde[rt]?|faldt|reducere\w*|nedbringe\w*|mindske\w*|sænke\w*|nedsætte\w*|begrænse\w*"),
        (r"flere", r"færre"),
        (r"bedre|forbedre\w*|styrke[rst]?|styrket", r"dårligere|værre|forværre\w*|svække\w*"),
        (r"over|mere end|ældre end", r"under|mindre end|yngre end"),
        (r"mindst|minimum", r"højst|maks\w*|op til"),
        (r"før|inden|forud for", r"efter|siden hen"),
        (r"starte[rt]?|startede|begynde[rs]?|begyndte|begyndelsen|indled\w*",
         r"slutte[rt]?|sluttede|slutningen|afslutte\w*|ophøre[rt]?|ophørte|stoppe[rt]?|holder op"),
        (r"ved med at|fortsætte[rt]?|fastholde[rs]?",
         r"holde[rt]? (?:\w+ )?op|stoppe[rt]?|ophøre[rt]?|afbryde[rs]?"),
        (r"første", r"sidste"),
        (r"tidligere|forhenværende", r"aktiv\w*|nuværende|aktuel\w*"),
        (r"udvikle\w*|videreudvikle\w*|oprette\w*|etablere\w*|indføre\w*",
         r"afvikle\w*|nedlægge\w*|afskaffe\w*|lukke[rst]?"),
        (r"åben|åbne[rst]?|åbent", r"lukket|lukke[rst]?"),
        (r"primær\w*", r"sekundær\w*"),
        (r"direkte", r"indirekte"),
        (r"frivillig\w*", r"obligatorisk\w*|tvungen|tvang"),
        (r"hurtig\w*", r"langsom\w*|sen|sent"),
        (r"både", r"hverken"),
        (r"indgår|omfattet|omfatter", r"udelukket|undtaget"),
        (r"børn", r"voksne"),
        (r"kvinder\w*", r"mænd\w*"),
        (r"kommunen\w*", r"regionen\w*"),
        (r"positiv\w*", r"negativ\w*"),
        (r"nem\w*|let|lettere", r"svær\w*|vanskelig\w*"),
        (r"ude", r"hjemme"),
    )
)  # fmt: skip
_MODALS = re.compile(r"\b(skal|kan)\b((?:\W+\w+){1,4})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause, its content stems, and whether it denies, narrows or hedges."""

    text: str
    stems: frozenset[str]
    denies: bool
    narrows: bool
    hedges: bool


@lru_cache(maxsize=4_096)
def clauses(text: str) -> tuple[Clause, ...]:
    """Return the clauses of a text that hold a content word; others count to the one before."""
    return tuple(_clauses(text))


def _clauses(text: str) -> Iterator[Clause]:
    hedged = False
    for part in filter(None, (piece.strip() for piece in _CLAUSE.split(text))):
        bare = _HEDGES.sub("", part)
        stems = frozenset(content_terms(part))
        denies, narrows, hedges = (sign.search(part) is not None for sign in _SIGNS)
        if stems or denies or narrows or hedges:
            yield Clause(part, stems, denies, narrows, hedges or hedged)
        hedged = hedges and not content_terms(bare)  # 'Det ventes, at …'


@lru_cache(maxsize=4_096)  # an answer is held to its sources again as it is written
def is_turned(statement: str, source: str) -> bool:
    """Return whether a statement denies what its source says, or says what it denies."""
    return (
        _differs_in_clauses(statement, source)
        or _is_without(statement, source)
        or any(
            _one_sided(statement, source, *pair) or _one_sided(statement, source, *pair[::-1])
            for pair in _OPPOSITES
        )
    )


@lru_cache(maxsize=4_096)
def is_stretched(statement: str, source: str) -> bool:
    """Return whether a statement is stronger or wider than its source: 'altid', 'skal', 'alle'."""
    return any(
        said.search(statement) is not None and source_says.search(source) is None
        for said, source_says in _STRENGTHS
    ) or _changes_modal(statement, source)


def _is_without(statement: str, source: str) -> bool:
    """Return whether one is without what the other has."""
    for left, right in ((statement, source), (source, statement)):
        lacking = _without(left) - _without(right)
        if lacking & set(content_terms(right)) and not _DENIES.search(right):
            return True
    return False


def _without(text: str) -> set[str]:
    return {stem for match in _WITHOUT.finditer(text) for stem in content_terms(match[1])}


def _one_sided(statement: str, source: str, mine: re.Pattern[str], theirs: re.Pattern[str]) -> bool:
    """Return whether the statement has one of two opposites alone, and the source the other."""
    return (
        mine.search(statement) is not None
        and theirs.search(statement) is None
        and theirs.search(source) is not None
        and mine.search(source) is None
    )


def _one_sided_within(
    clause: Clause, same: Sequence[Clause], left: re.Pattern[str], right: re.Pattern[str]
) -> bool:
    source = "\n".join(other.text for other in same)
    return _one_sided(clause.text, source, left, right) or _one_sided(
        clause.text, source, right, left
    )


def _changes_modal(statement: str, source: str) -> bool:
    """Return whether 'skal' of a verb is 'kan' in the source, or the other way round."""
    said, written = _verbs(statement), _verbs(source)
    return any(
        stem in written and modal not in written[stem]
        for stem, modals in said.items()
        for modal in modals
    )


def _verbs(text: str) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for match in _MODALS.finditer(text):
        for stem in content_terms(match[2])[:1]:
            found.setdefault(stem, set()).add(match[1].lower())
    return found


def _differs_in_clauses(statement: str, source: str) -> bool:
    written = clauses(source)
    said = clauses(statement)
    everything = frozenset(stem for clause in said for stem in clause.stems)
    for clause in said:
        same = _aligned(clause, written, everything)
        same = same or list(written)
        if any(_one_sided_within(clause, same, *pair) for pair in _OPPOSITES):
            return True
        for sign in ("denies", "narrows"):
            if getattr(clause, sign) != any(getattr(other, sign) for other in same):
                return True
        if any(other.hedges for other in same) and not any(one.hedges for one in said):
            return True
    return False


def _aligned(clause: Clause, written: Sequence[Clause], everything: frozenset[str]) -> list[Clause]:
    """Return the clauses of the source that a clause is made from."""
    shared = [_shared(clause.stems, other.stems) for other in written]
    best = max(shared, default=0)
    if best == 0:
        return []
    return [
        other
        for other, count in zip(written, shared, strict=True)
        if count == best or (count and other.stems and count >= _ALIGNED * len(other.stems))
    ]


def _shared(left: frozenset[str], right: frozenset[str]) -> int:
    return sum(
        1 for one in left if one in right or any(likeness(one, other) >= ALIKE for other in right)
    )
