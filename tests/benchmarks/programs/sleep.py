"""One task gives way 200,000 times."""

import asyncio

from cost import told


async def main():
    for _ in range(200_000):
        await asyncio.sleep(0)


told(main)
