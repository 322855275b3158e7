"""asyncio.run() takes Ctrl-C over only if nobody else has.

Since 3.11 (bpo-39622) run() replaces the handler of SIGINT while it runs, if that is Python's own,
and puts it back at the end. A handler of yours stays in place, and in threads nothing is touched.
Up to 3.10 run() installs none.
"""
import asyncio
import signal
import threading

FACTS = {
    "in run()": ("printed[0]",
                 {"<3.11": "default: Python's own", ">=3.11": "default: another one"}),
    "after it": ("printed[1]", "afterwards: Python's own"),
    "in a thread": ("printed[2]", "thread: Python's own"),
    "with a handler of yours": ("printed[3]", "mine: mine"),
    "loops": ("len(loops)", 3),
}


def mine(number, frame):
    pass


def show(when):
    handler = signal.getsignal(signal.SIGINT)
    names = {signal.default_int_handler: "Python's own", mine: "mine"}
    print(f"{when}:", names.get(handler, "another one"))


async def main(when):
    show(when)


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)
    asyncio.run(main("default"))
    show("afterwards")
    thread = threading.Thread(target=lambda: asyncio.run(main("thread")), name="worker")
    thread.start()
    thread.join()
    signal.signal(signal.SIGINT, mine)
    asyncio.run(main("mine"))
