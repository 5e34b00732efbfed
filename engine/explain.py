"""A result explained: its formula with the values filled in, what it is made of, and the sources with grades."""

import ast
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
    yield f"{name} = {_expression(outcome.formula)}"
    yield f"{' ' * len(name)} = {_filled(outcome.formula, values)}"
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


def _title(argument: str) -> str:
    return PARAMETERS[argument].title if argument in PARAMETERS else ""


def _expression(formula: Any) -> str:
    return ast.unparse(_result(formula))


def _filled(formula: Any, values: dict[str, Any]) -> str:
    return ast.unparse(_Filled(values).visit(_result(formula)))


def _result(formula: Any) -> ast.expr:
    """What a formula returns at last, with its helping lines put in."""
    (function,) = ast.parse(textwrap.dedent(inspect.getsource(formula))).body
    assert isinstance(function, ast.FunctionDef)
    helping: dict[str, ast.expr] = {}
    result: ast.expr = ast.Constant(None)
    # in the order of the text, so that the last return is the general case
    for line in sorted(ast.walk(function), key=lambda node: getattr(node, "lineno", 0)):
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            helping[line.targets[0].id] = _Inlined(helping).visit(line.value)
        if isinstance(line, ast.Return) and line.value:
            result = _Inlined(helping).visit(line.value)
    return result


class _Inlined(ast.NodeTransformer):
    def __init__(self, helping: dict[str, ast.expr]):
        self.helping = helping

    def visit_Name(self, node: ast.Name) -> ast.expr:
        return self.helping.get(node.id, node)


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
