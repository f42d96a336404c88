"""Questions that the documents answer: the first ones to ask, and those to follow an answer.

Each is drawn from a document's own labels and fields, in words that were measured to be answered
from just there (tests/test_suggestions.py). Nothing is searched for.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, zip_longest

from assistant.initiatives import has_parts
from assistant.types import Answer, Audience, Turn
from corpus.types import Document, Label, Section

MOST = 3
EXAMPLES = 4  # what fits over the fold on a phone together with the question box

ABOUT = "Hvad går {} ud på?"
CHAPTER = "Hvad står der om {}?"
UPDATED = "Hvornår er siden om {} senest opdateret?"
DIFFERENCE = "Hvad er forskellen på {} og {}?"
HELP = "Er der hjælp til {}?"
INITIATIVE = "initiativet"
# In the order in which they are suggested.
QUESTIONS: Mapping[Audience, Mapping[Label, str]] = {
    "caseworker": {
        "purpose": "Hvad er formålet med {}?",
        "target": "Hvem er målgruppen for {}?",
        "funding": "Hvordan er {} finansieret?",
        "evaluation": "Hvordan er {} evalueret?",
        "period": "I hvilken periode løber {}?",
        "law": "Hvilket lovgrundlag har {}?",
        "contact": "Hvem er kontaktperson for {}?",
        "content": "Hvad består {} af?",
        "partners": "Hvem samarbejder om {}?",
        "background": "Hvad er baggrunden for {}?",
    },
    "citizen": {
        "target": "Hvem er {} for?",
        "contact": "Hvem kan jeg kontakte om {}?",
        "period": "Er {} stadig i gang?",
        "content": "Hvad består {} af?",
        "purpose": "Hvad skal {} gøre godt for?",
        "partners": "Hvem er med i {}?",
    },
}

_LOOKED_AT = 50  # documents for the examples and their titles, which may have to be read first
_LONGEST = 45  # characters of a title that reads well inside a question
_SUBTITLE = re.compile(r"\s[–—-]\s|:\s")
_NO_WORD = re.compile(r"\W+")
_GROUP = re.compile(
    r"\b((?:borgere|mennesker|personer|unge|voksne|børn|familier|kvinder|mænd) (?:med|uden) "
    r"\w+(?: \w+){0,2}?)"
    r"(?=[.,;:]|\s(?:der|som|har|kan|må|skal|og|på|i|til|er|blev|bliver)\b|\s*$)",
    re.IGNORECASE | re.MULTILINE,
)

Documents = Mapping[str, Document]


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A question, and the stretches of the documents of which each is to be quoted in the answer.

    A stretch is a document's id, where it begins and where it ends.
    """

    question: str
    places: tuple[tuple[str, int, int], ...]


def suggestions(
    answer: Answer, history: Sequence[Turn], documents: Documents, audience: Audience
) -> tuple[str, ...]:
    """Return at most MOST questions to ask after an answer; `history` are the turns before it."""
    return tuple(one.question for one in drawn(answer, history, documents, audience))


def drawn(
    answer: Answer, history: Sequence[Turn], documents: Documents, audience: Audience
) -> tuple[Suggestion, ...]:
    """Return the same with where they are drawn from.

    Nothing that was asked or quoted before; nothing at all where somebody may be in danger.
    """
    if any(map(str.isdigit, answer.notice)):  # a number to call, and nothing beside it
        return ()
    ids = dict.fromkeys(
        one.document for one in (answer.citations if answer.citations else answer.nearest)
    )
    near = [documents[id] for id in ids if id in documents]
    answers = [answer, *(turn.answer for turn in history)]
    quoted = {(one.document, one.start) for given in answers for one in given.citations}
    asked = {_bare(answer.question), *(_bare(turn.question) for turn in history)}
    topic = near[0] if answer.citations and near else None
    found = (
        [
            one
            for one in _of(document, audience, document is topic, documents)
            if not _is_told(one, quoted)
        ]
        for document in near
    )
    fresh = [one for row in zip_longest(*found) for one in row if one]
    if answer.citations and len(near) == 2 and (both := _difference(near[0], near[1])):
        fresh.insert(min(1, len(fresh)), both)
    return tuple([one for one in fresh if _bare(one.question) not in asked][:MOST])


def examples(documents: Iterable[Document], audience: Audience) -> tuple[str, ...]:
    """Return at most EXAMPLES first questions, over several of the first documents."""
    return tuple(one.question for one in drawn_examples(documents, audience))


