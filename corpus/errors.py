"""The errors that a user can mend, and what is said of a file that was skipped."""

import errno
from dataclasses import dataclass

_REASONS = {
    errno.ENOENT: "findes ikke",
    errno.EACCES: "der er ikke adgang",
    errno.EPERM: "der er ikke adgang",
    errno.EISDIR: "det er en mappe",
    errno.ENOTDIR: "det er ikke en mappe",
    errno.EEXIST: "der ligger allerede en fil",
    errno.ENOSPC: "disken er fuld",
    errno.EROFS: "disken kan kun læses",
    errno.ELOOP: "et link peger på sig selv",
}


class UserError(Exception):
    """Something the user can mend. The message is in Danish: what, where, and what to do next."""


class ReadError(UserError):
    """A file that cannot be read as a document."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A file that was skipped, and why, in Danish."""

    file: str
    reason: str


def reason(error: OSError) -> str:
    """Return in Danish why the system refused; its own words where there are no others."""
    return _REASONS.get(error.errno or 0, str(error.strerror or error))
