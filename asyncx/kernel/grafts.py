"""The statements that are added to asyncio's functions when a program is watched, and where they go.

They are written for speed: a program may run through them a million times in a second or two.  Names that
begin with light_ are objects of `light.Light`, or locals of these statements.
"""

import ast
from asyncio import base_events, events

from .graft import find, mentions, statements

_SCHEDULED = """
try:
    light_type = type(callback)
    if light_type is light_step_type:
        light_task = callback.__self__
        light_type = light_known(id(light_task)) or light.born(light_task, self)
        light_task = None
    elif light_type is light_wake_type:
        light_type = light_known(id(callback.__self__)) or light.stranger(callback, self)
    elif light_type is light_plain_type:
        light_type = None
    else:
        light_type = light.stranger(callback, self)
    light_state = light_local.state
    if light_state.loop is self:
        handle._repr = (light_state.cause, light_type, light_state)
    else:
        handle._repr = (light_state.cause, light_type, None)
        light.foreign(self, callback)
except Exception as light_problem:
    light.unscheduled(light_problem, handle, callback, self)
"""

_BEGINS = """
light_entry = None
try:
    light_ready = self._repr
    if light_ready is None or light_ready[1] is None:
        light_entry = light_calls.begins(self, light_ready)
    else:
        light_entry = light_ready[1]
        light_state = light_ready[2] or light_local.state
        light_page = light_state.page
        light_slot = light_page.next()
        light_write(light_page.buffer, light_slot * 32, light_entry.head, light_now(), light_ready[0])
        light_state.cause = light_page.base + light_slot
except Exception as light_problem:
    light_entry = light.not_begun(light_problem, light_entry, light_ready)
"""

_ENDS = """
try:
    if type(light_entry) is light_entry_type:
        light_task = self._callback.__self__
        if light_task._fut_waiter is not None:
            light_entry.wait = light_state.cause
            light_wait(light_entry.head, light_entry)
        elif light_task._state != 'PENDING':
            light.ended(light_entry, light_task)
        light_task = None
        light_state.cause = 0
    elif light_entry is not None:
        light_local.state.cause = 0
except Exception as light_problem:
    light_task = light.failed(light_problem)
"""

_SELECTS = """
if timeout != 0:
    try:
        light_state = light_local.state
        light_begin = light_now()
        if light_begin > light_state.due:
            light.about_to_idle(light_state, light_begin)
        light_page = light_state.page
        light_slot = light_page.next()
        light_idle(
            light_page.buffer,
            light_slot * 32,
            light_idles + (self._asyncx_number << 16),
            light_begin,
            -1 if timeout is None else light_begin + int(timeout * 1e9),
        )
    except Exception as light_problem:
        light_page, light_slot = light.not_idle(light_problem, self, timeout)
"""

_SELECTED = """
if timeout != 0:
    try:
        light_woke(light_page.buffer, light_slot * 32 + 24, light_now())
    except Exception as light_problem:
        light.failed(light_problem)
"""

_SCHEDULED_NEW = """
try:
    if type(callback) is light_step_type and light_known(id(callback.__self__)) is None:
        handle._repr = light.site()
except Exception as light_problem:
    light.failed(light_problem)
"""

_STEPPED = """
try:
    light_callback = self._callback
    light_type = type(light_callback)
    if light_type is light_step_type or light_type is light_wake_type:
        light_entry = light_known(id(light_callback.__self__))
        if light_entry is None:
            light.stepped(light_callback, self)
        else:
            light_task = light_callback.__self__
            if light_task._fut_waiter is not None:
                light_wait(light_entry.head, light_entry)
            elif light_task._state != 'PENDING':
                light.over(light_entry, light_task)
except Exception as light_problem:
    light.failed(light_problem)
light_callback = light_task = None
"""

_IDLES = """
if timeout != 0:
    try:
        light_state = light_local.state
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

_EAGER = """
if self._task_factory is None and kwargs.get("eager_start"):
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


def _first(text):
    def change(body):
        index = 1 if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) else 0
        body[index:index] = statements(text, body[index])
        return body

    return change


def _around(before, after):
    def change(body):
        first = next(statement for statement in body if isinstance(statement, ast.Try))
        guarded = ast.copy_location(ast.Try([first], [], [], statements(after, first)), first)
        return [*statements(before, first), guarded, *body[body.index(first) + 1 :]]

    return change


def _around_select(before, after):
    def change(body):
        where, index = find(body, ast.Assign, mentions("select"))
        selected = where[index]
        where[index : index + 1] = [*statements(before, selected), selected, *statements(after, selected)]
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


def _eager(body):
    where, index = find(body, ast.If, mentions("_task_factory"))
    where[index:index] = statements(_EAGER, where[index])
    return body


def _loop(scheduled, before, after):
    changes = {"_call_soon": _noted("Handle", scheduled), "_run_once": _around_select(before, after)}
    if hasattr(events, "_ThreadSafeHandle"):  # from 3.14 on it is made on a path of its own
        changes["call_soon_threadsafe"] = _noted("_ThreadSafeHandle", scheduled)
    if "kwargs" in base_events.BaseEventLoop.create_task.__code__.co_varnames:  # eager_start, from 3.14 on
        changes["create_task"] = _eager
    return changes


STEPS = (
    dict(_loop(_SCHEDULED, _SELECTS, _SELECTED), call_at=_before_return(_TIMED)),
    {"_run": _around(_BEGINS, _ENDS), "cancel": _first(_CANCELS)},
)
"""What is done to the body of each method of BaseEventLoop, and of Handle, to see every step."""

TASKS = (_loop(_SCHEDULED_NEW, _IDLES, ""), {"_run": _around("", _STEPPED)})
"""The same, to see tasks alone."""

FOR_GOOD = {"__repr__": _string_only}
"""What is done to Handle, and never undone."""
