"""Django: synchronous code in the loop's thread."""

from __future__ import annotations

from ..page import Page, Says, When, Wrong

PAGE = Page(
    title="Synchronous code of Django ran in the thread of a running loop, or the other way round",
    says=(
        Says("You cannot use AsyncToSync in the same thread as an async event loop", "RuntimeError"),
        Says("You cannot call this from an async context - use a thread or sync_to_async",
             "SynchronousOnlyOperation"),
        Says("You cannot call this from an async context", "SynchronousOnlyOperation"),
    ),
    by="Django",
    happened=(
        "async_to_sync() waits for a coroutine. In the thread of a running loop that would stop the loop, "
        "and with it the coroutine. The ORM refuses there for the same reason: a query would hold every "
        "other request.",
    ),
    when=(
        When("waiting for a coroutine in its loop's own thread: a deadlock", "",
             "run_coroutine_threadsafe-deadlock", "the program", "deadlock"),
    ),
    wrong=(
        Wrong("DJANGO_ALLOW_ASYNC_UNSAFE=1",
              "takes the guard away; queries hold the loop, and connections cross threads"),
        Wrong("nest_asyncio.apply()", "runs the loop inside a step of itself"),
    ),
    fixes=(
        "In async code: await it directly, or the async form of the query: await Model.objects.aget().",
        "Synchronous code from async code: await sync_to_async(function)(), the whole function and not "
        "each query.",
        "Keep one border: async views and consumers above, synchronous services below.",
    ),
    scenarios=("run_coroutine_threadsafe-deadlock", "loop-blocked"),
    related=("loop-already-running", "loop-blocked", "greenlet-missing"),
)
