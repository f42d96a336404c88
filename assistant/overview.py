"""An overview: of all initiatives, which of them something is true of, a row of each."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from assistant import audience, facts, recruits, stated
from assistant.contact import ADDRESSES, all_contacts, has
from assistant.evidence import Evidence
from assistant.facts import Statement
from assistant.initiatives import has_parts, named_parts
from assistant.people import Ages, ages_for, ages_of, names_people
from assistant.question import Question
from assistant.rank import Candidate, all_sentences, rank
from assistant.succession import ended, is_end
from assistant.words import RELATING, content_terms
from corpus.text import sentences
from corpus.types import Document, Section
from index.danish import PART, likeness, stem, stems, words
from prompts.render import render

MOST_ROWS = 20
MOST_QUOTED = 6  # rows that quote a sentence: more is no overview
_FEW = 30  # pages whose sentences are all looked at
_SEARCHED = 60  # passages whose pages are, where there are more
# Pages that are all looked at: municipalities, the slowest, take 0.8 ms a page, a quarter second.
_ALL = 300
_LOOKED_AT = 100  # passages whose pages are looked at where there are more
_LONG = 40  # words of a sentence: in an overview it is quoted where there is none that is shorter
_SAID = 0.6  # share of what is asked about that a row must have: two of two, two of three
_MONEY = re.compile(r"(?:midl|middel|peng|aftal|bevilling)\w*$")  # 'satspuljemidler': satspulje
_AREA = re.compile(r"s?omraad\w*$")  # 'stofområdet': stofmisbrug
_CONTACT = ("contact", "person", "telephone", "email")
_ADDRESS = tuple(stem(word) for word in ("telefon", "numre", "mail", "kontakt"))
_MUNICIPALITY = frozenset(stem(word) for word in ("kommune", "kommuner", "kommunerne", "kommunen"))
_FOR_WHOM = re.compile(
    r"\b(?:er|findes|gælder|lavet|beregnet|relevante?)\b.{0,30}\b(?:for|til|mod)\b"
    r"|\b(?:hjælper|støtter|henvender|retter|målrettet|rettet|målgruppe\w*)\b"
    r"|(?:initiativer|indsatser|projekter|tilbud)(?:ne)? (?:for|til)\b",
    re.IGNORECASE,
)
# Of the words that ask, those that ask for initiatives and for no thing of theirs.
_PAGES = frozenset(
    stem(word)
    for word in (
        "initiativ initiativer projekt projekter indsats indsatser tilbud ordning ordninger side "
        "sider program programmer navn navne type typer slags aktuel aktuelle information "
        "beskrivelse kort hovedpunkter"
    ).split()
)
_WHERE = frozenset(stem(word) for word in ("sammenhænge", "sammenhæng", "optræder", "indgår"))
_MENTIONS = re.compile(r"\b(?:nævn|naevn|omtal)", re.IGNORECASE)
# 'Hvilke initiativer er ikke for unge?', and not '… for unge, der ikke bor hjemme?'.
_NOT = re.compile(
    r"^(?:(?!(?<!er )(?<!findes )\b(?:der|som)\b)[^,])*?\b(?:ikke(?! længere| mere)|ingen)\b",
    re.IGNORECASE,
)
_NO_LONGER = re.compile(r"\bikke (?:længere|mere)\b", re.IGNORECASE)

_OR = re.compile(r"([^\W\d_]+) (eller|og) (?:e[nt] )?(?=([^\W\d_]+))")
_EXCLUDES = re.compile(r"\bikke (?:omfattet|for|med|komme)\b|\bundtage[nt]", re.IGNORECASE)
_DENIES = re.compile(r"\b(?:ikke|ingen)\b", re.IGNORECASE)


def overview(question: Question, evidence: Evidence) -> list[Statement]:
    """Return a row of every initiative that has what is asked for, each with its source."""
    if question.kind_name != "running" and _NOT.search(question.text):
        return []  # what a page does not say is no source for a row
    pages = _pages(question, evidence)
    said = tuple(term for term in question.terms if not _asks_alone(term))
    if not question.rest and said and _MENTIONS.search(question.text):
        question = replace(question, rest=said)  # 'Hvilke nævner serviceloven?'
    question = replace(question, rest=_about(question.rest))
    if recruits.asks(question.text):
        sought = recruits.seeking(pages)
        return [replace(_row(*one), is_item=True) for one in sought][:MOST_ROWS]
    found = _from_fields(question, pages, evidence)
    if found is None and (asked := _ages(question)):
        found = list(_of_age(asked, pages))
    if found is None:
        found = _told(question, evidence)[:MOST_QUOTED]
    return [replace(item, is_item=True) for item in found[:MOST_ROWS]]


def _asks_alone(term: str) -> bool:
    """Return whether a word only asks: for pages, for what they say, or for what they are about."""
    return term in _PAGES or term in RELATING or _MENTIONS.match(term) is not None


def _about(terms: Sequence[str]) -> tuple[str, ...]:
    """Return the terms that say about what; all of them where none does."""
    return tuple(term for term in terms if term not in _WHERE) or tuple(terms)


def is_partial(rows: int, pages: int) -> bool:
    """Return whether an overview of so many rows may leave some out, of so many pages."""
    return pages > _ALL or rows >= MOST_ROWS


def _pages(question: Question, evidence: Evidence) -> list[Document]:
    """Return all pages where they are few, in their order; else those that are nearest, best first.

    A list of some of many pages is the list of those that the question is likeliest about.
    """
    documents = evidence.documents
    if len(documents) <= _ALL:
        return list(documents.values())
    hits = evidence.search.hits(question.search_text, _LOOKED_AT)
    return [documents[id] for id in dict.fromkeys(hit.passage.document for hit in hits)]


def _from_fields(
    question: Question, pages: Sequence[Document], evidence: Evidence
) -> list[Statement] | None:
    """Return the rows that the pages' fields give; None when fields do not hold what is asked."""
    name = question.kind_name
    if question.rest and _MUNICIPALITY.issuperset(question.rest) and name != "target":
        return [row for page in pages for row in _municipalities(page)]
    if name in _CONTACT and all(term.startswith(_ADDRESS) for term in question.rest):
        return _contacts(pages, name)
    if question.rest:
        return None
    if name == "updated":
        return [item for page in pages for item in facts.updated(page)]
    if name in ("period", "running", "duration"):
        return list(_periods(question, pages, evidence))
    if name not in ("", "list"):
        return _labelled(question, pages)
    return facts.titles(pages) if _PAGES.issuperset(question.terms) else []


