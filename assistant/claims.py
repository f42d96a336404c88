"""What a language model wrote -> its statements in plain text, each with the numbers it cites."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import pairwise

from corpus.text import sentences

_LONGEST_RANGE = 20  # passages that '[1-9]' may stand for
_SHORTEST = 3  # words before a marker that are a statement of their own inside a sentence
_NUMBERS = r"\^?\d{1,3}(?:\s*(?:,|;|-|–|og|&)\s*\d{1,3})*"
_MARKER = re.compile(
    rf"[\[【]\s*(?:kilder?|passage|tekst|source|nr\.?)?[\s:]*({_NUMBERS})(?:†[^\]】]*)?\s*[\]】]"
    r"(?:\([^)\s]*\))?"
    rf"|\(\s*(?:jf\.? |se )?(?:kilder?|passage|source)[\s:]*({_NUMBERS})\s*\)",
    re.IGNORECASE,
)
_CANONICAL = re.compile(r"(?:\s*\[\d+\])+")
_NUMBER = re.compile(r"\[(\d+)\]")
_PUNCTUATION = re.compile(r"\s*([.!?:;,…]+)(?=\s|$)")
# What may follow a marker inside a sentence where another statement begins.
_GOES_ON = re.compile(r"(?:[,;:–-]\s*)?(?:og|men|mens|samt|hvorimod|imens)\b|[,;]\s")
_LINKING = re.compile(r"^[\s,;:–-]*(?:og|men|mens|samt|hvorimod|imens)?\s+(?=[A-ZÆØÅ])")
_LEAD = re.compile(
    r"\s*(?:(?P<bullet>[•*–·▪‣◦●-])|(?P<number>\(?(?:\d{1,2}|[a-zæøå])\)"
    r"|\d{1,2}\.(?!\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec))))\s+",
    re.IGNORECASE,
)
_FENCE = re.compile(r"^\s*(?:```|~~~).*$", re.MULTILINE)
_UNSEEN = re.compile(
    r"<(script|style|think|thinking)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)", re.I | re.S
)
_BREAK = re.compile(r"<\s*/?\s*(?:br|p|li|tr|div|h\d|ul|ol|table)\b[^<>]*>", re.IGNORECASE)
_TAG = re.compile(r"</?[a-z!?][^<>]*>?", re.IGNORECASE)
_IMAGE = re.compile(r"!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])")
_LINK = re.compile(r"\[([^\]\n]+)\](?:\([^)\n]*\)|\[[^\]\n]*\])")
_REFERENCE = re.compile(r"^\s*\[[^\]]+\]:\s*\S+.*$", re.MULTILINE)
_STRESS = re.compile(r"\*\*|__|~~|`+|(?<!\w)[*_](?=\S)|(?<=\S)[*_](?!\w)")
_HEADING = re.compile(r"\s*(?:#{1,6}\s+.*|(?:\*\*|__)[^*_]+(?:\*\*|__):?\s*)$")
_QUOTED = re.compile(r"^\s*(?:>\s*)+")
_RULE = re.compile(r"\s*[|:\s-]*-{2,}[|:\s-]*|\s*(?:\*\s*){3,}|\s*[=_]{3,}")


@dataclass(frozen=True, slots=True)
class Claim:
    """A statement of a text without its markers and markup, and the numbers that it cites.

    `lead` is what begins it as an item of a list ('• ', '4) '). `goes_on` tells that it is the
    rest of a sentence, and needs what stands before it.
    """

    text: str
    numbers: tuple[int, ...] = ()
    lead: str = ""
    begins_line: bool = False
    goes_on: bool = False


def claims(text: str) -> list[Claim]:
    """Return the statements of a text in order; headings, and lines without words, are none.

    A marker belongs to the statement that it follows, inside a sentence or after it.
    """
    return [claim for line in _lines(_bare(text)) for claim in _of_line(line)]


def _bare(text: str) -> str:
    """Return the text without what is not seen, and without markup that goes over several lines."""
    text = unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\r", "\n"))
    for _ in range(3):
        text = unescape(text)
        text = _TAG.sub(" ", _BREAK.sub("\n", _UNSEEN.sub(" ", text)))
    seen = "".join(letter for letter in map(_plain, text) if letter)
    text = _MARKER.sub(_canonical, _REFERENCE.sub("", _FENCE.sub("", seen)))
    return _LINK.sub(_named, _IMAGE.sub("", text))


def _plain(letter: str) -> str:
    """Return a letter as it is written in plain text, '' for one that is not seen."""
    kind = unicodedata.category(letter)
    if letter in "\n\t":
        return letter
    if kind in ("Cc", "Cf", "Cs", "Co", "Cn") or letter == "\N{COMBINING GRAPHEME JOINER}":
        return ""
    if kind in ("Zs", "Zl", "Zp"):
        return "\n" if kind != "Zs" else " "
    return unicodedata.normalize("NFKC", letter) if "\uff00" <= letter <= "\uffef" else letter


def _canonical(match: re.Match[str]) -> str:
    written = match[1] or match[2]
    found: list[int] = []
    for first, dash, last in re.findall(r"(\d+)(?:\s*([-–])\s*(\d+))?", written):
        end = int(last) if dash else int(first)
        found += range(int(first), min(end, int(first) + _LONGEST_RANGE) + 1)
    return "".join(f"[{number}]" for number in dict.fromkeys(found))


def _named(match: re.Match[str]) -> str:
    return match[0] if match[1].isdigit() else match[1]


def _lines(text: str) -> Iterator[str]:
    """Yield the lines that tell something, rows of tables as 'head – cell – cell'."""
    lines = text.split("\n")
    for line, following in zip(lines, [*lines[1:], ""], strict=True):
        line = _QUOTED.sub("", line)
        is_head = "|" in line and "|" in following and _RULE.fullmatch(following)
        if _RULE.fullmatch(line) or is_head or _HEADING.fullmatch(line):
            continue
        if line.strip().startswith("|"):
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            line = " – ".join(cell for cell in cells if cell)
        yield line


def _of_line(line: str) -> list[Claim]:
    match = _LEAD.match(line)
    number = match["number"] if match else None
    lead = f"{number.strip('().')}) " if number else "• " if match else ""
    rest = line[match.end() if match else 0 :]
    rest = " ".join(re.sub(r"[#*_]{2,}\s*|`", "", _STRESS.sub("", rest)).split())
    found = [
        claim
        for text, numbers in _sentences_with_numbers(rest, bool(lead))
        for claim in _parts(text, numbers)
        if re.search(r"\w", claim.text)
    ]
    if found:
        found[0] = replace(found[0], lead=lead, begins_line=True)
    return found


Cited = list[tuple[int, tuple[int, ...]]]
"""The places in a text that markers follow, and the numbers of these."""


def _sentences_with_numbers(line: str, is_item: bool) -> Iterator[tuple[str, Cited]]:
    """Yield the sentences of a line without markers, and where markers stood in each."""
    text, cited = "", Cited()
    position = 0
    for match in _CANONICAL.finditer(line):
        text += line[position : match.start()]
        position = match.end()
        text = text.rstrip()
        point = _PUNCTUATION.match(line, position)
        if point and point[1][0] in ".!?…":
            text += "" if text.endswith(tuple(".!?…")) else point[1]
            position = point.end()
        cited.append((len(text), tuple(int(number) for number in _NUMBER.findall(match[0]))))
        if position < len(line) and line[position].isalnum():
            text += " "
    text += line[position:]
    spans = sentences(text)
    spans = _merged(text, spans) if is_item else spans
    for place, (start, end) in enumerate(spans):
        first = start if place else -1
        own = [(at - start, numbers) for at, numbers in cited if first < at <= end]
        yield text[start:end], own


def _merged(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return the sentences, a heading of one word ('Ro. Barnet er hjemme.') with the next one."""
    if len(spans) > 1 and len(text[slice(*spans[0])].split()) == 1:
        return [(spans[0][0], spans[1][1]), *spans[2:]]
    return list(spans)


