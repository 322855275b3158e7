"""After a timeout of condition.wait() the lock is held again.

wait() lets the lock go while it waits and takes it back before it returns, also when it is
cancelled; and wait_for() waits for that (bpo-32751, 3.7). So the code behind the timeout may
still touch what the lock protects. wait() and notify() without the lock are a RuntimeError.
"""
import asyncio

FACTS = {
    "while it waits, and after": ("printed[:2]", ["locked while waiting: False",
                                                  "locked after the timeout: True"]),
    "without the lock": ("printed[2:]", ["cannot wait on un-acquired lock",
                                         "cannot notify on un-acquired lock"]),
    "wait_for ends at (ms)": ('coro("wait_for").end', 50),
    "main": ('task("main").outcome', "returned"),
}


async def main():
    condition = asyncio.Condition()
    loop = asyncio.get_running_loop()
    async with condition:
        loop.call_later(0.01, lambda: print("locked while waiting:", condition.locked()))
        try:
            await asyncio.wait_for(condition.wait(), 0.05)
        except asyncio.TimeoutError:
            print("locked after the timeout:", condition.locked())
    try:
        await condition.wait()
    except RuntimeError as error:
        print(error)
    try:
        condition.notify()
    except RuntimeError as error:
        print(str(error).rstrip("."))


if __name__ == "__main__":
    asyncio.run(main())
