"""create_task(context=...) runs the task in that very context, not in a copy.

Without it a task gets a copy of its maker's context, and what it sets is gone when it ends. Since
3.11 (bpo-46994) a context can be given: the task runs in that one, not in a copy, so its changes
can be read afterwards. Up to 3.10 the argument is a TypeError.
"""
import asyncio
import contextvars

FACTS = {
    "the program": ("outcome", {"<3.11": "raised TypeError", ">=3.11": "returned"}),
    "after the tasks": ("printed", {
        "<3.11": [], ">=3.11": ["in the given context: ann", "in main: nobody"]}),
    "how login ends": ('task("login").outcome', {">=3.11": "returned"}),
    "never awaited": ("len(warnings)", {"<3.11": 1, ">=3.11": 0}),
}
SEVERITY = {"3.11": "new"}
user = contextvars.ContextVar("user", default="nobody")


async def login(name):
    await asyncio.sleep(0.01)
    user.set(name)


async def main():
    context = contextvars.copy_context()
    await asyncio.create_task(login("ann"), context=context)
    print("in the given context:", context[user])
    print("in main:", user.get())


if __name__ == "__main__":
    asyncio.run(main())
