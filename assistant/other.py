"""Whether the best sentence tells of something else than what is asked, however near it lies."""

import re
from collections.abc import Mapping

import numpy as np

from assistant.evidence import Evidence
from assistant.kinds import SITUATION
from assistant.municipalities import places
from assistant.question import Question
from assistant.rank import FEATURES, Candidate, Ranking, cover, has_shape
from assistant.unnamed import is_unnamed
from assistant.whose import only_place
from corpus.dates import years
from index.danish import MISSPELT, PART, likeness, stem, stems, words

COVERED = 0.6  # likeness from which a word counts as found
_NEAR = 0.5  # likeness of what is asked for to a word of the sentence
_MEANT = 0.75  # likeness of the thing asked about to a word, for it to be meant
_OF_IT = 0.5  # share of what else is asked that stands with a number
_TOLD = 0.6  # share of a 'why' that a sentence without a reason has
_SAID = 0.3  # share of the rest in the sentence itself
_ALL_MISSING = 0.99
_MOST = 3  # sentences that an answer may have
_OF_A_YEAR = ("count", "percent")
# Share of what else is asked, by rarity, that one word has which a sentence has nothing like that
# counts the very thing. Of 7,951 questions on invented pages that would be answered, .40 of them
# unanswerable, it takes 12 of those that ask how many and 6 with a right answer; on other pages 4
# and 1.
_UNCOVERED = 0.4
# What says how long something lasts without a number of days, as 'indtil videre'.
_LASTS = re.compile(
    r"\b(?:en|et|hver|anden|første|sidste|samme|få|par|halv\w*|hel\w*) (?:\w+ ){0,2}"
    r"(?:\w*(?:dage?|uge|måned|år|time|minut|kvarter|aften|nat|weekend|sommer|sæson)\w*)"
    r"|\d:\d\d\b|hverdage|\w(?:minutter|timers?|dages?|ugers?|måneders?|års)\b"
    r"|\b(?:siden|indtil|til|igennem|løbende|slutter|sluttede|udløber|varer|varede|tager|tog|gives"
    r"|gælder|følger|altid)\b|kvarter|begræns|\bvarig|permanent|\blivet\b|så længe|resten af"
    r"|midlertidig",
    re.IGNORECASE,
)
_LAST_YEAR = re.compile(r"\b(?:sidste år|i fjor)\b", re.IGNORECASE)
_FUND = ("pulj", "fond", "fonden")
# How many that somebody has, as against how many have done something.
_HAS = re.compile(
    r"\bhvor mange (?:\w+ )?\w+ (?:har|havde|ejer|råder) (?!\w+ (?:\w+ )*\w+(?:et|t)\b\W*$)",
    re.IGNORECASE,
)
# What may be answered though a name of it is on no page: a name said in telling a situation, or one
# that is taken for granted wrongly.
_NAMES_MAY_LACK = (SITUATION, "yes_no", "evaluation")
_PRONOUNS = {"en": "den", "et": "det", "noget": "det"}
# Asks whether there is, or was, a thing somewhere.
_IS_THERE = re.compile(
    r"\W*(?:er|var|findes|fandtes) der (?:(?P<article>en|et|nogen|noget|mulighed for) )?"
    r"(?!hjælp|støtte|tilbud|noget|nogen)(?P<thing>[^\W\d_]+) "
    r"(?:med )?(?:ved|på|i|hos|til)\b",
    re.IGNORECASE,
)
_COSTS = re.compile(
    r"\bkoste(?:r|de)\b|\bpris|\begenbetaling|\b(?:deltager)?gebyr|\bkontingent",
    re.IGNORECASE,
)
# How many of those that a page tells of, or what is so on average of them.
_OF_THEM = re.compile(r"\bhvor mange af (?:dem|de|disse|\w+ne)\b|\bgennemsnits\w+", re.IGNORECASE)
_AVERAGE = re.compile("gennemsnits.")  # 'gennemsnitligt bedre' is no average age
_DIFFERS = re.compile(r"\bforskel\w* (?:på|mellem|i)\b|\badskiller\b", re.IGNORECASE)
_TELLS_APART = re.compile(
    r"\bforskel|\badskil|\bhvorimod\b|\bmodsat\b|\bderimod\b|\bmodsætning|\bmens\b|\bskelne|\bend\b",
    re.IGNORECASE,
)
# Who made a thing, and what had an effect on it: that thing has to be known.
_WORK = re.compile(
    r"\bhvem (?:har |skal )?(?:skrev|skrevet|lavet|lavede|udarbejde\w*|udgivet|udgav|oversat)\b"
    r"|\b(?:effekt|virkning|virke|betydning|indflydelse)\w*\b.{0,60}\bpå \w",
    re.IGNORECASE,
)


