"""The statements that are added to asyncio's functions when a program is watched, and where they go.

They are written for speed: a program may run through them a million times in a second or two.  Names that
begin with light_ are objects of `light.Light`, or locals of these statements.
"""

import ast
import copy
from asyncio import events

from . import features
from .graft import find, first, mentions, statements

_SCHEDULED = """
try:
    if light_running() is self:
        handle._repr = self._asyncx_state.cause
    else:
        light.outside(self, handle, callback)
except Exception:
    light.outside(self, handle, callback)
"""

_MADE = """
light.made(task, self, {named})
"""

_MADE_AGAIN = """
try:
    light_frame = light_frame_at(2)
    light_latest = light_sites.latest
    light_named = light.named
    light_state = self._asyncx_state
    if (
        light_frame.f_lasti == light_latest.at
        and light_frame.f_code is light_latest.code
        and type(task) is light_kind
        and type(coro) is light_coroutine_type
        and coro.cr_code is light_named[1]
        and not {named}
        and light_state is light.maker
        and light_state.page.at < light_usable
        and light_tasks.last & light_asked != light_asked
        and light_module_at(1) is light_latest.via
        and light_running() is self
    ):
        light_state.row.code = None
        light_tasks.last = light_head = light_tasks.last + 1
        task._asyncx = light_head = light_state.head | light_head << 32 | light_step
        light.count = light_count = light.count + 1
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
            light_named[0],
            light_count | light_long,
        )
    else:
        light.made(task, self, {named})
except Exception:
    light.made(task, self, {named})
"""
"""As _MADE, for the second task and all that follow which one line makes of one coroutine function."""

_PLACED_AGAIN = """
try:
    light_frame = light_frame_at(2)
    light_latest = light_sites.latest
    if (
        light_frame.f_lasti == light_latest.at
        and light_frame.f_code is light_latest.code
        and type(task) is light_kind
        and light_module_at(1) is light_latest.via
    ):
        task._asyncx = ~light_latest.number
    else:
        light.made(task, self, {named})
except Exception:
    light.made(task, self, {named})
"""
"""The same, where only the place is kept."""

_MADE_BY_FACTORY = """
light.made_by_factory(task, self)
"""

_BEGINS = """
light_task = None
try:
    light_ready = self._repr
    light_head = type(self._callback)
    if light_head is light_wake_type or light_head is light_step_type:
        light_task = self._callback.__self__
        if type(light_task) is light_kind:
            light_entry = light_task._asyncx
            light_head = light_entry if type(light_entry) is int else light_entry.head
        else:  # a class of the program's may say what its attributes are
            light_head = 0
    elif type(light_ready) is light_file_type:
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
    elif type(self._callback) is light_plain_type:
        light_state = self._loop._asyncx_state
        light_row = light_state.row
        if (
            light_row.code is self._callback.__code__
            and light_row.at == light_state.cause
            and light_row.left == len(self._loop._ready) + 1
            and type(light_ready) is int
        ):
            light_row.left = light_row.left - 1
            light_row.count = light_count = light_row.count + 1
            light_more(light_row.buffer, light_row.offset, light_ready, light_count)
        else:
            light_calls.begins(self)
    else:
        light_task, light_entry, light_state, light_page, light_slot = light.begins(self)
except Exception:
    light_task, light_entry, light_state, light_page, light_slot = light.begins(self)
"""

_ENDS = """
if light_task is not None:
    try:
        light_ready = light_task._state
        if light_ready == 'PENDING':
            if light_entry.wait <= 0:
                light_state.steps.append(light_entry.ref)
            light_entry.wait = light_state.cause
        elif light_ready == 'FINISHED' and light_task._exception is None:
            light_page.buffer[light_slot * 32 + light_outcome_at] = light_returned
            if type(light_entry) is not int:
                light_entry.wait = None
        else:
            light.ended(light_entry, light_task)
    except Exception as light_problem:
        light.not_ended(light_problem, light_entry, light_task)
    light_task = None
"""

_SELECTS = """
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
    except Exception:
        light.idles(self, timeout)
"""

_STEPPED = """
light_entry = type(self._callback)
if light_entry is light_step_type or light_entry is light_wake_type:
    try:
        light_task = self._callback.__self__
        if type(light_task) is not light_kind:
            light.stepped(self)
        elif light_task._state != 'PENDING':
            light_entry = light_task._asyncx
            if type(light_entry) is int:
                light.passed += 1
            else:
                light.over(light_entry, light_task)
        else:
            light_entry = light_task._asyncx
            if light_entry.wait <= 0:
                light_entry.wait = 1
                self._loop._asyncx_state.waiting[light_entry.head] = light_entry.ref
    except Exception:
        light.stepped(self)
    light_task = None
"""

