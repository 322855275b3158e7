"""loop.stop() from another thread does not stop a sleeping loop.

stop() only sets a flag, and the loop looks at it after a turn. While it sleeps
in its selector nobody tells it, so it goes on sleeping until the next timer or socket.
call_soon_threadsafe(loop.stop) wakes it and stops it at once.
It is the same trap as call_soon() from another thread.
"""
import asyncio
import threading
import time

FACTS = {
    "stop() after 0.1 s": ("printed[:2]", ["a timer", "stopped after 0.5 s"]),
    "through call_soon_threadsafe": ("printed[2]", "stopped after 0.1 s"),
    "the program ends at": ("end", 600),
    "threads": ("threads", ["MainThread", "stopper", "stopper"]),
}


def timer():
    print("a timer")


def after_a_while(stop):
    time.sleep(0.1)
    stop()


def run(stop):
    begun = loop.time()
    thread = threading.Thread(target=after_a_while, args=(stop,), name="stopper")
    thread.start()
    loop.run_forever()
    print(f"stopped after {loop.time() - begun:.1f} s")
    thread.join()


loop = asyncio.new_event_loop()
loop.call_later(0.5, timer)
run(loop.stop)
run(lambda: loop.call_soon_threadsafe(loop.stop))
loop.close()
