"""The statements that are added to asyncio's functions when a program is watched.

They are written for speed: a program may run through them a million times in a second or two.  Names that
begin with light_ are objects of `light.Light`, or locals of these statements.  What a signal handler of the
program's raises meanwhile goes to the program.
"""

SCHEDULED = """
try:
    if light_running() is self:
        handle._repr = self._asyncx_state.cause
    else:
        light.outside(self, handle, callback)
except Exception as light_problem:
    if light_of_handler(light_problem):
        raise
    light.outside(self, handle, callback)
"""

MADE = """
light.made(task, self, {named})
"""

MADE_AGAIN = """
try:
    light_frame = light_frame_at(2)
    light_latest = light_sites.latest
    light_coro = light_naming.coro
    light_state = self._asyncx_state
    if (
        light_frame.f_lasti == light_latest.at
        and light_frame.f_code is light_latest.code
        and light_type(task) is light_kind
        and light_type(coro) is light_coroutine_type
        and coro.cr_code is light_coro[1]
        and not {named}
        and light_state is light_naming.maker
        and light_state.page.at < light_usable
        and light_tasks.last & light_asked != light_asked
        and light_module_at(1) is light_latest.via
        and light_running() is self
    ):
        light_state.row.code = None
        light_tasks.last = light_head = light_tasks.last + 1
        task._asyncx = light_head = light_state.head | light_head << 32 | light_step
        light_naming.count = light_count = light_naming.count + 1
        light_page = light_state.page
        light_slot = light_page.at
        light_page.at = light_slot + 1
        light_new(
            light_page.buffer,
            light_slot * 32,
            light_head + light_what_new,
            light_now(),
            light_state.cause,
            light_latest.number,
            light_coro[0],
            light_count | light_long,
        )
    else:
        light.made(task, self, {named})
except Exception as light_problem:
    if light_of_handler(light_problem):
        raise
    light.made(task, self, {named})
"""
"""As MADE, for the second task and all that follow which one line makes of one coroutine function."""

PLACED_AGAIN = """
try:
    light_frame = light_frame_at(2)
    light_latest = light_sites.latest
    if (
        light_frame.f_lasti == light_latest.at
        and light_frame.f_code is light_latest.code
        and light_type(task) is light_kind
        and light_module_at(1) is light_latest.via
    ):
        task._asyncx = light_latest
    else:
        light.made(task, self, {named})
except Exception as light_problem:
    if light_of_handler(light_problem):
        raise
    light.made(task, self, {named})
"""
"""The same, where only the place is kept."""

MADE_BY_FACTORY = """
light.made_by_factory(task, self)
"""

BEGINS = """
light_task = None
try:
    light_ready = self._repr
    light_head = light_type(self._callback)
    if light_head is light_wake_type or light_head is light_step_type:
        light_task = self._callback.__self__
        if light_type(light_task) is light_kind:
            light_entry = light_task._asyncx
            light_head = light_entry if light_type(light_entry) is light_int else light_entry.head
        else:  # a class of the program's may say what its attributes are
            light_head = 0
    elif light_type(light_ready) is light_file_type:
        light_head = light_ready.head
        light_ready = 0
    else:
        light_head = 0
    if light_head:
        light_state = self._loop._asyncx_state
        light_page = light_state.page
        light_slot = light_page.at
        light_page.at = light_slot + 1
        light_write(light_page.buffer, light_slot * 32, light_head, light_now(), light_ready)
        light_state.cause = light_page.base + light_slot
    elif light_type(self._callback) is light_plain_type:
        light_state = self._loop._asyncx_state
        light_row = light_state.row
        if (
            light_row.code is self._callback.__code__
            and light_row.at == light_state.cause
            and light_row.left == len(self._loop._ready) + 1
            and light_type(light_ready) is light_int
        ):
            light_row.left = light_row.left - 1
            light_row.count = light_count = light_row.count + 1
            light_more(light_row.buffer, light_row.offset, light_ready, light_count)
        else:
            light_calls.begins(self)
    else:
        light_task, light_entry, light_state, light_page, light_slot = light.begins(self)
except Exception as light_problem:
    if light_of_handler(light_problem):
        raise
    light_task, light_entry, light_state, light_page, light_slot = light.begins(self)
"""

ENDS = """
if light_task is not None:
    try:
        light_ready = light_task._state
        if light_ready == 'PENDING':
            if light_entry.wait <= 0:
                light_state.steps.append(light_entry.ref)
            light_entry.wait = light_state.cause
        elif light_ready == 'FINISHED' and light_task._exception is None:
            light_page.buffer[light_slot * 32 + light_outcome_at] = light_returned
            if light_type(light_entry) is not light_int:
                light_entry.wait = None
        else:
            light.ended(light_entry, light_task)
    except Exception as light_problem:
        if light_of_handler(light_problem):
            raise
        light.not_ended(light_problem, light_entry, light_task)
    light_task = None
"""

SELECTS = """
if timeout is None or timeout != 0:
    try:
        light_state = self._asyncx_state
        light_begin = light_now()
        if light_begin > light_state.due:
            light.about_to_idle(light_state, light_begin)
        light_state.cause = 0
        light_page = light_state.page
        light_slot = light_page.at
        light_page.at = light_slot + 1
        light_idle(
            light_page.buffer,
            light_slot * 32,
            light_state.idle,
            light_begin,
            -1 if timeout is None else light_begin + int(timeout * 1e9),
        )
    except Exception as light_problem:
        if light_of_handler(light_problem):
            raise
        light.idles(self, timeout)
"""

STEPPED = """
light_entry = light_type(self._callback)
if light_entry is light_step_type or light_entry is light_wake_type:
    try:
        light_task = self._callback.__self__
        if light_type(light_task) is not light_kind:
            light.stepped(self)
        elif light_task._state != 'PENDING':
            light_entry = light_task._asyncx
            if light_entry.wait is None:
                light_tasks.passed += 1
            else:
                light.over(light_entry, light_task)
        else:
            light_entry = light_task._asyncx
            if light_entry.wait <= 0:
                light_entry.wait = 1
                self._loop._asyncx_state.waiting[light_entry.head] = light_entry.ref
    except Exception as light_problem:
        if light_of_handler(light_problem):
            raise
        light.stepped(self)
    light_task = None
"""

IDLES = """
if timeout is None or timeout != 0:
    try:
        light_state = self._asyncx_state
        light_begin = light_now()
        if light_begin > light_state.due:
            light.about_to_idle(light_state, light_begin)
    except Exception as light_problem:
        if light_of_handler(light_problem):
            raise
        light.idles(self, timeout)
"""

TIMED = """
try:
    light_calls.timer_made(timer, when, callback, self)
except Exception as light_problem:
    light.failed(light_problem)
"""

FACTORY = """
task = None
light.made_by_factory(task, self)
try:
    return task
finally:
    del task
"""

EAGER = """
if kwargs.get("eager_start"):
    return light_eager(coro, loop=self, **kwargs)
"""

CANCELS = """
try:
    light_calls.cancelled(self)
except Exception as light_problem:
    light.failed(light_problem)
"""

HANDLE_BEGINS = """
light_begun = light.begins(self)
"""

HANDLE_ENDS = """
light.ends(light_begun)
light_begun = None
"""
