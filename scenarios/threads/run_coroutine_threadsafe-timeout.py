"""result(timeout) gives up, but the coroutine goes on to its end.

The time-out ends the waiting, not the work: nothing is cancelled.
To stop the work, call cancel() on the same future.
The error is concurrent.futures.TimeoutError, which is the builtin TimeoutError only
since 3.11 (bpo-42413); "except TimeoutError" misses it before.
"""
import asyncio
import concurrent.futures
import threading

FACTS = {
    "result(0.1) raises": ("printed[0]", "TimeoutError"),
    "the builtin TimeoutError": ("printed[1]", {"<3.11": "builtin: False", ">=3.11": "builtin: True"}),
    "the coroutine ends, at": ('[task("work").outcome, task("work").end]', ["returned", 300]),
    "it was asked to cancel (times)": ('task("work").cancels', 0),
    "result() later gives": ("printed[2]", "finished all the same"),
}


async def work():
    await asyncio.sleep(0.3)
    return "finished all the same"


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="loop")
    thread.start()
    future = asyncio.run_coroutine_threadsafe(work(), loop)
    try:
        future.result(timeout=0.1)
    except concurrent.futures.TimeoutError as error:
        print(type(error).__name__)
        print("builtin:", isinstance(error, TimeoutError))
    print(future.result())
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
