"""Calling a coroutine function runs nothing; a forgotten await only warns.

save() gives a coroutine object, which is always true, so even "if save():" looks fine. The warning
comes when the object is freed, with the line of nobody in particular. Debug mode, or
tracemalloc, adds where it was made.
"""
import asyncio

FACTS = {
    "what happens": ("printed", ["save() is true", "main goes on"]),
    "warnings": ("warnings", ["RuntimeWarning: coroutine 'save' was never awaited"]),
    "the program": ("outcome", "returned"),
    "tasks": ("len(tasks)", 1),
}


async def save():
    print("never printed")
    return False


async def main():
    if save():
        print("save() is true")
    print("main goes on")


if __name__ == "__main__":
    asyncio.run(main())
