# clock both
import asyncio
import threading
import time


def stopper(loop):
    time.sleep(0.05)
    loop.call_soon_threadsafe(loop.stop)


loop = asyncio.new_event_loop()
timer = loop.call_later(0.3, print, "a timer")
thread = threading.Thread(target=stopper, args=(loop,))
thread.start()
loop.run_forever()
timer.cancel()
thread.join()
loop.close()
