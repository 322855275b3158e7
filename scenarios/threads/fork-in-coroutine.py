"""A process forked inside a coroutine has no running loop and may start its own.

fork() copies the memory, the running loop included, yet asyncio remembers the process in which it
runs (and resets it at fork since 3.12, gh-66285): get_running_loop() raises in the child, and
asyncio.run() works there. It must leave with os._exit(), or two processes go on with main().
"""
import asyncio
import os

FACTS = {
    "in the child": ("printed[0]", "child: no running event loop, run(): 42"),
    "in the parent": ("printed[1]", "parent: exit code 0"),
    "main": ('task("main").outcome', "returned"),
    "loops of the parent": ("len(loops)", 1),
}


async def answer():
    return 42


def child(write):
    try:
        asyncio.get_running_loop()
        text = "a running loop"
    except RuntimeError as error:
        text = f"{error}, run(): {asyncio.run(answer())}"
    os.write(write, text.encode())
    os._exit(0)


async def main():
    read, write = os.pipe()
    process = os.fork()
    if process == 0:
        child(write)
    print("child:", os.read(read, 100).decode())
    done = 0
    while not done:
        done, status = os.waitpid(process, os.WNOHANG)
    print("parent: exit code", status)


if __name__ == "__main__":
    import warnings
    warnings.simplefilter("ignore")     # since 3.12 fork() warns if there are threads
    asyncio.run(main())
