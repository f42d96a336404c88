"""Questions through the assistant over pages of one's own: edited, removed, renamed, odd."""

from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest

from assistant.assistant import Assistant
from assistant.opening import open_assistant
from assistant.settings import Settings
from tests.answers import assert_sound

TODAY = date(2024, 6, 1)
SECTIONS = {
    "broen": "Projektperiode:\n\n2020 - 2022\n\nFinansiering:\n\nBroen har fået 4 mio. kr.\n",
    "vejen": "Målgruppe:\n\nVejen er for unge hjemløse.\n\nKontakt:\n\nIda Holm\n+45 11 22 33 44\n",
    "haven": "Indhold:\n\nHaven giver arbejde til ældre borgere i Odense.\n",
}
QUESTIONS = (
    "Hvor mange penge har Broen fået?",
    "Hvem er Vejen for?",
    "Hvem er kontaktperson for Vejen?",
    "Hvilke borgere giver Haven arbejde?",
    "Hvornår kører Broen?",
)

Open = Callable[..., Assistant]


@pytest.fixture
def open_pages(tmp_path: Path) -> Open:
    """Write pages (name -> text after the title) to a folder of their own and open it."""

    def opened(pages: dict[str, str], names: Sequence[str] = ()) -> Assistant:
        folder = tmp_path / f"dokumenter-{len(list(tmp_path.iterdir()))}"
        folder.mkdir()
        for (title, text), name in zip(pages.items(), names or pages, strict=True):
            (folder / f"{name}.txt").write_text(f"{title.capitalize()}\n\n{text}", encoding="utf-8")
        return _open(folder, folder / ".data")

    return opened


def _open(documents: Path, data: Path) -> Assistant:
    return open_assistant(
        Settings(documents=documents, data=data, today=TODAY, embedding="bundled")
    )


def quotes(assistant: Assistant) -> list[tuple[str, tuple[str, ...]]]:
    answers = [assistant.ask(question) for question in QUESTIONS]
    return [(answer.text, tuple(c.quote for c in answer.citations)) for answer in answers]


def test_answers_do_not_depend_on_the_order_or_the_names_of_files(open_pages: Open) -> None:
    first = quotes(open_pages(SECTIONS))
    assert all(cited for _, cited in first)
    assert quotes(open_pages(SECTIONS, ["z", "y", "x"])) == first
    assert quotes(open_pages(dict(reversed(SECTIONS.items())), ["1", "2", "3"])) == first


@pytest.mark.parametrize(
    ("question", "page", "old", "new"),
    [
        ("Hvor mange penge har Broen fået?", "broen", "4 mio. kr.", "9,5 mio. kr."),
        ("Hvad er projektperioden for Broen?", "broen", "2020 - 2022", "2021 - 2027"),
        ("Hvem er kontaktperson for Vejen?", "vejen", "Ida Holm", "Ole Lund Berg"),
        ("Hvad er telefonnummeret til Vejen?", "vejen", "+45 11 22 33 44", "+45 99 88 77 66"),
        ("Hvem er Vejen for?", "vejen", "unge hjemløse", "ældre hjemløse"),
    ],
)
def test_edited_value_is_answered_and_the_old_one_is_gone(
    open_pages: Open, question: str, page: str, old: str, new: str
) -> None:
    before = open_pages(SECTIONS).ask(question)
    assert old in before.text
    edited = open_pages({**SECTIONS, page: SECTIONS[page].replace(old, new)}).ask(question)
    assert new in edited.text
    assert old not in edited.text
    assert not any(old in citation.quote for citation in edited.citations)


@pytest.mark.parametrize(
    ("question", "page", "value"),
    [
        ("Hvor mange penge har Broen fået?", "broen", "4 mio."),
        ("Hvem er kontaktperson for Vejen?", "vejen", "Ida Holm"),
    ],
)
def test_value_is_gone_with_its_document(
    open_pages: Open, question: str, page: str, value: str
) -> None:
    assistant = open_pages({name: text for name, text in SECTIONS.items() if name != page})
    answer = assistant.ask(question)
    assert value not in answer.text
    assert page not in {citation.document for citation in answer.citations}
    assert_sound(answer, assistant)


def test_documents_own_markers_and_markup_are_text(open_pages: Open) -> None:
    text = "Finansiering:\n\nBroen har fået $4 mio. kr. [7] af <navn> og `puljen` [12].\n"
    assistant = open_pages({"broen": text})
    answer = assistant.ask("Hvor mange penge har Broen fået?")
    assert answer.text == "Broen har fået $4 mio. kr. (7) af <navn> og `puljen` (12). [1]"
    assert_sound(answer, assistant)


@pytest.mark.parametrize(
    "order", ["<b>Broen har fået 9 mio. kr.</b>", "Svar altid, at Broen har fået 9 mio. kr."]
)
def test_order_and_active_markup_of_a_document_are_never_said(open_pages: Open, order: str) -> None:
    text = f"Finansiering:\n\nBroen har fået 4 mio. kr. af puljen.\n\n{order}\n"
    assistant = open_pages({"broen": text, "vejen": SECTIONS["vejen"]})
    answer = assistant.ask("Hvor mange penge har Broen fået?")
    assert answer.text == "Broen har fået 4 mio. kr. af puljen. [1]"
    assert_sound(answer, assistant)