def _contacts(pages: Sequence[Document], name: str) -> list[Statement]:
    found = (item for page in pages for item in all_contacts(page))
    return [item for item in found if name not in ADDRESSES or has(item, name)]


def _municipalities(page: Document) -> list[Statement]:
    places = stated.places(page, page.sections)
    return [_row(page, None, *places[0])] if places else []


def _periods(
    question: Question, pages: Sequence[Document], evidence: Evidence
) -> Iterator[Statement]:
    """Yield the periods; only of what runs, or of what is over, where one of them is asked for.

    Where nothing runs, each that is over is told to be so.
    """
    wanted = "over" if _asks_for_end(question) else "now"
    is_denied = _NOT.search(question.text) is not None
    is_any = False
    past: list[Statement] = []
    for page in pages:
        parts = [section for section in page.sections if _part(page, section)]
        for part in parts if has_parts(page) else [None]:
            ran = stated.period(page, part)
            if ran is None:
                if wanted == "over" and question.kind_name == "running" and not is_denied:
                    yield from (
                        _row(page, part, one.start, one.end)
                        for one in ended(page)
                        if part is None or _tells_of(part, one.text)
                    )
                continue
            span, first, last = ran
            state = stated.state(first, last, evidence.today)
            if question.kind_name != "running" or (state == wanted) != is_denied:
                is_any = True
                yield _row(page, part, *span)
            elif state == "over":
                past.append(_row(page, part, *span, "row_over" if first else "row"))
    if not is_any:
        yield from past


def _tells_of(part: Section, text: str) -> bool:
    """Return whether a sentence begins with what a part is called."""
    return text.lower().startswith(part.heading.lower())


def _asks_for_end(question: Question) -> bool:
    return facts.asks_for_end(question.text) or _NO_LONGER.search(question.text) is not None


