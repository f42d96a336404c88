"""sources.yaml: what it may say, and what is said when it cannot be used."""

from pathlib import Path

import pytest

from corpus.sourcelist import Entry, SourcesError, entries

HOME = "https://broen.example/"


def told(folder: Path, text: str) -> tuple[Entry, ...]:
    path = folder / "sources.yaml"
    path.write_text(text, encoding="utf-8")
    return entries(path)


def test_entries_are_read_with_what_they_leave_out(tmp_path: Path) -> None:
    text = """
    - https://Broen.example#top
    - address: https://vejen.example/kort.xml
      sitemap: true
      depth: 2
      hosts: [Andre.example]
      include: /indsats/*
      exclude: ["*.pdf", "/arkiv/*"]
      limit: 7
    """
    assert told(tmp_path, text) == (
        Entry(HOME),
        Entry(
            "https://vejen.example/kort.xml", True, 2, ("andre.example",), ("/indsats/*",),
            ("*.pdf", "/arkiv/*"), 7,
        ),
    )  # fmt: skip


def test_no_file_and_an_empty_one_name_nothing(tmp_path: Path) -> None:
    assert entries(tmp_path / "sources.yaml") == ()
    assert told(tmp_path, "# kun en kommentar\n") == ()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("- a: b: c", "er ikke gyldig YAML ved linje 1"),
        ("address: x", "skal være en liste"),
        ("- 7", "nr. 1: der mangler en address"),
        ("- {adresse: x}", "nr. 1: der mangler en address"),
        ("- https://a.example\n- {address: 'https://a.example', dybde: 2}", "nr. 2: dybde kendes"),
        ("- ftp://a.example", "nr. 1: Kun adresser"),
        ("- {address: 'https://a.example', depth: -1}", "depth skal være et tal fra 0 til 10"),
        ("- {address: 'https://a.example', limit: true}", "limit skal være et tal fra 1 til 10000"),
        ("- {address: 'https://a.example', sitemap: ja}", "sitemap skal være true eller false"),
        ("- {address: 'https://a.example', hosts: [1]}", "hosts skal være en liste af tekster"),
    ],
)
def test_file_that_cannot_be_used_is_told_of_by_entry(tmp_path: Path, text: str, said: str) -> None:
    with pytest.raises(SourcesError, match=said):
        told(tmp_path, text)


@pytest.mark.parametrize(
    ("address", "held"),
    [
        ("https://broen.example/indsats/a", True),
        ("https://broen.example/andet", False),
        ("https://broen.example/indsats/arkiv/a", False),
        ("https://broen.example/indsats/a?print=1", False),
        ("https://vejen.example/indsats/a", True),
        ("https://andre.example/indsats/a", False),
        ("https://broen.example.andre.example/indsats/a", False),
    ],
)
def test_page_is_the_entrys_by_host_and_patterns(address: str, held: bool) -> None:
    entry = Entry(
        HOME, hosts=("vejen.example",), include=("/indsats/*",), exclude=("*/arkiv/*", "/*print=*")
    )
    assert entry.holds(address) is held
