"""Files of our own, under numbers that the program does not come to: its own are as they would be."""

from os import close
from os import open as open_file

try:
    from fcntl import F_DUPFD_CLOEXEC, fcntl
except ImportError:  # pragma: no cover
    fcntl = None

_HIGH = (960, 200, 48)
"""Tried in turn; below 1024, which is the limit of most programs, and of what select() can take."""


def open_aside(path, flags, mode=0o600):
    """Like os.open(), out of the way; OSError as there."""
    fd = open_file(path, flags, mode)
    for least in _HIGH if fcntl is not None else ():
        try:
            high = fcntl(fd, F_DUPFD_CLOEXEC, least)
        except OSError:  # beyond the limit of this process
            continue
        close(fd)
        return high
    return fd
