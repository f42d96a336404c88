"""Documents and questions under other names, and that nothing else depends on the names."""

import re
from pathlib import Path

import pytest

from assistant.literals import MUNICIPALITIES
from corpus.load import load
from corpus.structure import parse
from evals.proper import Name, Words, names
from evals.questions import lint, read
from evals.rename import Renaming, finder, renamed, renaming, slip
from index.danish import fold
from tests.answers import question

ROOT = Path(__file__).parent.parent
SHIPPED = load(ROOT / "corpus" / "documents").documents
NAMES = names(SHIPPED)
# Public bodies of the whole country, and a method that families meet everywhere: the field's words.
OF_THE_FIELD = {"KL", "VISO", "VIVE", "sbst", "Multisystemisk"}
BY = Renaming(
    {
        Name("Velmarkspakken", "title"): "Velmarksviften",
        Name("pakken", "short"): "viften",
        Name("Asta Fogh", "person"): "Thyra Ravndal",
        Name("Helsingør", "municipality"): "Tårnby",
        Name("Bo", "person", True): "Egmont",
        Name("Lavt Tempo", "title"): "Frend Saluvik",
        Name("VIDE", "acronym"): "RUNO",
        Name("Q-mast", "name"): "K-trolk",
        Name("12345678", "phone"): "10203040",
        Name("asfo", "address"): "bdfg",
    },
    Words(frozenset({"hvem", "kommuner"}), frozenset()),
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Velmarkspakken og Asta Foghs plan", "Velmarksviften og Thyra Ravndals plan"),
        ("er velmarkspakken for alle?", "er velmarksviften for alle?"),
        ("ER VELMARKSPAKKEN I HELSINGØR", "ER VELMARKSVIFTEN I TÅRNBY"),
        ("Pakken er god.", "Viften er god."),
        ("i helsingoer, ja", "i taarnby, ja"),
        ("Bo kan bo her.", "Egmont kan bo her."),
        ("VIDEs rapport om at vide", "RUNOs rapport om at runo"),
        ("q-mast, q mast og qmast-forløb", "k-trolk, k trolk og ktrolk-forløb"),
        ("Ring 12 34 56 78 eller +45 12345678.", "Ring 10 20 30 40 eller +45 10203040."),
        ("asfo@velmark.dk", "bdfg@velmark.dk"),
        ("Velmarkspakkerne", "Velmarkspakkerne"),
    ],
)  # fmt: skip
def test_name_is_written_as_the_old_one_was(old: str, new: str) -> None:
    assert BY.text(old) == new


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("hvem ejer velmarkspaken", "hvem ejer velmarksvifen"),
        ("Velmarkspakkken?", "Velmarksviftten?"),
        ("hvilke komuner", "hvilke komuner"),
        ("hvad er lavt tempoo?", "hvad er frend saluviik?"),
        ("hvad er lav puls", "hvad er lav puls"),
        ("er helsinør med", "er tårny med"),
    ],
)
def test_misspelt_name_is_the_new_one_with_the_same_slip(old: str, new: str) -> None:
    assert BY.asked(old) == new


def test_slip_is_as_far_along_the_new_word() -> None:
    assert slip("nordlyset", "nordlyst", "nordviften") == "nordviftn"
    assert slip("nordlyset", "norldyset", "nordviften") == "norvdiften"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (r"\bVIDE\b|Velmarks\w*", r"\bRUNO\b|Velmarks\w*"),
        (r"12\s?34\s?56\s?78", r"10\s?20\s?30\s?40"),
        (r"asfo@velmark\.dk", r"bdfg@velmark\.dk"),
        (r"Asta Fogh.{0,60}[\w.]+@", r"Thyra Ravndal.{0,60}[\w.]+@"),
    ],
)
def test_pattern_matches_the_new_name_as_it_did_the_old(old: str, new: str) -> None:
    assert BY.pattern(old) == new


def test_whole_question_follows_its_document() -> None:
    page = parse("velmark", "Velmark\n\nIndsatsen Velmark støttes af Odder.\n\nUnge får hjælp.\n")
    asked = question(
        turns=["Hvem støtter velmark?"],
        evidence=[[{"document": "velmark", "quote": "Indsatsen Velmark støttes af Odder."}]],
        nuggets=[{"id": "n1", "vital": True, "any_of": [r"\bOdder"], "group": 0}],
        forbidden=["Velmark er"],
    )
    (new,), (other,) = renamed([asked], [page], 7)
    (quote,) = new.evidence[0]
    assert lint([new], {other.id: other}) == []
    assert other.id == quote.document == fold(other.title.lower()) != "velmark"
    assert new.turns == (f"Hvem støtter {other.title.lower()}?",)
    assert new.forbidden == (f"{other.title} er",)
    assert new.nuggets[0].any_of[0][2:] in MUNICIPALITIES - {"Odder"}
    assert "Velmark" not in other.text
    assert "Odder" not in other.text


def test_seed_draws_the_names() -> None:
    first, again, other = (renaming(SHIPPED, [], seed).new for seed in (1, 1, 2))
    assert first == again
    assert first.keys() == other.keys()
    assert first != other


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_no_shipped_name_is_left_and_every_question_keeps_its_gold(seed: int) -> None:
    questions, documents = renamed(read(), SHIPPED, seed)
    old = [name for name in NAMES if name.kind not in ("kind", "area", "body")]
    left = finder(old)
    texts = [document.text for document in documents]
    texts += [turn for item in questions if item.type != "attack" for turn in item.turns]
    assert [match.group() for text in texts for match in left.finditer(text)] == []
    assert lint(questions, {document.id: document for document in documents}) == []
    assert [[f.name for f in item.fields] for item in documents] == [
        [f.name for f in item.fields] for item in SHIPPED
    ]


def test_no_code_or_data_file_names_what_the_shipped_documents_name() -> None:
    assert [line for file in _rules() for line in _named(file)] == []


def test_a_rule_that_names_a_shipped_initiative_is_found(tmp_path: Path) -> None:
    rule = tmp_path / "rule.yaml"
    title = next(name.text for name in NAMES if name.kind == "title")
    person = next(name.text for name in NAMES if name.kind == "person")
    rule.write_text(f"# Regel\nsiges: [{title.lower()}s mål]\n# spørg {person}\n")
    assert _named(rule) == [f"{rule}:2: {title.lower()}", f"{rule}:3: {person}"]


def _rules() -> list[Path]:
    folders = ("assistant", "assistant/views", "corpus", "index", "prompts")
    endings = (".py", ".yaml", ".txt", ".js", ".css")
    return [
        file
        for folder in folders
        for file in sorted((ROOT / folder).iterdir())
        if file.suffix in endings
    ]


def _named(file: Path) -> list[str]:
    """Return each shipped name in a file, with its place.

    Public bodies and words for kinds of organisations are the field's; a file that lists the
    country's municipalities names no page by it.
    """
    text = file.read_text(encoding="utf-8")
    listed = [name for name in MUNICIPALITIES if name in text and re.search(rf"\b{name}", text)]
    passed = {"kind", "area", "body", "short"}
    if len(listed) > 0.9 * len(MUNICIPALITIES):
        passed.add("municipality")
    sought = [name for name in NAMES if name.kind not in passed and name.text not in OF_THE_FIELD]
    pattern = finder(sought)
    return [
        f"{file}:{number}: {match.group()}"
        for number, line in enumerate(text.splitlines(), 1)
        for match in pattern.finditer(line)
    ]
