"""The images of the chat app: small ones, of each tab, that README and the guide show."""

import io
import re
from pathlib import Path
from random import Random

from PIL import Image

from assistant.page import TABS
from evals.screenshots import SHOTS, small

DOCS = Path(__file__).parent.parent / "docs"
MOST = 150_000  # bytes


def png(image: Image.Image) -> bytes:
    written = io.BytesIO()
    image.save(written, "PNG")
    return written.getvalue()


def test_every_tab_has_an_image() -> None:
    assert {shot.place for shot in SHOTS} == {place for _, place, _ in TABS}


def test_image_of_few_colours_keeps_its_size_and_them() -> None:
    image = Image.new("RGB", (40, 30), (243, 245, 248))
    image.paste((23, 82, 143), (0, 0, 20, 30))
    with Image.open(io.BytesIO(small(png(image)))) as few:
        assert (few.mode, few.size) == ("P", (40, 30))
        seen = few.convert("RGB")
        assert [seen.getpixel((5, 5)), seen.getpixel((35, 5))] == [(23, 82, 143), (243, 245, 248)]


def test_image_gets_smaller() -> None:
    coloured = Image.frombytes("RGB", (100, 100), Random(1).randbytes(30_000))
    assert len(small(png(coloured))) < len(png(coloured)) / 2


def test_images_are_there_in_their_sizes_and_small() -> None:
    for shot in SHOTS:
        path = DOCS / f"{shot.name}.png"
        with Image.open(path) as image:
            assert image.size == shot.size
        assert path.stat().st_size < MOST


def test_what_readme_and_the_guide_show_is_an_image_that_is_taken() -> None:
    names = {f"{shot.name}.png" for shot in SHOTS}
    readme = (DOCS.parent / "README.md").read_text(encoding="utf-8")
    guide = (DOCS / "brugervejledning.md").read_text(encoding="utf-8")
    shown = re.findall(r"docs/([\w-]+\.png)", readme) + re.findall(r"!\[.+?\]\((.+?)\)", guide)
    assert set(shown) == names
    assert {path.name for path in DOCS.glob("*.png")} == names
