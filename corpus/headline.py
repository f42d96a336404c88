"""What a page says of itself above its text: the way to it, its title, its topics and its day."""

import re
from itertools import takewhile

from corpus.dates import CHANGED, DATE, PAGE
from corpus.labels import is_fact, is_kind, is_paper, label_of
from corpus.line import Line, has_heading_shape
from corpus.parts import is_field

HEAD_LINES = 4  # under the title, in which a page gives its day, if not in its last one
TAG_WORDS = 4  # of a tag that stands alone under the title
TITLE_WORDS = 24  # longest title of the shipped pages has 12 words

_MARKS = frozenset(">»›/")
_SEPARATOR = re.compile(r"(?<!\s)\s+[>»›/]\s+")
_SENDER = re.compile(
    r"[A-ZÆØÅ][\w-]+(?:[ -][A-ZÆØÅ][\w-]+)? (?:[Kk]ommune|KOMMUNE)|(?:Region|REGION) [A-ZÆØÅ][\w-]+"
)
# A unit of a municipality: 'Sundhed og Ældre / Handicap og Psykiatri'.
_UNIT = re.compile(r"\s/\s(?=[A-ZÆØÅ])|[Ff]orvaltning|[Aa]fdeling|[Ss]ekretariat|[Ss]taben?\b")
_BEGINS_TEXT = re.compile(r"(?:om|kort|hv\w+|velkommen|her|sådan)\b", re.IGNORECASE)
_WEEKDAY = re.compile(
    r"(?:man|tirs|ons|tors|fre|lør|søn)dag(?:en)?,? (?:den |d\. )?\d", re.IGNORECASE
)
# What a paper begins with where nothing says of what it is.
_OPENING = re.compile(
    r"indledning|indhold|forord|resum[eé]|introduktion|godkendt|vedtaget|kære|læs\b|møde nr|gælder",
    re.IGNORECASE,
)
_HERE = re.compile(r"du er her:\s*", re.IGNORECASE)
_GAP = re.compile(r"\s{2,}|\s*[|,;]\s*|\s+[•·]\s+")
_TOPIC = re.compile(r"(?<=[a-zæøå])\s+(?=[A-ZÆØÅ])")
DATED = re.compile(
    rf"(?:(?:{PAGE})?(?:(?:senest|sidst) )?(?:{CHANGED})|publiceret"
    rf"|offentliggjort|udgivet|dato|nyhed|artikel|pressemeddelelse)?[:\s·|,–-]*+(?:d\.|den)?\s*+{DATE}\.?",
    re.IGNORECASE,
)

_CHANGED = re.compile(CHANGED, re.IGNORECASE)
_DATE = re.compile(DATE, re.IGNORECASE)


