"""gather() takes its tasks one by one; a list of them is a TypeError.

gather(*tasks) is right, gather(tasks) is not: the list itself is taken for the one awaitable, and
it fails as soon as gather() looks it up in a dict. The words say nothing of that: "unhashable
type: 'list'", and since 3.14 (gh-132825) that a list cannot be a dict key. The coroutines in
the list are never started.
"""
import asyncio

FACTS = {
    "main": ('task("main").error', "TypeError"),
    "it says": ('task("main").message', {
        "<3.14": "unhashable type: 'list'",
        ">=3.14": "cannot use 'list' as a dict key (unhashable type: 'list')"}),
    "with the star": ("printed", ["[1, 2]"]),
    "tasks": ("len(tasks)", 3),
    "warnings": ("warnings", ["RuntimeWarning: coroutine 'fetch' was never awaited"]),
}


async def fetch(number):
    return number


async def main():
    print(await asyncio.gather(*[fetch(1), fetch(2)]))
    print(await asyncio.gather([fetch(3)]))


if __name__ == "__main__":
    asyncio.run(main())
