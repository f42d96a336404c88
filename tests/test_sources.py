"""`initiativ add`, `remove` and `sync`, as the command line runs them."""

import argparse
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from assistant import settings, sources
from assistant.sources import Console
from tests.sites import Clock, Reply, Site, serving, wire

PAGE = (
    b"<html><head><title>Broen</title></head><body><main><h1>Broen</h1>"
    b"<p>Broen er et tilbud til unge mellem 18 og 30 \xc3\xa5r, som mangler en bolig.</p>"
    b"</main></body></html>"
)
HOME = "http://broen.example"


@pytest.fixture
def site() -> Iterator[Site]:
    with serving() as one:
        yield one


class Run:
    """Runs commands in a folder of their own, and keeps what they say."""

    def __init__(self, site: Site, folder: Path) -> None:
        (folder / "egen.txt").write_text("Egen\n\nMin egen side.\n", encoding="utf-8")
        self.site, self.chosen, self.said, self.updates = site, settings.load(), list[str](), 0
        self.clock = Clock()

    def __call__(self, *arguments: str) -> int:
        parser = argparse.ArgumentParser()
        sources.arguments(parser.add_subparsers())
        parsed = parser.parse_args(arguments)
        run = {"add": sources.add, "remove": sources.remove, "sync": sources.sync}[parsed.command]
        self.said, self.updates = [], 0
        return run(parsed, self.chosen, self.console())

    def console(self, sleep: Callable[[float], None] | None = None) -> Console:
        return Console(
            self.said.append, self.update, wire(self.site), sleep or self.clock.sleep, self.clock
        )

    def update(self) -> None:
        self.updates += 1


@pytest.fixture
def run(site: Site, environment: None, folder: Path) -> Run:
    return Run(site, folder)


def test_addresses_and_files_are_added_and_each_is_told_of(run: Run, tmp_path: Path) -> None:
    run.site.pages["/bro"] = Reply(PAGE)
    path = tmp_path / "vej.txt"
    path.write_text("Vejen\n\nVejen er ny.\n", encoding="utf-8")
    assert run("add", f"{HOME}/bro", str(path)) == 0
    assert run.said == [f"Nyt: bro ({HOME}/bro).", f"Nyt: vej ({path})."]
    assert run.updates == 1
    assert run("add", f"{HOME}/bro", f"{HOME}/nej") == 2
    assert run.said == [
        f"Uændret: bro ({HOME}/bro).",
        f"Ikke taget med: {HOME}/nej. Siden findes ikke. Tjek, at den er skrevet rigtigt.",
    ]
    assert run("add", "/findes/ikke") == 2
    assert run.updates == 0


def test_removed_document_is_told_of(run: Run) -> None:
    run.site.pages["/bro"] = Reply(PAGE)
    run("add", f"{HOME}/bro")
    assert run("remove", "bro") == 0
    assert run.said == [f"Fjernet: bro ({HOME}/bro)."]
    assert run("remove", "egen") == 2
    assert run.said == ["Ikke taget med: egen. Dokumentet ligger i dokumentmappen. Slet filen dér."]


def test_sync_fetches_what_sources_yaml_names_and_counts(run: Run) -> None:
    assert run("sync") == 0
    assert run.said == ["Der er ingen kilder at hente. Tilføj en med: initiativ add https://…"]
    run.site.pages["/bro"] = Reply(PAGE)
    Path("sources.yaml").write_text(f"- {HOME}/bro\n- {HOME}/nej\n", encoding="utf-8")
    assert run("sync", "--dry-run") == 2
    assert run.said[0] == f"Nyt: bro ({HOME}/bro)."
    assert run.said[-2:] == ["1 nye, 1 kunne ikke hentes.", "Intet er skrevet."]
    written = [path.name for path in sources.shelf(run.chosen).iterdir() if path.name != ".lock"]
    assert (run.updates, written) == (0, [])
    assert run("sync") == 2
    assert run.updates == 1
    assert run("sync") == 2
    assert run.said[-1] == "1 uændrede, 1 kunne ikke hentes."


def test_settings_say_whom_to_ask_and_how_often(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (run.chosen.private_addresses, run.chosen.fetch_pause) == (False, 1.0)
    assert run.chosen.sources == Path("sources.yaml")
    assert run("add", "http://127.0.0.1/x") == 2
    assert run.said[0].startswith("Ikke taget med: http://127.0.0.1/x. 127.0.0.1 ligger på")
    monkeypatch.setenv("INITIATIV_PRIVATE_ADDRESSES", "true")
    run.chosen = settings.load()
    run.site.pages["/bro"] = Reply(PAGE)
    assert run("add", "http://127.0.0.1/bro") == 0


class Stop(Exception):
    """Ends a watch."""


def watched(run: Run, *steps: Callable[[], object], every: float | None = None) -> None:
    """Watch, one step at each look, until there are no more."""
    left = list(steps)

    def sleep(seconds: float) -> None:
        if not left:
            raise Stop
        run.clock.now += seconds
        left.pop(0)()

    parsed = argparse.Namespace(dry_run=False, prune=False, watch=True, every=every)
    with pytest.raises(Stop):
        sources.watch(parsed, run.chosen, run.console(sleep))


def nothing() -> None:
    return None


def test_change_is_taken_in_once_it_stands_still(run: Run, folder: Path) -> None:
    def write(text: str) -> Callable[[], int]:
        return lambda: (folder / "ny.txt").write_text(text, encoding="utf-8")

    watched(run, nothing, nothing)
    assert run.updates == 0
    watched(run, write("En"), write("En side"), nothing, nothing)
    assert run.updates == 1
    run.updates = 0
    watched(run, (folder / "ny.txt").unlink, nothing, nothing)
    assert run.updates == 1


def test_watch_fetches_when_sources_yaml_changes_and_at_every_interval(run: Run) -> None:
    run.site.pages["/bro"] = Reply(PAGE)
    listed = Path("sources.yaml")
    watched(run, lambda: listed.write_text(f"- {HOME}/bro\n"), nothing, nothing)
    assert run.said[0] == f"Nyt: bro ({HOME}/bro)."
    assert run.updates == 1
    run.said.clear()

    def later() -> None:
        run.clock.now += 3600

    watched(run, nothing, later, nothing, nothing, every=1.0)
    assert run.said == ["1 uændrede."]


def test_watch_says_what_is_wrong_and_goes_on(run: Run, folder: Path) -> None:
    listed = Path("sources.yaml")
    away = folder.with_name("væk")
    watched(
        run,
        lambda: listed.write_text("x: ["),
        lambda: folder.rename(away),
        lambda: away.rename(folder),
        nothing,
    )
    assert "er ikke gyldig YAML" in run.said[0]
    assert run.said[1].startswith("Mappen med dokumenter findes ikke")
    assert len(run.said) == 2
