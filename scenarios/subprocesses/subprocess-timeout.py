"""A timeout of process.wait() or communicate() leaves the process running.

wait_for() ends the waiting, and asyncio kills nothing: the process works on, and may outlive the
program. Kill it yourself, and then wait() for it, or it stays behind as a zombie. The negative
returncode is the signal that ended it.
"""
import asyncio
import sys

FACTS = {
    "after the timeout": ("printed[0]", "timed out, returncode: None"),
    "after kill() and wait()": ("printed[1]", "killed, returncode: -9"),
    "the timeout comes at (ms)": ('coro("wait_for").end', 100),
    "main": ('task("main").outcome', "returned"),
}


async def main():
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "import time; time.sleep(600)")
    try:
        await asyncio.wait_for(process.wait(), 0.1)
    except asyncio.TimeoutError:
        print("timed out, returncode:", process.returncode)
    process.kill()
    await process.wait()
    print("killed, returncode:", process.returncode)


if __name__ == "__main__":
    asyncio.run(main())
