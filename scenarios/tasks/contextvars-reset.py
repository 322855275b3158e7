"""A ContextVar cannot be reset in another task than the one that set it.

set() gives a token, and reset(token) belongs into the same context. Each task has a copy of its
own (PEP 567), so a token that is handed to a task raises ValueError there. An async generator
meets this when its finally block runs in another task than its body.
"""
import asyncio
import contextvars

FACTS = {
    "in the same task": ("printed", ["main: in, then out"]),
    "in another task": ('task("resets").error', "ValueError"),
    "it says so": ('"was created in a different Context" in task("resets").message', True),
    "awaited, without a task": ('coro("resets", 2).outcome', "returned"),
}
level = contextvars.ContextVar("level", default="out")


async def resets(token):
    level.reset(token)


async def main():
    token = level.set("in")
    task = asyncio.create_task(resets(token))
    await asyncio.wait([task])
    task.exception()
    before = level.get()
    await resets(token)
    print(f"main: {before}, then {level.get()}")


if __name__ == "__main__":
    asyncio.run(main())
