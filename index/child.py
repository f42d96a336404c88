"""A function of ours in a process of its own, so that it may crash, or use another processor."""

import json
import subprocess
import sys
from dataclasses import dataclass

# One thread of linear algebra: several wait for each other, and the check of 10,000 documents took
# 1.6 times the processor time with two.
_RUN = (
    "import os; os.environ['OPENBLAS_NUM_THREADS'] = '1'; "
    "import gc, importlib, json, sys; gc.disable(); sys.path[:] = json.loads(sys.argv[1]); "
    "run = getattr(importlib.import_module(sys.argv[2]), sys.argv[3]); "
    "fault = run(*sys.argv[4:]); sys.exit(fault or 0)"
)
_SECONDS = 3_600


@dataclass(frozen=True, slots=True)
class Child:
    """A process that runs a function."""

    running: subprocess.Popen[bytes]

    def fault(self) -> str:
        """Wait for the end; return what went wrong, an empty string where nothing did."""
        try:
            _, told = self.running.communicate(timeout=_SECONDS)
        except subprocess.TimeoutExpired:
            return f"{_SECONDS} seconds"
        finally:
            self.stop()
        lines = told.decode(errors="replace").strip().splitlines()
        if not self.running.returncode:
            return ""
        return lines[-1] if lines else f"exit code {self.running.returncode}"

    def stop(self) -> None:
        """End the process if it still runs."""
        if self.running.poll() is None:
            self.running.kill()
            self.running.communicate()


def start(module: str, function: str, *arguments: str) -> Child:
    """Start a function of texts in a process; what it returns, if anything, is its fault.

    It reads the environment that this process has now.
    """
    command = [sys.executable, "-c", _RUN, json.dumps(sys.path), module, function, *arguments]
    nothing = subprocess.DEVNULL
    return Child(subprocess.Popen(command, stdin=nothing, stdout=nothing, stderr=subprocess.PIPE))
