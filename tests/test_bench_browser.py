"""What is measured in the browser: the assistant that is played, and the rows that are printed."""

import shutil
import time
from pathlib import Path

import pytest

from assistant.settings import SHIPPED_DOCUMENTS
from assistant.types import Answer, Draft
from evals.browser import Row, print_browser, told
from evals.played import DRAFTS, SECONDS, Played, Timed
from evals.served import DAY, UnseenError, chromium
from evals.stage import settled


def test_played_answer_quotes_its_document_thrice() -> None:
    played = Played()
    (answer,) = played.stream("Hvem er det for?")
    assert isinstance(answer, Answer)
    assert [cited.section for cited in answer.citations] == ["Målgruppe", "Formål", "Indhold"]
    text = played.documents["broen"].text
    assert all(text[cited.start : cited.end] == cited.quote for cited in answer.citations)


def test_played_model_writes_the_answer_in_drafts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "sleep", lambda seconds: None)
    *drafts, answer = Played().stream("Skriv noget.")
    assert isinstance(answer, Answer)
    assert [type(draft) for draft in drafts] == [Draft] * DRAFTS
    assert drafts[-1].text == answer.text


def test_time_of_an_answer_is_told_before_it_is_given() -> None:
    heard: list[float] = []
    stream = Timed(Played(), heard.append).stream("Hvem er det for?")
    assert heard == []
    next(stream)
    assert len(heard) == 1
    assert heard[0] >= 1000 * SECONDS


def test_settings_of_the_page_are_none_of_the_environment(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INITIATIV_LLM", "ollama:x")
    monkeypatch.setenv("INITIATIV_UPLOADS", "true")
    chosen = settled(tmp_path, DAY)
    assert (chosen.llm, chosen.uploads) == ("none", False)
    assert (chosen.documents, chosen.data, chosen.today) == (SHIPPED_DOCUMENTS, tmp_path, DAY)


def test_row_says_whether_its_goal_is_reached() -> None:
    assert told(Row("a", 1.5, 2)).split() == ["a", "1.500", "<=", "2", "reached"]
    assert told(Row("a", 2.5, 2)).split() == ["a", "2.500", "<=", "2", "NOT", "REACHED"]
    assert told(Row("a", 2.5)).split() == ["a", "2.500"]


def test_bench_says_that_there_is_no_chromium_and_goes_on(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: None)
    with pytest.raises(UnseenError, match="Chromium mangler"), chromium():
        pass
    print_browser(1, 1)
    assert "In the browser: skipped. Chromium mangler." in capsys.readouterr().out
