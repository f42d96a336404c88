"""Questions about the pages of `evals.corpora`, each with the sentence that answers it."""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from random import Random

from assistant.danger import body
from assistant.types import Answer
from evals import corpora
from evals.coined import MOST_NAMES, slug, title
from evals.corpora import Facts, Page
from evals.spans import Span, covered, overlap
from index.types import Hit

QUESTIONS = 200  # of one corpus
DEPTHS = (5, 10)
_UNKNOWN = 25  # names that no page has
_OF_NAME = ("amount", "period", "contact", "telephone")  # kinds that ask by the name alone
_COVERED = 0.8  # of the sentence must stand in a passage for this to hold it, as in evals.spans


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to ask: the question, the sentence that answers it, and the values it answers."""

    question: str
    sentence: str
    gold: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Planted:
    """A question, where the sentence that answers it stands, and the values that do."""

    kind: str
    question: str
    span: Span
    gold: tuple[str, ...]


KINDS: Mapping[str, Kind] = {
    "amount": Kind("Hvor mange penge er der afsat til {name}?", corpora.AMOUNT, ("amount",)),
    "period": Kind("Hvornår løber {name}?", corpora.PERIOD, ("first", "last")),
    "contact": Kind("Hvem er kontaktperson for {name}?", "{person}", ("person",)),
    "telephone": Kind("Hvad er telefonnummeret til {name}?", "{telephone}", ("telephone",)),
    "inflected": Kind(
        "Hvor mange uger varer {activity} i {name}?", corpora.WEEKS, ("weeks",)
    ),
    "split": Kind("Hvor mange deltagere er der plads til i {split}?", corpora.ROOM, ("room",)),
    "misspelt": Kind("Hvor mange deltagere er der plads til i {slip}?", corpora.ROOM, ("room",)),
    "other words": Kind(
        "Hvilken dag er der åbent i {activity}?", corpora.DAY, ("day",)
    ),
    "subject": Kind(
        "Hvem har {activity} til borgere i {municipality}?", corpora.OFFER, ("name",)
    ),
}  # fmt: skip


def planted(pages: Sequence[Page], seed: int = 0, count: int = QUESTIONS) -> list[Planted]:
    """Return at most `count` questions about pages drawn from these, the kinds in turn.

    A page that does not hold what a kind asks for is asked in the next kind.
    """
    random = Random(f"{seed} planted")
    drawn = random.sample(range(len(pages)), min(count, len(pages)))
    found: dict[tuple[str, int], Planted] = {}
    names = list(KINDS)
    for turn in range(count):
        page = pages[drawn[turn % len(drawn)]]
        for step in range(len(names)):
            kind = names[(turn + turn // len(drawn) + step) % len(names)]
            asked = _ask(kind, page, random)
            if asked and (kind, page.facts.number) not in found:
                found[kind, page.facts.number] = asked
                break
    return list(found.values())


def unknown(known: Collection[str], seed: int = 0) -> list[str]:
    """Return questions about initiatives of names that no page of these ids has.

    Where pages are many, a name is a letter from that of several.
    """
    random = Random(f"{seed} unknown")
    taken, names = {id.rsplit("-", 1)[0] for id in known}, list[str]()
    while len(names) < _UNKNOWN:
        name, _ = title(random.randrange(MOST_NAMES))
        if slug(name) not in taken:
            names.append(name)
    return [KINDS[kind].question.format(name=name) for name in names for kind in _OF_NAME]


def _ask(kind: str, page: Page, random: Random) -> Planted | None:
    """Return a question of a kind about a page; None when the page does not hold its sentence."""
    how, facts = KINDS[kind], page.facts
    start = page.text.find(sentence := how.sentence.format(**facts.slots))
    if start < 0:
        return None
    words = {**facts.slots, "split": " ".join(facts.activity), "slip": slip(facts, random)}
    span = Span(facts.id, start, start + len(sentence))
    gold = tuple(facts.slots[name] for name in how.gold)
    return Planted(kind, how.question.format(**words), span, gold)


def slip(facts: Facts, random: Random) -> str:
    """Return the page's name with two letters swapped inside it."""
    name = facts.slots["name"]
    places = [at for at in range(1, len(name) - 2) if name[at] != name[at + 1]]
    at = random.choice(places)
    return name[:at] + name[at + 1] + name[at] + name[at + 2 :]


def found_at(asked: Planted, hits: Sequence[Hit]) -> int | None:
    """Return the rank, from 0, of the first hit that holds the sentence; None for none."""
    for rank, hit in enumerate(hits):
        at = Span(hit.passage.document, hit.passage.start, hit.passage.end)
        if covered(asked.span, [at]) >= _COVERED:
            return rank
    return None


def is_right(asked: Planted, answer: Answer) -> bool:
    """Return whether an answer says every value and cites the sentence that states them."""
    said = "".join(body(answer).split())
    cited = any(overlap(asked.span, Span(c.document, c.start, c.end)) for c in answer.citations)
    return cited and all("".join(value.split()) in said for value in asked.gold)


def recall(
    questions: Sequence[Planted], search: Callable[[str, int], Sequence[Hit]]
) -> Mapping[int, float]:
    """Return the share of questions whose sentence is among the first hits, by DEPTHS."""
    ranks = [found_at(asked, search(asked.question, max(DEPTHS))) for asked in questions]
    return {
        depth: sum(rank is not None and rank < depth for rank in ranks) / len(ranks)
        for depth in DEPTHS
    }


def missed(
    questions: Sequence[Planted], answers: Sequence[Answer]
) -> Iterator[tuple[Planted, Answer]]:
    """Yield the questions that were not answered right, with what was answered."""
    pairs = zip(questions, answers, strict=True)
    return ((asked, answer) for asked, answer in pairs if not is_right(asked, answer))
