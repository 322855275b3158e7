"""A file with a record on each line, as the kernel writes it, and as it is left when a program is killed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def decoded(path: Path) -> Iterator[dict[str, Any]]:
    """The records in the file at `path`, up to the first that is cut off; none when there is no file."""
    try:
        file = path.open("rb")
    except FileNotFoundError:
        return
    with file:
        for line in file:
            try:
                record = json.loads(line)
            except ValueError:
                return
            if not isinstance(record, dict) or "kind" not in record:
                return
            yield record
