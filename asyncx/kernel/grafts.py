"""Where the statements of `added` go in asyncio's functions when a program is watched."""

import ast
import copy
from asyncio import events

from . import added, features
from .graft import before_each_return, find, first, mentions, statements


def _around(before, after):
    def change(body):
        tried = next(statement for statement in body if isinstance(statement, ast.Try))
        tried.body = [_by_count(*tried.body)]
        guarded = ast.copy_location(ast.Try([tried], [], [], statements(after, tried)), tried)
        return [*statements(before, tried), guarded, *body[body.index(tried) + 1 :]]

    return change


def _by_count(call):
    """A callback with one argument or none is called without a star.

    That takes less time, which pays for a part of what is added, and makes no difference else.  A handle that
    was cancelled has None for arguments, and fails as it always did.
    """
    one, same, none = copy.deepcopy(call), copy.deepcopy(call), _without_stars(call)
    one.value.args[-1] = _expression("self._args[0]", call)
    some = _either("light_len(self._args) == 1", [one], [call])
    return _either("self._args", [some], [_either("self._args is None", [same], [none])])


def _without_stars(statement):
    """The same call without what stands behind stars."""
    plain = copy.deepcopy(statement)
    plain.value.args = [each for each in plain.value.args if not isinstance(each, ast.Starred)]
    plain.value.keywords = [each for each in plain.value.keywords if each.arg is not None]
    return plain


def _either(test, body, otherwise):
    """An `if` in the place of the last statement of `body`."""
    return ast.copy_location(ast.If(_expression(test, body[-1]), body, otherwise), body[-1])


def _expression(text, at):
    return statements(text, at)[0].value


def _before_select(text):
    def change(body):
        where, index = find(body, ast.Assign, mentions("select"))
        where[index:index] = statements(text, where[index])
        return body

    return change


def _string_only(body):
    """`_repr` of a handle holds more than strings: __repr__ must not return that."""
    test = body[0].test
    body[0].test = ast.BoolOp(ast.And(), [test, _expression("type(self._repr) is str", body[0])])
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
            choice.orelse += statements(added.MADE_BY_FACTORY, choice.orelse[-1])
        else:
            returned = choice.body[0]
            choice.body[:] = statements(added.FACTORY, returned)
            choice.body[0].value = returned.value
            plain, named = _without_stars(made[index]), made[index]
            made[index] = _either("kwargs", [*statements(added.EAGER, named), named], [plain])
        return body

    return change


def _steps():
    changes = {
        "_call_soon": _noted("Handle", added.SCHEDULED),
        "_run_once": _before_select(added.SELECTS),
        "create_task": _made(added.MADE_AGAIN if features.MODULE_AT else added.MADE),
        "call_at": before_each_return(added.TIMED),
    }
    if hasattr(events, "_ThreadSafeHandle"):  # from 3.14 on it is made on a path of its own
        changes["call_soon_threadsafe"] = _noted("_ThreadSafeHandle", added.SCHEDULED)
    return changes, {"_run": _around(added.BEGINS, added.ENDS), "cancel": first(added.CANCELS)}


STEPS = _steps()
"""What is done to the body of each method of BaseEventLoop, and of Handle, to see every step."""

TASKS = (
    {
        "_run_once": _before_select(added.IDLES),
        "create_task": _made(added.PLACED_AGAIN if features.MODULE_AT else added.MADE),
    },
    {"_run": _around("", added.STEPPED)},
)
"""The same, to see tasks alone."""

HANDLES = _around(added.HANDLE_BEGINS, added.HANDLE_ENDS)
"""What is done to Handle._run, where each handle has records of its own."""

FOR_GOOD = {"__repr__": _string_only}
"""What is done to Handle, and never undone."""
