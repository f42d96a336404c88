"""Settings come from the environment and from `.env`, and nothing else."""

import os
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from assistant.settings import SHIPPED_DOCUMENTS, SettingsError, load


@pytest.fixture(autouse=True)
def environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in [name for name in os.environ if name.startswith("INITIATIV_")]:
        monkeypatch.delenv(name)


def test_unset_means_the_shipped_documents_and_an_index_beside_one() -> None:
    settings = load()
    assert settings.documents == SHIPPED_DOCUMENTS
    assert settings.data == Path(".initiativ")
    assert settings.today is None
    assert settings.embedding == "bundled"


def test_environment_names_every_setting(monkeypatch: pytest.MonkeyPatch) -> None:
    values = {"DOCUMENTS": "d", "DATA": "i", "TODAY": "2024-06-01", "EMBEDDING": "en/model"}
    for name, value in values.items():
        monkeypatch.setenv(f"INITIATIV_{name}", value)
    settings = load()
    assert (settings.documents, settings.data) == (Path("d"), Path("i"))
    assert (settings.today, settings.embedding) == (date(2024, 6, 1), "en/model")


def test_env_file_is_read_and_the_environment_goes_before_it(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    Path(".env").write_text("INITIATIV_TODAY=2024-06-01\nINITIATIV_DATA=fra-fil\nANDET=1\n")
    monkeypatch.setenv("INITIATIV_DATA", "fra-miljø")
    assert load().today == date(2024, 6, 1)
    assert load().data == Path("fra-miljø")


def test_empty_value_is_no_value(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("DOCUMENTS", "DATA", "TODAY", "EMBEDDING"):
        monkeypatch.setenv(f"INITIATIV_{name}", "")
    settings = load()
    assert (settings.documents, settings.today) == (SHIPPED_DOCUMENTS, None)
    assert settings.embedding == "bundled"


def test_date_without_hyphens_is_a_date_and_no_number_of_seconds(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("INITIATIV_TODAY", "20240601")
    assert load().today == date(2024, 6, 1)


@pytest.mark.parametrize("value", ["0", "86400", "i dag", "2024-13-01", "01-06-2024", "2024-06"])
def test_other_dates_are_refused_by_name_and_value(
    value: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("INITIATIV_TODAY", value)
    with pytest.raises(SettingsError) as caught:
        load()
    assert str(caught.value) == (
        f"INITIATIV_TODAY har en værdi, der ikke kan bruges: '{value}'. En dato skrives ÅÅÅÅ-MM-DD."
    )


def test_env_file_in_another_encoding_is_refused() -> None:
    Path(".env").write_bytes("INITIATIV_DATA=smørrebrød".encode("cp1252"))
    with pytest.raises(SettingsError, match=r"Filen \.env er ikke UTF-8"):
        load()


def test_libraries_are_kept_quiet_unless_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_HUB_OFFLINE", "0")
    monkeypatch.delenv("GRADIO_ANALYTICS_ENABLED", raising=False)
    load()
    assert os.environ["HF_HUB_OFFLINE"] == "0"
    assert os.environ["GRADIO_ANALYTICS_ENABLED"] == "False"


def test_settings_are_read_before_numpy_makes_its_threads() -> None:
    code = (
        "import os, sys\n"
        "import assistant.cli\n"
        "from assistant import settings\n"
        "settings.load()\n"
        "print('numpy' in sys.modules, os.environ['OPENBLAS_NUM_THREADS'])"
    )
    alone = {name: value for name, value in os.environ.items() if name != "OPENBLAS_NUM_THREADS"}
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True, env=alone
    )
    assert told.stdout.split() == ["False", "1"]
