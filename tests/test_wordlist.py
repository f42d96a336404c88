"""Files of words that an expert edits."""

from pathlib import Path

import pytest

from index import thesaurus
from index.wordlist import WordListError

SOUND = "- emne: hash\n  siges: [hash]\n  staar: [cannabis]\n"


def fault(path: Path, text: str) -> str:
    file = path / "ord.yaml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(WordListError) as caught:
        thesaurus.load(file)
    return str(caught.value).removeprefix(f"{file}, ")


def test_sound_entries_are_read_in_order(tmp_path: Path) -> None:
    file = tmp_path / "ord.yaml"
    file.write_text(SOUND, encoding="utf-8")
    assert thesaurus.load(file) == ({"emne": "hash", "siges": ["hash"], "staar": ["cannabis"]},)


@pytest.mark.parametrize(
    ("entry", "told"),
    [
        ("- emne: øl\n  siges: [øl]\n", "posten mangler »staar«"),
        ("- emne: øl\n  siges: [øl]\n  står: [alkohol]\n", "posten mangler »staar«"),
        (
            "- emne: øl\n  siges: [øl]\n  staar: [alkohol]\n  note: ja\n",
            "posten har »note«, som ikke bruges her",
        ),
        (
            "- emne: øl\n  siges: øl\n  staar: [alkohol]\n",
            "»siges« skal være en liste af ord, fx siges: [et ord, et andet]",
        ),
        (
            "- emne: øl\n  siges: [øl]\n  staar: []\n",
            "»staar« skal være en liste af ord, fx staar: [et ord, et andet]",
        ),
        (
            "- emne: øl\n  siges: [øl, 24]\n  staar: [alkohol]\n",
            "24 i »siges« er ikke et ord. Sæt anførselstegn om det",
        ),
        (
            "- emne: øl\n  siges: [øl]\n  staar: [øl, alkohol]\n",
            "»øl« står både i »siges« og i »staar«. Slet det ene sted",
        ),
        (
            '- emne: øl\n  siges: ["?!"]\n  staar: [alkohol]\n',
            "»?!« har hverken bogstaver eller tal",
        ),
        ("- øl\n", "posten skal have navne med kolon efter, som de andre poster i filen"),
    ],
)
def test_faulty_entry_is_told_with_its_line(tmp_path: Path, entry: str, told: str) -> None:
    text = f"# en vejledning\n\n{SOUND}{entry}{SOUND}"
    rest = "Ret linjen; reglerne står øverst i filen."
    assert fault(tmp_path, text) == f"linje 6: {told}. {rest}"


def test_file_that_is_no_yaml_is_told_with_its_line(tmp_path: Path) -> None:
    told = fault(tmp_path, SOUND + "- emne: øl\n  siges: [øl\n  staar: [alkohol]\n")
    assert told.startswith("linje 6: filen kan ikke læses her. Tjek indrykning, kolon, komma og ")


@pytest.mark.parametrize("text", ["", "emne: hash\n"])
def test_file_without_a_list_is_told(tmp_path: Path, text: str) -> None:
    assert fault(tmp_path, text).startswith("linje 1: filen skal være en liste af poster")
