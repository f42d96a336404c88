"""What a question's own wording says of the place of its answer: the heading or the part it stands
under, how many things are listed, and whether it is what is not so, what is required, or who else.
"""

import re
from collections.abc import Callable, Iterator, Sequence, Set
from functools import partial

from assistant import lists
from assistant.earlier import GENERIC
from assistant.elsewhere import is_from_elsewhere, says_where_from
from assistant.literals import WORDS
from assistant.municipalities import lives_in, places
from assistant.other import COVERED
from assistant.question import Question
from assistant.rank import MARKER, Candidate, Ranking, in_scope
from assistant.rows import is_row
from assistant.whose import is_elsewhere
from assistant.words import content_terms
from index.danish import MISSPELT, likeness, stem, stems, words

# What is asked for that is not so, and what says it in a sentence, its heading or its list's lead.
_ASKS_NOT = re.compile(
    r"\bhv(?:ad|em|ilke[nt]?)\b(?!.* om )(?:(?!\b(?:hvis|når|som|fordi|selvom|der)\b).)*\bikke\b",
    re.IGNORECASE,
)
_IS_NOT = re.compile(
    r"\b(?:(?<!behøver )ikke|ingen|intet|hverken|undtagen|kun|aldrig)\b|\budelukke|\bafvis",
    re.IGNORECASE,
)
_ASKS_ELSE = re.compile(r"\bhv(?:ad|em|ilke[nt]?|or)\b.*\bellers\b", re.IGNORECASE)
_IS_ELSE = re.compile(
    r"\b(?:også|desuden|ligeledes|endvidere|derudover|samtidig|dertil)\b", re.IGNORECASE
)
# What is asked whether it is meant as well: a sentence that names it tells.
_MEANT_TOO = re.compile(
    r"\b(?:tæller|regnes|hører|medregnes) (\w+)(?: også)? med\b"
    r"|\b(?:gælder|omfatter|dækker) (?:det |den |de )?også (?:for )?(\w+)",
    re.IGNORECASE,
)
_RECOMMENDS = re.compile(r"\banbefal", re.IGNORECASE)
_NOT_WHO = re.compile(r"\bhvem\b.*\bikke\b", re.IGNORECASE)
# What it takes to be a mentor, as against to get one.
_OF_WHOM = re.compile(
    r"\btil (?:en|et|de|den|at (?:være|blive))\b|\bfor at (?:være|blive) ", re.IGNORECASE
)
_STRICT = re.compile(r"\bskal\b|\bkrav\b|\bkræve|\bbetinge|\bforudsæt", re.IGNORECASE)
_RECEIVES = re.compile(r"\bfår?\b", re.IGNORECASE)
_NOT = re.compile(r"\b(?:ikke|mindre)\b", re.IGNORECASE)
_ASKS_FOR = re.compile(
    r"\b(hvem|hvor (?:længe|lang tid|mange|meget|tit|ofte)|hvornår|hvorfor)\b", re.IGNORECASE
)
_QUESTION_WORD = re.compile(
    r"hv\w+|der|det|den|du|jeg|vi|man|en|et|de|og|i|på|for|til|af|med|kan|er", re.IGNORECASE
)
# 'Spor B', 'fase 2': what parts are called that have no name of their own.
# What comes after one is told of another.
_DESIGNATED = re.compile(r"(?<!\befter )(?<!\bfør )\b([^\W\d_]{3,}) ([A-HJ-ZÆØÅ]|\d{1,2})\b(?!\.)")
_LISTED = re.compile(r"\bhvilke (?:er )?(?:de )?(\w+) ", re.IGNORECASE)
# What a paragraph or an item begins with, as with a heading: 'Fjordbanken. I Ribe …', 'Løn: …'.
_RUN_IN = re.compile(r"([A-ZÆØÅ][\w-]+(?: [\w-]+){0,3})(?:[.:]| [–-]) ")
# Numbers that count nobody.
_NO_COUNT = re.compile(
    r"(?<!\d)(?:\d\d ?){4}(?!\d)|§+ ?[\d, og]+|\b(?:19|20)\d\d\b|(?<!\d)\d++\. ?(?=[a-zæøå])"
    r"|(?<![\d.,])\d[\d.,]*+(?:-årig\w*"
    r"| ?(?:år|kr|mio|pct|%|procent|måned|uge|dag|døgn|time|gange)\w*)",
    re.IGNORECASE,
)
# That something went up or down, which a question may take for granted wrongly.
_WENT = re.compile(
    r"\b(?:steg|faldt|voksede|aftog|øgedes|mindskedes)\b"
    r"|\b(?:blev|bliver|blevet)\b(?: \w+){0,2} "
    r"(?:stærkere|svagere|større|mindre|bedre|dårligere|værre|højere|lavere)\b",
    re.IGNORECASE,
)
_GOES = re.compile(
    r"\b(?:st[ei]g\w*|fald[te]\w*|vokse\w*|aftag\w*|aftog|tiltag\w*|øge[dst]\w*|mindske\w*|svække\w*"
    r"|styrke[dst]\w*|uændre\w*|stærkere|svagere|større|mindre|bedre\w*|dårligere|værre|højere"
    r"|lavere|flere|færre|forværre\w*|forbedre\w*)\b",
    re.IGNORECASE,
)
_FEW = 2  # things that are asked about: of more, 'også' alone is no answer
_DIGIT = re.compile(r"\d")
_WHOEVER = re.compile(r"\W*hvor mange\b", re.IGNORECASE)