def take_breadcrumb(content: list[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Return the way to the page, () where no line has one, and the other lines."""
    for number, line in enumerate(content[:3]):
        if line.heading or line.text.endswith(".") or _MARKS.isdisjoint(line.text):
            continue
        path = _HERE.sub("", line.text)
        parts = tuple(part.strip() for part in _SEPARATOR.split(path))
        is_path = len(parts) > 2 or (len(parts) == 2 and parts[0].lower() in ("forside", "hjem"))
        if is_path:
            return parts, content[:number] + content[number + 1 :]
    return (), content


def undated(content: list[Line]) -> list[Line]:
    """Return the lines but those that only give the page's own day.

    A day among fields ('Dato: …' of a meeting or a course) is told, as is one under a heading.
    """
    return [line for number, line in enumerate(content) if not _is_day_of_page(content, number)]


def _is_day_of_page(content: list[Line], number: int) -> bool:
    line = content[number]
    if not any(map(str.isdigit, line.text[-2:])) or not DATED.fullmatch(line.text):
        return False  # a day ends in its year, and few lines do
    beside = content[max(0, number - 1) : number] + content[number + 1 : number + 2]
    is_stated = is_field(line) and any(map(is_field, beside))
    is_at_edge = number < HEAD_LINES or number == len(content) - 1
    return _CHANGED.search(line.text) is not None or (is_at_edge and not is_stated)


def take_known(title: str, content: list[Line]) -> tuple[str, list[Line]]:
    """Return the title that the format of a file tells, and the lines without it."""
    number = next((number for number, line in enumerate(content) if line.text == title), None)
    return (title, content) if number is None else _told(content, number)


def take_title(content: list[Line], breadcrumb: tuple[str, ...]) -> tuple[str, list[Line]]:
    """Return the title, '' of a page that begins with its text, and the other lines."""
    content = content[_letterhead(content) :]
    for number, line in enumerate(content):
        is_joined = is_paper(line.text) and _says_of_what(content[number + 1 :])
        is_kept = is_kind(line.text) and number + 1 < len(content) and not is_joined
        if (
            DATED.fullmatch(line.text)
            or _WEEKDAY.match(line.text)
            or is_kept
            or line.text in breadcrumb[:-1]
        ):
            continue
        if line.text.endswith(".") or line.words > TITLE_WORDS:
            break  # a page that begins with its text
        return _told(_whole(content, number), number)
    return "", content


def _whole(content: list[Line], number: int) -> list[Line]:
    """Return the lines, those as one that a title is broken into."""
    line, below = content[number], content[number + 1 : number + 2]
    while below and _is_rest(line, below[0]) and line.words + below[0].words <= TITLE_WORDS:
        rest = below[0]
        line = line._replace(
            end=rest.end,
            text=f"{line.text} {rest.text}",
            blank_after=rest.blank_after,
            words=line.words + rest.words,
        )
        content = [*content[:number], line, *content[number + 2 :]]
        below = content[number + 1 : number + 2]
    return content


def _is_rest(line: Line, below: Line) -> bool:
    """Return whether a line ends the title that stands right over it."""
    is_apart = line.blank_after or line.heading is not None or below.marker or is_field(line)
    is_end = below.blank_after and not below.text.endswith((".", "!", ":", ";"))
    return is_end and not is_apart and below.text[0].islower()


def _letterhead(content: list[Line]) -> int:
    """Return how many lines only say which municipality a page is of, and which unit of it, above
    its title."""
    if len(content) < 2 or not _SENDER.fullmatch(content[0].text):
        return 0
    below, *others = content[1:3]
    if label_of(below.text) or not _is_line(below):
        return 0
    if not others or below.blank_before or not has_heading_shape(others[0], None):
        return int(below.blank_before or content[0].text.isupper() or _is_head(content[1:]))
    if label_of(others[0].text) or is_fact(others[0].text) or _BEGINS_TEXT.match(others[0].text):
        return 1  # a heading of the page, whose title is the line above
    is_unit = _UNIT.search(below.text) or others[0].text.isupper() or is_paper(others[0].text)
    return 2 if is_unit and not is_paper(below.text) and not below.text.isupper() else 1


def _is_head(content: list[Line]) -> bool:
    """Return whether the first lines, up to an empty one, are several and none of them is text."""
    head = [content[0], *takewhile(lambda line: not line.blank_before, content[1:])]
    return 1 < len(head) < len(content) and all(map(_is_line, head))


def _is_line(line: Line) -> bool:
    """Return whether a line has the shape of a heading, whatever stands right above it."""
    return has_heading_shape(line._replace(blank_before=True, heading=None), None)


def _told(content: list[Line], number: int) -> tuple[str, list[Line]]:
    """Return the title that stands in a line, and the other lines; one that only says what kind of
    paper it is takes the line below it that says of what."""
    title, below = content[number].text, content[number + 1 :]
    if not is_paper(title) or not _says_of_what(below):
        return title, content[:number] + below
    kind = title.rstrip(":")
    kind = kind.capitalize() if kind.isupper() else kind
    return f"{kind}: {below[0].text}", content[:number] + below[1:]


def _says_of_what(below: list[Line]) -> bool:
    """Return whether the first of some lines may name what the paper above it is about."""
    if len(below) < 2:
        return False
    line, under = below[:2]
    is_whole = under.blank_before or not under.text[0].islower()
    is_other = line.heading or line.marker or is_field(line) or label_of(line.text)
    is_named = not is_other and not is_kind(line.text) and not _OPENING.match(line.text)
    is_day = DATED.match(line.text) or _WEEKDAY.match(line.text)
    return is_named and is_whole and not is_day and _is_line(line)


def _undated(tag: str) -> str:
    """Return a tag without the day of the page, which may stand after the last one."""
    return DATED.sub("", tag).strip()


def _is_told(tag: str) -> bool:
    """Return whether what stands between commas under a title is more than a tag."""
    return len(tag.split()) > TAG_WORDS + 1


def take_topics(content: list[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Take the line of tags under the title of a page whose sections carry labels.

    On a page without labelled sections the same shape is the first heading.
    """
    if not content:
        return (), content
    line = content[0]
    labelled = any(other.text.endswith(":") and label_of(other.text) for other in content)
    if not labelled and not _GAP.search(line.text):
        return (), content
    if line.heading:
        return (), content
    is_set_apart = line.blank_after and not line.is_prose and not line.text.endswith(":")
    if not is_set_apart or label_of(line.text) or line.marker:
        return (), content
    if DATED.fullmatch(line.text):
        topics, rest = take_topics(content[1:])
        return topics, [line, *rest]
    parts = [part for part in map(_undated, _GAP.split(line.text)) if part]
    tags = parts if len(parts) > 1 else _TOPIC.split(line.text)
    is_told = any(map(_is_told, tags)) or any(map(_DATE.search, tags))
    if (len(tags) == 1 and line.words > TAG_WORDS) or is_told:
        return (), content  # a second title, or what was decided when
    return tuple(tags), content[1:]
