"""What a page says of itself above its text: the way to it, its title, its topics and its day."""

import re

from corpus.dates import CHANGED, DATE
from corpus.labels import is_kind, label_of
from corpus.line import Line, has_heading_shape
from corpus.parts import is_field

HEAD_LINES = 4  # under the title, in which a page gives its day, if not in its last one
TAG_WORDS = 4  # of a tag that stands alone under the title
TITLE_WORDS = 24  # longest title of the shipped pages has 12 words

_SEPARATOR = re.compile(r"(?<!\s)\s+[>»›/]\s+")
_SENDER = re.compile(r"[A-ZÆØÅ][\w-]+(?:[ -][A-ZÆØÅ][\w-]+)? [Kk]ommune")
_HERE = re.compile(r"du er her:\s*", re.IGNORECASE)
_GAP = re.compile(r"\s{2,}|\s*[|,;]\s*|\s+[•·]\s+")
_TOPIC = re.compile(r"(?<=[a-zæøå])\s+(?=[A-ZÆØÅ])")
DATED = re.compile(
    rf"(?:(?:siden (?:er )?)?(?:(?:senest|sidst) )?(?:{CHANGED})|publiceret"
    rf"|offentliggjort|udgivet|dato|nyhed|artikel|pressemeddelelse)?[:\s·|,–-]*+(?:d\.|den)?\s*+{DATE}\.?",
    re.IGNORECASE,
)

_CHANGED = re.compile(CHANGED, re.IGNORECASE)


def take_breadcrumb(content: list[Line]) -> tuple[tuple[str, ...], list[Line]]:
    """Return the way to the page, () where no line has one, and the other lines."""
    for number, line in enumerate(content[:3]):
        if line.heading or line.text.endswith("."):
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
    if not DATED.fullmatch(line.text):
        return False
    beside = content[max(0, number - 1) : number] + content[number + 1 : number + 2]
    is_stated = is_field(line) and any(map(is_field, beside))
    is_at_edge = number < HEAD_LINES or number == len(content) - 1
    return _CHANGED.search(line.text) is not None or (is_at_edge and not is_stated)


def without(title: str, content: list[Line]) -> list[Line]:
    """Return the lines but the first that is the title."""
    number = next((number for number, line in enumerate(content) if line.text == title), None)
    return content if number is None else content[:number] + content[number + 1 :]


def take_title(content: list[Line], breadcrumb: tuple[str, ...]) -> tuple[str, list[Line]]:
    """Return the title, '' of a page that begins with its text, and the other lines."""
    for number, line in enumerate(content):
        if DATED.fullmatch(line.text) or (is_kind(line.text) and number + 1 < len(content)):
            continue
        if breadcrumb and line.text in breadcrumb[:-1]:
            continue
        if number == 0 and _is_sender(line, content[1:2]):
            return take_title(content[1:], breadcrumb)
        if line.text.endswith(".") or line.words > TITLE_WORDS:
            break  # a page that begins with its text
        return line.text, content[:number] + content[number + 1 :]
    return "", content


def _is_sender(line: Line, below: list[Line]) -> bool:
    """Return whether a line only says which municipality a page is of, above its title."""
    return (
        _SENDER.fullmatch(line.text) is not None
        and not label_of(below[0].text if below else "")
        and any(has_heading_shape(one, None) for one in below)
    )


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
    parts = _GAP.split(line.text)
    tags = parts if len(parts) > 1 else _TOPIC.split(line.text)
    if len(tags) == 1 and line.words > TAG_WORDS:
        return (), content  # a second title
    return tuple(tags), content[1:]
