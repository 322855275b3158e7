"""ContextVars set inside asyncio.run() do not leak out.

main() runs in a copy of the context in which run() is called: it sees the values of outside, and
what it sets is gone when run() returns. A second run() begins with the outside values again.
asyncio.run() has no context argument; Runner.run() has one (3.11, bpo-47062).
"""
import asyncio
import contextvars

FACTS = {
    "what is seen": ("printed", ["in run: outside", "after it: outside", "in run: changed outside",
                                 "after it: changed outside"]),
    "tasks": ("len(tasks)", 2),
    "the program": ("outcome", "returned"),
}
where = contextvars.ContextVar("where")


async def main():
    print("in run:", where.get())
    where.set("inside")


if __name__ == "__main__":
    for value in ("outside", "changed outside"):
        where.set(value)
        asyncio.run(main())
        print("after it:", where.get())
