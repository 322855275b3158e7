"""A thread that runs a loop can start neither it again nor another one.

The two messages look alike and mean the same mistake: plain code, called from
a coroutine, starts a loop. With the running loop it is "already running";
with a new loop it is "another loop is running", so new_event_loop() is no cure.
Notebooks and web handlers meet this most. Await instead, or use another thread.
"""
import asyncio

FACTS = {
    "running the same loop": ("printed[0]", "This event loop is already running"),
    "running a new loop": ("printed[1]", "Cannot run the event loop while another loop is running"),
    "main": ('task("main").outcome', "returned"),
    "tasks made": ("len(tasks)", 1),
    "warnings": ("warnings", []),
}


async def main():
    other = asyncio.new_event_loop()
    for loop in (asyncio.get_running_loop(), other):
        coro = asyncio.sleep(0)
        try:
            loop.run_until_complete(coro)
        except RuntimeError as error:
            print(error)
        coro.close()
    other.close()
    await asyncio.sleep(0.01)


if __name__ == "__main__":
    asyncio.run(main())
