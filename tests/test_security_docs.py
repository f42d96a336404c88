"""Every test that docs/security.md names is there, by the name that it has."""

import re
from pathlib import Path

ROOT = Path(__file__).parent.parent


def test_tests_that_the_security_page_names_are_there() -> None:
    told = (ROOT / "docs" / "security.md").read_text(encoding="utf-8")
    rows = [line for line in told.splitlines() if line.startswith("|")]
    named = set(re.findall(r"`([a-z0-9]+(?:_[a-z0-9]+){3,})`", "\n".join(rows)))
    sources = (path.read_text(encoding="utf-8") for path in (ROOT / "tests").glob("test_*.py"))
    there = set(re.findall(r"^def test_(\w+)", "\n".join(sources), re.MULTILINE))
    assert len(named) > 40
    assert named - there == set()
