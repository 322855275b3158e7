"""A loop that runs cannot be closed from inside.

close() in a coroutine or callback raises RuntimeError, and the loop goes on. Ask it to stop, and
close it when run_forever() has returned. close() twice is no error. The repr of a loop tells its
three flags: running, closed, debug.
"""
import asyncio

FACTS = {
    "close() inside": ("printed[0]", "Cannot close a running event loop"),
    "running, closed, debug": ("printed[1:]", [
        "inside: True False False", "stopped: False False False", "closed: False True False"]),
    "main": ('task("main").outcome', "returned"),
    "loops": ("len(loops)", 1),
}


def show(when, loop):
    flags = [word.rpartition("=")[2] for word in repr(loop).strip("<>").split()[1:]]
    print(when, *flags)


async def main(loop):
    try:
        loop.close()
    except RuntimeError as error:
        print(error)
    await asyncio.sleep(0.01)
    show("inside:", loop)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    loop.run_until_complete(main(loop))
    show("stopped:", loop)
    loop.close()
    loop.close()
    show("closed:", loop)
