"""What a task sets in a ContextVar stays in the task.

create_task() copies the context at the moment of the call. The task sees the values of that
moment, and its own changes are gone when it ends. A coroutine that is awaited directly runs in
the caller's context, so its changes stay. gather() and, up to 3.11, wait_for() make tasks, and
so lose them too (gh-96764).
"""
import asyncio
import contextvars

FACTS = {
    "what main and the task see": ("printed", [
        "the task sees ann", "after the task: bob", "after the await: cyd"]),
    "the first login runs in the task": ('coro("login").task', "look_and_login"),
    "the second one in": ('coro("login", 2).task', "main"),
    "tasks": ("len(tasks)", 2),
}
user = contextvars.ContextVar("user")


async def login(name):
    user.set(name)


async def look_and_login(name):
    print("the task sees", user.get())
    await login(name)


async def main():
    user.set("ann")
    task = asyncio.create_task(look_and_login("dan"))
    user.set("bob")             # too late for the task
    await task
    print("after the task:", user.get())
    await login("cyd")
    print("after the await:", user.get())


if __name__ == "__main__":
    asyncio.run(main())
