"""What initiatives are called, as a table that is kept up to date."""

from pathlib import Path

from corpus.structure import parse
from index.names import Name, Names
from tests.fakes import IN_PROSE, PAGE, page

PARTS = parse(
    "tiltag",
    "Tiltag i byen\n\nHer er en oversigt.\n\n"
    "Haveholdet\n\nHaveholdet bygger på ”Grøn morgen” for unge.\n\n"
    "Kontakt:\n\nOle Krogh\nok@skoven.dk\n",
)
PAGES = [page("hus", "bolig"), PARTS, PAGE, IN_PROSE]


def test_names_are_titles_headings_quotes_and_persons_in_the_order_of_the_text() -> None:
    garden = PARTS.text.index("Haveholdet bygger")
    found = list(Names.of([PARTS]))
    assert [(name.text, name.is_page, name.is_proper) for name in found] == [
        ("Tiltag i byen", True, False),
        ("Haveholdet", False, False),
        ("Grøn morgen", False, True),
        ("Ole Krogh", False, True),
    ]
    assert found[0] == Name("tiltag", "Tiltag i byen", 0, len(PARTS.text), is_page=True)
    assert found[1].start == found[2].start == garden


def test_names_stand_by_the_ids_of_their_documents() -> None:
    found = [name.document for name in Names.of(PAGES)]
    assert found == sorted(found)
    assert list(Names.of(PAGES)) == list(Names.of(PAGES[::-1]))


def test_names_are_found_by_their_stems() -> None:
    names = Names.of(PAGES)
    assert [names[number].text for number in names.having("havehold").tolist()] == ["Haveholdet"]
    assert names.having("ukendt").tolist() == []
    assert list(names.beginning("kro")) == ["krogh"]
    number = int(names.having("tiltag")[0])
    assert names.stems_of(number) == ("tiltag", "i", "byen")


def test_title_is_known_in_another_inflection_and_headings_are_none() -> None:
    names = Names.of(PAGES)
    assert names.is_title("Broen") and names.is_title("broens")
    assert not names.is_title("Haveholdet")
    assert not names.is_title("Tiltag byen i")
    assert not names.is_title("?")
    assert Names.of([parse("tom", "?\n\nHer.\n")]).is_title("!")


def test_changed_names_are_those_of_the_documents_that_are_left(tmp_path: Path) -> None:
    fresh = Names.of([PAGES[0], *PAGES[2:]])
    changed = Names.of(PAGES[:3]).changed(["tiltag", "findes-ikke"], PAGES[3:])
    for name, some in (("a", fresh), ("b", changed)):
        (tmp_path / name).mkdir()
        some.save(tmp_path / name)
    for file in (tmp_path / "a").iterdir():
        assert file.name.startswith("names-")
        assert file.read_bytes() == (tmp_path / "b" / file.name).read_bytes()


def test_document_that_is_added_again_is_replaced() -> None:
    other = parse("hus", "Hytten\n\nEn hytte.\n")
    assert list(Names.of(PAGES[:1]).changed([], [other])) == list(Names.of([other]))


def test_loaded_names_are_the_saved_ones(tmp_path: Path) -> None:
    Names.of(PAGES).save(tmp_path)
    loaded = Names.load(tmp_path)
    assert list(loaded) == list(Names.of(PAGES))
    assert loaded.is_title("Hus")
    assert list(loaded.changed(["hus"], [])) == list(Names.of(PAGES[1:]))


def test_no_documents_have_no_names(tmp_path: Path) -> None:
    Names.of([]).save(tmp_path)
    assert len(Names.load(tmp_path)) == 0
    assert not Names.load(tmp_path).is_title("Hus")
