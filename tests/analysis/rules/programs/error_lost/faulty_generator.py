"""A generator that was left closes itself in a task of its own, when what it needs for that is gone."""
# clock both
import asyncio


class Connection:
    is_open = True

    async def close_cursor(self):
        if not self.is_open:
            raise OSError("connection closed")


async def rows(connection):
    try:
        for number in range(9):
            await asyncio.sleep(0)
            yield number
    finally:
        await connection.close_cursor()


async def first(connection):
    async for number in rows(connection):
        if number > 2:
            return number  # fault


async def main():
    connection = Connection()
    await first(connection)
    connection.is_open = False
    await asyncio.sleep(0.05)


asyncio.run(main())
