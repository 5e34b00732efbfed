"""A result explained: its formula with the values filled in, what it is made of, and the sources with grades."""

import ast
import copy
import inspect
import textwrap
from collections.abc import Iterator
from typing import Any

import numpy as np

from engine.load import PARAMETERS
from engine.model import OUTCOMES, evaluate, inputs_of, sources_of, values_of
from engine.scenario import Scenario


def explained(name: str, scenario: Scenario) -> Iterator[str]:
    """Lines of text; results by year are shown for the goal year. ValueError for an unknown outcome."""
    if name not in OUTCOMES:
        raise ValueError(f"There is no outcome “{name}”. See: python -m engine outcomes.")
    outcome, values = OUTCOMES[name], values_of(scenario)
    yield f"{outcome.title} ({name}), {outcome.unit}"
    yield outcome.meaning
    yield ""
    expression = _result(outcome.formula, values)
    yield f"{name} = {ast.unparse(expression)}"
    yield f"{' ' * len(name)} = {_filled(expression, values)}"
    yield f"{' ' * len(name)} = {_text(evaluate(scenario)[name])}"
    yield ""
    yield "made of"
    for argument in outcome.arguments:
        title = OUTCOMES[argument].title if argument in OUTCOMES else _title(argument)
        yield f"  {argument} = {_text(values[argument])}  {title}"
    yield ""
    yield "rests on the settings and figures"
    for argument in sorted(inputs_of(name) & set(PARAMETERS)):
        quantity = PARAMETERS[argument]
        yield f"  {argument} = {_text(values[argument])} {quantity.unit}, grade {quantity.grade}: {quantity.title}"
    yield ""
    yield "sources"
    for source in sources_of(name, scenario):
        yield f"  {source.title} ({source.producer}, {source.published or source.read}) {source.url}".rstrip()


def formula(name: str, scenario: Scenario) -> tuple[str, str]:
    """A result's formula as it applies, and the same with its values filled in."""
    values = values_of(scenario)
    expression = _result(OUTCOMES[name].formula, values)
    return ast.unparse(expression), f"{_filled(expression, values)} = {_text(evaluate(scenario)[name])}"


def _title(argument: str) -> str:
    return PARAMETERS[argument].title if argument in PARAMETERS else ""


def _filled(expression: ast.expr, values: dict[str, Any]) -> str:
    return ast.unparse(_Filled(values).visit(expression))


def _result(formula: Any, values: dict[str, Any]) -> ast.expr:
    """What a formula returns for these values: the case that applies, with its helping lines put in."""
    (function,) = ast.parse(textwrap.dedent(inspect.getsource(formula))).body
    assert isinstance(function, ast.FunctionDef)
    known = inspect.unwrap(formula).__globals__ | values
    found = _returned(function.body, {}, known)
    assert found is not None, function.name
    return found


def _returned(lines: list[ast.stmt], helping: dict[str, ast.expr], known: dict[str, Any]) -> ast.expr | None:
    """The expression that a run of these lines would return, if it would; `helping` gains what they assign."""
    for line in lines:
        match line:
            case ast.Assign(targets=[ast.Name(name)], value=value):
                helping[name] = _inlined(value, helping)
            case ast.AugAssign(target=ast.Name(name), op=operator, value=value):
                helping[name] = ast.BinOp(
                    _inlined(ast.Name(name), helping), operator, _inlined(value, helping)
                )
            case ast.With(body=body):
                if found := _returned(body, helping, known):
                    return found
            case ast.If(test=test, body=body, orelse=orelse):
                if found := _returned(
                    body if _holds(_inlined(test, helping), known) else orelse, helping, known
                ):
                    return found
            case ast.Return(value=ast.expr() as value):
                return _inlined(value, helping)
    return None


def _holds(test: ast.expr, known: dict[str, Any]) -> bool:
    return bool(eval(ast.unparse(test), known))


def _inlined(expression: ast.expr, helping: dict[str, ast.expr]) -> ast.expr:
    result: ast.expr = _Inlined(helping).visit(copy.deepcopy(expression))
    return result


class _Inlined(ast.NodeTransformer):
    def __init__(self, helping: dict[str, ast.expr]):
        self.helping = helping

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return copy.deepcopy(self.helping.get(node.id, node))


class _Filled(ast.NodeTransformer):
    def __init__(self, values: dict[str, Any]):
        self.values = values

    def visit_Call(self, node: ast.Call) -> ast.expr:
        node.args = [self.visit(argument) for argument in node.args]
        return node

    def visit_Name(self, node: ast.Name) -> ast.expr:
        known = node.id in self.values
        return ast.Name(_text(self.values[node.id])) if known else node


def _text(value: Any) -> str:
    """A value for reading: series by year at the goal year, tables by their size."""
    if isinstance(value, np.ndarray):
        if value.dtype.kind not in "fi" or value.size > 60:
            return f"[{value.size} values]"
        value = value.reshape(-1)[-1]
    if isinstance(value, (bool, str)):
        return str(value)
    if isinstance(value, (int, float, np.number)):
        return f"{float(value):.6g}"
    return "[table]"
