"""set_event_loop() starts nothing: a queued callback stays queued.

The call stores the loop for this thread, and get_event_loop() finds it there.
No loop is running yet: get_running_loop() raises and a queued callback stays queued.
So asyncio.create_task() fails at this point, while loop.create_task() would work.
It is run by run_until_complete() or run_forever(), here with a stop() queued behind.
"""
import asyncio

ARTICLE = (
    "right",
    "Setting a loop doesn't start it\u2014events._get_running_loop() returns None at this stage.",
)
FACTS = {
    "right after it": ("printed[:2]", ["it is current: True", "it is running: False"]),
    "get_running_loop()": ("printed[2]", "no running event loop"),
    "the callback runs last": ("printed[3:]", ["now the loop is run", "callback"]),
    "turns of the loop": ("turns", 1),
}

if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.call_soon(print, "callback")
    print("it is current:", asyncio.get_event_loop() is loop)
    print("it is running:", loop.is_running())
    try:
        asyncio.get_running_loop()
    except RuntimeError as error:
        print(error)
    print("now the loop is run")
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()
