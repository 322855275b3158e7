"""Adds statements to asyncio's own functions, in place of calls around them.

A wrapper costs a call and puts a frame on every stack and traceback.  A function that was compiled again
from asyncio's own source, with a few statements more, has neither: file, names and line numbers are
those of the original, and so are its tracebacks.
"""

import ast
import linecache
import types
import warnings

_PREFIX = "\0"
_OF_SUPER = ("__class__",)
"""What a function uses that calls super() without arguments."""


class GraftError(Exception):
    """The source of a function is not there, or does not have the shape that is known."""


def graft(function, given, change):
    """A function like `function` whose body went through `change(body)`; `given` are the names it may use.

    What is given has to be hashable, for code is, and debuggers and profilers make use of it.
    `body` is the list of statements of the function, `change` returns the new list.
    """
    code = function.__code__
    try:
        # inspect.getsourcelines() would look through all modules, and compile what it needs to find the end.
        first = code.co_firstlineno
        source = linecache.getlines(code.co_filename, function.__globals__)
        if not source:
            raise GraftError("this Python came without its source %s" % code.co_filename)
        lines = _definition(source[first - 1 :])
        # A method is parsed at its own depth: tracebacks show columns, too.
        tree = ast.parse("".join(["if True:\n"] * lines[0][:1].isspace() + lines))
    except (IndexError, SyntaxError, TypeError) as error:
        raise GraftError("%s: %s" % (function.__qualname__, error)) from None
    made, kinds = tree.body[0], (ast.FunctionDef, ast.AsyncFunctionDef)
    if isinstance(made, ast.If):
        made = made.body[0]
    if code.co_freevars not in ((), _OF_SUPER) or not isinstance(made, kinds):
        raise GraftError("%s is not a plain function" % function.__qualname__)
    made.body = change(made.body)
    made.decorator_list = []
    ast.increment_lineno(tree, first - made.lineno)
    return _compiled(function, made, given)


def _definition(lines):
    """The lines of the definition that begins `lines`, up to the next one at its depth or above."""
    depth, begun = _depth(lines[0]), False
    for index, line in enumerate(lines):
        if _depth(line) <= depth and line.lstrip().startswith(_DEFINITIONS):
            if begun:
                return lines[:index]
            begun = not line.lstrip().startswith("@")
    return lines


_DEFINITIONS = ("def ", "async def ", "class ", "@")


def _depth(line):
    return len(line) - len(line.lstrip())


def graft_method(recorder, owner, name, given, change):
    """Put in the place of the method `name` of `owner` what `graft` makes of it, until `recorder` stops."""
    made = graft(vars(owner)[name], given, change)
    recorder.places.call(made.__code__, made.__qualname__)
    recorder.replace(owner, name, made)


def _compiled(function, made, given):
    """The function that the definition `made` makes, in the namespace of `function`.

    It is made by a `def`: from 3.13 on the interpreter calls those faster than what types.FunctionType makes.
    """
    module = ast.parse("def outer(__class__):\n    pass\n    return %s" % made.name)
    module.body[0].body[0] = _Given(given).visit(made)
    old = function.__code__
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of calls of constants
        compiled = compile(ast.fix_missing_locations(module), old.co_filename, "exec", dont_inherit=True)
    things = {_PREFIX + name: thing for name, thing in given.items()}

    def with_things(inner):
        changes = {name: getattr(old, name) for name in ("co_firstlineno", "co_flags")}
        changes["co_consts"] = _replaced(inner, things)
        if hasattr(old, "co_qualname"):
            changes["co_qualname"] = old.co_qualname
        return inner.replace(**changes)

    outer = _inner(compiled, "outer")
    inner = _inner(outer, made.name)
    outer = outer.replace(co_consts=_replaced(outer, {inner: with_things(inner)}))
    make = types.FunctionType(outer, function.__globals__)
    new = make(function.__closure__[0].cell_contents if function.__closure__ else None)
    if any(type(constant) is str and constant.startswith(_PREFIX) for constant in new.__code__.co_consts):
        raise GraftError("%s is not made as expected" % function.__qualname__)
    for name in ("__defaults__", "__kwdefaults__", "__annotations__"):
        if getattr(new, name) != getattr(function, name):
            raise GraftError("%s is not as its source says" % function.__qualname__)
    for name in ("__qualname__", "__module__", "__doc__"):
        setattr(new, name, getattr(function, name))
    return new


def _inner(code, name):
    """The code of the function `name` in `code`: its annotations have code there, too (3.14, PEP 649)."""
    codes = (constant for constant in code.co_consts if isinstance(constant, types.CodeType))
    return next(constant for constant in codes if constant.co_name == name)


def _replaced(code, others):
    """The constants of `code`, with `others` in the place of those that they stand for."""
    return tuple(
        others.get(constant, constant) if type(constant) in (str, types.CodeType) else constant
        for constant in code.co_consts
    )


class _Given(ast.NodeTransformer):
    """Puts constants where the given names are read: there is no faster way to reach an object."""

    def __init__(self, given):
        self._given = given

    def visit_Name(self, node):
        if node.id not in self._given:
            return node
        return ast.copy_location(ast.Constant(_PREFIX + node.id), node)


def statements(text, at):
    """The statements of `text`, each standing at the line of the statement `at`."""
    body = ast.parse(text).body
    for statement in body:
        for node in ast.walk(statement):
            if hasattr(node, "lineno"):
                ast.copy_location(node, at)
    return body


def find(body, kind, test):
    """(list, index) of the first statement of `kind` for which `test(statement)` holds, at any depth."""
    for index, statement in enumerate(body):
        if isinstance(statement, kind) and test(statement):
            return body, index
        for inner in ("body", "orelse", "handlers", "finalbody"):
            found = find(getattr(statement, inner, ()), kind, test)
            if found is not None:
                return found
    return None


def mentions(name):
    """A test for `find`: whether the attribute `name` occurs in a statement."""
    return lambda statement: any(
        isinstance(node, ast.Attribute) and node.attr == name for node in ast.walk(statement)
    )


def first(text):
    """A change that has the statements `text` stand before all others."""

    def change(body):
        index = 1 if isinstance(body[0], ast.Expr) and isinstance(body[0].value, ast.Constant) else 0
        body[index:index] = statements(text, body[index])
        return body

    return change


def after_each(name, text):
    """A change that has the statements `text` follow each assignment to the attribute `name`, if any."""
    return _at_each(
        lambda each: isinstance(each, ast.Assign) and getattr(each.targets[0], "attr", None) == name, text, 1
    )


def before_each_return(text):
    """A change that has the statements `text` stand before each `return`, if any."""
    return _at_each(lambda each: isinstance(each, ast.Return), text, 0)


def _at_each(test, text, after):
    """A change that puts `text` before, or `after`, each statement at any depth for which the test holds."""

    def change(body):
        for index in reversed(range(len(body))):
            statement = body[index]
            for inner in ("body", "orelse", "handlers", "finalbody"):
                change(getattr(statement, inner, ()))
            if test(statement):
                body[index + after : index + after] = statements(text, statement)
        return body

    return change
