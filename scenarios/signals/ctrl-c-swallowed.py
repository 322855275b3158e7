"""A main() that swallows CancelledError swallows Ctrl-C.

Since 3.11 (bpo-39622) the first Ctrl-C is nothing but a cancel of main(). Caught and not raised
again, it is gone: main() goes on and asyncio.run() returns normally. Up to 3.10
KeyboardInterrupt had left the loop by then, and came out of run() in any case.
"""
import asyncio
import signal

FACTS = {
    "the program": ("outcome", {"<3.11": "killed", ">=3.11": "returned"}),
    "printed": ("printed", {"<3.11": ["main goes on"],
                            ">=3.11": ["main goes on", "run() returned"]}),
    "main swallowed it": ('task("main").swallowed', True),
    "main ends at (ms)": ('task("main").end', 110),
}
SEVERITY = {"3.11": "differs"}


async def main():
    asyncio.get_running_loop().call_later(0.01, signal.raise_signal, signal.SIGINT)
    try:
        await asyncio.sleep(1)
    except asyncio.CancelledError:
        pass
    await asyncio.sleep(0.1)
    print("main goes on")


if __name__ == "__main__":
    signal.signal(signal.SIGINT, signal.default_int_handler)     # a background job ignores it
    asyncio.run(main())
    print("run() returned")
