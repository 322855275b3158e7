"""A closed loop refuses all work, yet still makes futures.

call_soon(), call_later(), create_task(), run_in_executor() and run_until_complete() raise "Event
loop is closed". The coroutine that was to run is then never awaited, which is the second message
people see. create_future(), stop() and another close() pass without a word, so a future may wait
for a loop that will never run.
"""
import asyncio

FACTS = {
    "refused": ("printed[:5]", ["call_soon: Event loop is closed",
                                "call_later: Event loop is closed",
                                "create_task: Event loop is closed",
                                "run_in_executor: Event loop is closed",
                                "run_until_complete: Event loop is closed"]),
    "accepted": ("printed[5:]", ["create_future: accepted", "stop: accepted", "close: accepted"]),
    "warnings": ("warnings", ["RuntimeWarning: coroutine 'work' was never awaited"]),
    "tasks": ("len(tasks)", 0),
}


async def work():
    pass


def say(name, *arguments):
    try:
        getattr(loop, name)(*arguments)
        print(name + ": accepted")
    except RuntimeError as error:
        print(f"{name}: {error}")


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    loop.close()
    say("call_soon", print)
    say("call_later", 1, print)
    say("create_task", work())
    say("run_in_executor", None, print)
    coroutine = work()
    say("run_until_complete", coroutine)
    coroutine.close()
    for name in ("create_future", "stop", "close"):
        say(name)
