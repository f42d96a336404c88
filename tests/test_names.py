import pytest

from evals import names
from evals.scores import FAULTS, MEASURES
from evals.summary import QUANTILES
from evals.types import Interval
from evals.vary import WORDINGS


def test_every_measure_and_fault_has_a_danish_name() -> None:
    assert set(MEASURES) | set(QUANTILES) == set(names.MEASURES)
    assert set(FAULTS) == set(names.FAULTS)


def test_every_wording_has_a_danish_name() -> None:
    assert set(WORDINGS) <= set(names.VARIATIONS)


def test_number_of_unrelated_documents_is_told() -> None:
    assert names.variation("50 unrelated") == "Blandt 50 uvedkommende dokumenter"


def test_unknown_names_stand_as_they_are() -> None:
    assert names.measure("nyt").name == "nyt"
    assert names.variation("nyt") == "nyt"
    assert names.group("nyt") == "Nyt"


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.9168, "share", "91,7 %"),
        (-0.25, "score", "−0,25"),
        (-0.001, "score", "0,00"),
        (41.04, "count", "41,0"),
        (12345.6, "milliseconds", "12.346 ms"),
    ],
)
def test_number_is_written_in_danish(value: float, unit: names.Unit, text: str) -> None:
    assert names.number(value, unit) == text


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (0.021, "share", "+2,1 pp"),
        (-0.021, "share", "−2,1 pp"),
        (0.0001, "share", "0,0 pp"),
        (-0.0001, "score", "0,00"),
        (3.0, "milliseconds", "+3 ms"),
    ],
)
def test_change_has_its_sign_unless_it_is_nothing(
    value: float, unit: names.Unit, text: str
) -> None:
    assert names.change(value, unit) == text


def test_interval_of_a_share_names_its_unit_once() -> None:
    assert names.interval(Interval(0.7, 0.654, 0.766, 9), "share") == "65,4–76,6 %"
    assert names.interval(Interval(0.1, -0.01, 0.25, 9), "score") == "−0,01 til 0,25"
