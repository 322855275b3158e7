"""The text in the C part of this interpreter's asyncio, as a JSON list; empty where it is not a file."""

import _asyncio
import json
import re
import sys
from pathlib import Path

file = getattr(_asyncio, "__file__", None)
content = Path(file).read_bytes() if file else b""
json.dump([text.decode("ascii") for text in re.findall(rb"[ -~]{6,}", content)], sys.stdout)
