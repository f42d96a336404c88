"""Gradio without its stubs."""

import inspect
import subprocess
import sys
from pathlib import Path

from assistant.stubless import gr

ROOT = Path(__file__).parent.parent
STUBS = """import sys
opened = []
sys.addaudithook(lambda event, told: event == "open" and opened.append(str(told[0])))
from assistant import stubless
assert stubless.gr.Textbox
print(*[path for path in opened if path.endswith(".pyi")], sep="\\n")
"""


def test_no_stub_is_read_or_written() -> None:
    told = subprocess.run(
        [sys.executable, "-c", STUBS], cwd=ROOT, check=True, capture_output=True, text=True
    )
    assert told.stdout.split() == []


def test_file_of_a_component_is_told_afterwards() -> None:
    assert inspect.getfile(gr.Textbox).endswith("textbox.py")
