"""A situation in a citizen's own words -> the initiatives that fit it, or none."""

from collections.abc import Mapping, Sequence
from datetime import date

from assistant.fit import Fit, Words, fits, like
from assistant.initiatives import Entry, Word, as_of, entries_of
from assistant.library import Library
from assistant.people import ages_of
from assistant.scopes import Scope
from assistant.situation import read
from assistant.types import ANY, Filters, Found, Initiative, Match
from corpus.remember import remembered
from index.danish import words
from prompts.render import render

MOST = 5  # initiatives that one reads through
_HITS = 100  # passages whose initiatives are looked at
_PAGES = 40  # pages of these; a page takes 2 ms when it is first looked at
_REMEMBERED = 1_000  # pages whose initiatives stay known; 30 KB each
# Of what a situation is about, what an initiative has to say: on the dev half of evals/situations
# nothing fits 20 situations, and they are all declined, with .40 one is not.
_ENOUGH = 0.45
_NEAR_BEST = 0.45  # share of the best score that the others have to reach
_SHARED = 0.65  # of an age group: offers to adults are also for some of the young
_TOPIC = 0.8  # what a topic's word has to count: not in the background or beside the point


class Finder:
    """The initiatives of a library; those of a page are looked for in it when it is first near."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self._entries = remembered(_REMEMBERED, self._entries_)

    def _entries_(self, id: str) -> list[Entry]:
        return entries_of(self._library.documents[id], self._library.names.is_title)

    def find(self, text: str, today: date, filters: Filters = ANY) -> Found:
        """Return at most MOST initiatives that fit a situation and the filters, best first."""
        fitting = self._fits(text, today)
        chosen = [fit for fit in fitting if _passes(fit.entry, filters, today)]
        best = max((fit.score for fit in chosen), default=0.0)
        matches = tuple(
            Match(as_of(fit.entry, today), fit.why, round(fit.score, 4))
            for fit in sorted(chosen, key=lambda fit: -fit.score)[:MOST]
            if fit.score >= _NEAR_BEST * best
        )
        return Found(text, matches, _told(matches, bool(fitting)))

    def scopes(self, text: str, today: date) -> tuple[Scope, ...]:
        """Return the place of the initiative that fits a situation best, none when none does.

        With the second beside it, fewer of the citizens' questions are answered rightly: .34, not
        .38, of the shipped ones.
        """
        found = self.find(text, today).matches[:1]
        return tuple(self._scope(match.initiative) for match in found)

    def _scope(self, initiative: Initiative) -> Scope:
        name = initiative.part or initiative.title
        start, end = self._place(initiative)
        return Scope(initiative.document, name, start, end, is_page=not initiative.part)

    def _place(self, initiative: Initiative) -> tuple[int, int]:
        document = self._library.documents[initiative.document]
        if not initiative.part:
            return 0, len(document.text)
        return next(
            (section.start, section.end)
            for section in document.sections
            for cited in initiative.citations
            if section.start <= cited.start < section.end
        )

    def _fits(self, text: str, today: date) -> list[Fit]:
        """Return how the initiatives of the pages that search finds fit, those that fit at all."""
        if not self._library.documents:
            return []
        hits = self._library.search.hits(text, _HITS)
        near = list(dict.fromkeys(hit.passage.document for hit in hits))[:_PAGES]
        looked = [entry for id in sorted(near) for entry in self._entries(id)]
        found = fits(text, read(text), looked, self._library.search, today)
        return [fit for fit in found if fit.problem >= _ENOUGH]


def _passes(entry: Entry, filters: Filters, today: date) -> bool:
    initiative = as_of(entry, today)
    if filters.running and initiative.state != "now":
        return False
    if filters.municipality and not _takes_part(entry, filters.municipality):
        return False
    if filters.topic and not _says(entry.words, filters.topic, _TOPIC):
        return False
    if not filters.target:
        return True
    ages = ages_of(filters.target)
    if ages and entry.ages:
        return any(one.shared(other) >= _SHARED for one in ages for other in entry.ages)
    return _says(entry.words, filters.target, 1.0)


def _takes_part(entry: Entry, municipality: str) -> bool:
    asked = [name for name in words(municipality) if not name.startswith("kommune")]
    named = {
        form
        for place in entry.places
        for name in words(place)
        for form in (name, name.removesuffix("s"))
    }
    return bool(asked) and all(name in named or name.removesuffix("s") in named for name in asked)


def _says(known: Mapping[str, Word], text: str, least: float) -> bool:
    """Return whether a thing is said in words that count at least so much."""
    strong = Words.of({word for word, place in known.items() if place.weight >= least})
    said = read(text).said
    problems = [one for one in said if one.is_problem] or said
    return any(like(one, strong) for one in problems)


def _told(matches: Sequence[Match], is_any: bool) -> str:
    """Return a sentence about what was found; that all are over is said once, here."""
    if not matches:
        return render("find_none_chosen") if is_any else render("find_none")
    count = str(len(matches))
    text = render("find_one") if len(matches) == 1 else render("find_some", count=count)
    if all(match.initiative.state == "over" for match in matches):
        text += " " + render("find_over")
    return text
