"""After break, an async generator's finally runs later, in a new task.

break does not close an async generator (PEP 525). When the last reference to it goes, the loop
makes a new task that closes it, and that task needs turns of its own: main is already further
on. A lock or a connection in the generator is held until then. contextlib.aclosing() (3.10,
bpo-41229) closes it at the end of the block.
"""
import asyncio

FACTS = {
    "the order": ("printed", ["got 0", "main goes on", "finally in another task", "main ends"]),
    "the task that made the new one": ('task("aclose").maker', None),
    "how the new task ends": ('task("aclose").outcome', "returned"),
    "tasks": ("len(tasks)", 2),
}


async def numbers():
    owner = asyncio.current_task()
    try:
        for number in range(3):
            yield number
    finally:
        print("finally in", "the same task" if asyncio.current_task() is owner
              else "another task")


async def main():
    async for number in numbers():
        print("got", number)
        break
    print("main goes on")
    await asyncio.sleep(0.01)
    print("main ends")


if __name__ == "__main__":
    asyncio.run(main())