def _parts(text: str, cited: Cited) -> list[Claim]:
    """Return the statements of a sentence: itself, or its parts where each has its own marker."""
    inside = [at for at, _ in cited if at < len(text.rstrip('.!?…"”»)'))]
    cuts = [0, *inside, len(text)]
    pieces = [text[a:b] for a, b in pairwise(cuts)]
    is_apart = all(len(piece.split()) >= _SHORTEST for piece in pieces) and all(
        _GOES_ON.match(piece.lstrip()) for piece in pieces[1:]
    )
    if not inside or not is_apart:
        return [Claim(_closed(text), tuple(n for _, numbers in cited for n in numbers))]
    found: list[Claim] = []
    for start, end in pairwise(cuts):
        numbers = tuple(n for at, some in cited if start < at <= end for n in some)
        piece = _LINKING.sub("", text[start:end]) if start else text[start:end]
        goes_on = start > 0 and piece == text[start:end]
        piece = piece.strip() if goes_on or end == len(text) else piece.strip().rstrip(",;:–-")
        if found and not goes_on and found[-1].text[-1:].isalnum():
            found[-1] = replace(found[-1], text=f"{found[-1].text}.")
        found.append(Claim(_closed(piece.lstrip(",;: ")), numbers, goes_on=goes_on))
    return found


def _closed(text: str) -> str:
    """Return a statement without what is left of the markers in it."""
    return re.sub(r"\s+([.,;:!?])", r"\1", re.sub(r"\(\s*\)", "", text)).strip()
