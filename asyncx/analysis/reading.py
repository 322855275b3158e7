"""A small, safe evaluator of the expressions in which facts are read: no names but the vocabulary's."""

from __future__ import annotations

import ast
import operator
from collections.abc import Callable, Iterable, Mapping

from ..errors import UserError, suggest
from .vocabulary import CORO_WORDS, TASK_WORDS, TIMES, CoroView, TaskView, Unreadable, Vocabulary

LONGEST = 400
"""Characters in an expression; a longer one is no longer a plain statement."""

NAMES = frozenset(
    {"printed", "printed_errors", "outcome", "error", "message", "cause", "end", "turns", "loops", "threads"}
    | {"tasks", "warnings", "logged", "handled", "held", "timers_left"}
)
VIEWS: Mapping[str, tuple[str, ...]] = {"task": TASK_WORDS, "coro": CORO_WORDS}
FUNCTIONS: Mapping[str, Callable[..., object]] = {
    function.__name__: function for function in (len, sorted, sum, any, all, max, min, str)
}

_COMPARE: Mapping[type[ast.cmpop], Callable[[object, object], object]] = {
    ast.Eq: operator.eq,
    ast.NotEq: operator.ne,
    ast.Lt: operator.lt,  # type: ignore[dict-item]
    ast.LtE: operator.le,  # type: ignore[dict-item]
    ast.Gt: operator.gt,  # type: ignore[dict-item]
    ast.GtE: operator.ge,  # type: ignore[dict-item]
    ast.In: lambda left, right: left in right,  # type: ignore[operator]
    ast.NotIn: lambda left, right: left not in right,  # type: ignore[operator]
    ast.Is: operator.is_,
    ast.IsNot: operator.is_not,
}
_ARITHMETIC: Mapping[type[ast.operator], Callable[..., object]] = {
    ast.Add: operator.add,
    ast.Sub: operator.sub,
    ast.Mult: operator.mul,
    ast.Div: operator.truediv,
    ast.FloorDiv: operator.floordiv,
    ast.Mod: operator.mod,
}
_UNARY: Mapping[type[ast.unaryop], Callable[..., object]] = {ast.Not: operator.not_, ast.USub: operator.neg}
_DISPLAYS = (ast.List, ast.Tuple, ast.ListComp, ast.GeneratorExp)


def check_read(expression: str) -> ast.expr:
    """The parsed `expression`; UserError, with what was perhaps meant, when no fact may use it."""
    if len(expression) > LONGEST:
        raise UserError(f"the fact {expression[:40]!r}... is longer than {LONGEST} characters")
    try:
        tree = ast.parse(expression.strip(), mode="eval").body
    except SyntaxError as error:
        raise UserError(f"the fact {expression!r} is no Python expression: {error.msg}") from None
    _check(tree, expression, frozenset())
    return tree


def depends_on_time(expression: str) -> bool:
    """Whether what `expression` reads depends on how time passed."""
    return any(
        (isinstance(node, ast.Name) and node.id in TIMES)
        or (isinstance(node, ast.Attribute) and node.attr in TIMES)
        for node in ast.walk(check_read(expression))
    )


def read(expression: str, vocabulary: Vocabulary) -> object:
    """The value of `expression` in plain JSON values (lists, not tuples; numbers rounded to 6 places).

    UserError when the expression is not allowed; Unreadable when this trace has no such thing.
    """
    tree = check_read(expression)
    try:
        return _plain(_Reader(vocabulary, {}).value(tree))
    except Unreadable:
        raise
    except (TypeError, ValueError, LookupError, ArithmeticError) as error:
        raise Unreadable(f"it cannot be read: {error}") from None


def _check(node: ast.AST, whole: str, local: frozenset[str]) -> None:
    """UserError at the first part of `node` that is not allowed; `local` are a comprehension's names."""
    match node:
        case ast.Constant(value=str() | int() | float() | None):
            return
        case ast.Name(id=name):
            if name not in NAMES | local:
                raise _unknown("word", name, whole, [*NAMES, *VIEWS, *FUNCTIONS])
            return
        case ast.Attribute(value=ast.Call(func=ast.Name(id=kind)) as call, attr=attribute) if kind in VIEWS:
            if attribute not in VIEWS[kind]:
                raise _unknown(f"word of {kind}()", attribute, whole, VIEWS[kind])
            _check(call, whole, local)
            return
        case ast.Call(func=ast.Name(id=name), keywords=[]):
            if name not in FUNCTIONS and name not in VIEWS:
                raise _unknown("function", name, whole, [*FUNCTIONS, *VIEWS])
            for argument in node.args:
                _check(argument, whole, local)
            return
        case ast.ListComp(elt=inner) | ast.GeneratorExp(elt=inner):
            for part in node.generators:
                _check(part.iter, whole, local)
                if not isinstance(part.target, ast.Name) or part.is_async:
                    raise UserError(f"the fact {whole!r} may use only one plain name in its 'for'")
                local |= {part.target.id}
                for condition in part.ifs:
                    _check(condition, whole, local)
            _check(inner, whole, local)
            return
        case (
            ast.Compare()
            | ast.BoolOp()
            | ast.IfExp()
            | ast.Subscript()
            | ast.Slice()
            | ast.List()
            | ast.Tuple()
        ):
            pass
        case ast.BinOp(op=op) if type(op) in _ARITHMETIC:
            pass
        case ast.UnaryOp(op=op) if type(op) in _UNARY:
            pass
        case _:
            raise UserError(f"the fact {whole!r} uses {ast.unparse(node)!r}, which no fact may use")
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.expr | ast.Slice):
            _check(child, whole, local)


