"""The word list, and what it adds to a question."""

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
import yaml

from index import thesaurus
from index.danish import stems
from index.thesaurus import expand

FILE = Path(thesaurus.__file__).with_name("thesaurus.yaml")
ENTRIES: list[dict[str, Any]] = yaml.safe_load(FILE.read_text(encoding="utf-8"))


def test_everyday_word_is_given_the_official_ones() -> None:
    assert expand("Hvad med narko?") == {
        "narko": ("stof", "stofmisbrug", "stofbrug", "rusmidl", "misbrug")
    }


def test_phrase_gives_its_official_words_to_each_of_its_words() -> None:
    found = expand("Min bror bor på gaden")
    assert found["gad"] == found["bor"]
    assert "hjemloes" in found["gad"]


@pytest.mark.parametrize(
    ("text", "asked", "official"),
    [
        ("Bliver der skrevet noget ned om mig?", "skrev", "journal"),
        ("Skal kommunen sige god for mig?", "god", "visitation"),
        ("Vi er gået hver til sit", "gaaet", "skilsmis"),
        ("Hvem faldt fra?", "fald", "frafald"),
        ("Er strømmen med?", "stroem", "el"),
        ("Jeg har fået en rykker", "ryk", "rykkergebyr"),
    ],
)
def test_everyday_phrase_is_given_the_word_of_case_handling(
    text: str, asked: str, official: str
) -> None:
    assert official in expand(text)[asked]


def test_official_phrase_is_kept_whole() -> None:
    assert expand("udsatte")["udsat"][0] == "socialt udsat"


def test_phrase_is_not_found_in_another_order() -> None:
    assert "gad" not in expand("På gaden bor min bror")


def test_long_phrase_is_found() -> None:
    found = expand("Jeg vil gerne få hjælp til at holde op med at drikke")
    assert "afrusning" in found["drik"]


@pytest.mark.parametrize("text", ["", "?!", "den og det", "42"])
def test_text_without_everyday_words_is_given_nothing(text: str) -> None:
    assert expand(text) == {}


@pytest.mark.parametrize("entry", ENTRIES, ids=[str(entry["emne"]) for entry in ENTRIES])
def test_entry_keeps_the_rules_of_the_list(entry: dict[str, Any]) -> None:
    assert set(entry) - {"find"} == {"emne", "siges", "staar"}
    assert entry.get("find", "nej") == "nej"
    said, official = entry["siges"], entry["staar"]
    assert 1 <= len(said) <= 15
    assert 1 <= len(official) <= 6
    for word in [*said, *official]:
        assert isinstance(word, str)
        assert word == word.strip().lower()
        assert stems(word)
    assert len({*said, *official}) == len(said) + len(official)


def test_each_topic_of_the_list_has_one_entry() -> None:
    topics = Counter(entry["emne"] for entry in ENTRIES)
    assert [topic for topic, count in topics.items() if count > 1] == []


def test_no_everyday_word_stands_in_more_than_three_entries() -> None:
    said = Counter(word for entry in ENTRIES for word in entry["siges"])
    assert [word for word, count in said.items() if count > 3] == []


def test_every_phrase_of_the_list_is_found_when_it_is_asked() -> None:
    for entry in ENTRIES:
        official = {" ".join(stems(word)) for word in entry["staar"]}
        for said in entry["siges"]:
            found = expand(said)
            assert all(official <= set(found[stem]) for stem in stems(said)), said
