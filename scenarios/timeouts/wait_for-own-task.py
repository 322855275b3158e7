"""wait_for runs the coroutine in the caller's own task.

That is so since 3.12 (gh-96764). Up to 3.11 wait_for() wrapped it in a task of its own, with a
copy of the caller's context. So a ContextVar that login() sets was lost to the caller and is
now kept; current_task() inside login() was another task and is now the caller; and a login()
that cancels its current task now cancels its caller.
"""
import asyncio
import contextvars

ARTICLE = ("outdated", "Wrap the coroutine in a future")
FACTS = {
    "tasks": ("len(tasks)", {"<3.12": 2, ">=3.12": 1}),
    "login runs in the task of": ('coro("login").task', {"<3.12": "login", ">=3.12": "main"}),
    "the caller sees": ("printed", {"<3.12": ["user: nobody"], ">=3.12": ["user: ada"]}),
    "main waits for": ('task("main").waits', {"<3.12": ["wait_for"], ">=3.12": ["sleep(0.1)"]}),
}

user = contextvars.ContextVar("user", default="nobody")


async def login():
    await asyncio.sleep(0.1)
    user.set("ada")


async def main():
    await asyncio.wait_for(login(), 1)
    print("user:", user.get())


if __name__ == "__main__":
    asyncio.run(main())