def drawn_examples(documents: Iterable[Document], audience: Audience) -> tuple[Suggestion, ...]:
    """Return the same with where they are drawn from, short names first."""
    uses = dict.fromkeys(islice(documents, _LOOKED_AT), 0)
    found: list[Suggestion] = []

    def cost(document: Document) -> tuple[int, int, int]:
        length = len(_name(document))
        return uses[document] + length // _LONGEST, uses[document], length

    def add(candidates: Iterable[tuple[Document, Suggestion]]) -> None:
        chosen = min(candidates, key=lambda one: cost(one[0]), default=None)
        if chosen and len(found) < EXAMPLES:
            uses[chosen[0]] += 1
            found.append(chosen[1])

    if audience == "citizen":
        add((document, one) for document in uses for one in islice(_helped(document), 1))
    for label in QUESTIONS[audience]:
        if len(found) < EXAMPLES - 1:
            add((one, asked) for one in uses for asked in _labelled(one, audience, label))
    plain = [one for one in uses if not any(section.label for section in one.sections)]
    add((one, asked) for one in plain or uses for asked in _about(one, _name(one)))
    return tuple(found)


def _of(
    document: Document, audience: Audience, is_topic: bool, documents: Documents
) -> Iterator[Suggestion]:
    """Yield what can be asked of a document; by its name, unless that is long and is the topic."""
    name = _name(document)
    labels = {section.label for section in document.sections} - {None}
    if is_topic and "target" in labels and len(name) > _LONGEST:
        name = INITIATIVE
    if audience == "citizen":
        yield from _about(document, name)
    for label in QUESTIONS[audience]:
        yield from _labelled(document, audience, label, name)
    if not labels or has_parts(document):
        yield from _chapters(document, documents)
    if audience == "caseworker":
        yield from _about(document, name)
        yield from _updated(document, name)


def _labelled(
    document: Document, audience: Audience, label: Label, name: str = ""
) -> Iterator[Suggestion]:
    held = [section for section in document.sections if section.label == label and section.blocks]
    if held:
        question = QUESTIONS[audience][label].format(name or _name(document))
        yield _suggestion(question, document, held)


def _about(document: Document, name: str) -> Iterator[Suggestion]:
    first = [section for section in document.sections if section.blocks][:1]
    if first and not first[0].label:
        yield _suggestion(ABOUT.format(name), document, first)


def _chapters(document: Document, documents: Documents) -> Iterator[Suggestion]:
    """Yield a question on each heading of a page that has no labels: they say what it tells.

    What is asked of a heading that is another page's title is answered from that page.
    """
    titles = {one.title for one in islice(documents.values(), _LOOKED_AT)}
    for section in document.sections:
        heading = section.path.rstrip(" :")
        if heading and heading not in titles and section.label is None and section.blocks:
            yield _suggestion(CHAPTER.format(f"»{heading}«"), document, [section])


def _updated(document: Document, name: str) -> Iterator[Suggestion]:
    for field in document.fields:
        if field.name == "updated" and name != INITIATIVE:
            yield Suggestion(UPDATED.format(name), ((document.id, field.start, field.end),))
            return


def _helped(document: Document) -> Iterator[Suggestion]:
    """Yield whether there is help for those whom a document says it is for, in its words."""
    target = [section for section in document.sections if section.label == "target"]
    for section in target or document.sections[:1]:
        for match in _GROUP.finditer(document.text, section.start, section.end):
            group = match[1][0].lower() + match[1][1:]
            yield Suggestion(HELP.format(group), ((document.id, 0, len(document.text)),))


def _difference(left: Document, right: Document) -> Suggestion | None:
    """Return what sets two initiatives apart, where both have what is compared first."""
    names = _name(left), _name(right)
    for document in (left, right):
        if not {"purpose", "target"} <= {section.label for section in document.sections}:
            return None
    if names[0] in names[1] or names[1] in names[0] or max(map(len, names)) > 2 * _LONGEST:
        return None
    whole = ((one.id, 0, len(one.text)) for one in (left, right))
    return Suggestion(DIFFERENCE.format(*names), tuple(whole))


def _suggestion(question: str, document: Document, held: Iterable[Section]) -> Suggestion:
    return Suggestion(question, tuple((document.id, one.start, one.end) for one in held))


def _is_told(one: Suggestion, quoted: Iterable[tuple[str, int]]) -> bool:
    return any(
        document == id and start <= at < end
        for id, at in quoted
        for document, start, end in one.places
    )


def _name(document: Document) -> str:
    """Return what a page is called, without what explains it; in quotes where it is a phrase."""
    name = _SUBTITLE.split(document.title)[0].strip() or document.title
    return f"»{name}«" if " " in name else name


def _bare(question: str) -> str:
    return _NO_WORD.sub(" ", question.casefold()).strip()