def is_other(
    question: Question, ranking: Ranking, evidence: Evidence, signs: Mapping[str, float]
) -> bool:
    """Return whether the best candidate is of something else; `signs` are those of `enough`."""
    may_lack = not question.scopes or question.kind_name in _NAMES_MAY_LACK
    return (
        _is_other_number(question, ranking, evidence, signs)
        or _is_no_reason(question, ranking, signs)
        or _is_no_length(question, ranking)
        or (not may_lack and _is_strange(question, ranking))
        or _is_of_another(question, ranking, signs)
        or (not question.scopes and _is_like_named(question, ranking))
        or _is_of_place_alone(question, ranking)
        or _is_not_there(question, ranking, evidence)
        or is_unnamed(question, ranking, evidence)
    )


def _is_other_number(
    question: Question, ranking: Ranking, evidence: Evidence, signs: Mapping[str, float]
) -> bool:
    """Return whether a number is asked for, and the one that is told is of other things."""
    is_price = question.kind_name == "amount" and _COSTS.search(ranking.candidates[0].text)
    if question.kind_name in ("quantity", "amount") and signs["focus"] < _NEAR and not is_price:
        return True
    page = ranking.candidates[0].document
    asked = years(question.text) if question.kind_name in _OF_A_YEAR else frozenset[int]()
    if _LAST_YEAR.search(question.text) and question.kind_name in _OF_A_YEAR:
        asked |= {evidence.today.year - 1}
    if asked and question.scopes and not asked & years(page.text):
        return True  # how many it was in another year
    funds = [term for term in question.rest if term.endswith(_FUND)]
    if funds and not all(cover(question, term, page.text) >= COVERED for term in funds):
        return True
    if question.kind_name == "count" and _is_uncounted(question, ranking.candidates[0], signs):
        return True
    is_had = question.kind_name == "count" and _HAS.search(question.text)
    if is_had and max(signs["counted"], signs["focus"]) < _NEAR:
        return True  # the sentence names who would have them
    return bool(
        _OF_THEM.search(question.text) and _said_there(question, ranking, evidence) < _OF_IT
    )


def _is_uncounted(question: Question, best: Candidate, signs: Mapping[str, float]) -> bool:
    """Return whether the best sentence counts the very thing, of others than are asked about."""
    is_one = bool(question.scopes and question.counted) and not question.side
    if not is_one or signs["counted"] < COVERED or signs["uncovered"] <= _UNCOVERED:
        return False
    past = [term.removesuffix("ed") for term in question.rest if term.endswith("ed")]
    said = stems(best.text)  # 'prøvede' has another stem than 'afprøve'
    return not any(likeness(term, word) >= COVERED for term in past for word in said)


def _is_no_reason(question: Question, ranking: Ranking, signs: Mapping[str, float]) -> bool:
    """Return whether it tells of both and not how they differ, of somebody and not why."""
    if question.kind_name in ("", "definition") and _DIFFERS.search(question.text):
        best = ranking.candidates[0].text
        has_both = all(cover(question, term, best) >= COVERED for term in question.rest)
        return has_both and "·" not in best and not _TELLS_APART.search(best)
    is_why = question.kind_name == "background" and bool(question.names)
    return is_why and signs["shape"] < 0 and signs["sentence"] < _TOLD


def _is_no_length(question: Question, ranking: Ranking) -> bool:
    """Return whether it is asked how long something takes, and none of the best that have as much
    of the question says so."""
    if question.kind_name != "duration":
        return False
    said = ranking.values[:_MOST, FEATURES.index("rest")]
    best = [item for item, share in zip(ranking.candidates, said, strict=False) if share >= said[0]]
    return not any(has_shape(question, item) or _LASTS.search(item.text) for item in best)


def _is_of_another(question: Question, ranking: Ranking, signs: Mapping[str, float]) -> bool:
    """Return whether it is how long something else takes, what somebody else may do or has
    written, or a paragraph about something else."""
    if question.scopes:
        is_own = question.kind_name in ("duration", SITUATION) or _WORK.search(question.text)
        return bool(is_own) and signs["missing"] >= _ALL_MISSING
    said = ranking.values[0, FEATURES.index("rest")]
    return question.kind_name == "paragraph" and bool(said < _SAID)


