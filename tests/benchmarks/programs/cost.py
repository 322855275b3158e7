"""Runs a benchmark, and says on its last line what that has cost: seconds of CPU, and KiB at the peak."""

import asyncio
import resource
import sys
import time


def told(main):
    """Run `main`; a tracer's own work before and after is not counted, what it does meanwhile is."""
    began = time.process_time()
    asyncio.run(main())
    cpu = time.process_time() - began
    print(cpu, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
    sys.stdout.flush()
