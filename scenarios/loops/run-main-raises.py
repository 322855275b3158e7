"""When main() raises, the leftovers are cancelled before the error comes out.

asyncio.run() cleans up first: here the sibling of a failed gather() is still at work, so it is
cancelled and may clean up for 30 ms. Only then does the error leave run(). A traceback on the
screen therefore comes after everything that the leftover tasks print.
"""
import asyncio

FACTS = {
    "the order": ("printed", ["main raises", "sibling cleans up", "run() raised ValueError"]),
    "main ends at (ms)": ('task("main").end', 10),
    "the sibling": ('task("sibling").outcome', "cancelled"),
    "cancelled by": ('task("sibling").cancelled_by', ["_cancel_all_tasks"]),
    "it ends at (ms)": ('task("sibling").end', 40),
}


async def fails():
    await asyncio.sleep(0.01)
    raise ValueError


async def sibling():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.03)
        print("sibling cleans up")


async def main():
    try:
        await asyncio.gather(fails(), sibling())
    finally:
        print("main raises")


if __name__ == "__main__":
    try:
        asyncio.run(main())
    except ValueError as error:
        print("run() raised", type(error).__name__)
