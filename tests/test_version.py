"""Versions on disk: what is published, and what is refused."""

import hashlib
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from index import version
from index.version import (
    FORMAT,
    IndexDamagedError,
    IndexMissingError,
    Made,
    building,
    check,
    made_by,
    publish,
    published,
    seal,
)

MADE = Made(FORMAT, "ab", "cd", "fake", "ef")


def put(folder: Path, **contents: str) -> Path:
    """Publish a version with some files and return its folder."""
    with building(folder) as path:
        for name, content in contents.items():
            (path / f"{name}.txt").write_text(content, encoding="utf-8")
        seal(path, MADE, (0.5, 1.0), (2, 7))
        return publish(folder, path)


def rewritten(path: Path, content: str) -> None:
    """Give a published version another manifest, and a pointer that agrees with it."""
    (path / "manifest.json").write_text(content, encoding="utf-8")
    digest = hashlib.sha256(content.encode()).hexdigest()
    (path.parent / "CURRENT").write_text(f"{path.name} {digest}\n", encoding="utf-8")


def test_published_version_has_its_manifest_and_the_digest_of_each_file(tmp_path: Path) -> None:
    path = put(tmp_path, a="hus", b="")
    found, manifest = published(tmp_path)
    assert found == path
    assert (manifest.made, manifest.probe) == (MADE, (0.5, 1.0))
    assert (manifest.documents, manifest.passages) == (2, 7)
    assert manifest.sha256 == {
        "a.txt": hashlib.sha256(b"hus").hexdigest(),
        "b.txt": hashlib.sha256(b"").hexdigest(),
    }
    assert version.name(tmp_path) == path.name
    pointer = (tmp_path / "CURRENT").read_text(encoding="utf-8")
    assert pointer == f"{path.name} {version.digest(path / 'manifest.json')}\n"


def test_folder_without_an_index_says_what_to_run(tmp_path: Path) -> None:
    with pytest.raises(IndexMissingError) as caught:
        published(tmp_path / "ingen")
    assert str(caught.value) == f"No index in {tmp_path / 'ingen'}. Run: initiativ index"
    assert version.name(tmp_path / "ingen") == ""


def test_published_version_and_the_one_before_stay_and_no_other(tmp_path: Path) -> None:
    (tmp_path / "building-rest").mkdir()  # of a build that was killed
    (tmp_path / "version-rest").mkdir()
    paths = [put(tmp_path, a=str(number)) for number in range(4)]
    assert sorted(tmp_path.glob("version-*")) == sorted(paths[-2:])
    assert version.others(tmp_path, paths[-1]) == [paths[-2]]
    assert {path.name for path in tmp_path.iterdir()} == {
        "CURRENT", paths[-1].name, paths[-2].name
    }  # fmt: skip


def test_what_is_not_sealed_is_gone_and_the_published_version_stays(tmp_path: Path) -> None:
    path = put(tmp_path, a="hus")
    with pytest.raises(ZeroDivisionError), building(tmp_path) as unfinished:
        (unfinished / "a.txt").write_text("halvt", encoding="utf-8")
        raise ZeroDivisionError
    assert not unfinished.exists()
    assert published(tmp_path)[0] == path


@pytest.mark.parametrize(
    "pointer",
    [
        "",
        "version-1",
        "version-1 a b",
        "{name} 00",
        "version-ingen {digest}",
        "../{parent}/{name} {digest}",
        "{name}/../{name} {digest}",
        "version-/../../{parent}/{name} {digest}",
        "building-1 {digest}",
        "CURRENT {digest}",
        "/{name} {digest}",
    ],
)
def test_pointer_that_leads_elsewhere_is_damage(tmp_path: Path, pointer: str) -> None:
    folder = tmp_path / "data"
    folder.mkdir()
    path = put(folder, a="hus")
    parts = {
        "name": path.name,
        "parent": "data",
        "digest": version.digest(path / "manifest.json"),
    }
    (folder / "CURRENT").write_text(pointer.format(**parts), encoding="utf-8")
    with pytest.raises(IndexDamagedError, match=r"er beskadiget .* Byg det igen med: initiativ"):
        published(folder)


def test_pointer_that_is_no_text_or_no_file_is_damage(tmp_path: Path) -> None:
    put(tmp_path, a="hus")
    (tmp_path / "CURRENT").write_bytes(b"\xff\xfe version")
    with pytest.raises(IndexDamagedError):
        published(tmp_path)
    assert version.name(tmp_path) == ""
    (tmp_path / "CURRENT").unlink()
    (tmp_path / "CURRENT").mkdir()
    with pytest.raises(IndexDamagedError):
        published(tmp_path)


def test_edited_manifest_is_damage(tmp_path: Path) -> None:
    path = put(tmp_path, a="hus")
    content = (path / "manifest.json").read_text(encoding="utf-8")
    (path / "manifest.json").write_text(content.replace('"passages": 7', '"passages": 8'))
    with pytest.raises(IndexDamagedError) as caught:
        published(tmp_path)
    assert str(caught.value) == (
        f"Indekset i {path} er beskadiget (manifest.json). Byg det igen med: initiativ index"
    )


@pytest.mark.parametrize(
    "edit",
    [
        lambda stored: stored["made"].update(format=FORMAT - 1),
        lambda stored: stored.pop("made"),
        lambda stored: stored.update(made={}, format=5),
    ],
)
def test_version_of_another_edition_says_so(
    tmp_path: Path, edit: Callable[[dict[str, dict[str, int]]], object]
) -> None:
    path = put(tmp_path, a="hus")
    stored = json.loads((path / "manifest.json").read_text(encoding="utf-8"))
    edit(stored)
    rewritten(path, json.dumps(stored))
    with pytest.raises(IndexDamagedError) as caught:
        published(tmp_path)
    assert str(caught.value) == (
        f"Indekset i {tmp_path} er bygget med en anden udgave af programmet. "
        "Byg det igen med: initiativ index"
    )


@pytest.mark.parametrize(
    "content",
    ["", "{", "[]", "7", '{"made": 7}', f'{{"made": {{"format": {FORMAT}}}}}'],
)
def test_manifest_of_another_form_is_damage(tmp_path: Path, content: str) -> None:
    rewritten(put(tmp_path, a="hus"), content)
    with pytest.raises(IndexDamagedError):
        published(tmp_path)


def test_file_that_changed_or_is_gone_is_named(tmp_path: Path) -> None:
    path = put(tmp_path, a="hus", b="job")
    manifest = published(tmp_path)[1]
    check(path, manifest)
    (path / "b.txt").write_text("kor", encoding="utf-8")
    check(path, manifest, "a.txt")
    with pytest.raises(IndexDamagedError, match=r"\(b\.txt\)"):
        check(path, manifest)
    (path / "a.txt").unlink()
    with pytest.raises(IndexDamagedError, match=r"\(a\.txt\)"):
        check(path, manifest)
    (path / "a.txt").mkdir()
    with pytest.raises(IndexDamagedError, match=r"\(a\.txt\)"):
        check(path, manifest, "a.txt")


def test_version_depends_on_the_code_that_reads_and_analyses_and_on_the_model() -> None:
    made = made_by("fake", "1")
    assert made == made_by("fake", "1") == Made(FORMAT, made.reading, made.analysis, "fake", "1")
    assert made != made_by("fake", "2")
    assert len({made.reading, made.analysis}) == 2
    assert [len(made.reading), len(made.analysis)] == [16, 16]