def _is_like_named(question: Question, ranking: Ranking) -> bool:
    """Return whether a name of the question is nowhere, and only like that of the page: an
    initiative of another name, where it is not clear that this one is meant."""
    called = stems(ranking.candidates[0].document.title)
    most = dict(zip(question.terms, ranking.cover.max(axis=0).tolist(), strict=True))
    lost = [name for name in question.names if most[name] < 1]
    found = [[likeness(name, word) for word in called] for name in lost]
    return any(COVERED <= max(alike, default=0.0) < 1 and PART not in alike for alike in found)


def _is_of_place_alone(question: Question, ranking: Ranking) -> bool:
    """Return whether the best sentence has the place of a yes-or-no question, and of the rest of it
    nothing."""
    rest = [term for term in question.rest if term not in question.names]
    is_of_place = bool(question.names) and question.names <= places() and not question.scopes
    if question.kind_name != "yes_no" or not is_of_place or not rest:
        return False
    return all(cover(question, term, ranking.candidates[0].text) < COVERED for term in rest)


def _is_not_there(question: Question, ranking: Ranking, evidence: Evidence) -> bool:
    """Return whether it asks if there is a thing that no sentence found has anything like.

    'plads' is no 'parkeringsplads'.
    """
    asked = _IS_THERE.match(question.text)
    thing = asked["thing"].lower() if asked else ""
    term = stem(thing) if thing else ""
    if not question.scopes or term not in question.rest:
        return False
    texts = {item.text for item in ranking.candidates}
    said = sorted({word for text in texts for word in words(text)})
    if any(likeness(term, word) >= MISSPELT or term in word for word in map(stem, said)):
        return False
    return not said or float(evidence.search.alike([thing], said).max()) < _MEANT


def pronoun_of_thing(text: str) -> str:
    """Return what a thing is called after a text asks whether it is there: 'en bus' is 'den';
    '' where no thing is asked for."""
    asked = _IS_THERE.match(text)
    return _PRONOUNS.get((asked["article"] or "").lower(), "de") if asked else ""


def _said_there(question: Question, ranking: Ranking, evidence: Evidence) -> float:
    """Return the share, by rarity, of what else is asked that stands with the best sentence.

    In it, its heading or the sentence before it; 1 where nothing else is asked.
    """
    rest = [term for term in question.rest if term != question.counted and not term.isdigit()]
    if not rest:
        return 1.0
    best = ranking.candidates[0]
    before = best.document.text[best.block.start : best.start]
    there = f"{best.section.about} {before} {best.text}"
    asked = [word for word in words(question.text) if stem(word) in rest]
    if not words(there):
        return 0.0
    near = evidence.search.alike(asked, words(there)).max(axis=1)
    meant = dict(zip((stem(word) for word in asked), near.tolist(), strict=True))
    rarity = np.array([evidence.search.idf(term) for term in rest], dtype=np.float32)
    said = np.array([max(cover(question, term, there), meant.get(term, 0.0)) for term in rest])
    said *= np.array([not _AVERAGE.match(term) or term in stems(there) for term in rest])
    return float(rarity @ (said >= COVERED)) / max(float(rarity.sum()), 1e-6)


def _is_strange(question: Question, ranking: Ranking) -> bool:
    """Return whether a name of the question is in nothing that may answer, nor beside the best, nor
    where it is said whose page it is: in its first words and its contacts.

    Then it is asked of somebody, or some place, that the pages of the initiative say nothing of.
    """
    best = ranking.candidates[0]
    said = set(stems(best.document.text[best.section.start : best.section.end]))
    said.update(filter(None, ("".join(words(i.document.title)) for i in ranking.candidates)))
    page = best.document
    whose = [(one.start, one.end) for one in page.sections if one.label == "contact"]
    whose += [(one.start, one.blocks[0].end) for one in page.sections[:1] if one.blocks]
    for start, end in whose:
        said.update(stems(page.text[start:end]))
    for item in ranking.candidates:
        said.update(stems(f"{item.document.title} {item.section.about} {item.text}"))
    asked = question.names - only_place(page)
    return not all(any(_is_name(name, word) for word in said) for name in asked)


def _is_name(name: str, word: str) -> bool:
    """Return whether a word is a name, misspelt perhaps, or begins with it: 'land' is not
    Nordjylland."""
    alike = likeness(name, word)
    begins = alike >= COVERED and name.startswith(word)
    return alike >= MISSPELT or begins or word.startswith(name)
