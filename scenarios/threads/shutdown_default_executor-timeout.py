"""shutdown_default_executor() can give up on a thread that does not end.

asyncio.run() waits for the default executor's threads since 3.9 (bpo-34037), without limit until
3.11. 3.12 (gh-82448) has a timeout, which its first releases did not keep (gh-111358); since 3.13
it warns when it gives up. The thread runs on in any case: no thread can be stopped from outside.
"""
import asyncio
import time

NEEDS = ">=3.12"
FACTS = {
    "it returns at (ms)": ('coro("shutdown_default_executor").end', {"<3.13": 300, ">=3.13": 100}),
    "warnings": ("len(warnings)", {"<3.13": 0, ">=3.13": 1}),
    "the order": ("printed", {"<3.13": ["the job is done", "given up or done"],
                              ">=3.13": ["given up or done", "the job is done"]}),
    "the program ends at (ms)": ("end", 300),
}


def job():
    time.sleep(0.3)
    print("the job is done")


async def main():
    loop = asyncio.get_running_loop()
    loop.run_in_executor(None, job)
    await loop.shutdown_default_executor(timeout=0.1)
    print("given up or done")


if __name__ == "__main__":
    import warnings
    warnings.simplefilter("always")
    asyncio.run(main())
