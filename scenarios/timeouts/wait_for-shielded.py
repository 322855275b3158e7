"""With shield() a timeout ends the waiting and not the work.

wait_for() cancels what it waits for; here that is only the outer future that shield() made. The
download goes on, and main() can await it again later and get its result. Without shield() the
timeout would have cancelled the download.
"""
import asyncio

FACTS = {
    "wait_for ends at": ('coro("wait_for").end', 100),
    "wait_for": ('coro("wait_for").outcome', "raised"),
    "download": ('task("download").outcome', "returned"),
    "download ends at": ('task("download").end', 300),
    "cancels of download": ('task("download").cancels', 0),
    "printed": ("printed", ["not yet", "page"]),
}


async def download():
    await asyncio.sleep(0.3)
    return "page"


async def main():
    task = asyncio.create_task(download())
    try:
        await asyncio.wait_for(asyncio.shield(task), 0.1)
    except asyncio.TimeoutError:
        print("not yet")
    print(await task)


if __name__ == "__main__":
    asyncio.run(main())