Fits = Callable[[Candidate], bool]


def narrowed(question: Question, ranking: Ranking) -> Ranking:
    """Return what answers by the question's wording, all where nothing does."""
    for fits in _fitting(question, ranking):
        told = ranking.only(fits)
        told = told.only(partial(in_scope, question)) if question.scopes else told
        ranking = told if told.candidates else ranking
    return ranking


def is_pointed_to(question: Question, item: Candidate) -> bool:
    """Return whether the wording alone says that a sentence answers: its heading asks the same, or
    it says who else where that is asked."""
    if not in_scope(question, item) or question.kind_name == "requirement":
        return False
    is_of_few = question.kind_name in ("who", "target") and len(question.rest) <= _FEW
    is_else = is_of_few and _ASKS_ELSE.search(question.text) is not None
    return (
        (is_else and _says(_IS_ELSE, item))
        or is_of_those_elsewhere(question, item)
        or _is_asked_in(question, True, item)
        or _is_asked_in(question, False, item)
    )


def _fitting(question: Question, ranking: Ranking) -> Iterator[Fits]:
    """Yield what a candidate has to be, one thing after another."""
    if _ASKS_NOT.search(question.text):
        yield partial(_says, _IS_NOT)
    if asked := _ASKS_ELSE.search(question.text):
        clause = set(stems(question.text[asked.start() :]))
        page = ranking.candidates[0].document if ranking.candidates else None
        own = [item for item in ranking.candidates if item.document is page]
        said = [item for item in own if _has_a_word(clause.intersection(question.rest), item)]
        yield lambda item: _says(_IS_ELSE, item) and (not said or item in said)
    if too := _MEANT_TOO.search(question.text):
        term = stem((too[1] or too[2]).lower())
        yield lambda item: _is_like(term, stems(item.text))
    is_requirement = question.kind_name == "requirement"
    if is_requirement and question.kind and question.kind.shape:
        yield partial(_says, _STRICT)
        yield partial(_says, question.kind.shape)
        if _OF_WHOM.search(question.text):
            yield lambda item: not _RECEIVES.search(item.section.heading)
    if _NOT_WHO.search(question.text):
        yield _is_of_whom
    if question.scopes:
        yield from _placed(question, ranking)
        if not is_requirement:
            yield partial(_is_asked_in, question, False)
            yield partial(_is_asked_in, question, True)
        if question.kind_name in ("", "definition", "purpose"):
            begun = [item.block for item in ranking.candidates if _begins(question, item)]
            yield lambda item: any(item.block is block for block in begun)


def _placed(question: Question, ranking: Ranking) -> Iterator[Fits]:
    """Yield what a candidate has to be by a part's letter or number that the best one is not of, by
    a count, or where it is told which way something went, or that something is recommended."""
    if question.kind_name == "recommendation":
        yield partial(_says, _RECOMMENDS)
    if _WENT.search(question.text):
        yield partial(_goes, question)
    if lives_in(question.text):
        yield partial(is_of_those_elsewhere, question)
    if part := designated(question.text):
        yield lambda item: any(map(part.match, item.section.headings))
        best = ranking.candidates[0] if ranking.candidates else None
        said = (best.text, *best.section.headings) if best else ()
        if best and (part.match(best.text) or not any(map(part.search, said))):
            yield partial(stands_under, part)
    if count := _number_of_things(question.text):
        yield partial(_lists, count)
    if question.kind_name == "count" and not question.counted and _WHOEVER.match(question.text):
        yield _counts_some


def there(question: Question, ranking: Ranking) -> Ranking:
    """Return what stands on no page of another municipality than the one that is named, where no
    initiative is."""
    if question.scopes or question.names.isdisjoint(places()):
        return ranking
    pages = {item.document.id: item.document for item in ranking.candidates}
    others = {id for id, page in pages.items() if is_elsewhere(question, page)}
    return ranking.only(
        lambda item: item.document.id not in others or is_of_those_elsewhere(question, item)
    )


