"""The loop's exception handler sees the context of the task that failed.

A request id in a ContextVar is set in the task, and the handler logs it. Since 3.12 (gh-96704)
the handler is called in the context of the failed task or callback. Up to 3.11 it ran in the
context that happened to be there, here that of the caller of run(), and found nothing.
"""
import asyncio
import contextvars

FACTS = {
    "the handler sees": ("printed", {
        "<3.12": ["callback failed, request: none"], ">=3.12": ["callback failed, request: 42"]}),
    "reported": ('"Exception in callback fails()" in handled[0]', True),
    "main": ('task("main").outcome', "returned"),
}
request = contextvars.ContextVar("request", default="none")


def handler(loop, context):
    print("callback failed, request:", request.get())


def fails():
    raise ValueError


async def main():
    loop = asyncio.get_running_loop()
    loop.set_exception_handler(handler)
    context = contextvars.copy_context()
    context.run(request.set, "42")
    loop.call_soon(fails, context=context)
    await asyncio.sleep(0.01)


if __name__ == "__main__":
    asyncio.run(main())
