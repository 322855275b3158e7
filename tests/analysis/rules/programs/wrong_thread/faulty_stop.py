# clock both
import asyncio
import threading
import time


def stopper(loop):
    time.sleep(0.05)
    loop.stop()  # fault


loop = asyncio.new_event_loop()
loop.call_later(0.3, print, "a timer")
thread = threading.Thread(target=stopper, args=(loop,))
thread.start()
loop.run_forever()
thread.join()
loop.close()
