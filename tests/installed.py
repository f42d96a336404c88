"""The wheel, and an environment away from the checkout that has it installed."""

import os
import site
import subprocess
import sys
import venv
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent


def built(folder: Path, source: Path = CHECKOUT) -> Path:
    """Return the wheel of a checkout, made in `folder` by what is installed here."""
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation"]
    run([*build, "--outdir", str(folder), str(source)], folder)
    (path,) = folder.glob("*.whl")
    return path


def installed(wheel: Path, folder: Path) -> Path:
    """Return the programs of an environment that holds the wheel and borrows its dependencies.

    A .pth file adds folders without reading the .pth files in them, so an editable install of the
    project in this environment cannot be seen from the new one.
    """
    venv.create(folder / "venv", symlinks=True)
    programs = folder / "venv" / "bin"
    python = str(programs / "python")
    pip = [sys.executable, "-m", "pip", "--python", python, "install", "--no-deps", "--no-index"]
    run([*pip, str(wheel)], folder)
    (own,) = run([python, "-c", "import site; print(*site.getsitepackages())"], folder).split()
    Path(own, "dependencies.pth").write_text("\n".join(site.getsitepackages()), encoding="utf-8")
    return programs


def run(command: list[str], folder: Path) -> str:
    """Return what the command prints, run in `folder` without the caller's settings or network."""
    result = subprocess.run(
        command,
        cwd=folder,
        env=environment(INITIATIV_DATA=str(folder / "data")),
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert result.returncode == 0, result.stderr
    return result.stdout


def environment(**settings: str) -> dict[str, str]:
    """Return the caller's environment with no settings but these, and no network for models."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("INITIATIV_", "PYTHON"))
    }
    return kept | {"HF_HUB_OFFLINE": "1", "PYTHONUTF8": "1"} | settings
