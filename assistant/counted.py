"""Whether a word of a sentence is counted: 'tre steder', not 'hvor mange steder'."""

import re
from collections.abc import Sequence

_COUNTED = 4  # words between a number and what it counts
_BY = "af"
_OF_WHAT = ["antallet", "af"]  # 'antallet af senge er steget til tolv'
_NUMBER = re.compile(
    r"\d[\d.,]*|én|ét|to|tre|fire|fem|seks|syv|otte|ni|ti|elleve|tolv|tyve|tredive|fyrre"
    r"|halvtreds|tres|hundrede|tusinde?|ingen|begge|flere|mange|million\w*|flertallet|flertal|halvdelen"
)


def is_counted(said: Sequence[str], place: int) -> bool:
    """Return whether a number stands before a word, or after 'antallet af' and it; 'hvor mange' is
    none."""
    if list(said[max(0, place - 2) : place]) == _OF_WHAT:
        return any(map(_NUMBER.fullmatch, said[place + 1 :]))
    first = max(0, place - _COUNTED)
    near = said[first:place]
    return any(
        _NUMBER.fullmatch(word)
        and not (word == "mange" and "hvor" in near)
        and _BY not in near[number + 2 :]  # 'seks byer drevet af frivillige'; not 'seks af dem'
        for number, word in enumerate(near)
    )
