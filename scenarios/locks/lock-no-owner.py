"""Any task may release a lock, even while another holds it.

A Lock has no owner. thief's release() lets a second worker in while the first is still at work
inside. Nothing complains then. The complaint comes later and to somebody else: the last one to
leave finds the lock free, and its release() raises RuntimeError. "async with" keeps release()
with the task that acquired.
"""
import asyncio

FACTS = {
    "who is inside": ("printed", ["worker 1 in", "worker 2 in", "worker 1 out",
                                  "worker 2 out"]),
    "the thief": ('task("thief").outcome', "returned"),
    "worker 1, robbed": ('task("worker").outcome', "returned"),
    "worker 2": ('task("worker", 2).error', "RuntimeError"),
    "in these words": ('task("worker", 2).message', "Lock is not acquired."),
}


async def worker(number, lock):
    async with lock:
        print("worker", number, "in")
        await asyncio.sleep(0.02)
        print("worker", number, "out")


async def thief(lock):
    await asyncio.sleep(0.01)
    lock.release()


async def main():
    lock = asyncio.Lock()
    await asyncio.gather(worker(1, lock), worker(2, lock), thief(lock), return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())