def _unknown(what: str, name: str, whole: str, choices: Iterable[str]) -> UserError:
    return UserError(f"the fact {whole!r} uses the unknown {what} {name!r}", suggest(name, sorted(choices)))


class _Reader:
    """Evaluates a checked expression; `local` are the names of the comprehensions around it."""

    def __init__(self, vocabulary: Vocabulary, local: Mapping[str, object]) -> None:
        self.vocabulary = vocabulary
        self.local = local

    def value(self, node: ast.AST | None) -> object:
        match node:
            case None:
                return None
            case ast.Constant():
                return node.value
            case ast.Name():
                return self.local[node.id] if node.id in self.local else self.vocabulary.names[node.id]
            case ast.Attribute():
                return getattr(self.value(node.value), node.attr)
            case ast.Subscript():
                return self.value(node.value)[self.value(node.slice)]  # type: ignore[index]
            case ast.Slice():
                return slice(self.value(node.lower), self.value(node.upper), self.value(node.step))
            case ast.Call(func=ast.Name(id=name)):
                return self.call(name, [self.value(argument) for argument in node.args])
            case ast.IfExp():
                return self.value(node.body if self.value(node.test) else node.orelse)
            case ast.BoolOp():
                return self.either(node)
            case ast.Compare():
                return self.compare(node)
            case ast.UnaryOp():
                return _UNARY[type(node.op)](self.value(node.operand))
            case ast.BinOp():
                return self.arithmetic(node)
            case ast.List() | ast.Tuple():
                return [self.value(element) for element in node.elts]
            case ast.ListComp() | ast.GeneratorExp():
                return list(self.each(node.elt, node.generators))
        raise AssertionError(f"unchecked {ast.dump(node)}")

    def call(self, name: str, arguments: list[object]) -> object:
        if name in VIEWS:
            match arguments:
                case [str()] | [str(), int()]:
                    find: Callable[..., object] = getattr(self.vocabulary, name)
                    return find(*arguments)
            raise Unreadable(f"{name}() takes a name, and perhaps a number")
        return FUNCTIONS[name](*arguments)

    def either(self, node: ast.BoolOp) -> object:
        wanted = isinstance(node.op, ast.Or)
        result: object = None
        for part in node.values:
            result = self.value(part)
            if bool(result) is wanted:
                break
        return result

    def compare(self, node: ast.Compare) -> bool:
        left = self.value(node.left)
        for op, part in zip(node.ops, node.comparators, strict=True):
            right = self.value(part)
            if not _COMPARE[type(op)](left, right):
                return False
            left = right
        return True

    def arithmetic(self, node: ast.BinOp) -> object:
        left, right = self.value(node.left), self.value(node.right)
        numbers = isinstance(left, int | float) and isinstance(right, int | float)
        if not numbers and not (isinstance(node.op, ast.Add) and type(left) is type(right)):
            raise Unreadable(f"it cannot be read: {ast.unparse(node)} is no arithmetic with numbers")
        return _ARITHMETIC[type(node.op)](left, right)

    def each(self, element: ast.expr, parts: list[ast.comprehension]) -> Iterable[object]:
        if not parts:
            yield self.value(element)
            return
        first, *rest = parts
        name = ast.unparse(first.target)
        for item in self.value(first.iter):  # type: ignore[attr-defined]
            inner = _Reader(self.vocabulary, {**self.local, name: item})
            if all(inner.value(condition) for condition in first.ifs):
                yield from inner.each(element, rest)


def _plain(value: object) -> object:
    """`value` as JSON would hold it, so that facts compare alike on a live and on a loaded trace."""
    match value:
        case None | bool() | int() | str():
            return value
        case float():
            rounded = round(value, 6)
            return int(rounded) if rounded.is_integer() else rounded
        case list() | tuple():
            return [_plain(item) for item in value]
        case TaskView() | CoroView():
            raise Unreadable("it reads a task as a whole; say what of it, as in .outcome")
    raise Unreadable(f"it gives no plain value but {value!r}")
