"""asyncio.run() leaves the loop's debug mode alone unless debug= is given.

A loop takes its debug mode from PYTHONASYNCIODEBUG or -X dev when it is made.
run() once had debug=False as its default and switched that off again.
The default is None since 3.10 (bpo-41696), in the last 3.8 and 3.9 releases too,
and only an explicit debug=True or debug=False is passed on.
"""
import asyncio
import os

ARTICLE = ("outdated", "def run(main, *, debug=False)")
FACTS = {
    "debug mode in each run": (
        "printed",
        ["not given: True", "debug=False: False", "variable unset: False", "debug=True: True"],
    ),
    "loops made": ("len(loops)", 4),
}


async def is_debug():
    return asyncio.get_running_loop().get_debug()


if __name__ == "__main__":
    os.environ["PYTHONASYNCIODEBUG"] = "1"
    print("not given:", asyncio.run(is_debug()))
    print("debug=False:", asyncio.run(is_debug(), debug=False))
    del os.environ["PYTHONASYNCIODEBUG"]
    print("variable unset:", asyncio.run(is_debug()))
    print("debug=True:", asyncio.run(is_debug(), debug=True))
