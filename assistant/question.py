"""A question taken apart: each thing that it asks for, and of which initiative."""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace

from assistant.clauses import asks, asks_the_same, clauses, without_name
from assistant.kinds import SITUATION, Kind, kinds, specific_kinds
from assistant.literals import WORDS
from assistant.meant import meant
from assistant.municipalities import lives_in, places
from assistant.otherwise import otherwise
from assistant.paragraphs import numbers, parts
from assistant.people import asked_for, names_people
from assistant.scopes import Scope
from assistant.sides import sides
from assistant.tidy import is_english
from assistant.told import asked_in, asking, tells
from assistant.wanted import as_which
from assistant.words import ASKING, MOST_OF_ALL, SUPERLATIVE, content_terms
from corpus.labels import HEADINGS
from index.abbreviations import laws
from index.danish import stem, words, written
from index.expansion import ALL, Sources, expand

MOST = 6  # things that one question may ask for

NAME = re.compile(r"(?<=[\w,;:)”\"] )[A-ZÆØÅ][\w’'-]+")  # a capital letter inside a sentence

_ALONE = re.compile(r"\b[a-zæøå][\w-]*[,;:)]* ([A-ZÆØÅ][a-zæøå]+)\b(?![-’']| [A-ZÆØÅ])")
_SHORT = 3  # letters of a word that is no name, as 'De' and 'Jer'
_POLITE = ("Deres", "Jeres")

