"""'Gør X det? Og hvis ikke, hvem gør så?' -> two questions, the other one of what X may not do."""

import re
from collections.abc import Callable, Sequence

from assistant.scopes import Scope
from assistant.words import ASKING, content_terms
from index.danish import stem, written

_IF_NOT = re.compile(
    r"^(?P<first>.+?)[?.!;,]\s*(?:(?:og|men)\s+)?(?:hvis|når) (?:(?:de|det|i|den) )?(?:det )?ikke"
    r"(?: (?:er tilfældet|gør det|har det))?[,:]?\s+(?P<then>hv(?:em|or|ilke[nt]?|ad)\b.*)$",
    re.IGNORECASE | re.DOTALL,
)
_SO = re.compile(r"\s+så\b", re.IGNORECASE)
# 'Hvem gør det gratis?': where one can get it, which the initiative that fits is the answer to.
_WHO_DOES = re.compile(
    r"^hvem (?:gør|giver|har|tilbyder|kan|hjælper)\b(?: (?:det|med|give|hjælpe|gøre|tilbyde))*",
    re.IGNORECASE,
)


def otherwise(
    text: str, find: Callable[[str], Sequence[tuple[Scope, ...]]]
) -> tuple[str, str] | None:
    """Return what is asked of the initiative that is named, and the same thing asked of others.

    None where it is not asked so, or where the other question is of that initiative too.
    """
    found = _IF_NOT.match(text.strip())
    groups = find(found["first"]) if found else ()
    if not found or not groups:
        return None
    own = {term for group in groups for scope in group for term in scope.terms}
    asked = set(content_terms(found["first"])) - own - ASKING
    thing = [word for word in written(found["first"]) if stem(word.lower()) in asked]
    then = _of(_SO.sub("", found["then"]).rstrip(" ?!."), " ".join(thing))
    pages = {scope.document for group in groups for scope in group}
    named = {scope.document for group in find(then) for scope in group}
    return None if not thing or pages & named else (f"{found['first']}?", then)


def _of(then: str, thing: str) -> str:
    """Return what is asked of others with the thing that it means."""
    if who := _WHO_DOES.match(then):
        return f"Hvor kan jeg få {thing}{then[who.end() :]}?"
    return f"{then} ({thing})?"
