"""Ages -> the age groups that pages speak of: 'på 16 år' -> unge."""

import re

from index.danish import stem, stems

# The first age of each group, and what pages call it. Of age at 18; support to the young goes to
# 23 (barnets lov) and offers to 'unge' to 24 or 30; pension comes with about 67.
_GROUPS = (
    (65, ("ældre",)),
    (25, ("voksne", "voksen")),
    (18, ("unge", "voksne", "voksen")),
    (13, ("unge",)),
    (0, ("børn", "barn")),
)
_LEAST_LIMIT = 15  # 'over 3 år' is how long, 'over 18 år' how old
_MOST = 110
_AGE = r"(?<![\d.,])(?P<first>\d{1,3})(?:\s*(?:-|–|til|og)\s*(?P<last>\d{1,3}))?"
_LASTS = r"(?:periode|projekt|indsats|pulje|bevilling|aftale|forløb|program|plan|forsøg)\w*"
_WHO = (
    r"(?:jeg|han|hun|søn|sønnen|datter|dreng|pige|barn|ung|bror|søster|far|mor|mand|kone|kvinde"
    r"|kæreste|ven|veninde|nevø|niece|barnebarn|en|og)"
)
_GOES_ON = r"(?=\s*(?:[,.;:?!)]|$)|\s+(?:og|men|som|der|er|har|kan|vil|skal|med|ryger|tager)\b)"
_FORMS = tuple(
    re.compile(form, re.IGNORECASE)
    for form in (
        rf"{_AGE}[\s-]*(?P<old>årig\w*)\b(?!\s+{_LASTS})",
        rf"{_AGE}\s*år\s+gam\w+",
        r"(?<![\d.,])(?P<first>[1-9]\d)\s*[-–]\s*(?P<last>[1-9]\d)\s*år\b",
        rf"\b(?P<limit>over|under)\s+{_AGE}(?:\s*år\b|{_GOES_ON})(?!\s+siden)",
        rf"\b(?:på|fylder|fyldt|bliver|er|mellem)\s+{_AGE}\s*år\b(?!\s+(?:siden|før|frem|gam))",
        rf"\b{_WHO}\s+(?:er|på|bliver|fylder)\s+{_AGE}{_GOES_ON}",
    )
)
_AFTER_LASTS = re.compile(rf"\b\w*{_LASTS}\s+$", re.IGNORECASE)


def age_groups(text: str) -> dict[str, tuple[str, ...]]:
    """Return the stems of age groups for each age that a text tells of.

    They are given to the stem of the number, and to that of 'årig' where it follows.
    """
    found: dict[str, dict[str, None]] = {}
    for match in (match for form in _FORMS for match in form.finditer(text)):
        if _AFTER_LASTS.search(text[: match.start()]):
            continue
        groups = dict.fromkeys(stem for name in _named(match) for stem in stems(name))
        keys = [match["first"], match["last"], _old(match)]
        for key in filter(None, keys):
            found.setdefault(key, {}).update(groups)
    return {key: tuple(groups) for key, groups in found.items() if groups}


def _named(match: re.Match[str]) -> list[str]:
    """Return what pages call the groups that an age, a range of ages or a limit falls in."""
    ages = [int(age) for age in (match["first"], match["last"]) if age]
    limit = match.groupdict().get("limit")
    if any(age > _MOST for age in ages) or (limit and ages[0] < _LEAST_LIMIT):
        return []
    if limit and limit.lower() == "under":
        ages = [0, ages[0] - 1]
    return [name for age in ages for name in _group(age)]


def _group(age: int) -> tuple[str, ...]:
    return next(names for first, names in _GROUPS if age >= first)


def _old(match: re.Match[str]) -> str | None:
    word = match.groupdict().get("old")
    return stem(word.lower()) if word else None
