"""Runs a benchmark, and says on its last line what that has cost: seconds of CPU, and KiB at the peak."""

import asyncio
import sys
import time
from pathlib import Path


def told(main):
    """Run `main`; a tracer's own work before and after is not counted, what it does meanwhile is."""
    began = time.process_time()
    asyncio.run(main())
    cpu = time.process_time() - began
    print(cpu, peak())
    sys.stdout.flush()


def peak():
    """KiB at the peak of this program alone; what getrusage() says begins with the peak of its parent."""
    status = Path("/proc/self/status").read_text().splitlines()
    return next(int(line.split()[1]) for line in status if line.startswith("VmHWM"))
