"""Whether those who live in other places may take part, where somebody tells where he lives."""

import re

from assistant.municipalities import lives_in
from index.danish import stem, stems

_MAY = re.compile(
    r"\b(?:kan|må|kunne|tager|gælder|hjælper)\b.*\b(?:jeg|vi|man|han|hun|mig|os|min|mit|mine|vores)\b",
    re.IGNORECASE,
)
_ANYWHERE = re.compile(
    r"\b(?:anden|andre|hvilken som helst|alle) kommuner?\b|\buanset (?:hvor|kommune|bopæl)"
    r"|\bhele landet\b|\bbor(?: \w+){0,2} (?:ikke|uden for)\b|\budenbys\b|\blandsdækkende\b",
    re.IGNORECASE,
)
# 'Vi deler vores viden med andre kommuner' says nothing of who may come.
_MAY_COME = re.compile(
    r"\b(?:bor|bopæl\w*|borgere\w*|deltage\w*|være med|komme|åben\w*|gælder|bruge\w*|tage\w* imod)"
    r"\b",
    re.IGNORECASE,
)


def is_from_elsewhere(asked: str, page: str) -> bool:
    """Return whether somebody asks if he may, who lives where a page does not name."""
    lived = {stem(place) for place in lives_in(asked)}
    return bool(lived) and _MAY.search(asked) is not None and lived.isdisjoint(stems(page))


def says_where_from(text: str) -> bool:
    """Return whether a text says where those live who may take part."""
    return _ANYWHERE.search(text) is not None and _MAY_COME.search(text) is not None
