"""The hyphen at the end of a line: it breaks a word, belongs to it, or stands for a part of it."""

import re

_HYPHENED = re.compile(r"([^\W_]+)-$")
_JOINED = ("og", "eller", "samt", "og/eller")  # 'social-' before these keeps its hyphen
# 'mandag-' before 'fredag' says from when.
_FROM = re.compile(
    r"(?:man|tirs|ons|tors|fre|lør|søn)dag|januar|februar|marts|april|juni|juli|august"
    r"|(?:septem|okto|novem|decem)ber",
    re.IGNORECASE,
)
_BROKEN = re.compile(
    r"-(?<=[^\W\d_]-)[ \t]*\n[ \t]*[a-zæøå]"
)  # what begins with a mark is soon found
_ENDS_BROKEN = re.compile(r"[^\W\d_]-\s*$")
_WORD = re.compile(r"\S+")


def is_broken(text: str) -> bool:
    """Return whether a line ends in a word with a hyphen after it."""
    return _HYPHENED.search(text) is not None


def joined(text: str, word: str) -> str:
    """Return a text as it stands before the first word of the next line.

    A hyphen at its end breaks a word and goes, or belongs to one ('EU-midler', 'Nord-Jylland') and
    stays, or stands for a part ('social- og sundhedshjælp').
    """
    hyphened = _HYPHENED.search(text)
    if hyphened is None or not word[:1].isalnum() or word.strip(",.") in _JOINED:
        return f"{text} "
    part = hyphened[1]
    is_own = len(part) == 1 or not part[1:].islower() or not word[0].islower()
    return text if is_own or _FROM.fullmatch(part) else text[:-1]


def unbroken(text: str) -> str:
    """Return a text of lines with the words whole that were broken between two of them: the rest of
    such a word goes to the end of the first."""
    if _BROKEN.search(text) is None:
        return text  # most texts have none
    lines: list[str] = []
    for line in text.split("\n"):
        word = _WORD.search(line)
        if lines and word and word[0][0].islower() and _ENDS_BROKEN.search(lines[-1]):
            told = joined(lines[-1].rstrip(), word[0])
            if not told.endswith(" "):
                lines[-1] = told + word[0]
                line = line[: word.start()] + line[word.end() :].lstrip()
                if not line.strip():
                    continue  # a blank line would end the paragraph
        lines.append(line)
    return "\n".join(lines)
