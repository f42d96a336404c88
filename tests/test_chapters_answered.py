"""What is asked of a chapter of a page is answered from it, and not from one beside it."""

from pathlib import Path

import pytest

from assistant.opening import open_assistant
from assistant.settings import Settings

PAGE = """# Kvalitetsstandard: Afløsning i hjemmet og aflastningsophold

Byrådet har godkendt den.

## Afløsning i hjemmet

### Omfang
Op til 6 timer om ugen.

### Pris
Hjælpen er gratis.

## Aflastningsophold

### Omfang
Op til 28 døgn om året.

### Pris
Kosten er 139 kr. om dagen.
"""


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Hvad koster afløsning i hjemmet?", "Hjælpen er gratis. [1]"),
        ("Hvad koster et aflastningsophold?", "Kosten er 139 kr. om dagen. [1]"),
    ],
)
def test_price_is_that_of_the_chapter_asked_about(tmp_path: Path, question: str, told: str) -> None:
    (tmp_path / "standard.md").write_text(PAGE, encoding="utf-8")
    assistant = open_assistant(
        Settings(documents=tmp_path, data=tmp_path / ".data", embedding="bundled")
    )
    answer = assistant.ask(question)
    assert answer.text == told
    assert answer.citations[0].section.endswith(" – Pris")