_IN_TOWN = re.compile(r"\bi ([A-ZÆØÅ][\w-]+)")
_FOCUS = re.compile(
    r"\b(?P<many>hvor mange(?! (?:har|er|var|blev|bliver|fik|får|kan|skal|kom|bor|endte|deltog"
    r"|boede|flyttede|gennemførte|afsluttede|modtog|søgte|overnattede|startede|begyndte|faldt"
    r"|gik|går|holdt|holder|tog|gav|stod|sov|fandt|droppede|forlod|valgte|vendte|levede|lever"
    r"|oplevede|besøgte|ringede|svarede|nåede|benyttede|stoppede|sagde|mødte|fra|i|på"
    # 'Hvor mange savnede en …': those of whom it is true.
    r"|\w+(?:ede|te) (?:en|et|den|det|deres|sig|ikke|op|ud|ind|ned|hjælp|støtte))\b)"
    r"|how many|flest|færrest|(?:flere|færre)(?=.*\bend\b))\s+(?P<counted>(?:\w+\s*){1,3})"
    r"|\b(?:hvilke[nt]?|hvor (?:meget|(?:stor|stort)(?: en| et)?)|which"
    r"|hvad (?:hed(?:der)?|koste(?:r|de)|kostede det at)|hvem (?:er|var|blev))"
    r"\s+(?P<asked>(?:\w+\s*){1,4})",
    re.IGNORECASE,
)
# What is not asked for, since it is known: 'hvem er med ud over formanden'.
_EXCEPTED = re.compile(
    r"\b(?:ud ?over|foruden|bortset fra)\s+(?:(?:den|det|de|en|et)\s+)?\w+", re.IGNORECASE
)
_ASKING_WORDS = 4  # a longer match of a kind has words of the subject in it
_OPEN = ("", "yes_no", "list", "definition", "evaluation")
WHOM = ("contact", "telephone", "email")
_TELLS = re.compile(
    r"\b(?:jeg|mig|min|mit|mine|vi|os|vores|(?:h[aæ]m|hende|dem)\W*$)\b"
    r"|\b(?:er der|findes der|sker der|har i)\b(?: \w+){0,2} (?:hjælp|tilbud|noget|støtte)"
    r"(?: i \w+)? (?:til|for|mod)\b"
    r"|\bhar (?:i|de)\b(?: \w+){0,3} noget (?:til|for|med)\b"
    r"|\b(?:kommer|kan|rykker) (?:der|i|de)\b(?: \w+){0,2} ud (?:til|hvor|på)\b",
    re.IGNORECASE,
)
# Who asks, where nothing is told of him: 'hvem skal jeg ringe til for at høre mere'.
_ASKER = re.compile(
    r"\b(?:skal|kan|må|bør|vil) (?:jeg|vi|man)\b"
    r"(?!.*\b(?:folk|mennesker|personer|dem|nogen|en) (?:der|som)\b)"  # that tells of somebody
    r"|\b(?:jeg|vi) (?:vil|kan|skal|ønsker)\b",
    re.IGNORECASE,
)
# What somebody needs for a text of theirs, or to do: that tells of nobody.
_WRITES = re.compile(
    r"\b(?:jeg|vi) (?:skal (?:citere|skrive"
    r"|bruge(?! (?:\w+ )?(?:hjælp|støtte|behandling|no[gl]\w+)))|skriver|citerer)\b",
    re.IGNORECASE,
)
_WAY = re.compile(r"\b(?:på|pr\.?|per|via|over) ((?:e-?)?mail|telefon\w*)\b", re.IGNORECASE)
_HOW = re.compile(r"\W*hvordan\b(?! (?:får|finder|kommer)\b)", re.IGNORECASE)
_HOW_LONG = re.compile(r"\bhvor lang(?:t|e)? tid\b", re.IGNORECASE)
_MOST = re.compile(rf"{SUPERLATIVE}\w*", re.IGNORECASE)
_WHO_HELPS = re.compile(r"\bhvem (?:kan|vil|skal)(?: \w+){0,2} hjælpe?\b", re.IGNORECASE)
_FIELDS = ("contact", "person", "telephone", "email", "updated", "period", "running", "duration")
_EVERYWHERE = ("cost", "apply", "confidence", "requirement")
_OVERVIEW = re.compile(
    r"\b(?:hvilke|alle|samtlige|jeres|de (?:forskellige|enkelte))\s+"
    r"(?:(?:af|de)\s+)*(?:\w+\s+){0,3}(?:initiativer|indsatser|projekter|tilbud(?:dene)?|sider|kontaktpersoner|kontakter|telefonnumre"
    r"|mailadresser)(?:ne)?\b"
    r"|\bhvem er (?:\w+ )?kontakt(?:person)?erne\b"
    r"|\bhvert? (?:enkelte? )?(?:initiativ|indsats|projekt)\b"
    r"|\b(?:hvor|(?:i|på) hvilke \w+) (?:optræder|nævnes|omtales|indgår|medvirker)\b"
    r"|\bhvilke \w+ (?:søger|mangler|efterlyser|har brug for) (?:\w+ )?frivillige\b"
    r"|\bhvor kan (?:man|jeg|vi) (?:\w+ )?(?:blive|være) frivillig\b"
    rf"|{MOST_OF_ALL}"
    r"|^\W*hvilke(?: af (?:dem|disse|de|jeres)(?: \w+)?)? "
    r"(?:har|er|kører|løber|handler|gælder|hjælper|retter|henvender|bygger|får|fik|tilbyder|foregår|sluttede|omtaler|nævner|taler)\b",
    re.IGNORECASE,
)  # So does what every initiative has, where none is named.
_OF_EACH = re.compile(
    r"\b(?:hvilke|alle|samtlige|jeres) (?:målgrupper|formål(?:ene)?|(?:projekt)?perioder"
    r"|beløb(?:ene)?|paragraffer|love)(?:ne)?\b(?! (?:i|af|på|for|hos) (?!siderne|dokumenterne))",
    re.IGNORECASE,
)

Groups = list[tuple[Scope, ...]]
Find = Callable[[str], Groups]
"""Finds the initiatives that a text names (`Scopes.find`)."""


