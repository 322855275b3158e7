"""gather(), shield() and Future() need a loop, and no longer make one.

They ask get_event_loop(). Up to 3.11 it made a loop in the main thread without a word, 3.12 and
3.13 warn once (gh-100160), and since 3.14 all of them raise RuntimeError (gh-126353). After an
asyncio.run() they raise on every version, because run() leaves no current loop. create_task()
never made a loop. Call all of these inside a coroutine.
"""
import asyncio

FACTS = {
    "before any run()": ("[line for line in printed if 'before' in line]", {
        "<3.14": ["before: 6 of 6 accepted"], ">=3.14": ["before: 0 of 6 accepted"]}),
    "after run()": ("[line for line in printed if 'after' in line]", ["after: 0 of 6 accepted"]),
    "warnings about it": ('len([text for text in warnings if "event loop" in text])', {
        "<3.12": 0, ">=3.12,<3.14": 1, ">=3.14": 0}),
}
SEVERITY = {"3.14": "breaks"}


async def work():
    pass


def count(when):
    accepted = 0
    for make in (lambda coroutine: coroutine.close() or asyncio.Future(),
                 lambda coroutine: coroutine.close() or asyncio.gather(),
                 asyncio.gather, asyncio.shield, asyncio.ensure_future,
                 lambda coroutine: next(iter(asyncio.as_completed([coroutine]))).close()):
        coroutine = work()
        try:
            made.append(make(coroutine))
            accepted += 1
        except RuntimeError:
            coroutine.close()
    print(f"{when}: {accepted} of 6 accepted")
    if accepted:
        made[0].get_loop().run_until_complete(asyncio.sleep(0))


if __name__ == "__main__":
    import warnings
    warnings.simplefilter("always")
    made = []
    count("before")
    asyncio.run(work())
    count("after")
