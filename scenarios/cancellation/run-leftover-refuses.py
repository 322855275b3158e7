"""asyncio.run() asks a left-over task to stop only once, then waits without limit.

worker() takes the CancelledError for a failed poll and goes on with its loop. asyncio.run() has
asked it once and waits: main() returned at 100 ms, the program ends when the loop has run out,
after 500 ms. With "while True" it would hang for ever without a word.
"""
import asyncio

ARTICLE = ("incomplete", "Cancel any remaining tasks before shutdown")
FACTS = {
    "main ends at": ('task("main").end', 100),
    "worker": ('task("worker").outcome', "returned"),
    "cancels of worker": ('task("worker").cancels', 1),
    "swallowed": ('task("worker").swallowed', True),
    "the program ends at": ("end", 500),
}


async def worker():
    for _ in range(3):
        try:
            await asyncio.sleep(0.2)
        except asyncio.CancelledError:
            pass


async def main():
    task = asyncio.create_task(worker())
    await asyncio.sleep(0.1)
    assert not task.done()


if __name__ == "__main__":
    asyncio.run(main())