@dataclass(frozen=True, slots=True)
class Question:
    """One thing asked for, in its own words, and the stems of its content words.

    `scopes` are the places of the initiative it is asked of, none when it names none. `subject` are
    the terms that say about what, without those that say what is asked for ('telefonnummer',
    'målgruppe'); `rest` those of them that do not name the initiative. `names` are the subject's
    proper names and the numbers of paragraphs: a document that lacks one of these is about
    something else. `official` has the official stems for terms that are everyday speech. `counted`
    is the term that 'hvor mange' asks the number of, `focus` that or the one after 'hvilken' or
    'hvad hedder'. `is_one_of_many` is whether other initiatives are named beside this one: then
    only what is said of this one answers. `is_overview` is whether it asks of all initiatives which
    of them something is true of. `side` is what it asks of in a question that sets two things
    against each other, else empty. `asked` is the part of the text that asks, where the rest tells
    or asks for something else; `told` are the terms it lacks.
    """

    text: str
    kind: Kind | None
    scopes: tuple[Scope, ...]
    terms: tuple[str, ...]
    subject: tuple[str, ...]
    rest: tuple[str, ...]
    names: frozenset[str]
    official: Mapping[str, tuple[str, ...]]
    counted: str | None
    focus: str | None
    is_one_of_many: bool
    is_overview: bool
    side: str = ""
    asked: str = ""
    told: frozenset[str] = frozenset()

    @property
    def kind_name(self) -> str:
        """The name of the kind, or an empty string."""
        return self.kind.name if self.kind else ""

    @property
    def is_personal(self) -> bool:
        """Whether it tells of somebody who may need help, and asks for no one kind of thing.

        How to do something oneself is no such question.
        """
        if _HOW.match(self.text):
            return False
        if self.kind_name == "who" and not _WHO_HELPS.search(self.text):
            return False
        told = _WRITES.sub("", self.text)
        told = _ASKER.sub("", told) if self.kind_name in WHOM else told
        return self.kind_name == SITUATION or (
            self.kind_name in (*_OPEN, *WHOM, "who")
            and (tells(told) or _TELLS.search(told) is not None)
        )

    @property
    def needs_shape(self) -> bool:
        """Whether only a sentence of its kind's shape can answer it."""
        kind = self.kind
        return kind is not None and (kind.required_of_named if self.scopes else kind.required)

    @property
    def is_fitted(self) -> bool:
        """Whether its initiative is one that fits what it tells, and none that it names."""
        return bool(self.scopes) and not any(scope.terms for scope in self.scopes)

    @property
    def search_text(self) -> str:
        """The text to search by: the question, the initiative, and the heading it stands under.

        That of a field counts twice: else what has the initiative's words most often is before its
        few. All evidence is in the first five for .95 of the shipped questions, once for .92, and
        where every heading counts twice for .94, with two answers lost.
        """
        names = dict.fromkeys(scope.name for scope in self.scopes)
        headings = [HEADINGS[label] for label in self.kind.labels[:1]] if self.kind else []
        headings *= 2 if self.kind_name in _FIELDS else 1
        return " ".join([self.text, *names, *(headings if names or self.is_overview else [])])


def plan(text: str, find: Find = lambda text: [], sources: Sources = ALL) -> tuple[Question, ...]:
    """Return what a question asks for, at least one thing, at most MOST.

    A clause asks of the initiatives that it names, else of those named before it. `sources` give
    the official words.
    """
    text = as_which(text)
    if two := otherwise(text, find):
        return tuple(one for part in two for one in _planned(part, find, sources))[:MOST]
    if pair := sides(text, find):
        wanted = kinds(text)  # which the words of both say together
        return tuple(
            replace(one, side=side.name, kind=kind)
            for side in pair
            for one in _planned(side.text, find, sources)[:1]
            for kind in wanted or (one.kind,)
        )[:MOST]
    return _planned(text, find, sources)


