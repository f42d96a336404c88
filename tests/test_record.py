"""One evaluation as a file, and what it was made of."""

from datetime import date
from pathlib import Path

import pytest

from assistant.settings import Settings
from evals import record
from evals.gate import Floors, judge
from evals.record import RecordError
from evals.summary import summarise
from evals.types import Evaluation
from tests.answers import BROEN, DECLINED, asked, question, scored, unanswerable
from tests.fakes import page

ASKED = [question(), unanswerable()]
CHOSEN = Settings(_env_file=None)  # type: ignore[call-arg]  # pydantic-settings' own, not a field
KINDS = ["questions", "documents", "settings", "model", "prompts", "data"]


def evaluation() -> Evaluation:
    found = (scored(ASKED[0], "wrong", ("forbidden", "Ærø")), scored(ASKED[1], "perfect"))
    made = record.provenance(ASKED, [BROEN], CHOSEN, seed=7)
    rows = summarise(found, 7)
    return Evaluation(made, {"broen": BROEN}, found, rows, None, judge(found, floors=Floors()))


def test_record_is_read_as_it_was_written(tmp_path: Path) -> None:
    kept = record.of(evaluation())
    path = tmp_path / "ny mappe" / record.FILE
    record.write(kept, path)
    assert record.read(path) == kept
    assert '"Ærø"' in path.read_text(encoding="utf-8")


def test_record_has_each_question_with_its_answer_and_faults() -> None:
    first, second = record.of(evaluation()).entries
    assert (first.id, first.result, first.status) == ("q1", "wrong", "answered")
    assert first.faults == (("forbidden", "Ærø"),)
    assert (second.status, second.text) == ("not_found", DECLINED.text)


def test_crash_is_kept_with_its_error() -> None:
    from evals.scores import score

    crashed = score(asked(ASKED[0], None), {"broen": BROEN}, [])
    made = evaluation()
    kept = record.of(Evaluation(made.provenance, {}, (crashed,), (), None, made.verdict))
    assert (kept.entries[0].status, kept.entries[0].error) == ("", "ValueError: broken")


def test_provenance_names_seed_second_hashes_and_libraries() -> None:
    made = evaluation().provenance
    assert made.seed == 7
    assert made.when.endswith("+00:00") and len(made.when) == 25
    assert list(made.hashes) == KINDS
    assert all(len(digest) == 64 for digest in made.hashes.values())
    assert made.versions["scipy"][0].isdigit()


def changed(**other: object) -> list[str]:
    """Return the hashes that differ from those of ASKED over BROEN."""
    given: dict[str, object] = {"questions": ASKED, "documents": [BROEN], "chosen": CHOSEN}
    before = record.hashes(ASKED, [BROEN], CHOSEN)
    after = record.hashes(**(given | other))  # type: ignore[arg-type]  # of three types
    return [name for name in KINDS if before[name] != after[name]]


def test_hash_changes_with_what_it_is_of_and_nothing_else() -> None:
    assert changed() == []
    assert changed(questions=[ASKED[0]]) == ["questions"]
    assert changed(questions=[question(must_pass=True), ASKED[1]]) == ["questions"]
    assert changed(documents=[BROEN, page("havet", "hjælp")]) == ["documents"]
    other = CHOSEN.model_copy(update={"embedding": "some/model"})
    assert changed(chosen=other) == ["settings", "model"]


def test_order_and_places_and_today_change_no_hash() -> None:
    assert changed(questions=ASKED[::-1]) == []
    moved = {"data": Path("andet"), "documents": Path("sted"), "today": date(2030, 1, 1)}
    assert changed(chosen=CHOSEN.model_copy(update=moved)) == []


@pytest.mark.parametrize("text", ["", "{}", "[1]"])
def test_file_that_is_no_record_is_refused(text: str, tmp_path: Path) -> None:
    path = tmp_path / "result.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(RecordError, match="er ikke et resultat fra initiativ eval"):
        record.read(path)


def test_record_that_is_missing_or_cannot_be_written_is_refused(tmp_path: Path) -> None:
    with pytest.raises(RecordError, match=r"kan ikke læses \(findes ikke\)"):
        record.read(tmp_path / "ingen.json")
    (tmp_path / "fil").write_text("")
    with pytest.raises(RecordError, match="kan ikke skrives"):
        record.write(record.of(evaluation()), tmp_path / "fil" / "result.json")
