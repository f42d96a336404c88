"""A situation in a citizen's own words -> the initiatives that fit it, or none.

Without a situation: those that are as was chosen.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import islice

from assistant.alike import Words, like
from assistant.beside import of_people
from assistant.denied import without_denied
from assistant.fit import Fit, fits
from assistant.initiatives import Entry, Inventory, Word, as_of, entries_of, named_parts
from assistant.library import Library
from assistant.municipalities import municipalities
from assistant.people import ages_of
from assistant.scopes import Scope
from assistant.situation import read
from assistant.types import ANY, Filters, Found, Initiative, Match, State
from corpus.remember import remembered
from index.danish import stem, words
from prompts.render import render

MOST = 5  # initiatives that one reads through
_HITS = 100  # passages whose initiatives are looked at
_PAGES = 40  # pages of these; a page takes 2 ms when it is first looked at
PAGES = 1_000  # of a library, looked at where there is no situation to search by: 2 s, once
_LISTED = 20  # initiatives that are as was chosen; who wants fewer chooses more
_REMEMBERED = PAGES + 500  # pages whose initiatives stay known, some near situations; 30 KB each
# Of what a situation is about, what an initiative has to say: on the dev halves of situations over
# six sets of pages, 43 that nothing fits are declined and 140 of 143 others found; with the cosine
# counting nothing it is 42 and 139. The cosines are those of the bundled embedding.
_ENOUGH = 0.449  # so that .45 of single precision is enough
_USUAL, _COUNTS = 0.6, 0.5  # a cosine that says nothing, and what more or less of it counts
_LITTLE, _NEARLY = 0.2, 0.66  # so little is enough where it is so near
_WELL = 0.67  # an official word where it says for whom it is or what it offers
_NEAR_BEST = 0.45  # share of the best score that the others have to reach
_SHARED = 0.65  # of an age group: offers to adults are also for some of the young
_TOPIC = 0.8  # what a topic's word has to count: not in the background or beside the point
_TARGET = 1.0  # what a target group's word has to count: in the name, or where it says for whom
# Groups and topics of the field to choose by; one is offered where an initiative is for it.
_TARGETS = (
    "børn unge voksne ældre familier forældre pårørende kvinder mænd hjemløse flygtninge "
    "stofmisbrugere anbragte enlige studerende ledige"
).split()
_TOPICS = (
    "alkohol anbringelse angst autisme beskæftigelse bolig bostøtte botilbud demens depression "
    "ensomhed gæld handicap hjemløshed kriminalitet ludomani mentor prostitution psykiatri "
    "selvmord skilsmisse skolegang spiseforstyrrelse stofmisbrug stress uddannelse vold"
).split()
_ORDER: Mapping[State, int] = {"now": 0, "ahead": 1, "unknown": 2, "over": 3}


class Finder:
    """The initiatives of a library; those of a page are looked for in it when it is first near."""

    def __init__(self, library: Library) -> None:
        self._library = library
        self.entries = remembered(_REMEMBERED, self._entries)

    def _entries(self, id: str) -> list[Entry]:
        """Return the initiatives of a page."""
        return entries_of(self._library.documents[id], self._library.names.is_title)

    def find(self, text: str, today: date, filters: Filters = ANY) -> Found:
        """Return at most MOST initiatives that fit a situation and the filters, best first."""
        fitting = [fit for fit in self._fits(text, today) if not fit.is_refused]
        chosen = [fit for fit in fitting if _passes(fit.entry, filters, today)]
        best = max((fit.score for fit in chosen), default=0.0)
        matches = tuple(
            Match(as_of(fit.entry, today), fit.why, round(fit.score, 4))
            for fit in sorted(chosen, key=lambda fit: -fit.score)[:MOST]
            if fit.score >= _NEAR_BEST * best
        )
        return Found(text, matches, _told(matches, bool(fitting)))

    def pages(self, filters: Filters = ANY) -> list[str]:
        """Return the pages that are looked at without a situation: all, or of more than PAGES the
        nearest to what was chosen and the first."""
        documents = self._library.documents
        text = " ".join(filter(None, (filters.target, filters.topic, filters.municipality)))
        near = self._near(text) if text and len(documents) > PAGES else []
        return list(dict.fromkeys([*near, *islice(documents, PAGES)]))[:PAGES]

    def inventory(self, today: date, pages: Sequence[str]) -> Inventory:
        """Return the initiatives of pages, in order, and the words that they can be chosen by."""
        found = [
            replace(entry, initiative=as_of(entry, today))
            for id in pages
            for entry in self.entries(id)
        ]
        total = len(self._library.documents)
        chosen = _targets(found), _topics(found), _municipalities(found)
        return Inventory(today, tuple(found), len(pages), total, *chosen)

    def chosen(self, today: date, filters: Filters, pages: Sequence[str]) -> Found:
        """Return at most _LISTED initiatives of pages that are as was chosen: what runs and is new
        first."""
        passing = [
            (as_of(entry, today), entry)
            for id in pages
            for entry in self.entries(id)
            if _passes(entry, filters, today)
        ]
        passing.sort(key=lambda pair: (_ORDER[pair[0].state], -_newest(pair[1])))
        matches = tuple(Match(initiative, (), 0.0) for initiative, _ in passing[:_LISTED])
        told = [_chosen(matches, len(passing))]
        if len(pages) < len(self._library.documents):
            counts = (len(pages), len(self._library.documents))
            looked, total = (f"{count:,}".replace(",", ".") for count in counts)
            told.append(render("find_looked", looked=looked, pages=total))
        return Found("", matches, " ".join(told))

    def scopes(self, text: str, today: date) -> tuple[Scope, ...]:
        """Return the place of the initiative that fits a situation best, none when none does.

        One whose page refuses somebody like that is one too: that is what is to be told then. With
        the second beside it, fewer of the citizens' questions are answered rightly: .34, not .38,
        of the shipped ones.
        """
        best = sorted(self._fits(text, today), key=lambda fit: -fit.score)[:1]
        return tuple(self._scope(fit.entry.initiative) for fit in best)

    def fitting_well(self, text: str, today: date) -> frozenset[str]:
        """Return the pages with an initiative that says at its head what a situation is about."""
        fitting = (fit for fit in self._fits(text, today) if fit.problem >= _WELL)
        return frozenset(fit.entry.initiative.document for fit in fitting)

    def _scope(self, initiative: Initiative) -> Scope:
        name = initiative.part or initiative.title
        start, end = self._place(initiative)
        return Scope(initiative.document, name, start, end, is_page=not initiative.part)

    def _place(self, initiative: Initiative) -> tuple[int, int]:
        document = self._library.documents[initiative.document]
        if not initiative.part:
            return 0, len(document.text)
        parts = named_parts(document)
        own = [section for name, section in parts if name == initiative.part]
        cited = [one.start for one in initiative.citations]  # none of a part that is a table
        stating = [one for one in own if any(one.start <= start < one.end for start in cited)]
        section = (stating or own)[0]
        return section.start, section.end

    def _fits(self, text: str, today: date) -> list[Fit]:
        """Return how the initiatives of the pages that search finds fit, those that fit at all."""
        if not self._library.documents:
            return []
        text = without_denied(text)
        looked = [entry for id in sorted(self._near(text)) for entry in self.entries(id)]
        found = fits(text, read(of_people(text)), looked, self._library.search, today)
        return [fit for fit in found if _is_enough(fit)]

    def _near(self, text: str) -> list[str]:
        hits = self._library.search.hits(text, _HITS)
        return list(dict.fromkeys(hit.passage.document for hit in hits))[:_PAGES]


def _is_enough(fit: Fit) -> bool:
    if fit.problem >= _LITTLE and fit.near >= _NEARLY:
        return True
    return fit.problem > 0.0 and fit.problem + _COUNTS * (fit.near - _USUAL) >= _ENOUGH


def _passes(entry: Entry, filters: Filters, today: date) -> bool:
    initiative = as_of(entry, today)
    if filters.running and initiative.state != "now":
        return False
    if filters.municipality and not _takes_part(entry, filters.municipality):
        return False
    if filters.topic and not _says(_strong([entry.words], _TOPIC), filters.topic):
        return False
    if not filters.target:
        return True
    ages = ages_of(filters.target)
    if ages and entry.ages:
        return any(one.shared(other) >= _SHARED for one in ages for other in entry.ages)
    return _says(_strong([entry.words], _TARGET), filters.target)


def _takes_part(entry: Entry, municipality: str) -> bool:
    asked = [name for name in words(municipality) if not name.startswith("kommune")]
    named = {
        form
        for place in entry.places
        for name in words(place)
        for form in (name, name.removesuffix("s"))
    }
    return bool(asked) and all(name in named or name.removesuffix("s") in named for name in asked)


def _says(strong: Words, text: str) -> bool:
    """Return whether a thing is said in some of the words, itself or in an official word for it."""
    said = read(text).said
    problems = [one for one in said if one.is_problem] or said
    return any(like(one, strong) for one in problems)


def _strong(known: Iterable[Mapping[str, Word]], least: float) -> Words:
    """Return the words of initiatives that count at least so much there."""
    return Words.of({key for some in known for key, word in some.items() if word.weight >= least})


def _newest(entry: Entry) -> int:
    day = entry.first or entry.last
    return day.toordinal() if day else 0


def _targets(entries: Iterable[Entry]) -> tuple[str, ...]:
    named = _strong((entry.words for entry in entries), _TARGET).every
    return tuple(group for group in _TARGETS if stem(group) in named)


def _topics(entries: Iterable[Entry]) -> tuple[str, ...]:
    strong = _strong((entry.words for entry in entries), _TOPIC)
    return tuple(topic for topic in _TOPICS if _says(strong, topic))


def _municipalities(entries: Iterable[Entry]) -> tuple[str, ...]:
    named = {word for entry in entries for place in entry.places for word in words(place)}
    named |= {word.removesuffix("s") for word in named}
    return tuple(name for name in municipalities() if named.issuperset(words(name)))


def _chosen(matches: Sequence[Match], count: int) -> str:
    """Return a sentence about what is as was chosen, of which `matches` are shown."""
    if not matches:
        return render("find_chosen_none")
    if count == 1:
        text = render("find_chosen_one")
    elif count == len(matches):
        text = render("find_chosen_some", count=str(count))
    else:
        text = render("find_chosen_first", count=str(count), shown=str(len(matches)))
    return _and_over(text, matches)


def _told(matches: Sequence[Match], is_any: bool) -> str:
    """Return a sentence about what was found; that all are over is said once, here."""
    if not matches:
        return render("find_none_chosen") if is_any else render("find_none")
    count = str(len(matches))
    text = render("find_one") if len(matches) == 1 else render("find_some", count=count)
    return _and_over(text, matches)


def _and_over(text: str, matches: Sequence[Match]) -> str:
    if all(match.initiative.state == "over" for match in matches):
        text += " " + render("find_over")
    return text
