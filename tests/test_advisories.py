"""What pip-audit finds is accepted by name, version and date, or wants a decision."""

import json
import sys
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import advisories
import pytest
from advisories import CLEAN, FAILED, WANTED, AuditError, Unreachable

ROOT = Path(__file__).parent.parent
SHIPPED = advisories.accepted((ROOT / ".ci" / "advisories.toml").read_text(encoding="utf-8"))
PINNED = advisories.pinned((ROOT / "constraints.txt").read_text(encoding="utf-8"))
TODAY = date(2026, 12, 1)
EXCEPTION = """
[[exception]]
id = "CVE-2026-1"
package = "some.thing"
version = "1.5"
why = "It is not called."
dated = 2026-11-01
review = 2026-12-01
"""
(ACCEPTED,) = advisories.accepted(EXCEPTION)
# What pip-audit 2.10.1 writes last, shortened: nothing listens, no such host, a time-out of its own
# words, a service that answers 503, a certificate that is not trusted.
REFUSED = (
    "    raise ConnectionError(e, request=request)\n"
    "requests.exceptions.ConnectionError: HTTPConnectionPool(host='127.0.0.1', port=9): Max "
    "retries exceeded with url: / (Caused by NewConnectionError('Connection refused'))\n"
)
UNKNOWN = "requests.exceptions.ConnectionError: Failed to resolve 'api.osv.dev'\n"
LATE = (
    "ERROR:pip_audit._cli:Could not connect to OSV's vulnerability feed\n"
    "ERROR:pip_audit._cli:Tip: your network may be blocking this service.\n"
)
BUSY = "    raise ServiceError from http_error\npip_audit._service.interface.ServiceError\n"
UNTRUSTED = "requests.exceptions.SSLError: certificate verify failed\n"


def answer(*packages: dict[str, Any]) -> str:
    return json.dumps({"dependencies": packages, "fixes": []})


def package(name: str, version: str, *ids: str) -> dict[str, Any]:
    """Return a package as pip-audit tells of it, with one finding that goes by `ids` if any."""
    found = [{"id": ids[0], "fix_versions": ["2.0"], "aliases": [*ids[1:]]}] if ids else []
    return {"name": name, "version": version, "vulns": found}