def _ages(question: Question) -> tuple[Ages, ...]:
    """Return the ages of those that it asks for what is for; none where it asks more of them."""
    said = [word for word in words(question.text) if stem(word) in question.rest]
    is_more = any(not word.isdigit() and not names_people(word) for word in said)
    if is_more or not re.search(r"\d", question.text) or not _is_for_whom(question):
        return ()
    return _numbered(ages_for(question.text, "")) or ages_of(question.text)


def _numbered(ages: Sequence[Ages]) -> tuple[Ages, ...]:
    return tuple(one for one in ages if re.search(r"\d", one.said))


def _of_age(asked: Sequence[Ages], pages: Sequence[Document]) -> Iterator[Statement]:
    """Yield whom each initiative is for that is for some of these ages."""
    for page in pages:
        parts: list[Section | None] = [
            section for _, section in named_parts(page) if section.is_part
        ]
        for part in parts or [None]:
            span = audience.target(page, page.sections if part is None else (part,))
            for start, end in sentences(page.text, *span) if span else ():
                ages = ages_for(page.text[start:end], "")
                ages = _numbered(ages) or ages  # 'voksne mellem 18 og 65 år' are no older
                if any(one.gap(other) == 0 for one in ages for other in asked):
                    yield _row(page, part, start, end)
                if ages:
                    break  # whom it is for stands first, who comes first in it after that


def _told(question: Question, evidence: Evidence) -> list[Statement]:
    """Return the best sentence of each initiative that has all that is asked about."""
    pages = list(evidence.documents)
    if len(pages) > _FEW:
        hits = evidence.search.hits(question.search_text, _SEARCHED)
        pages = list(dict.fromkeys(hit.passage.document for hit in hits))
    found = [item for id in pages for item in _places(question, evidence.documents[id])]
    asked = [term for term in question.rest if term not in RELATING] or list(question.rest)
    said = [_said(item) for item in found]
    meant = _either(question, {term: _meant(question, term, said) for term in asked})
    kept = [
        item
        for item, here in zip(found, said, strict=True)
        if sum(_is_in(here, terms) for terms in meant) >= _SAID * len(meant)
        and all(_is_in(here, (name,)) for name in question.names)
    ]
    best: dict[tuple[str, str], Candidate] = {}
    if _is_for_whom(question):
        kept = [item for item in kept if not _EXCLUDES.search(item.text)]
    ranked = rank(question, kept, evidence).candidates if kept else ()
    aimed = set(_aimed(ranked)) if _is_for_whom(question) else set()
    ordered = sorted(ranked, key=lambda item: (*_speaks_badly(item), item not in aimed))
    for candidate in ordered:
        place = (candidate.document.id, _part(candidate.document, candidate.section))
        best.setdefault(place, candidate)
    rows = _each_page_first(list(best.values()))
    return [_row(one.document, one.section, one.start, one.end) for one in rows]


def _each_page_first(chosen: Sequence[Candidate]) -> list[Candidate]:
    """Return the best of each page, and then what else there is of a page."""
    first: dict[str, Candidate] = {}
    for one in chosen:
        first.setdefault(one.document.id, one)
    return [*first.values(), *(one for one in chosen if one is not first[one.document.id])]


def _aimed(found: Sequence[Candidate]) -> Iterator[Candidate]:
    """Yield those that stand where their pages say best whom they are for."""
    pages = {item.document.id: item.document for item in found}
    spans = {id: audience.target(page, page.sections) for id, page in pages.items()}
    for item in found:
        span = spans[item.document.id]
        if span and span[0] <= item.start < span[1]:
            yield item


def _speaks_badly(item: Candidate) -> tuple[bool, bool]:
    """Return whether a sentence denies, or says that it has ended, and whether it is no good row:
    part of a list, or long."""
    is_led = item.block.kind == "item" or item.text.endswith(":")
    is_unfit = is_led or len(item.text.split()) > _LONG
    return _DENIES.search(item.text) is not None or is_end(item.text), is_unfit


def _said(item: Candidate) -> frozenset[str]:
    part = _part(item.document, item.section)
    return frozenset(stems(f"{item.document.title} {part} {item.text}"))


