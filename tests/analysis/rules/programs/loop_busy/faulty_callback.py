"""A callback schedules itself at once, for as long as the loop runs."""
import asyncio


class Poller:
    def __init__(self, loop, done):
        self.loop = loop
        self.done = done
        self.polls = 0

    def poll(self):
        self.polls += 1
        if self.polls < 3000:
            self.loop.call_soon(self.poll)  # fault
        else:
            self.done.set()


async def main():
    done = asyncio.Event()
    Poller(asyncio.get_running_loop(), done).poll()
    await done.wait()


asyncio.run(main())
