"""SQL is made of constants; what anybody wrote goes into it as a parameter only."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCES = sorted(
    path for package in ("bot", "index", "extract") for path in (ROOT / package).rglob("*.py")
)
RUNS = {"execute", "executemany", "executescript"}
# They hand on what they are given under these names, so that is looked at as well.
HAND_ON = {
    **dict.fromkeys(
        ("rows", "all_rows", "row", "by_first", "change", "_run_once", "tally", "first_named"),
        ("statement",),
    ),
    "_run": ("statement", "statements"),
    "_find": ("condition",),
    "_observations": ("which", "of_which"),
    "_passages": ("which",),
}
HANDING_ON = ("index/store/", "bot/telegram_app/state/")
# Made at import, before anybody can have said anything.
CONSTANT = re.compile(r"_*[A-Z][A-Z0-9_]*")
# Names and limits of our own tables, from their list in ``schema``.
OWN = {
    "bot/telegram_app/state/rescue.py": {
        *("table.name", "table.newest_first", "table.most + 1"),
        *("order", "where_known", "', '.join('?' * len(row))"),
    }
}

Function = ast.FunctionDef | ast.AsyncFunctionDef


def unsafe_statements(source: str, where: str) -> list[str]:
    """Give the statements of a module that may hold more than constants and parameters."""
    found = []
    for scope in _scopes(ast.parse(source)):
        for call in _own_nodes(scope):
            if isinstance(call, ast.Call):
                found += [
                    f"{where}:{call.lineno}: {ast.unparse(statement)}"
                    for statement in _statements(call, where)
                    if not _Scope(scope, where).is_safe(statement)
                ]
    return found


def _scopes(tree: ast.Module) -> Iterator[ast.Module | Function]:
    yield tree
    yield from (node for node in ast.walk(tree) if isinstance(node, Function))


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    for node in ast.iter_child_nodes(scope):
        if not isinstance(node, Function):
            yield node
            yield from _own_nodes(node)


def _statements(call: ast.Call, where: str) -> list[ast.expr]:
    """Give what a call runs as statements, or hands on to be run."""
    function = call.func
    name = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
    if name in RUNS:
        return call.args[:1]
    if name not in HAND_ON or not where.startswith(HANDING_ON):
        return []
    given = [one for one in call.args if ast.unparse(one) != "connection"]
    return given[: len(HAND_ON[name]) if name != "_run" else 1]


class _Scope:
    """A function, and what its names stand for."""

    def __init__(self, scope: ast.AST, where: str) -> None:
        self.own = OWN.get(where, set())
        self.values: dict[str, list[ast.expr]] = {}
        self.given: set[str] = set()
        if isinstance(scope, Function):
            arguments = (*scope.args.posonlyargs, *scope.args.args, *scope.args.kwonlyargs)
            handed_on = HAND_ON.get(scope.name, ()) if where.startswith(HANDING_ON) else ()
            self.given = {one.arg for one in arguments if one.arg in handed_on}
        for node in _own_nodes(scope):
            if isinstance(node, ast.Assign):
                for target in node.targets:
                    self._bind(target, node.value)
            elif isinstance(node, ast.For | ast.comprehension):
                self._bind(node.target, node.iter)

    def _bind(self, target: ast.expr, value: ast.expr) -> None:
        match target, value:
            case ast.Name(name), _:
                self.values.setdefault(name, []).append(value)
            case ast.Tuple(), ast.IfExp(body=one, orelse=other):
                self._bind(target, one)
                self._bind(target, other)
            case ast.Tuple(targets), ast.Tuple(values):
                for each in zip(targets, values, strict=True):
                    self._bind(*each)

    def is_safe(self, node: ast.expr) -> bool:
        if ast.unparse(node) in self.own:
            return True
        match node:
            case ast.Constant():
                return True
            case ast.Name(name):
                if CONSTANT.fullmatch(name) or name in self.given:
                    return True
                known = self.values.get(name)
                return bool(known) and all(map(self.is_safe, known))
            case ast.Attribute(attr=name):
                return CONSTANT.fullmatch(name) is not None
            case ast.JoinedStr(parts) | ast.Tuple(parts) | ast.List(parts):
                return all(map(self.is_safe, parts))
            case ast.FormattedValue(value=value) | ast.Starred(value=value):
                return self.is_safe(value)
            case ast.BinOp(left=left, op=ast.Add(), right=right):
                return self.is_safe(left) and self.is_safe(right)
            case ast.IfExp(body=one, orelse=other):
                return self.is_safe(one) and self.is_safe(other)
            case ast.Call(func=ast.Name("statements" | "_marks"), args=[script]):
                return self.is_safe(script)
            # "?, ?, ?": as many places for parameters as there are values.
            case ast.Call(func=ast.Attribute(ast.Constant(), "join"), args=[made]):
                return self._is_marks(made)
        return False

    def _is_marks(self, node: ast.expr) -> bool:
        match node:
            case ast.BinOp(left=ast.Constant("?" | "(?)"), op=ast.Mult()):
                return True
            case ast.BinOp(left=ast.List([ast.Constant("?")]), op=ast.Mult()):
                return True
        return False


@pytest.mark.parametrize("package", ["bot", "index", "extract"])
def test_statements_are_constants_with_parameters(package: str) -> None:
    unsafe = [
        found
        for path in SOURCES
        if path.relative_to(ROOT).parts[0] == package
        for found in unsafe_statements(path.read_text("utf-8"), str(path.relative_to(ROOT)))
    ]
    assert unsafe == []


@pytest.mark.parametrize(
    "code",
    [
        "def f(c, name): c.execute(f'SELECT * FROM a WHERE b = {name!r}')",
        "def f(c, name): c.execute('SELECT * FROM a WHERE b = ' + name)",
        "def f(c, name): c.execute('SELECT * FROM a WHERE b = %s' % name)",
        "def f(c, name): c.execute('SELECT * FROM {}'.format(name))",
        "def f(c, name):\n  s = 'SELECT * FROM ' + name\n  c.execute(s)",
        "def f(c, names):\n  for s in names: c.execute(s)",
        "def f(c, names): c.execute(','.join(names))",
        "def f(c, statement): c.execute(statement)",
        "def f(part, name): part.rows(f'SELECT {name}')",
        "class A:\n  def f(self): self._c.executescript(self.script)",
    ],
)
def test_what_is_put_into_a_statement_is_found(code: str) -> None:
    assert len(unsafe_statements(code, "index/store/a.py")) == 1


@pytest.mark.parametrize(
    "code",
    [
        "def f(c, name): c.execute('SELECT * FROM a WHERE b = ?', (name,))",
        "_ALL = 'SELECT *'\ndef f(c): c.execute(f'{_ALL} FROM a')",
        "def f(c, names):\n  marks = ', '.join('?' * len(names))\n  c.execute(f'SELECT ({marks})', names)",
        "def f(c, name):\n  w, v = ('', ()) if name is None else (' WHERE a = ?', (name,))\n"
        "  c.execute(f'SELECT * FROM a{w}', v)",
        "def f(c):\n  for s in (*_PRAGMAS, *statements(TABLES)): c.execute(s)",
        "class A:\n  def rows(self, statement, *values): return self.c.execute(statement, values)",
    ],
)
def test_constants_and_parameters_are_let_through(code: str) -> None:
    assert unsafe_statements(code, "index/store/a.py") == []
