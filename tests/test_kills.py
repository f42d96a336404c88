"""Processes killed while they write an index: what is published is never lost."""

from collections.abc import Sequence

import pytest

from evals import kills
from evals.events import Aim, Event
from evals.kills import Ground, Kill, Killed, Sight
from evals.specimen import Seen

pytestmark = pytest.mark.slow
SEED = 7
# The whole run (docs/reliability.md) has 300 of each kind. Of those aimed, a third are one for each
# of Chroma's files, and the rest has every step of publishing.
RANDOM, AIMED, MEND_EVERY = 9, 24, 6


@pytest.fixture(scope="module")
def ground(tmp_path_factory: pytest.TempPathFactory) -> Ground:
    return kills.prepare(tmp_path_factory.mktemp("kills"))


def faults(found: Sequence[Killed]) -> list[tuple[Kill, str]]:
    return [(one.kill, one.fault) for one in found if one.fault]


def test_builder_killed_at_any_time_leaves_the_old_or_the_new_version(ground: Ground) -> None:
    chosen = list(kills.at_random(ground, RANDOM, SEED))
    found = list(kills.run(ground, chosen, workers=2, mend_every=MEND_EVERY))
    assert faults(found) == []
    assert len(found) == RANDOM
    assert sum(one.mended is not None for one in found) == len(chosen[::MEND_EVERY])
    assert sum(one.has_died for one in found) >= RANDOM - 2  # some may come too late
    assert sorted(path.name for path in ground.folder.iterdir()) == ["anew", "changed", "first"]


def test_builder_killed_at_each_step_leaves_the_old_or_the_new_version(ground: Ground) -> None:
    found = list(kills.run(ground, kills.aimed(ground, AIMED, SEED), 2, MEND_EVERY))
    assert faults(found) == []
    assert all(one.has_died for one in found if isinstance(one.kill.at, Aim))
    assert {one.seen.found for one in found if one.seen} == {"old", "new"}


def test_all_steps_of_publishing_are_aimed_at(ground: Ground) -> None:
    chosen = kills.aimed(ground, AIMED, SEED)
    assert len(chosen) == AIMED
    aims = {kill.at.number for kill in chosen if isinstance(kill.at, Aim)}
    moves = {event.number for event in ground.events["changed"] if event.name == "os.rename"}
    assert len(moves) == 3  # the version, the pointer, the store
    assert moves <= aims
    assert {kill.at.file for kill in chosen if isinstance(kill.at, Sight)} == {
        "header.bin", "data_level0.bin", "length.bin", "link_lists.bin", "index_metadata.pickle",
        "chroma.sqlite3", "chroma.sqlite3-journal",
    }  # fmt: skip


def test_whole_run_aims_at_every_call_that_changes_a_file(ground: Ground) -> None:
    chosen = kills.aimed(ground, 450, SEED)
    aims = {kill.at.number for kill in chosen if isinstance(kill.at, Aim) and kill.at.size is None}
    assert aims == {event.number for event in ground.events["changed"]}


def test_every_file_is_on_the_disk_before_its_version_is_published(ground: Ground) -> None:
    events = ground.events["changed"]
    assert unsynced(events, moved("building-*", events)) == set()
    assert unsynced(events, moved("CURRENT.new", events)) == set()


def moved(path: str, events: Sequence[Event]) -> int:
    """Return the number of the event in which a path is first renamed."""
    return next(e.number for e in events if (e.name, e.path) == ("os.rename", path))


def unsynced(events: Sequence[Event], end: int) -> set[str]:
    """Return the files that were opened to be written before an event, and not synced after."""
    before = [event for event in events if event.number < end and event.path != "writer.lock"]
    written = {event.path: event.number for event in before if event.name == "open"}
    synced = {event.path: event.number for event in before if event.name == "os.open"}
    return {path for path, number in written.items() if synced.get(path, -1) < number}


def test_faults_are_told() -> None:
    kill = Kill("changed", 0.5)
    old, new = Seen("old"), Seen("new", store=True)
    assert Killed(kill, -9, seen=old, mended=new).fault == ""
    assert Killed(kill, -9, seen=Seen("missing")).fault == "missing "
    assert Killed(Kill("first", 0.5), -9, seen=Seen("missing")).fault == ""
    assert Killed(Kill("first", 0.5), -9, seen=old).fault == "old "
    assert Killed(kill, -9, seen=Seen("new", fault="recall")).fault == "new recall"
    assert Killed(kill, -9, error="exit code -11").fault == "exit code -11"
    assert Killed(kill, -9).fault == "nothing seen"
    assert Killed(kill, -9, seen=old, mended=old).fault == "mended: old "
    assert Killed(kill, -9, seen=old, mended=Seen("new", left=1)).fault == "1 left, store False"
    assert not Killed(kill, 0).has_died


def test_a_lost_passage_is_neither_version(ground: Ground) -> None:
    old = ground.known["old"]
    seen = Seen("other", "another digest", old.hits)
    assert ground.told(seen).found == "other"
    assert ground.told(Seen("other", old.content, old.hits)).found == "old"
    assert ground.told(Seen("other", old.content, old.hits[1:])).found == "other"
    assert ground.known["new"].content != old.content