def is_of_those_elsewhere(question: Question, item: Candidate) -> bool:
    """Return whether a sentence says whether those who live elsewhere may take part, where somebody
    asks that who does."""
    return says_where_from(item.text) and is_from_elsewhere(question.text, item.document.text)


def _counts_some(item: Candidate) -> bool:
    """Return whether a sentence has a number that is not only one of years or of money; a row of a
    table has but a part of it."""
    said = _NO_COUNT.sub("", MARKER.sub("", item.text))
    return _DIGIT.search(said) is not None and not is_row(item)


def _goes(question: Question, item: Candidate) -> bool:
    """Return whether a sentence says that what is asked about goes up or down, and not only that
    somebody does."""
    own = {term for scope in question.scopes for term in scope.terms}
    if not _GOES.search(item.text):
        return False
    asked = set(question.terms) - own - set(stems(" ".join(_GOES.findall(question.text))))
    return not asked.isdisjoint(stems(item.text))


def _is_of_whom(item: Candidate) -> bool:
    """Return whether a candidate stands where it is said whom something is for."""
    heading = item.section.heading.lower()
    return item.section.label == "target" or heading.startswith(("hvem", "for hvem", "målgruppe"))


def designated(text: str) -> re.Pattern[str] | None:
    """Return what finds the one part that a text names by a letter or a number."""
    found = {(match[1].lower(), match[2].lower()) for match in _DESIGNATED.finditer(text)}
    if len(found) != 1:
        return None
    [(sort, name)] = found
    return re.compile(rf"\b{sort} {name}\b", re.IGNORECASE)


def stands_under(part: re.Pattern[str], item: Candidate) -> bool:
    """Return whether a paragraph or an item begins with what a part is called."""
    return bool(part.match(item.document.text, item.block.start, item.block.end))


def _number_of_things(text: str) -> int:
    """Return how many things are asked for, as in 'hvilke fire spor'; 0 where it does not say."""
    found = _LISTED.search(text)
    said = found[1].lower() if found else ""
    return int(WORDS.get(said, said if said.isdigit() else "0"))


def _lists(count: int, item: Candidate) -> bool:
    """Return whether a candidate leads, holds or belongs to a list of so many things."""
    listed = lists.statements(item.document, item.section, item.start)
    return sum(one.is_item for one in listed) == count


def _says(says: re.Pattern[str], item: Candidate) -> bool:
    return says.search(_around(item)) is not None


def _has_a_word(terms: Set[str], item: Candidate) -> bool:
    """Return whether a sentence has a word of what else is asked than the initiative."""
    said = stems(item.text)
    return any(_is_like(term, said) for term in terms)


def _around(item: Candidate) -> str:
    """Return a sentence with its heading and the lead of the list that it stands in."""
    listed = lists.statements(item.document, item.section, item.start)
    lead = listed[0].text if listed and not listed[0].is_item else ""
    return f"{item.section.about} {lead} {item.text}"


def _begins(question: Question, item: Candidate) -> bool:
    """Return whether a paragraph or an item begins with the name of what is asked about."""
    if item.start != item.block.start:
        return False
    found = _RUN_IN.match(MARKER.sub("", item.text))
    own = stems(item.document.title)
    return found is not None and any(
        term not in own and likeness(term, word) >= COVERED
        for term in question.names
        for word in stems(found[1])
    )


def _is_asked_in(question: Question, by_content: bool, item: Candidate) -> bool:
    """Return whether the heading of a candidate asks the same as the question, in the same words or
    with the same content, whatever the initiative is called."""
    heading = item.section.heading
    if bool(_NOT.search(heading)) != bool(_NOT.search(question.text)):
        return False
    if _by_what(heading) and _by_what(heading) != _by_what(question.text):
        return False
    own = {term for scope in question.scopes for term in scope.terms}
    own.update(stems(item.document.title))
    said = [term for term in (content_terms if by_content else _told)(heading) if term not in own]
    asked = question.terms if by_content else _told(question.text)
    is_of_any = by_content and not question.rest and GENERIC.issuperset(said)  # 'Projektet'
    return (
        bool(said)
        and not is_of_any
        and all(_is_like(term, asked, MISSPELT) for term in said)
        and all(_is_like(term, said) for term in question.rest)
    )


def _by_what(text: str) -> str:
    """Return the words that ask for one sort of thing, as a person or a time; '' for others."""
    found = _ASKS_FOR.search(text)
    return found[1].lower() if found else ""


def _told(text: str) -> Sequence[str]:
    """Return the stems of all words of a text but those that only make it a question."""
    return [stem(word) for word in words(text) if not _QUESTION_WORD.fullmatch(word)]


def _is_like(term: str, others: Sequence[str], least: float = COVERED) -> bool:
    return any(likeness(term, other) >= least for other in others)
