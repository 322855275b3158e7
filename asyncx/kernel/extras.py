"""What waits wait for, beyond futures and tasks: a topic a module, hooked here for all ways to record."""


def install(recorder, every=False):
    """Hook locks, semaphores, queues and async generators; asyncio has been imported.

    With `every` each change of a lock or a semaphore is a record, else only those that somebody waits for.
    Sets `recorder.describers`, which add to a task's wait what is known of the thing that it waits for, and
    `recorder.holders`, those of them that write who has it; and goes before `recorder.finish`.
    """
    from .generators import Generators
    from .graft import GraftError
    from .locks_held import Locks
    from .peers import Peers
    from .queues import Queues
    from .semaphores_held import Semaphores

    locks, semaphores, queues = Locks(recorder, every), Semaphores(recorder, every), Queues(recorder)
    for hooks in (locks, semaphores, queues, Generators(recorder)):
        try:
            hooks.install()
        except GraftError:  # all else can be told on a Python that has no source of asyncio
            pass
    peers = Peers(recorder.clock.name == "real")
    recorder.holders = (locks.describe, semaphores.describe)
    recorder.describers = tuple(each.describe for each in (locks, semaphores, queues, peers))
    finish = recorder.finish

    def finish_all():
        if recorder.live:
            for hooks in (locks, semaphores, queues):
                recorder.guard(hooks.finish)
        if finish is not None:
            finish()

    recorder.finish = finish_all
