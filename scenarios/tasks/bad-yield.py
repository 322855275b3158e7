"""A task may only wait for futures; another yield is a RuntimeError.

An __await__ written by hand has to yield what asyncio understands: nothing (a turn of the loop) or
a future of its loop. Whatever else comes up is a mistake in that object, and the task throws
"Task got bad yield" into it. Libraries for another framework (curio, trio) fail this way.
"""
import asyncio

FACTS = {
    "the task": ('task("job").error', "RuntimeError"),
    "it says": ('task("job").message', "Task got bad yield: 42"),
    "a bare yield is one turn": ("printed", ["after a bare yield"]),
    "steps of job": ('task("job").steps', 3),
}


class Bare:
    def __await__(self):
        yield


class Odd:
    def __await__(self):
        yield 42


async def job():
    await Bare()
    print("after a bare yield")
    await Odd()


async def main():
    task = asyncio.create_task(job())
    await asyncio.wait([task])
    task.exception()


if __name__ == "__main__":
    asyncio.run(main())
