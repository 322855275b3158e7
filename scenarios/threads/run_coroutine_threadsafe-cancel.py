"""A cancel crosses threads, as an error that "except Exception" catches.

cancel() on the concurrent future cancels the task in the loop's thread; and if the task ends
cancelled over there, result() raises here. What it raises is concurrent.futures.CancelledError,
which is an Exception; asyncio's own is a BaseException since 3.8 (bpo-32528), and another class.
"""
import asyncio
import concurrent.futures
import threading
import time

FACTS = {
    "cancelled from here": ("printed[0]", "result(): CancelledError, an Exception: True"),
    "cancelled over there": ("printed[1]", "result(): CancelledError, an Exception: True"),
    "the tasks": ('[task("work", n).outcome for n in (1, 2)]', ["cancelled", "cancelled"]),
    "cancels of the first": ('task("work").cancels', 1),
    "the first ends at (ms)": ('task("work").end', 100),
}


async def work(resigns):
    if resigns:
        asyncio.current_task().cancel()
    await asyncio.sleep(10)


if __name__ == "__main__":
    loop = asyncio.new_event_loop()
    thread = threading.Thread(target=loop.run_forever, name="loop")
    thread.start()
    for resigns in (False, True):
        future = asyncio.run_coroutine_threadsafe(work(resigns), loop)
        time.sleep(0.1)
        future.cancel()
        try:
            future.result()
        except concurrent.futures.CancelledError as error:
            print(f"result(): {type(error).__name__}, an Exception:", isinstance(error, Exception))
    time.sleep(0.1)
    loop.call_soon_threadsafe(loop.stop)
    thread.join()
    loop.close()
