"""What is said when no document answers: what is nearest, why, and whom to ask."""

from collections.abc import Sequence

from assistant import facts
from assistant.contact import contacts, whom
from assistant.evidence import Evidence
from assistant.freshness import warning
from assistant.municipalities import places
from assistant.notes import is_old
from assistant.question import Question
from assistant.rank import share_named
from assistant.types import Audience, Nearest
from assistant.whose import is_elsewhere as is_of_elsewhere
from assistant.whose import only_place
from assistant.words import ASKING, EMPTY, RELATING
from corpus.types import Document
from index.danish import PART, likeness, stem, stems, words
from index.types import Hit
from prompts.render import render

MOST = 3  # documents
_WORDS = 3  # that say why one is near
# What is asked for is not handed out in place of somebody else's.
_PERSONAL = ("contact", "person", "telephone", "email", "cpr", "address")


def unanswered(
    question: Question, evidence: Evidence, audience: Audience
) -> tuple[str, tuple[Nearest, ...]]:
    """Return the text of an answer that was not found, and the nearest documents with why."""
    found = nearest(question, evidence)
    if not found:
        return _nothing_near(question, evidence, audience), ()
    first = evidence.documents[found[0].document]
    is_named = first.id in {scope.document for scope in question.scopes}
    name = "not_found_named" if is_named else "not_found_near"
    said = render(name, title=first.title, **({} if is_named else {"why": found[0].why}))
    whom = _whom(question, first if is_named else None, evidence, audience)
    return " ".join(filter(None, [said, warning(first, evidence.today), whom])), found


def _nothing_near(question: Question, evidence: Evidence, audience: Audience) -> str:
    """Return what is said where no document is near: which initiative, where none is told."""
    titles = dict.fromkeys(evidence.documents[hit.passage.document].title for hit in evidence.hits)
    if titles and question.kind and not question.subject and not question.is_overview:
        return render("which", titles=_listed(list(titles)[:MOST]))
    whom = render(f"ask_{audience}") if question.is_personal else ""
    return " ".join(filter(None, [render("not_found"), whom]))


def nearest(question: Question, evidence: Evidence) -> tuple[Nearest, ...]:
    """Return the documents nearest to a question, those of the initiative it names first."""
    pages = sorted(question.scopes, key=lambda scope: not scope.is_page)
    named = [scope.document for scope in pages]
    why = {id: render("near_named") for id in named}
    for hit in near(question, evidence):
        if said := _shared(question, hit):
            why.setdefault(hit.passage.document, render("near_words", words=_listed(said)))
    return tuple(
        Nearest(id, evidence.documents[id].title, told) for id, told in list(why.items())[:MOST]
    )


def near(question: Question, evidence: Evidence) -> list[Hit]:
    """Return the hits whose passages have at least one word of the question's subject, of the
    municipality that it names where their page is of one."""
    return [
        hit
        for hit in evidence.hits
        if share_named(question, hit.passage.context) > 0
        and not is_of_elsewhere(question, evidence.documents[hit.passage.document])
    ]


def _shared(question: Question, hit: Hit) -> list[str]:
    """Return the words of a hit that are those of the question, or their official words."""
    found: dict[str, str] = {}
    said = {stem(word): word for word in reversed(words(hit.passage.context))}
    for term in question.subject:
        official = [one for one in question.official.get(term, ()) if " " not in one]
        asked = [key for key in said if key not in ASKING and key not in EMPTY]
        alike = [key for key in asked if _means(key, term, official)]
        if alike and not term.isdigit() and term not in RELATING and term not in EMPTY:
            best = max(alike, key=lambda key: likeness(term, key))
            found.setdefault(best, said[best])
    return list(found.values())[:_WORDS]


def _means(word: str, term: str, official: Sequence[str]) -> bool:
    """Return whether a word is the term, has it as a part, or is an official word for it."""
    is_whole = len(word) >= len(term) and likeness(term, word) >= PART
    return word == term or is_whole or word in official


def _listed(said: Sequence[str]) -> str:
    *first, last = [f"»{word}«" for word in said]
    return f"{', '.join(first)} og {last}" if first else last


def _whom(question: Question, page: Document | None, evidence: Evidence, audience: Audience) -> str:
    """Return whom to ask: the page's own contact when it is about the initiative, else whoever
    decides."""
    is_elsewhere = page is not None and _is_of_another_place(question, page)
    is_asked = question.kind_name in _PERSONAL
    contact = contacts(page)[:1] if page and not is_asked and not is_elsewhere else []
    if page is None or not contact:
        return render(f"ask_{audience}")
    told = whom(contact[0]).rstrip(".")
    if question.names & set(stems(told)):
        return ""  # somebody is asked about, who is no one to ask
    updated = facts.updated(page)
    if is_old(page, evidence.today):
        day = page.text[updated[0].start : updated[0].end]
        return render("ask_contact_old", contact=told, day=day)
    return render("ask_contact", contact=told)


def _is_of_another_place(question: Question, page: Document) -> bool:
    """Return whether a question names a municipality, and the page is of another one alone."""
    own, asked = only_place(page), places().intersection(stems(question.text))
    return bool(own and asked) and own.isdisjoint(asked)
