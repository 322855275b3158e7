"""A cancel that meets a finished result in wait_for wins: the result is lost.

The payment arrives and the waiter is cancelled before it has resumed. From 3.8 to 3.11 wait_for()
found the future done and returned its result (bpo-37658): the cancel was eaten, the task went on.
Since 3.12 (gh-96764) a pending cancel beats the wake-up, as it does for a plain await: the task
is cancelled and the result is dropped.
"""
import asyncio

FACTS = {
    "waiter": ('task("waiter").outcome', {"<3.12": "returned", ">=3.12": "cancelled"}),
    "cancels of waiter": ('task("waiter").cancels', 1),
    "waiter swallowed it": ('task("waiter").swallowed', {"<3.12": True, ">=3.12": False}),
    "printed": ("printed", {"<3.12": ["got 10 euro"], ">=3.12": []}),
}


async def waiter(payment):
    print("got", await asyncio.wait_for(payment, 10))


async def main():
    payment = asyncio.get_running_loop().create_future()
    task = asyncio.create_task(waiter(payment))
    await asyncio.sleep(0.1)
    payment.set_result("10 euro")
    task.cancel()
    await asyncio.wait([task])


if __name__ == "__main__":
    asyncio.run(main())
