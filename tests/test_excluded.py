"""What a page says that its initiative is not."""

import pytest

from assistant.excluded import aimed, excluded, included, refused
from corpus.structure import parse


def read(sentence: str) -> tuple[str, frozenset[str]]:
    page = parse("x", f"Broen\n\nMålgruppe:\n\nVoksne med gæld. {sentence}\n")
    [section] = [one for one in page.sections if one.label == "target"]
    return included(page, section), excluded(page, page.sections)


@pytest.mark.parametrize(
    "sentence",
    [
        "Mennesker med demens var ikke i målgruppen.",
        "Mennesker med demens kan ikke være med.",
        "Tilbuddet gælder ikke for mennesker med demens.",
        "Broen er ikke for mennesker med demens.",
        "Vi rådgiver ikke om demens.",
    ],
)
def test_sentence_on_whom_it_is_not_for_is_left_out_and_known(sentence: str) -> None:
    text, stems = read(sentence)
    assert "demens" not in text
    assert "Voksne med gæld." in text
    assert "demens" in stems
    assert "gaeld" not in stems


@pytest.mark.parametrize(
    "sentence",
    ["Målgruppen er unge med demens, som ikke kan gå alene.", "Du behøver ikke en henvisning."],
)
def test_sentence_on_somebody_it_is_for_is_kept(sentence: str) -> None:
    text, stems = read(sentence)
    assert sentence in text
    assert stems == frozenset()


def test_what_is_called_psychical_and_is_no_illness_says_nothing_of_one() -> None:
    assert "psykisk" not in read("Vi hjælper mod fysisk eller psykisk vold.")[0]
    assert "psykisk" in read("Vi hjælper ved psykisk sygdom.")[0]


@pytest.mark.parametrize(
    ("sentence", "who"),
    [
        ("Gravide kan desværre ikke overnatte.", "Gravide"),
        ("Vi tager ikke imod gravide.", "gravide."),
        ("Vi modtager ikke borgere med gigt.", "borgere med gigt."),
        ("Hunde er ikke tilladt.", "Hunde er"),
        ("Du kan ikke være med, hvis du får sygedagpenge.", "Du hvis du får sygedagpenge."),
        ("Kørestolsbrugere henvises til Daghjemmet Lunden.", "Kørestolsbrugere"),
        ("Ejer du din bolig, kan vi ikke hjælpe dig.", "Ejer du din bolig,"),
        ("Vi tager ikke imod gravide, og vi har ingen læge.", "gravide"),
    ],
)
def test_who_is_refused_is_told_by_the_words_beside_it(sentence: str, who: str) -> None:
    page = parse("x", f"Broen\n\nMålgruppe:\n\nVoksne med gæld. {sentence}\n")
    assert [" ".join(one.split()) for one in refused(page, page.sections)] == [who]


@pytest.mark.parametrize(
    "sentence",
    [
        "Unge med et misbrug kan ikke deltage, før de er i behandling.",
        "Unge mellem 18 og 30 år henvises til Broen.",
        "Borgere med angst henvises til Rådgivningen gennem lægen.",
        "Børn under 15 år kan ikke deltage uden samtykke.",
        "Du skal ikke visiteres.",
        "Vi hjælper ikke kun børn.",
        "Vi låner ikke penge ud.",  # which refuses nobody
        "Hash er ikke tilladt.",
        "Hjælper det ikke, behandler bestyrelsen klagen.",
    ],
)
def test_who_may_come_after_all_is_not_refused(sentence: str) -> None:
    page = parse("x", f"Broen\n\nMålgruppe:\n\nVoksne med gæld. {sentence}\n")
    assert refused(page, page.sections) == []


def test_what_aims_at_somebody_lacks_those_who_seldom_get_in() -> None:
    told = "Borgere over 60 år. Borgere under 60 år kan kun visiteres, hvis lægen anbefaler det."
    page = parse("x", f"Broen\n\nMålgruppe:\n\n{told} Vi tager ikke imod unge under 18 år.\n")
    [section] = [one for one in page.sections if one.label == "target"]
    assert aimed(page, section.start, section.end) == "Borgere over 60 år."


@pytest.mark.parametrize(
    "told",
    [
        "Vi hjælper med: Budget · Vi hjælper ikke med: Lån",
        "• en plan for din gæld\n• budget\n• vi hjælper ikke med lån",
    ],
)
def test_item_or_cell_beside_a_refusal_is_no_refusal(told: str) -> None:
    page = parse("x", f"Broen\n\nIndhold:\n\n{told}\n")
    stems = excluded(page, page.sections)
    assert "laan" in stems
    assert "budget" not in stems
