"""asyncio.run() returns the result of a future, even of another loop.

That is so since 3.14 (gh-120284), where run() wraps any awaitable in a coroutine, and awaiting a
finished future checks no loop. One that is pending fails, because its loop does not run.
Up to 3.13 run() takes only coroutines and refuses both with ValueError.
"""
import asyncio

FACTS = {
    "a finished one": ("printed[0]", {"<3.14": "finished: ValueError", ">=3.14": "finished: page"}),
    "a pending one": ("printed[1]", {"<3.14": "pending: ValueError",
                                     ">=3.14": "pending: RuntimeError"}),
    "tasks": ("len(tasks)", {"<3.14": 0, ">=3.14": 2}),
}
SEVERITY = {"3.14": "new"}


def say(name, future):
    try:
        print(f"{name}:", asyncio.run(future))
    except (ValueError, RuntimeError) as error:
        print(f"{name}:", type(error).__name__)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    finished, pending = loop.create_future(), loop.create_future()
    finished.set_result("page")
    say("finished", finished)
    say("pending", pending)
    loop.close()
