"""A lock can be made where there is no loop.

Up to 3.9 a Lock, Event or Queue asked for the current loop when it was made: in a thread, or after
asyncio.run(), that was a RuntimeError. Since 3.10 (bpo-42392) it takes the running loop when
somebody first has to wait, so it can be made anywhere, in a class body or a thread.
"""
import asyncio
import threading

FACTS = {
    "in a thread": ("printed[0]", {"<3.10": "worker: RuntimeError", ">=3.10": "worker: Lock made"}),
    "after run()": ("printed[1]", {"<3.10": "main: RuntimeError", ">=3.10": "main: Lock made"}),
    "threads": ("threads", ["MainThread", "worker"]),
    "loops": ("len(loops)", 1),
}


def make(where):
    try:
        print(where, type(asyncio.Lock()).__name__, "made")
    except RuntimeError as error:
        print(where, type(error).__name__)


async def main():
    pass


if __name__ == "__main__":
    thread = threading.Thread(target=make, args=("worker:",), name="worker")
    thread.start()
    thread.join()
    asyncio.run(main())
    make("main:")
