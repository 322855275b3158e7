"""All run() calls of one Runner share a context.

The Runner copies the context once, when it makes its loop (3.11, bpo-47062). What one run() sets,
the next one sees, unlike with asyncio.run(); what is changed outside in between, it does not see.
Give run(..., context=...) to choose another one.
"""
import asyncio
import contextvars

NEEDS = ">=3.11"
FACTS = {
    "the first run": ("printed[0]", "first: outside"),
    "the second": ("printed[1]", "second: set by first"),
    "with a context of its own": ("printed[2]", "third: changed outside"),
    "outside": ("printed[3]", "outside: changed outside"),
    "tasks": ("len(tasks)", 3),
}
where = contextvars.ContextVar("where")


async def main(name):
    print(f"{name}:", where.get())
    where.set(f"set by {name}")


if __name__ == "__main__":
    where.set("outside")
    with asyncio.Runner() as runner:
        runner.run(main("first"))
        where.set("changed outside")
        runner.run(main("second"))
        runner.run(main("third"), context=contextvars.copy_context())
    print("outside:", where.get())
