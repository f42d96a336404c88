"""What a question asks beside what its answer tells: why, and the clauses that nothing answers."""

import re
from collections.abc import Sequence

from assistant.extract import Answered
from assistant.facts import Statement
from assistant.other import COVERED
from assistant.question import Question
from assistant.rank import cover
from assistant.words import MOST_OF_ALL
from prompts.render import render

# A clause that is a question by itself: 'hvem kan jeg ringe til', 'kan min bror komme med'.
_ASKS = re.compile(
    r"\W*(?:(?:og|eller|samt|men)\s+)?(?:(?:i|på|for|til|fra|af|med|ved|om)\s+)?"
    r"(?:hv(?:ad|em|or|orfor|ornår|ordan|orhen|ilken|ilket|ilke|is)\b"
    r"|(?:er|var|har|kan|skal|må|får|findes|koster|virker|gælder|bliver)\s+"
    r"(?:jeg|vi|man|de|du|i|der|det|den|han|hun|en|et|nogen|min|mit|mine|\w+(?:en|et|ne))\b)",
    re.IGNORECASE,
)
# What says why. Of 33 right answers to 'hvorfor' on invented pages all have some of it, of 129
# answers that only say again what is asked about 51 have nothing.
_WHY = re.compile(r"\bhvorfor\b|\bwhy\b", re.IGNORECASE)
_REASON = re.compile(
    r"\b(?:fordi|da|så|derfor|idet|eftersom|ellers|siden|derved|dermed|hvilket|for (?:ikke )?at"
    r"|vil|undgå|gør|betyder|viste|viser|beror|bunder|tanken|meningen|id[ée]en|grund(?:en|e)?"
    r"|målet|formålet)\b"
    r"|\bpga\b|p\.g\.a\b|\bgrundet\b|følge af|takket være|\bnemlig\b|\befter at\b|, for\b"
    r"|i kraft af|styrke|sikre|bevirk|medfør|skabe|hjælpe[rt]? (?:med|til)|give[rt]? "
    r"|skyld|årsag|baggrund|ønske|hensyn|behov|mangle|problem|krav|forklar",
    re.IGNORECASE,
)
_REASONS = ("background", "purpose")
# What tells more of the sentence before it: 'Det skyldes stigende priser.'
_GOES_ON = re.compile(r"\s+(?:Det|Dette|Derfor|Ellers|Så|Årsagen|Grunden|Baggrunden)\b[^.!?]*")
_WHICH_HAS_MOST = re.compile(MOST_OF_ALL, re.IGNORECASE)
_JOINS = re.compile(r"^\W*(?:(?:og|eller|samt|men)\s+)?|[\s,;:?.!]+$", re.IGNORECASE)


def lacking(answered: Sequence[Answered]) -> str:
    """Return in Danish what an answer leaves unsaid, '' where that is nothing: why something is
    so, which initiative has most, and which clauses of a question nothing answers."""
    return " ".join(filter(None, (_no_reason(answered), _not_compared(answered), _left(answered))))


def _not_compared(answered: Sequence[Answered]) -> str:
    """Return in Danish that the rows of what each initiative has are not compared, where the one
    that has most is asked for."""
    rows = [stated for question, stated in answered if _WHICH_HAS_MOST.search(question.text)]
    return render("not_compared") if any(len(stated) > 1 for stated in rows) else ""


def _no_reason(answered: Sequence[Answered]) -> str:
    """Return in Danish that nothing says why what is told is so, where that is asked for."""
    asked = [(question, stated) for question, stated in answered if _WHY.search(question.text)]
    told = [item for _, stated in asked for item in stated]
    return "" if not told or any(map(_is_reason, told)) else render("no_reason")


def _is_reason(told: Statement) -> bool:
    under = {one.label for one in told.document.sections if one.start <= told.start < one.end}
    after = _GOES_ON.match(told.document.text, told.end)
    said = f"{told.text} {after[0] if after else ''}"
    return _REASON.search(said) is not None or not under.isdisjoint(_REASONS)


def _left(answered: Sequence[Answered]) -> str:
    """Return in Danish which clauses of a question nothing answers, '' where each has its answer.

    A clause has it also when what is told for another one is of the kind that it asks for, and has
    a word of it, or has all its words. Of nine clauses that some 1,000 questions left, two had been
    answered in other words, which is why it says no more than 'ser ikke ud til'.
    """
    clauses = list(dict.fromkeys(question.text for question, _ in answered))
    said = [item.text for _, stated in answered for item in stated]
    if len(clauses) < 2 or not said:
        return ""
    has_answer = {question.text for question, stated in answered if stated or _told(question, said)}
    left = [
        _JOINS.sub("", question.text)
        for question, _ in answered
        if question.text not in has_answer and _ASKS.match(question.text) and _is_of(question)
    ]
    quoted = [f"»{clause[:1].upper()}{clause[1:]}?«" for clause in dict.fromkeys(left)]
    return render("lacking", clauses=" og ".join(quoted)) if quoted else ""


def _is_of(question: Question) -> bool:
    """Return whether a clause says of what, unlike '… og hvad de hver især gør'."""
    least = 2 if question.kind is None else 1 if question.kind_name == "yes_no" else 0
    return len(question.rest) >= least


def _told(question: Question, said: Sequence[str]) -> bool:
    own = {term for scope in question.scopes for term in scope.terms}
    shape, rest = question.kind and question.kind.shape, set(question.rest or question.terms) - own
    for text in said:
        shared = {term for term in rest if cover(question, term, text) >= COVERED}
        if rest and shared == rest:
            return True
        if shape and shape.search(text) and (shared or not rest):
            return True
    return False
