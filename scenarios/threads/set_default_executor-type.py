"""The default executor must be a ThreadPoolExecutor.

Up to 3.10 any executor was accepted, with a DeprecationWarning since 3.8 (bpo-34075); since 3.11
(bpo-43234) it is a TypeError. asyncio itself uses the default executor for blocking calls that
cannot be sent to another process. Give another kind of executor to run_in_executor().
"""
import asyncio
from concurrent.futures import Executor, Future

FACTS = {
    "set_default_executor()": ("printed[0]", {"<3.11": "accepted", ">=3.11": "TypeError"}),
    "warnings": ("len(warnings)", {"<3.11": 1, ">=3.11": 0}),
    "given by hand": ("printed[1]", "run_in_executor: 42"),
    "main": ('task("main").outcome', "returned"),
}


class AtOnce(Executor):
    def submit(self, function, *arguments):
        future = Future()
        future.set_result(function(*arguments))
        return future


async def main():
    loop = asyncio.get_running_loop()
    try:
        loop.set_default_executor(AtOnce())
        print("accepted")
    except TypeError as error:
        print(type(error).__name__)
    print("run_in_executor:", await loop.run_in_executor(AtOnce(), int, "42"))


if __name__ == "__main__":
    import warnings
    warnings.simplefilter("always")
    asyncio.run(main())
