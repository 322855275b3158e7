"""Threads and executor jobs.  Installed before the clock, whose own hooks go around these."""

import threading


class Threads:
    """Hooks Thread and, when concurrent.futures is there, the jobs of its executors."""

    def __init__(self, recorder):
        self.recorder = recorder
        self._numbers = {}
        self._jobs = {}

    def install(self):
        """Hook the start, the life and the end of threads."""
        rec, hooks, thread = self.recorder, self, threading.Thread
        start, bootstrap = thread.start, thread._bootstrap_inner

        def start_hooked(self):
            rec.guard(hooks.made, self)
            return start(self)

        def bootstrap_hooked(self):
            rec.guard(hooks.runs, self)
            try:
                return bootstrap(self)
            finally:
                rec.guard(hooks.ends, self)

        start_hooked.__doc__ = start.__doc__
        rec.replace(thread, "start", start_hooked)
        rec.replace(thread, "_bootstrap_inner", bootstrap_hooked)

    def made(self, thread):
        """Thread.start() was called."""
        rec = self.recorder
        if not rec.live or thread.ident is not None:
            return
        number = rec.new_thread()
        where, via = rec.caller(2)
        record = rec.emit(
            "thread.new",
            {
                "started": number,
                "name": _stable_name(thread.name),
                "daemon": thread.daemon or None,
                "where": where,
                "via": via or None,
            },
        )
        self._numbers[id(thread)] = (number, record)

    def runs(self, thread):
        """The new thread has begun, and this is it."""
        rec = self.recorder
        number, record = self._numbers.pop(id(thread), (None, None))
        if number is not None:
            rec.adopt(number)
            rec.enter(rec.emit("thread.run", {}, record))

    def ends(self, thread):
        """The thread has run its course."""
        self.recorder.emit("thread.end", {})
        self.recorder.release()

    def install_jobs(self):
        """Hook the jobs of ThreadPoolExecutor."""
        from concurrent.futures import thread as pool

        from .handles import disguise

        rec, hooks, item = self.recorder, self, pool._WorkItem
        init, run = item.__init__, item.run

        def init_hooked(self, *args, **kwargs):
            init(self, *args, **kwargs)
            rec.guard(hooks.job_made, self, args)

        def run_hooked(self, *args, **kwargs):
            token = rec.guard(hooks.job_runs, self)
            future = self.future
            try:
                return run(self, *args, **kwargs)
            finally:
                rec.guard(hooks.job_ends, token, future)

        future = pool._base.Future
        cancel = future.cancel

        def cancel_hooked(self):
            if rec.live and self._state == "RUNNING":
                rec.guard(hooks.job_cancelled, self)
            return cancel(self)

        rec.replace(future, "cancel", disguise(cancel_hooked, cancel))
        rec.replace(item, "__init__", init_hooked)
        rec.replace(item, "run", run_hooked)

    def job_made(self, item, args):
        """A job was submitted to an executor."""
        from .places import callback_name

        rec = self.recorder
        if not rec.live:
            return
        function = getattr(item, "fn", None)
        if function is None:
            function = (getattr(item, "task", None) or (None,))[0]
        where, via = rec.caller(2)
        number = rec.jobs.of(item.future)
        name = callback_name(function) if function is not None else None
        fields = {"job": number, "function": name, "where": where, "via": via or None}
        item._asyncx_job = (number, rec.emit("job.new", fields))

    def job_runs(self, item):
        """A worker thread begins a job."""
        rec = self.recorder
        number, record = getattr(item, "_asyncx_job", (None, None))
        if number is None or not rec.live:
            return None
        return number, rec.enter(rec.emit("job.run", {"job": number}, record))

    def job_cancelled(self, future):
        """A job is given up that runs already, and goes on."""
        rec = self.recorder
        number = rec.jobs.get(future)
        if number is not None:
            where, via = rec.caller(2)
            rec.emit("job.cancel", {"job": number, "where": where, "via": via or None})

    def job_ends(self, token, future):
        """A worker thread has ended a job."""
        if token is None:
            return
        rec = self.recorder
        fields = {"job": token[0], "outcome": "returned"}
        error = future._exception
        if error is not None:
            fields.update(outcome="raised", error=rec.places.error(error))
        elif future.cancelled():
            fields["outcome"] = "cancelled"
        rec.emit("job.end", fields)
        rec.leave(token[1])


def _stable_name(name):
    return str(name)
