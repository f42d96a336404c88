"""Who is at the head of a place: 'chefen' is whom its page calls leader, or something like it."""

import re
from collections.abc import Mapping

from assistant.question import Question
from corpus.types import Document

_POSTS = "leder|chef|forstander|bestyrer|direktør|inspektør"
# What such a post is called in one word: a 'teamleder' or a 'souschef' is under another one.
_OF_WHOLE = r"(?:(?:cent(?:er|re)|projekt|afdelings|institutions|tilbuds|hus|sted)s?)?"
_HOLDER = r"[A-ZÆØÅ][a-zæøåé]+(?:-[A-ZÆØÅ][a-zæøåé]+)? [A-ZÆØÅ][a-zæøåé]+"
# The post alone or as 'daglig leder' and 'centerleder', with who has it beside it.
_HELD = re.compile(
    rf"\b(?:(?P<before>{_OF_WHOLE})(?P<post>{_POSTS})(?:en)?(?: (?:af|for|i|på) [\w ]{{3,40}}?)?"
    rf"(?:[:,·]|\s)\s*(?-i:{_HOLDER})"
    rf"|(?-i:{_HOLDER})\W{{1,3}}(?:\w+ )?(?P<apart>{_OF_WHOLE})(?P<after>{_POSTS})\b)",
    re.IGNORECASE,
)
_ASKED = re.compile(
    rf"\b(?P<is>hvem (?:er|var)|hvad hedder|navnet? på) (?P<who>(?:\w+ )??)(?P<post>{_POSTS})"
    r"(?P<end>en|ne)?\b",
    re.IGNORECASE,
)


def as_called(question: Question, documents: Mapping[str, Document]) -> str:
    """Return the text of a question of who is at the head, with the word that the page of its
    initiative has for that; '' where it asks nothing of the kind, or its page has the word."""
    asked = _ASKED.search(question.text)
    pages = {scope.document for scope in question.scopes}
    if asked is None or question.kind_name != "role" or len(pages) != 1:
        return ""
    held = _held(documents[pages.pop()].text)
    if not held or asked["post"].lower() in held:
        return ""
    text = question.text
    return f"{text[: asked.start('post')]}{held[0]}{text[asked.end() :]}"


def _held(text: str) -> list[str]:
    """Return the posts that a text names holders of, those of no part before others."""
    found = [one.groupdict() for one in _HELD.finditer(text)]
    ordered = sorted(found, key=lambda one: bool(one["before"] or one["apart"]))
    return list(dict.fromkeys((one["post"] or one["after"]).lower() for one in ordered))
