"""Who a situation is about, and who a page is for: ages, and words that only say who or help."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import yaml

from index.danish import stem, words

_FILE = Path(__file__).parent / "people.yaml"
_ADULT, _OLDEST = 18, 120
_CLASS_AGE = 6  # years that a pupil is older than the number of the class
_TEN = 10  # what the first of the words for numbers means
_UPPER_AGE = 15  # and one of upper secondary school: 1.g is 16
_GENERATION = 16  # years that somebody is older than their child at least
_TEENS = "ti elleve tolv tretten fjorten femten seksten sytten atten nitten".split()
_CLASSES = "nulte første anden tredje fjerde femte sjette syvende ottende niende tiende".split()
_DECADES = "tyverne trediverne fyrrerne halvtredserne tresserne halvfjerdserne firserne".split()
_YEARS = r"(?:år\b|aar\b|-?(?:å|aa)rig\w*)"
_NUMBER = rf"(?:\d{{1,3}}|{'|'.join(_TEENS)})"
# 'på 16', 'er 34', '16-årig', '22 år'; no lapse of time ('i 20 år'), money, share or § ('er 107').
_AGE = re.compile(
    rf"\b(?:på|er|fylder|fyldt|bliver)\s+(?:(?:kun|snart|lige|nu)\s+)?(?P<a>{_NUMBER}\b)"
    r"(?![\d.,:]*\d|½|['’]|\s*(?:%|procent|kr|gange?\b|uger?\b|dage?\b|timer?\b|minut|måned|sted|kommune"
    r"|andre|stk))"
    rf"|(?<!\bi )(?<!for )(?<!efter )(?<!siden )\b(?P<b>{_NUMBER})\s*{_YEARS}(?!\s+siden)"
    rf"|(?:^|,\s*)(?P<c>\d{{2}})(?=\s*(?:$|,))",
    re.IGNORECASE,
)
_SELF = re.compile(r"\bjeg(?:\s+er\s+(?:en\s+)?(?:\w*(?:mor|far|mand|kvinde)))?\s*$", re.IGNORECASE)
_MONTHS_OLD = re.compile(
    r"\b(?:på|er)\s+(?:\d{1,2}|et|en|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve)\s+(?:måned|uge)"
    r"|\b(?:på|er)\s+(?:et\s+)?halv\w*\s+(?:år|måned)|\b(?:måneder|uger)\s+gam\w+",
    re.IGNORECASE,
)
_CLASS = re.compile(
    r"\b(\d{1,2})\.\s*(?:til|-|–|og)\s*(\d{1,2})\.?\s*klasse"
    rf"|\b(\d{{1,2}}|{'|'.join(_CLASSES)})\.?\s*(?:klasse|kl\b(?!\.?\s*\d))"
    r"|\bgår i (\d{1,2})\.(?!\s?g\b)(?=\s*(?:$|[,.a-zæøå]))",
    re.IGNORECASE,
)
_UPPER = re.compile(r"\b([1-3])\.\s?g\b|\b(?:i|går) ([1-3])\s?g\b", re.IGNORECASE)
# 'sidst i tyverne', 'en mand i 40'erne'; the nineties are a time.
_DECADE = re.compile(rf"\bi (?:(?P<n>[2-5])0['’]?erne|(?P<w>{'|'.join(_DECADES)}))", re.IGNORECASE)
_RANGE = re.compile(
    rf"\b(?P<low>\d{{1,3}})\s*(?:år\s*)?(?:til|og|-|–)\s*(?P<high>\d{{1,3}})\s*{_YEARS}"
    rf"|\bover\s+(?P<over>\d{{1,3}})\s*år|\b(?:fra|fyldt)\s+(?P<from>\d{{1,3}})\s*år"
    rf"|\bunder\s+(?P<under>\d{{1,3}})\s*år",
    re.IGNORECASE,
)
# 'Hvad koster en dag for min kone?': what it costs is said of nobody.
_FOR_ONES = re.compile(
    r"\b(?:for|til|hos) (?:min|mit|mine|vores) ((?:sviger|eks|pleje|bonus)?(\w+))", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Ages:
    """An age in years, from the youngest to the oldest, and the words that say it."""

    first: int
    last: int
    said: str

    def gap(self, other: "Ages") -> int:
        """Return the years between two ages, 0 where they have some in common."""
        return max(0, self.first - other.last, other.first - self.last)

    def shared(self, other: "Ages") -> float:
        """Return the share of the shorter of two ages that is also in the other."""
        years = min(self.last, other.last) - max(self.first, other.first) + 1
        shorter = min(self.last - self.first, other.last - other.first) + 1
        return max(0.0, years / shorter)


@dataclass(frozen=True, slots=True)
class _People:
    clear: tuple[tuple[frozenset[str], int, int], ...]
    vague: tuple[tuple[frozenset[str], int, int], ...]
    target: tuple[tuple[frozenset[str], int, int], ...]
    weak: frozenset[str]
    persons: frozenset[str]
    denied: frozenset[str]
    needs: frozenset[str]
    idioms: re.Pattern[str]


def ages_of(situation: str) -> tuple[Ages, ...]:
    """Return the ages that a situation tells of: by number, else by a clear word, else by any."""
    numbers = list(_numbers(situation))
    if numbers:
        return tuple(numbers)
    people = _read()
    return _said(situation, people.clear) or _said(situation, people.vague)


def ages_for(target: str, around: str) -> tuple[Ages, ...]:
    """Return the ages that an initiative is for, none where it does not say.

    They stand in the text about its target group, else in what is `around` it: title and topics.
    Beside numbers only a word for adults adds something: 'børn fra 6 til 14 år' are no others.
    """
    people = _read()
    found = [*_ranges(target)]
    said = _said(target, people.target)
    if found:
        # 'voksne over 24 år', 'voksne mellem 18 og 65 år'
        is_adult = any(ages.last == _OLDEST or ages.first >= _ADULT for ages in found)
        return (*found, *(ages for ages in said if ages.last == _OLDEST and not is_adult))
    return said or _said(around, people.target)


def ages_in(text: str) -> tuple[Ages, ...]:
    """Return the ages that a text says by number, as 'under 18 år' and '15 til 20 år'."""
    return tuple(_ranges(text))


def without_idioms(situation: str) -> str:
    """Return a situation without phrases that do not mean what they say."""
    return _read().idioms.sub(" ", situation)


def is_weak(stem_: str) -> bool:
    """Return whether a stem only says who, or only that there is help."""
    return stem_ in _read().weak


def denied_stems() -> frozenset[str]:
    """Return the stems of what it is good to be without."""
    return _read().denied


def is_need(stem_: str) -> bool:
    """Return whether a stem is of what initiatives of many kinds help to, as a job."""
    return stem_ in _read().needs


def names_people(text: str) -> bool:
    """Return whether a text names those that an offer may be for."""
    return any(stem(word) in _read().persons for word in words(text))


def _numbers(text: str) -> list[Ages]:
    found: list[Ages] = []
    own: list[Ages] = []
    for match in _AGE.finditer(text):
        age = _number(match["a"] or match["b"] or match["c"], _TEENS, _TEN)
        if age < _OLDEST:
            is_own = _SELF.search(text, 0, match.start()) is not None
            (own if is_own else found).append(Ages(age, age, match.group().strip(" ,")))
    if months := _MONTHS_OLD.search(text):
        found.append(Ages(0, 1, months.group()))
    for match in _CLASS.finditer(text):
        found.append(_class(match))
    for match in _UPPER.finditer(text):
        age = int(match[1] or match[2]) + _UPPER_AGE
        found.append(Ages(age, age + 1, match.group()))
    for match in _DECADE.finditer(text):
        decade = int(match["n"] or 2 + _DECADES.index(match["w"].lower())) * 10
        found.append(Ages(decade, decade + 9, match.group().removeprefix("i ")))
    is_parent = found and own and max(ages.last for ages in found) + _GENERATION <= own[0].first
    return found if is_parent else own + found


def _number(written: str, words_: Sequence[str], first: int) -> int:
    """Return a number that is written in digits, or as one of the words from `first` on."""
    return int(written) if written.isdigit() else first + words_.index(written.lower())


def _class(match: re.Match[str]) -> Ages:
    """Return the age of pupils of a class, or from one class to another."""
    numbers = [_number(one, _CLASSES, 0) for one in match.groups() if one]
    return Ages(numbers[0] + _CLASS_AGE, numbers[-1] + _CLASS_AGE + 1, match.group())


def _ranges(text: str) -> list[Ages]:
    found = []
    for match in _RANGE.finditer(text):
        low = int(match["low"] or match["over"] or match["from"] or 0)
        high = int(match["high"] or 0) or (int(match["under"]) - 1 if match["under"] else _OLDEST)
        if low <= high:
            found.append(Ages(low, high, match.group()))
    return found + [_class(match) for match in _CLASS.finditer(text)]


def _said(text: str, groups: Sequence[tuple[frozenset[str], int, int]]) -> tuple[Ages, ...]:
    return tuple(
        Ages(first, last, word)
        for word in dict.fromkeys(words(text))
        for forms, first, last in groups
        if word in forms
    )


@cache
def _read() -> _People:
    found = yaml.load(_FILE.read_bytes(), Loader=yaml.CSafeLoader)
    weak = f"{found['kun_hvem']} {found['kun_hjaelp']}"
    return _People(
        clear=_groups(found["aldre"]["klart"]),
        vague=_groups(found["aldre"]["uklart"]),
        target=_groups(found["maalgruppe"]),
        weak=frozenset(map(stem, words(weak))),
        persons=frozenset(map(stem, words(found["personer"]))),
        denied=frozenset(map(stem, words(found["kan_undvaeres"]))),
        needs=frozenset(map(stem, words(found["behov"]))),
        idioms=re.compile(
            rf"\b(?:{'|'.join(map(re.escape, found['talemaader']))})\b", re.IGNORECASE
        ),
    )


def _groups(
    entries: Sequence[Mapping[str, object]],
) -> tuple[tuple[frozenset[str], int, int], ...]:
    return tuple(
        (frozenset(map(str, _list(entry["ord"]))), _year(entry["fra"]),
         _year(entry["til"]))
        for entry in entries
    )  # fmt: skip


def _list(value: object) -> list[object]:
    return list(value) if isinstance(value, list) else [value]


def _year(value: object) -> int:
    return int(str(value))


def asked_for(text: str) -> set[str]:
    """Return the stems of those of the asker's own whom a text says that it asks for."""
    found = _FOR_ONES.findall(text)
    return {stem(who.lower()) for who, kin in found if is_weak(stem(kin.lower()))}