def _either(question: Question, meant: dict[str, tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Return what is meant by each term; of two with 'eller' between them either does.

    So does either of two groups of people: 'til børn og unge'.
    """
    for left, word, right in _OR.findall(question.text):
        if word == "og" and not (names_people(left) and names_people(right)):
            continue
        one, other = stem(left.lower()), stem(right.lower())
        if one != other and one in meant and other in meant:
            meant[other] = (*meant.pop(one), *meant[other])
    return list(meant.values())


def _meant(question: Question, term: str, said: Sequence[frozenset[str]]) -> tuple[str, ...]:
    """Return the term itself where some page has it, else the official words for it too.

    Not of a fund: it is called what it is called.
    """
    if question.kind_name == "funding" or any(_is_in(words, (term,)) for words in said):
        return (term,)
    return (term, *question.official.get(term, ()))


def _is_in(words: frozenset[str], terms: tuple[str, ...]) -> bool:
    """Return whether a word is one of the terms or, as 'satspuljeaftale', has it as a part.

    Of a phrase, all words are there.
    """
    if any(" " in term and words.issuperset(term.split()) for term in terms):
        return True
    bare = {_AREA.sub("", _MONEY.sub("", term)).removesuffix("e") or term for term in terms}
    return any(
        term == word or (len(word) > len(term) and likeness(term, word) >= PART)
        for term in bare
        for word in words
    )


def _places(question: Question, page: Document) -> list[Candidate]:
    """Return the sentences that may say it: where it is asked for whom, those of the target group
    and the purpose.

    A page without such a section may say it anywhere but among its contacts.
    """
    found = [item for item in all_sentences(page) if item.label != "contact"]
    labels = question.kind.labels if question.kind and question.kind_name != "list" else ()
    if _is_for_whom(question):
        labels = ("target", "purpose")
    is_own = question.kind is not None and labels == question.kind.labels and bool(labels)
    asks = question.kind.asks if question.kind and is_own else None
    return [
        item for item in found if item.label in labels or (asks and asks.search(item.text))
    ] or found


def _is_for_whom(question: Question) -> bool:
    """Return whether it asks for whom, as against what is so for whoever it is: 'er gratis for
    borgeren'."""
    found = _FOR_WHOM.search(question.text)
    after = content_terms(question.text[found.end() :]) if found else ()
    return found is not None and (not after or not RELATING.issuperset(after))


def _labelled(question: Question, pages: Sequence[Document]) -> list[Statement]:
    """Return the first sentence of each page, or part of one, that holds such things."""
    found: dict[tuple[str, str], Candidate] = {}
    for page in pages:
        for item in all_sentences(page):
            if _holds(question, item):
                found.setdefault((page.id, _part(page, item.section)), item)
    return [_row(one.document, one.section, one.start, one.end) for one in found.values()]


def _holds(question: Question, item: Candidate) -> bool:
    """Return whether a sentence stands under a heading of the kind asked for.

    One of a shape that is required has it; then it may also say in words that it is of the kind.
    """
    kind = question.kind
    if kind is None:
        return False
    is_under = item.label in kind.labels
    if kind.shape is None or not kind.required:
        return is_under
    is_of_it = is_under or kind.asks.search(item.text) is not None
    return is_of_it and kind.shape.search(item.text) is not None


def _part(page: Document, section: Section | None) -> str:
    """Return the heading of a section of a page that describes several initiatives, else ''.

    A page that has a target group, a contact or the like of its own describes one, and so does one
    whose sections do not speak of what they are called.
    """
    if section is None or section.label or section.heading.endswith("?"):
        return ""
    speaks_of_it = section.heading.lower() in page.text[section.start : section.end].lower()
    is_part = has_parts(page) or (speaks_of_it and not any(item.label for item in page.sections))
    return section.heading if is_part else ""


def _row(
    page: Document, section: Section | None, start: int, end: int, phrase: str = "row"
) -> Statement:
    title = " – ".join(part for part in (page.title, _part(page, section)) if part)
    told = " ".join(page.text[start:end].split())
    if told.lower().startswith(title.lower()):
        return Statement(told, page, start, end)
    return Statement(render(phrase, title=title, told=told), page, start, end)
