"""A timeout cancels a shared task for everybody who waits for it.

hurried() and patient() wait for the same download. wait_for() does not stop waiting, it cancels
what it waits for: after 100 ms the download is gone, and patient(), which would have waited ten
seconds and was cancelled by nobody, ends with a CancelledError. asyncio.shield() around the
shared task keeps it alive: see wait_for-shielded.
"""
import asyncio

FACTS = {
    "download": ('task("download").outcome', "cancelled"),
    "hurried": ('task("hurried").outcome', "raised"),
    "patient": ('task("patient").outcome', "cancelled"),
    "cancels of patient": ('task("patient").cancels', 0),
    "patient ends at": ('task("patient").end', 100),
}


async def download():
    await asyncio.sleep(1)


async def hurried(task):
    await asyncio.wait_for(task, 0.1)


async def patient(task):
    await asyncio.wait_for(task, 10)


async def main():
    task = asyncio.create_task(download())
    await asyncio.gather(hurried(task), patient(task), return_exceptions=True)


if __name__ == "__main__":
    asyncio.run(main())
