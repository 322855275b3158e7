"""A task that awaits itself is refused; two that await each other are not.

A task sees at once when what it should wait for is itself, and raises RuntimeError. A circle of
two or more goes unnoticed, and so does gather() of the task that awaits it: nothing is ready and
no timer is left, so nothing can ever happen again. Do not try cancel() on one of them: it
follows the circle round and round until it raises RecursionError (gh-80637, open).
"""
import asyncio

FACTS = {
    "the one that awaits itself": ('task("narcissus").error', "RuntimeError"),
    "it says": ('"Task cannot await on itself" in task("narcissus").message', True),
    "the program": ("outcome", "deadlock"),
    "the one that gathers itself": ('task("worm").outcome', "never ended"),
    "the other two": ('[task("first").outcome, task("second").outcome]',
                      ["never ended", "never ended"]),
    "the first waits for": ('task("first").waits', ["Task-5 second"]),
    "the second waits for": ('task("second").waits', ["Task-4 first"]),
}
tasks = {}


async def narcissus():
    await asyncio.current_task()


async def worm():
    await asyncio.gather(asyncio.current_task())


async def first():
    await tasks["second"]


async def second():
    await tasks["first"]


async def main():
    await asyncio.wait([asyncio.create_task(narcissus())])
    tasks["worm"] = asyncio.create_task(worm())
    tasks["first"] = asyncio.create_task(first())
    tasks["second"] = asyncio.create_task(second())
    await asyncio.wait(list(tasks.values()))


if __name__ == "__main__":
    asyncio.run(main())