def _planned(text: str, find: Find, sources: Sources) -> tuple[Question, ...]:
    part = asked_in(text) or None  # where nothing is told apart, all of it may ask
    asking: list[tuple[str, tuple[Kind | None, ...]]] = [
        (clause, found or (None,))
        for place, clause in enumerate(clauses(text))
        if (found := kinds(without_name(clause, find), part))
        or (asks(clause, place) and content_terms(clause))
    ]
    if any(kind in specific_kinds() for _, found in asking for kind in found):
        asking = [
            (clause, rest)
            for clause, found in asking
            if (rest := tuple(kind for kind in found if kind is None or kind.name != SITUATION))
        ]
    if SITUATION in {kind.name for _, found in asking for kind in found if kind}:
        asking = [(text, tuple(kind for kind in _all(asking) if kind and kind.name == SITUATION))]
    groups = find(text)
    if len(asking) < 2 or not groups:
        are_overviews = len(asking) > 1 and all(_OVERVIEW.search(clause) for clause, _ in asking)
        several = [(clause, kind) for clause, found in asking for kind in found]
        pairs = [
            (clause if are_overviews else text, kind, group, clause)
            for clause, kind in several or [(text, None)]
            for group in groups or [()]
        ]
    else:
        pairs = list(_by_clause(text, _placed(asking, find), find))
    others = [scope for group in groups for scope in group]
    asked: dict[tuple[str, Kind | None, tuple[Scope, ...]], str] = {}
    for text, kind, group, clause in pairs:
        asked.setdefault((text, kind, group), clause)
    return tuple(
        _asked_in(clause, _question(*pair, others, sources)) for pair, clause in asked.items()
    )[:MOST]


def _all(asking: list[tuple[str, tuple[Kind | None, ...]]]) -> tuple[Kind | None, ...]:
    return tuple(dict.fromkeys(kind for _, found in asking for kind in found))


def _placed(
    asking: list[tuple[str, tuple[Kind | None, ...]]], find: Find
) -> list[tuple[str, tuple[Kind | None, ...]]]:
    """Return the clauses; what goes on after the first one gets its town, 'og hvad er nummeret?',
    where it names no initiative of its own and the answer is not the same everywhere."""
    first, *others = asking
    towns = [one for one in _IN_TOWN.findall(first[0]) if stem(one.lower()) in places()]
    if len(towns) != 1 or not find(first[0]):
        return asking
    placed = [
        (clause if is_placed else f"{clause} i {towns[0]}", found)
        for clause, found in others
        for is_placed in [
            bool(find(clause) or _IN_TOWN.search(clause))
            or all(kind and kind.name in _EVERYWHERE for kind in found)
        ]
    ]
    return [first, *placed]


def _by_clause(
    text: str, asking: list[tuple[str, tuple[Kind | None, ...]]], find: Find
) -> list[tuple[str, Kind | None, tuple[Scope, ...], str]]:
    pairs: list[tuple[str, Kind | None, tuple[Scope, ...], str]] = []
    groups: Groups = []
    first = next(named for clause, _ in asking if (named := find(clause) or find(text)))
    asked: tuple[Kind | None, ...] = ()
    for clause, found in asking:
        groups = find(clause) or groups or first[:1]
        own = {term for group in groups for scope in group for term in scope.terms}
        is_same = found == (None,) or asks_the_same(clause)
        if is_same and asked and not set(content_terms(clause)) - own - ASKING:
            found = asked  # '… og hvordan er Y?' asks for the same of Y
        asked = found
        pairs += [(clause, kind, group, clause) for kind in found for group in groups]
    return pairs


def _asked_in(clause: str, question: Question) -> Question:
    """Return a question as one that a clause of its text asks."""
    asked = asking(question.text, clause)
    told = frozenset(question.terms).difference(content_terms(asked), meant(asked))
    return replace(question, asked=asked, told=told)


def parse(text: str, kind: Kind | None = None, scopes: tuple[Scope, ...] = ()) -> Question:
    """Return a text as one question."""
    return _question(text, kind, scopes, [], ALL)