def program(folder: Path, out: str, error: str, code: int) -> list[str]:
    """Return a command that says what it is told to, as pip-audit does."""
    file = folder / "program.py"
    file.write_text(
        f"import sys\nsys.stdout.write({out!r})\nsys.stderr.write({error!r})\nsys.exit({code})\n",
        encoding="utf-8",
    )
    return [sys.executable, str(file)]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """A folder with one exception, and the package that it is about."""
    (tmp_path / ".ci").mkdir()
    (tmp_path / ".ci" / "advisories.toml").write_text(EXCEPTION, encoding="utf-8")
    (tmp_path / "constraints.txt").write_text("# pins\nSome_Thing==1.5\nb==2\n", encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("one", SHIPPED, ids=lambda one: str(one.id))
def test_shipped_exception_says_why_and_is_of_what_is_pinned(one: advisories.Accepted) -> None:
    assert len(one.why.split()) >= 10
    assert one.dated < one.review <= one.dated + timedelta(days=183)
    assert advisories.stale([one], PINNED, one.review) == []


def test_every_shipped_exception_is_told_of_on_the_security_page() -> None:
    told = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    assert [one.id for one in SHIPPED if one.id not in told] == []


@pytest.mark.parametrize("line", EXCEPTION.split("\n")[2:-1])
def test_exception_without_one_of_its_words_is_none(line: str) -> None:
    with pytest.raises(AuditError, match="Not an exception, with id, package, version, why"):
        advisories.accepted(EXCEPTION.replace(line, ""))


def test_date_is_a_date() -> None:
    with pytest.raises(AuditError, match="Not an exception"):
        advisories.accepted(EXCEPTION.replace("2026-12-01", '"soon"'))


def test_exception_ends_with_its_date_and_with_its_version() -> None:
    assert advisories.stale([ACCEPTED], {"some-thing": "1.5"}, TODAY) == []
    assert advisories.stale([ACCEPTED], {"some-thing": "1.5"}, TODAY + timedelta(1)) == [
        "CVE-2026-1: accepted until 2026-12-01. Look at it again: some.thing."
    ]
    assert advisories.stale([ACCEPTED], {"some-thing": "1.6"}, TODAY) == [
        "CVE-2026-1: accepted for some.thing 1.5; pinned is 1.6."
    ]
    assert advisories.stale([ACCEPTED], {}, TODAY) == [
        "CVE-2026-1: accepted for some.thing 1.5; pinned is None."
    ]


def test_finding_is_accepted_by_any_of_its_names_but_for_its_package_and_version() -> None:
    ids = ("GHSA-1", "CVE-2026-1")
    accepted = answer(package("some-thing", "1.5", *ids), package("b", "2"))
    assert advisories.unaccepted(accepted, [ACCEPTED]) == []
    others = answer(package("some-thing", "1.6", *ids), package("b", "1.5", *ids))
    assert advisories.unaccepted(others, [ACCEPTED]) == [
        "GHSA-1 CVE-2026-1: some-thing 1.6; fixed in 2.0.",
        "GHSA-1 CVE-2026-1: b 1.5; fixed in 2.0.",
    ]
    another = answer(package("some-thing", "1.5", "CVE-2026-11"))
    assert advisories.unaccepted(another, [ACCEPTED]) == [
        "CVE-2026-11: some-thing 1.5; fixed in 2.0."
    ]


def test_package_that_was_not_looked_up_is_no_clean_one() -> None:
    skipped = answer({"name": "b", "skip_reason": "Dependency not found on PyPI"})
    with pytest.raises(AuditError, match="Not audited: b: Dependency not found"):
        advisories.unaccepted(skipped, [])


@pytest.mark.parametrize("text", ["", "No known", "[]", "{}", '{"dependencies": [{"name": "b"}]}'])
def test_answer_in_another_shape_is_none(text: str) -> None:
    with pytest.raises(AuditError, match="No answer of pip-audit's"):
        advisories.unaccepted(text, [])


@pytest.mark.parametrize("said", [REFUSED, UNKNOWN, LATE])
def test_service_that_cannot_be_reached_is_told_and_stops_nobody(
    checkout: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    command = program(checkout, "", "Traceback\n" + said, 1)
    with pytest.raises(Unreachable):
        advisories.answered(command)
    assert advisories.main(command, checkout, TODAY) == CLEAN
    assert "NOT AUDITED: The advisory service cannot be reached." in capsys.readouterr().out


@pytest.mark.parametrize("said", [BUSY, UNTRUSTED, "", f"{REFUSED}In between\nKeyError: 'vulns'\n"])
def test_any_other_failure_is_one(
    checkout: Path, said: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert advisories.main(program(checkout, "", said, 1), checkout, TODAY) == FAILED
    assert "NOT AUDITED: pip-audit ended with 1." in capsys.readouterr().out


def test_finding_wants_a_decision_whatever_else_is_said(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    found = answer(package("some-thing", "1.5", "CVE-2026-1"), package("b", "2", "CVE-2026-2"))
    command = program(checkout, found, REFUSED, 1)
    assert advisories.main(command, checkout, TODAY) == WANTED
    assert capsys.readouterr().out == (
        "CVE-2026-2: b 2; fixed in 2.0.\n2 packages audited, 1 advisories accepted.\n"
    )


def test_nothing_found_is_clean(checkout: Path) -> None:
    nothing = answer(package("some-thing", "1.5"), package("b", "2"))
    assert advisories.main(program(checkout, nothing, "", 0), checkout, TODAY) == CLEAN


def test_exception_past_its_date_wants_a_decision_without_the_service_too(
    checkout: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    command = program(checkout, "", REFUSED, 1)
    assert advisories.main(command, checkout, TODAY + timedelta(1)) == WANTED
    assert capsys.readouterr().out.startswith("CVE-2026-1: accepted until 2026-12-01.")
