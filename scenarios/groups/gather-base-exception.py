"""return_exceptions=True captures every exception but two.

An exception class of your own below BaseException, or a GeneratorExit, comes back as a result
like any other. Only SystemExit and KeyboardInterrupt pass by gather() and stop the whole program
(see gather-exit-not-captured). "except Exception" around gather() is of no use for the others.
"""
import asyncio

FACTS = {
    "the results": ("printed", ["['Stop', 'GeneratorExit', 'str']"]),
    "how the tasks end": ('[task("fails", n).error for n in (1, 2)]', ["Stop", "GeneratorExit"]),
    "main": ('task("main").outcome', "returned"),
    "the third one": ('task("works").outcome', "returned"),
    "reported": ("handled", []),
}


class Stop(BaseException):
    pass


async def fails(error):
    raise error


async def works():
    await asyncio.sleep(0.01)
    return "done"


async def main():
    results = await asyncio.gather(
        fails(Stop()), fails(GeneratorExit()), works(), return_exceptions=True)
    print([type(result).__name__ for result in results])


if __name__ == "__main__":
    asyncio.run(main())
