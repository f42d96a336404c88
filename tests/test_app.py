"""The page as the server has it."""

from pathlib import Path

from assistant.app import page
from assistant.asked import Asked
from assistant.settings import Settings
from assistant.starting import Starting
from assistant.traffic import traffic
from tests.fake_app import FakeAssistant


def test_conversation_is_all_that_is_kept_and_not_for_ever(
    environment: None, tmp_path: Path
) -> None:
    starting: Starting[Asked] = Starting(lambda progress: FakeAssistant())
    chosen = Settings(data=tmp_path)
    blocks = page(starting, chosen, traffic(starting, chosen))
    kept = [part for part in blocks.blocks.values() if part.stateful]
    assert [getattr(part, "time_to_live", None) for part in kept] == [4 * 60 * 60]