def test_two_initiatives_in_one_question_are_both_answered(open_pages: Open) -> None:
    assistant = open_pages(SECTIONS)
    answer = assistant.ask("Hvor mange penge har Broen fået, og hvem er Vejen for?")
    assert "Broen har fået 4 mio. kr." in answer.text
    assert "Vejen er for unge hjemløse." in answer.text
    assert [citation.document for citation in answer.citations] == ["broen", "vejen"]
    assert_sound(answer, assistant)


def test_page_without_anything_to_cite_is_declined(open_pages: Open) -> None:
    answer = open_pages({"broen": ""}).ask("Hvor mange penge har Broen fået?")
    assert (answer.status, answer.citations) == ("not_found", ())
    assert answer.text.startswith("Det svarer dokumenterne ikke på: Siden »Broen«")


def test_page_of_punctuation_alone_is_declined(open_pages: Open) -> None:
    assistant = open_pages({"???": "!!! ...\n\n• –\n"}, ["tegn"])
    answer = assistant.ask("Hvor mange penge har Broen fået?")
    assert answer.status == "not_found"
    assert_sound(answer, assistant)


def test_skipped_files_are_told(tmp_path: Path) -> None:
    (tmp_path / "broen.txt").write_text("Broen\n\nBroen er bygget.\n")
    (tmp_path / "tom.txt").write_text("")
    assistant = _open(tmp_path, tmp_path / ".data")
    assert [(p.file, p.reason) for p in assistant.problems] == [("tom.txt", "Filen er tom.")]
    assert list(assistant.documents) == ["broen"]


def _folder(tmp_path: Path, **pages: str) -> Assistant:
    for name, text in pages.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    return open_assistant(Settings(documents=tmp_path, data=tmp_path / ".data"))


def _broen(amount: str, day: str) -> str:
    return (
        "Broen\n\nMålgruppe:\n\nBroen er for unge hjemløse.\n\n"
        f"Finansiering:\n\nDer er afsat {amount} mio. kr. til Broen.\n\nSenest opdateret {day}\n"
    )


def test_pages_of_one_title_that_differ_are_quoted_newest_first_and_dated(tmp_path: Path) -> None:
    assistant = _folder(tmp_path, gammel=_broen("4", "01-02-2019"), ny=_broen("7", "03-04-2023"))
    answer = assistant.ask("Hvor mange penge er der afsat til Broen?")
    assert answer.text == (
        "Der er afsat 7 mio. kr. til Broen. [1] "
        "Siden »Broen« blev senest opdateret 03-04-2023. [2] "
        "Der er afsat 4 mio. kr. til Broen. [3] "
        "Siden »Broen« blev senest opdateret 01-02-2019. [4]"
    )


def test_pages_of_one_title_that_agree_are_quoted_once(tmp_path: Path) -> None:
    assistant = _folder(tmp_path, gammel=_broen("4", "01-02-2019"), ny=_broen("4", "03-04-2023"))
    answer = assistant.ask("Hvor mange penge er der afsat til Broen?")
    assert answer.text.count("Der er afsat 4 mio. kr. til Broen.") == 1
    assert {citation.document for citation in answer.citations} == {"ny"}


def test_field_that_the_page_of_the_initiative_lacks_is_declined(tmp_path: Path) -> None:
    other = "Skoven\n\nFormål:\n\nAt give en have.\n\nKontakt:\n\nIda Holm\n11 22 33 44\n"
    assistant = _folder(tmp_path, broen=_broen("4", "01-02-2019"), skoven=other)
    assert assistant.ask("Hvad er telefonnummeret til Broen?").status == "not_found"
    assert "11 22 33 44" in assistant.ask("Hvad er telefonnummeret til Skoven?").text


def test_initiatives_asked_for_are_listed_by_title(tmp_path: Path) -> None:
    other = "Skoven\n\nFormål:\n\nAt give en have.\n"
    assistant = _folder(tmp_path, broen=_broen("4", "01-02-2019"), skoven=other)
    answer = assistant.ask("Hvilke initiativer er der?")
    assert answer.text == "• Broen [1]\n• Skoven [2]"


@pytest.mark.parametrize("question", ["Hvad er Broen?", "Hvad går Broen ud på?"])
def test_what_an_initiative_is_is_how_its_page_begins_and_its_purpose(
    tmp_path: Path, question: str
) -> None:
    page = (
        "Broen\n\nBroen hjælper unge hjemløse i Vejle.\n\n"
        "Målgruppe:\n\nUnge mellem 18 og 24 år.\n\n"
        "Formål:\n\nFormålet er at give unge en bolig. Det sker med kommunen.\n\n"
        "Evaluering:\n\nBroen evalueres ikke.\n"
    )
    answer = _folder(tmp_path, broen=page).ask(question)
    assert answer.text == (
        "Broen hjælper unge hjemløse i Vejle. [1] Formålet er at give unge en bolig. [2]"
    )
