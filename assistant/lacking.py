"""What a question asks beside what its answer tells: the clauses that nothing answers."""

import re
from collections.abc import Sequence

from assistant.extract import Answered
from assistant.other import COVERED
from assistant.question import Question
from assistant.rank import cover
from prompts.render import render

# A clause that is a question by itself: 'hvem kan jeg ringe til', 'kan min bror komme med'.
_ASKS = re.compile(
    r"\W*(?:(?:og|eller|samt|men)\s+)?(?:(?:i|på|for|til|fra|af|med|ved|om)\s+)?"
    r"(?:hv(?:ad|em|or|orfor|ornår|ordan|orhen|ilken|ilket|ilke|is)\b"
    r"|(?:er|var|har|kan|skal|må|får|findes|koster|virker|gælder|bliver)\s+"
    r"(?:jeg|vi|man|de|du|i|der|det|den|han|hun|en|et|nogen|min|mit|mine|\w+(?:en|et|ne))\b)",
    re.IGNORECASE,
)
_JOINS = re.compile(r"^\W*(?:(?:og|eller|samt|men)\s+)?|[\s,;:?.!]+$", re.IGNORECASE)


def lacking(answered: Sequence[Answered]) -> str:
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
