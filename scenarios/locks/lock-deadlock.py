"""Two tasks that take two locks in opposite order wait for ever.

Each holds one lock and waits for the other's. No timer is set and nothing is ready, so nothing
can ever run again: a proven deadlock. asyncio does not notice it on any version; without a
timeout the program hangs without a word. Taking the locks in the same order everywhere
prevents it.
"""
import asyncio

FACTS = {
    "the program": ("outcome", "deadlock"),
    "at (ms)": ("end", 10),
    "one task": ('task("transfer").outcome', "never ended"),
    "it waited for": ('task("transfer").waits', ["sleep(0.01)", "Lock.acquire"]),
    "the other": ('task("transfer", 2).outcome', "never ended"),
    "both have one lock": ("printed", ["transfer 1 has a", "transfer 2 has b"]),
}


async def transfer(number, first, second):
    async with locks[first]:
        print("transfer", number, "has", first)
        await asyncio.sleep(0.01)
        async with locks[second]:
            print("transfer", number, "has both")


async def main():
    locks.update(a=asyncio.Lock(), b=asyncio.Lock())
    await asyncio.gather(transfer(1, "a", "b"), transfer(2, "b", "a"))


locks = {}
if __name__ == "__main__":
    asyncio.run(main())
