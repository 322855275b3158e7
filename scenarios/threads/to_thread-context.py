"""to_thread() takes the ContextVars along; run_in_executor() does not.

A thread has a context of its own, and a pool's thread that of nobody. asyncio.to_thread() (3.9,
bpo-32309) copies the caller's context and runs the function in the copy: it sees the request id,
and what it sets is lost. Both use the same default executor.
"""
import asyncio
import contextvars

NEEDS = ">=3.9"
FACTS = {
    "what the threads see": ("printed[:2]", ["to_thread: 42", "run_in_executor: none"]),
    "afterwards": ("printed[2]", "main: 42"),
    "tasks": ("len(tasks)", 1),
    "main": ('task("main").outcome', "returned"),
}
request = contextvars.ContextVar("request", default="none")


def job(name):
    print(f"{name}:", request.get())
    request.set("changed in the thread")


async def main():
    request.set("42")
    await asyncio.to_thread(job, "to_thread")
    loop = asyncio.get_running_loop()
    await loop.run_in_executor(None, job, "run_in_executor")
    print("main:", request.get())


if __name__ == "__main__":
    asyncio.run(main())
