"""Every message that this interpreter's asyncio can raise, warn, log or give to an exception handler.

Prints a JSON list of [kind, type, text, file], read off the source: `kind` is "raise", "warn", "log" or
"handle"; `text` has {} for each part that is filled in, and is "" for an error without a text.  A text that
the source does not spell out comes as "= " and the expression.  Given "others" as JSON on stdin, it does the
same for the other modules of the standard library.
"""

import ast
import asyncio
import json
import re
import sys
from functools import lru_cache
from pathlib import Path

LOUD = ("warning", "error", "critical", "exception")
SPEC = re.compile(r"%[-+ #0]*\d*(?:\.\d+)?[srdifxc]")
ROOT = Path(asyncio.__file__).parent


def text_of(node, known):
    """The texts that an expression can be, as a list; None for each that is not spelled out."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else [None]
    if isinstance(node, ast.JoinedStr):
        return ["".join(part.value if isinstance(part, ast.Constant) else "{}" for part in node.values)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod):
        return [text and SPEC.sub("{}", text) for text in text_of(node.left, known)]
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        left, right = text_of(node.left, known), text_of(node.right, known)
        return [(a or "{}") + (b or "{}") if a or b else None for a in left for b in right]
    if isinstance(node, ast.IfExp):
        return text_of(node.body, known) + text_of(node.orelse, known)
    if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "format":
        return [text and re.sub(r"\{[^}]*\}", "{}", text) for text in text_of(node.func.value, known)]
    if isinstance(node, ast.Name) and known.get(node.id):
        return known[node.id]
    return [None]


@lru_cache(maxsize=None)
def assigned(function):
    """The texts that local names and arguments of a function are given."""
    known = {}
    for node in ast.walk(function):
        if isinstance(node, (ast.Assign, ast.AugAssign)):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            texts = [text for text in text_of(node.value, {}) if text]
            for target in targets:
                if isinstance(target, ast.Name) and texts and isinstance(node, ast.Assign):
                    known.setdefault(target.id, []).extend(texts)
    arguments = getattr(function, "args", None)
    if arguments is not None:
        defaults = arguments.defaults
        names = arguments.args[len(arguments.args) - len(defaults) :]
        for name, default in zip(names, defaults):
            if isinstance(default, ast.Constant) and isinstance(default.value, str):
                known.setdefault(name.arg, []).append(default.value)
    return known


def last_name(node):
    return node.attr if isinstance(node, ast.Attribute) else getattr(node, "id", "")


def said(node, known):
    """(kind, type, expression of the text or None) for each thing that a node says."""
    if isinstance(node, ast.Raise) and node.exc is not None:
        if isinstance(node.exc, ast.Call):
            yield "raise", last_name(node.exc.func), node.exc.args[0] if node.exc.args else None
        elif last_name(node.exc)[:1].isupper():
            yield "raise", last_name(node.exc), None
    elif isinstance(node, ast.Call):
        name = last_name(node.func)
        if name[:1].isupper() and name.endswith(("Error", "Group")):
            for argument in node.args:
                if any(text_of(argument, known)):
                    yield "raise", name, argument
        owner = last_name(node.func.value) if isinstance(node.func, ast.Attribute) else ""
        if name in ("warn", "_warn") and node.args:
            yield "warn", last_name(node.args[1]) if len(node.args) > 1 else "", node.args[0]
        elif name == "_deprecated" and node.args:
            yield "warn", "DeprecationWarning", node.args[1] if len(node.args) > 1 else node.args[0]
        elif name in LOUD and owner == "logger" and node.args:
            yield "log", "", node.args[0]
        elif name == "_fatal_error" and len(node.args) > 1:
            yield "handle", "", node.args[1]
        elif name in ("set_exception", "_set_exception") and isinstance(node.args[0], ast.Call):
            error = node.args[0]
            yield "raise", last_name(error.func), error.args[0] if error.args else None
    elif isinstance(node, ast.Dict):
        for key, value in zip(node.keys, node.values):
            if isinstance(key, ast.Constant) and key.value == "message":
                yield "handle", "", value


def messages(path):
    source = path.read_text(encoding="utf-8")
    tree = ast.parse(source)
    owner = {}
    for function in ast.walk(tree):
        if isinstance(function, (ast.FunctionDef, ast.AsyncFunctionDef)):
            for node in ast.walk(function):
                owner[node] = function
    for node in ast.walk(tree):
        known = assigned(owner[node]) if node in owner else {}
        for kind, error, expression in said(node, known):
            if expression is None:
                yield kind, error, ""
                continue
            for text in text_of(expression, known):
                if text is None:
                    yield kind, error, "= " + " ".join(ast.get_source_segment(source, expression).split())
                else:
                    yield kind, error, SPEC.sub("{}", text) if kind == "log" else text


paths = ROOT.parent.glob("*.py") if json.load(sys.stdin) == "others" else ROOT.rglob("*.py")
found = {(*message, path.name) for path in paths for message in messages(path)}
json.dump(sorted(found), sys.stdout)
