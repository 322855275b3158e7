"""With a delay it leaves the loop some rest."""
import asyncio


class Poller:
    def __init__(self, loop):
        self.loop = loop
        self.polls = 0

    def poll(self):
        self.polls += 1
        if self.polls < 30:
            self.loop.call_later(0.001, self.poll)


async def main():
    Poller(asyncio.get_running_loop()).poll()
    await asyncio.sleep(0.1)


asyncio.run(main())
