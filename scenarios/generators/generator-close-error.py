"""An error in a generator's cleanup at exit does not come out of asyncio.run().

asyncio.run() closes half-used generators when main() has returned (PEP 525). What they raise then
goes to the loop's exception handler, which logs it: run() returns main's value, and the exit code
is 0. Close such a generator yourself, with contextlib.aclosing() (3.10, bpo-41229), to see it.
"""
import asyncio

FACTS = {
    "run() gives": ("printed", ["got 0", "run() returned main's value"]),
    "reported": ('"error occurred during closing of asynchronous generator" in handled[0]', True),
    "the program": ("outcome", "returned"),
    "main": ('task("main").outcome', "returned"),
}
generators = []


async def rows():
    try:
        yield 0
        yield 1
    finally:
        raise OSError("the cursor cannot be closed")


async def main():
    generators.append(rows())
    async for row in generators[0]:
        print("got", row)
        break
    return "main's value"


if __name__ == "__main__":
    print("run() returned", asyncio.run(main()))
