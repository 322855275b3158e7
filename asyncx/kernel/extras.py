"""What waits wait for, beyond futures and tasks: a topic a module, hooked here for all ways to record."""


def install(recorder, every=False):
    """Hook locks, queues and async generators; asyncio has been imported.

    With `every` each change of a lock is a record, else only those that somebody waits for.
    Sets `recorder.describers`, which add to a task's wait what is known of the thing that it waits for,
    and goes before `recorder.finish`.
    """
    from .generators import Generators
    from .graft import GraftError
    from .locks_held import Locks
    from .peers import Peers
    from .queues import Queues

    locks, queues = Locks(recorder, every), Queues(recorder)
    for hooks in (locks, queues, Generators(recorder)):
        try:
            hooks.install()
        except GraftError:  # all else can be told on a Python that has no source of asyncio
            pass
    recorder.describers = (locks.describe, queues.describe, Peers(recorder.clock.name == "real").describe)
    finish = recorder.finish

    def finish_all():
        if recorder.live:
            recorder.guard(locks.finish)
            recorder.guard(queues.finish)
        if finish is not None:
            finish()

    recorder.finish = finish_all
