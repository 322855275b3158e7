"""20,000 tasks are made and gathered."""

import asyncio

from cost import told


async def one(number):
    return number


async def main():
    await asyncio.gather(*[asyncio.create_task(one(number)) for number in range(20_000)])


told(main)
