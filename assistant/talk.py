"""Sentences of a language model that are no Danish, or about itself."""

import re

_ENGLISH = re.compile(
    r"\b(?:the|and|of|is|are|was|were|with|for|that|this|which|you|your|to|from|have|has|by|an"
    r"|der|die|das|und|ist|nicht|mit|für|och|är|inte|att|les|des|est|pour|el|los|las|una)\b",
    re.IGNORECASE,
)
_DANISH = re.compile(
    r"\b(?:og|er|af|at|det|den|de|der|som|en|et|til|på|med|har|kan|i|ikke|om|blev|fra|skal|få"
    r"|får|du|man|hvor|deres|jeg|vi)\b",
    re.IGNORECASE,
)
_TALK = re.compile(
    r"\b(?:jeg|mig|min|mine|mit|vi|vores|undskyld|beklager|spørgsmål(?:et)?|instruktion\w*|prompt\w*"
    r"|systembesked\w*|assistent\w*|sprogmodel\w*|chatbot\w*|passage(?:r|n|rne)?|kilderne|teksterne"
    r"|svaret)\b|\?$|^(?:hej|kære|tak|held og lykke|god dag|venlig hilsen)\b",
    re.IGNORECASE,
)


def is_foreign(text: str) -> bool:
    """Return whether a text is of another language, by its small words."""
    return len(_ENGLISH.findall(text)) > len(_DANISH.findall(text))


def is_talk(text: str) -> bool:
    """Return whether a sentence is of the one who writes: a greeting, a question, 'jeg'."""
    return _TALK.search(text) is not None
