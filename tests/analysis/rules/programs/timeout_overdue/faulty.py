"""The timeout waits for a finally block that takes its time."""
# clock both
import asyncio


async def fetch():
    try:
        await asyncio.sleep(1)
    finally:
        await asyncio.sleep(0.05)  # fault


async def main():
    try:
        await asyncio.wait_for(fetch(), timeout=0.1)
    except asyncio.TimeoutError:
        print("timed out")


asyncio.run(main())