_IDLES = """
if timeout is None or timeout != 0:
    try:
        light_state = self._asyncx_state
        light_begin = light_now()
        if light_begin > light_state.due:
            light.about_to_idle(light_state, light_begin)
    except Exception as light_problem:
        light.failed(light_problem)
"""

_TIMED = """
try:
    light_calls.timer_made(timer, when, callback, self)
except Exception as light_problem:
    light.failed(light_problem)
"""

_FACTORY = """
task = None
light.made_by_factory(task, self)
try:
    return task
finally:
    del task
"""

_EAGER = """
if kwargs.get("eager_start"):
    return light_eager(coro, loop=self, **kwargs)
"""

_CANCELS = """
try:
    light_calls.cancelled(self)
except Exception as light_problem:
    light.failed(light_problem)
"""


def _before_return(text):
    def change(body):
        where, index = find(body, ast.Return, lambda _: True)
        where[index:index] = statements(text, where[index])
        return body

    return change


def _around(before, after):
    def change(body):
        tried = next(statement for statement in body if isinstance(statement, ast.Try))
        called = tried.body.pop()
        # A handle that was cancelled has None for arguments, and fails as it always did.
        tried.body.append(_either("self._args or self._args is None", [called], [_without_stars(called)]))
        guarded = ast.copy_location(ast.Try([tried], [], [], statements(after, tried)), tried)
        return [*statements(before, tried), guarded, *body[body.index(tried) + 1 :]]

    return change


def _without_stars(statement):
    """The same call, for when there is nothing behind its stars.

    To call without them takes less time than a part of what is added, and makes no difference else.
    """
    plain = copy.deepcopy(statement)
    plain.value.args = [each for each in plain.value.args if not isinstance(each, ast.Starred)]
    plain.value.keywords = [each for each in plain.value.keywords if each.arg is not None]
    return plain


def _either(test, body, otherwise):
    """An `if` in the place of the last statement of `body`."""
    tested = statements(test, body[-1])[0].value
    return ast.copy_location(ast.If(tested, body, otherwise), body[-1])


def _before_select(text):
    def change(body):
        where, index = find(body, ast.Assign, mentions("select"))
        where[index:index] = statements(text, where[index])
        return body

    return change


def _string_only(body):
    """`_repr` of a handle holds more than strings: __repr__ must not return that."""
    test = body[0].test
    body[0].test = ast.BoolOp(ast.And(), [test, statements("type(self._repr) is str", body[0])[0].value])
    return ast.fix_missing_locations(body[0]) and body


def _noted(name, text):
    """`text` after a handle of the class `name` is made, and before the loop can run it."""

    def change(body):
        where, index = find(body, ast.Assign, mentions(name))
        where[index + 1 : index + 1] = statements(text, where[index])
        return body

    return change


def _made(text):
    """`text` when a task was made by create_task(), and what is for the program's own factory."""

    def change(body):
        made, index = find(body, ast.Assign, mentions("Task"))
        given = {node.id for node in ast.walk(made[index]) if isinstance(node, ast.Name)}
        named = "kwargs" if "kwargs" in given else "name"
        made[index + 1 : index + 1] = statements(text.format(named=named), made[index])
        where, choice = find(body, ast.If, lambda statement: mentions("_task_factory")(statement.test))
        choice = where[choice]
        if made is choice.body:  # up to 3.13
            choice.orelse += statements(_MADE_BY_FACTORY, choice.orelse[-1])
        else:
            returned = choice.body[0]
            choice.body[:] = statements(_FACTORY, returned)
            choice.body[0].value = returned.value
            plain, named = _without_stars(made[index]), made[index]
            made[index] = _either("kwargs", [*statements(_EAGER, named), named], [plain])
        return body

    return change


def _steps():
    changes = {
        "_call_soon": _noted("Handle", _SCHEDULED),
        "_run_once": _before_select(_SELECTS),
        "create_task": _made(_MADE_AGAIN if features.MODULE_AT else _MADE),
        "call_at": _before_return(_TIMED),
    }
    if hasattr(events, "_ThreadSafeHandle"):  # from 3.14 on it is made on a path of its own
        changes["call_soon_threadsafe"] = _noted("_ThreadSafeHandle", _SCHEDULED)
    return changes, {"_run": _around(_BEGINS, _ENDS), "cancel": first(_CANCELS)}


STEPS = _steps()
"""What is done to the body of each method of BaseEventLoop, and of Handle, to see every step."""

TASKS = (
    {
        "_run_once": _before_select(_IDLES),
        "create_task": _made(_PLACED_AGAIN if features.MODULE_AT else _MADE),
    },
    {"_run": _around("", _STEPPED)},
)
"""The same, to see tasks alone."""

FOR_GOOD = {"__repr__": _string_only}
"""What is done to Handle, and never undone."""