def _question(
    text: str, kind: Kind | None, scopes: tuple[Scope, ...], others: list[Scope], sources: Sources
) -> Question:
    """Return one question, without the words that name initiatives it is not asked of."""
    is_overview = _is_overview(text, scopes) or (
        _OF_EACH.search(text) is not None and not scopes and not others
    )
    if is_overview:
        scopes, others = (), []  # a heading's words, as they say of what
    own = {term for scope in scopes for term in scope.terms}
    asking = ASKING | (_asking(text, kind) - own - _names(text))
    if kind and (kind.name == "role" or (is_overview and kind.name not in _FIELDS)):
        asking = ASKING
    asking |= parts(text) - _names(text)
    aside = (*_HOW_LONG.findall(text), *(_MOST.findall(text) if is_overview else ()))
    asking |= set(content_terms(" ".join(aside)))
    called = _called(text)  # 'Kilden' is a name, and no word for what is asked
    if kind is None or kind.name not in WHOM:
        called += [stem(way.lower()) for way in _WAY.findall(text)]
    asking -= set(called)
    counted, focus = _focus(text)
    said = _asked(text, kind) if kind and kind.name == "role" else []
    if said and (posts := content_terms(said[0])):
        focus = posts[-1]  # 'daglig leder': the post, and not what is said of it
    foreign = {term for scope in others for term in scope.terms} - own
    foreign |= set(content_terms(" ".join(_EXCEPTED.findall(text)))) - own
    if kind and kind.required_of_named and kind.name != "age":
        foreign |= asked_for(text) - own
    stated = dict.fromkeys((*content_terms(text), *called))
    terms = tuple(term for term in stated if term not in foreign)
    subject = tuple(term for term in terms if term not in asking)
    names = _names(text) & set(subject)
    if kind and kind.name == "target" and is_english(text):
        subject = tuple(term for term in subject if term in own | names)  # no page has the others
    said_so = meant(text) if "thesaurus" in sources else {}
    official = {**expand(text, sources), **said_so}
    towns = names & places()  # a town's name is no everyday word: 'Køge' no køgebog
    return Question(
        text=text,
        kind=kind,
        scopes=scopes,
        terms=tuple(dict.fromkeys((*terms, *said_so))),
        subject=subject,
        rest=tuple(term for term in subject if term not in own),
        names=names,
        official={term: others for term, others in official.items() if term not in towns},
        counted=counted if counted in terms else None,
        focus=focus if focus in terms and focus not in asking and focus not in own else None,
        is_one_of_many=any(scope.terms - own for scope in others),
        is_overview=is_overview,
    )


def _is_overview(text: str, scopes: tuple[Scope, ...]) -> bool:
    return _OVERVIEW.search(text) is not None and not any(
        scope.is_proper or (scope.is_page and not _is_people(text, scope)) for scope in scopes
    )


def _is_people(text: str, scope: Scope) -> bool:
    """Return whether the words that name an initiative only say who: 'hvilke tilbud til unge'."""
    return all(names_people(word) for word in words(text) if stem(word) in scope.terms)


def _asking(text: str, kind: Kind | None) -> set[str]:
    """Return the terms by which the text asks for the kind, or for others, and not about what."""
    beside = kinds(text)  # 'periode og kontakt på X'
    several = () if kind is None else beside if kind in beside else (kind,)
    matches = [match for one in several for match in _asked(text, one)]
    short = [match for match in matches if len(match.split()) <= _ASKING_WORDS]
    return {term for match in short for term in content_terms(match)}


def _asked(text: str, kind: Kind) -> list[str]:
    """Return the words by which a text asks for a kind that it asks for."""
    return [match.group() for match in kind.asks.finditer(text)]


def _names(text: str) -> frozenset[str]:
    found = (
        stem(word.lower())
        for name in NAME.findall(text)
        for word in written(name)
        if not word.islower()  # 'episode' of 'Doctor Who-episode'
    )
    typed = {term for name in lives_in(text) for term in content_terms(name)}  # in small letters
    return frozenset(found) - {law.lower() for law in laws()} | numbers(text) | typed


def _called(text: str) -> list[str]:
    """Return the stems of what a text writes as a name, be it a common word: 'har Laden åbent?'."""
    found = [name for name in _ALONE.findall(text) if len(name) > _SHORT]
    return [stem(name.lower()) for name in found if not name.isupper() and name not in _POLITE]


def _focus(text: str) -> tuple[str | None, str | None]:
    """Return the term that is to be counted, and the term that is asked for."""
    match = _FOCUS.search(text)
    if match is None:
        return None, None
    said = content_terms(match["counted"] or match["asked"] or "")
    asked = next((term for term in said if term not in WORDS), None)  # 'hvilke tre spor'
    return (asked if match["many"] else None), asked
