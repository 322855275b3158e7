"""process.wait() waits for ever if nobody reads the output.

With stdout=PIPE the child can write as much as the pipe and the reader's buffer hold; then it
blocks in print() and never ends. Nobody reads, so wait() never returns: here only the timeout
ends it.
communicate() reads while it waits; that is what it is for.
"""
import asyncio
import sys

FACTS = {
    "wait()": ("printed[0]", "wait: still running after 1 s"),
    "communicate()": ("printed[1]", "communicate: 1000000 bytes, exit code 0"),
    "the timeout comes at (ms)": ('coro("wait_for").end', 1000),
    "main": ('task("main").outcome', "returned"),
}


async def start():
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print('x' * 999999)", stdout=asyncio.subprocess.PIPE)


async def main():
    process = await start()
    try:
        await asyncio.wait_for(process.wait(), 1)
        print("wait: ended")
    except asyncio.TimeoutError:
        print("wait: still running after 1 s")
    output, _ = await process.communicate()
    print(f"communicate: {len(output)} bytes, exit code {process.returncode}")


if __name__ == "__main__":
    asyncio.run(main())
