"""A callback schedules itself at once, for as long as the loop runs."""
import asyncio


class Poller:
    def __init__(self, loop):
        self.loop = loop
        self.polls = 0

    def poll(self):
        self.polls += 1
        if self.polls < 3000:
            self.loop.call_soon(self.poll)  # fault


async def main():
    Poller(asyncio.get_running_loop()).poll()
    await asyncio.sleep(0.01)


asyncio.run(main())
