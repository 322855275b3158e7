"""A child process, waited for."""
# clock real
import asyncio
import sys


async def main():
    child = await asyncio.create_subprocess_exec(
        sys.executable, "-c", "print('hello')", stdout=asyncio.subprocess.PIPE
    )
    out, _ = await child.communicate()
    print(out, child.returncode)


asyncio.run(main())
