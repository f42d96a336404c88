"""When one can come to something is its opening hours, in the box of the town that is named."""

import pytest

from assistant.assistant import Assistant
from assistant.opening import open_assistant
from assistant.settings import Settings

DESK = (
    "# Fri retshjælp i Struer og Lemvig\n\n"
    "Jurister giver råd om husleje. Retshjælpen fik 2 mio. kr. i 2021.\n\n"
    "## Struer\n\nBiblioteket, Østergade 2\n\nMandag kl. 15-17\n\nTelefon: 11 22 33 44\n\n"
    "## Lemvig\n\nKulturhuset, Torvet 1\n\nTorsdag kl. 16-18\n\nTelefon: 55 66 77 88\n\n"
    "## Kursus\n\nNæste kursus i budget begynder 3. marts 2025.\n"
)


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    folder = tmp_path_factory.mktemp("dokumenter")
    (folder / "skranke.md").write_text(DESK, encoding="utf-8")
    return open_assistant(Settings(documents=folder, data=folder / ".data", embedding="bundled"))


@pytest.mark.parametrize(
    ("question", "told", "other"),
    [
        ("Hvornår kan jeg komme til retshjælp i Struer?", "Mandag kl. 15-17", "Torsdag"),
        ("Hvornår er der retshjælp i Lemvig?", "Torsdag kl. 16-18", "Mandag"),
        ("Hvad er telefonnummeret til retshjælpen i Lemvig?", "55 66 77 88", "11 22"),
    ],
)
def test_hours_are_those_of_the_town_that_is_named(
    assistant: Assistant, question: str, told: str, other: str
) -> None:
    text = assistant.ask(question).text
    assert told in text
    assert other not in text


@pytest.mark.parametrize(
    "question",
    [
        "Hvornår er der retshjælp i Ribe?",
        "Hvornår er der svømning til retshjælpen i Struer?",
        "Hvornår er der næste kursus i retshjælpen?",
    ],
)
def test_hours_are_not_told_of_other_things(assistant: Assistant, question: str) -> None:
    text = assistant.ask(question).text
    assert "Mandag" not in text
    assert "Torsdag" not in text
