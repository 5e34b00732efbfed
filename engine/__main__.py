"""The same model from a terminal: python -m engine --help."""

import argparse
import contextlib
import dataclasses
import io
import json
import math
import sys
from collections.abc import Callable, Sequence
from typing import Any, NoReturn

import numpy as np
import pandas as pd

from engine import answers, codec, console, files, published, selftest, study, tables, uncertainty
from engine.case import Case
from engine.explain import explained
from engine.load import PARAMETERS, PRESETS, SOURCES, STARTING_POINTS, text_of, write
from engine.model import OUTCOMES, evaluate, sources_of
from engine.quantity import Value
from engine.remarks import remarks
from engine.scenario import SETTINGS, Scenario, unknown_setting
from engine.sheet import csv
from engine.tables import backtest as past_bands

_MOST_DRAWS = 2**17  # what a small machine's memory holds
Command = Callable[[argparse.Namespace], None]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command; 0 when it went well, 2 with one line on stderr for bad input."""
    console.write_everything()
    try:
        options = _parser().parse_args(arguments)
        options.command(options)
        if sys.stdout:
            sys.stdout.flush()
    except ValueError as error:
        print(f"engine: {error}", file=sys.stderr)
        return 2
    except BrokenPipeError:  # the reader, such as head, has seen enough
        _give_up_output()
    except OSError as error:
        _give_up_output()
        print(f"engine: the output cannot be written: {error.strerror}.", file=sys.stderr)
        return 2
    return 0


def _give_up_output() -> None:
    """What is still to be written goes nowhere, also at the end, when Python writes what is left."""
    with contextlib.suppress(OSError):
        sys.stdout.close()
    sys.stdout = io.StringIO()


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, as everything else does."""

    def error(self, message: str) -> NoReturn:
        raise ValueError(message)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="python -m engine", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="command")

    def command(
        name: str, function: Command, text: str, *, scenario: bool = False, as_json: bool = True
    ) -> argparse.ArgumentParser:
        sub = commands.add_parser(name, help=text, description=text)
        sub.set_defaults(command=function)
        if scenario:
            sub.add_argument(
                "--preset", default="proposal", metavar="NAME", help="start from a named scenario"
            )
            sub.add_argument(
                "--set", nargs="+", action="extend", default=[], metavar="NAME=VALUE", dest="changes"
            )
        if as_json:
            sub.add_argument("--json", action="store_true", help="machine-readable output")
        return sub

    command("evaluate", _evaluate, "all results of a scenario", scenario=True)
    command("levers", _levers, "the settings: value, range, unit, grade")
    command("outcomes", _outcomes, "the results: title, unit, inputs, sources")
    command("sources", _sources, "the sources")
    command("presets", _presets, "the named scenarios")
    basket = command("basket", _basket, "the ranked goods", scenario=True, as_json=False)
    basket.add_argument("--goods", type=console.whole, metavar="N", help="how many goods")
    basket.add_argument("--csv", action="store_true", help="as CSV")
    explain = command(
        "explain", _explain, "a result's formula, values and sources", scenario=True, as_json=False
    )
    explain.add_argument("outcome", metavar="OUTCOME", help="its name, see: outcomes")
    sure = command("uncertainty", _uncertainty, "bands by year and the chance of the goal", scenario=True)
    sure.add_argument("--draws", type=_draws, default=uncertainty.DRAWS, metavar="N", help="a power of two")
    sure.add_argument("--seed", type=console.count, default=uncertainty.SEED, metavar="S")
    run = command(
        "run",
        _run,
        "a scenario's file as tables, workbook, code and link, written into a folder",
        as_json=False,
    )
    run.add_argument(
        "file", metavar="SCENARIO.json", help="as the page or Scenario.to_json gives it; - for standard input"
    )
    run.add_argument("--out", required=True, metavar="FOLDER")
    run.add_argument("--address", default="", metavar="URL", help="where the app is to be found, for links")
    command("backtest", _backtest, "would the bands have held in the past?")
    seek = command("seek", _seek, "the value of a lever that reaches the goal", scenario=True)
    seek.add_argument("lever", metavar="LEVER", help="its name, see: levers")
    command("attribute", _attribute, "what moved turnover from the scenario without policy", scenario=True)
    claim = command("claim", _claim, "a claim held against the past")
    claim.add_argument("amount", type=console.amount, metavar="BILLION")
    claim.add_argument("year", type=console.whole, metavar="YEAR")
    claim.add_argument("--start", default="stated_2022", choices=list(STARTING_POINTS), metavar="START")
    command(
        "publish",
        _publish,
        "the lines for a new version of the settings, where one has changed",
        as_json=False,
    )
    command("selftest", _selftest, "checks the installation against known results", as_json=False)
    return parser


def _scenario(options: argparse.Namespace) -> Scenario:
    changes = {}
    for change in options.changes:
        name, sign, text = change.partition("=")
        if not sign:
            raise ValueError(f"“{change}” is not of the form name=value.")
        if name not in SETTINGS:
            raise ValueError(str(unknown_setting(name)))
        changes[name] = _value(name, text)
    return Scenario.preset(options.preset).replace(**changes)


def _value(name: str, text: str) -> Value:
    """The value that was typed for a setting; what is no number stays a text, which the scenario refuses."""
    if PARAMETERS[name].is_number and not console.is_number(text):
        if told := console.hint(text):
            raise ValueError(f"{name}: “{text}” is not a number{told}.")
        return text
    return codec.parsed(text, PARAMETERS[name].value)


def _draws(text: str) -> int:
    draws = console.whole(text)
    if draws > _MOST_DRAWS:
        raise argparse.ArgumentTypeError(f"{text} draws are too many; up to {_MOST_DRAWS} are possible.")
    return draws


def _evaluate(options: argparse.Namespace) -> None:
    scenario = _scenario(options)
    results = evaluate(scenario)
    said = [str(remark) for remark in remarks(scenario, results)]
    scalars, yearly = tables.scalars(results), tables.yearly(results)
    if options.json:
        flat = dict(zip(scalars["name"], scalars["value"], strict=True))
        by_year = {name: yearly[name].tolist() for name in yearly}
        _print_json({"scenario": scenario.to_dict(), **flat, "yearly": by_year, "remarks": said})
        return
    print("\n".join(said))
    print(scalars.to_string(index=False))
    shown = ["year", "exports", "imports", "turnover", "required_path", "programme_added", "balance"]
    print("\n" + yearly[shown].to_string(index=False, float_format=lambda x: f"{x:.3f}"))


def _levers(options: argparse.Namespace) -> None:
    passports = tables.parameters().set_index("name").loc[list(SETTINGS)].reset_index()
    _print_table(passports.drop(columns="used"), options.json)


def _outcomes(options: argparse.Namespace) -> None:
    rows = [
        (
            o.name,
            o.title,
            o.unit,
            o.shape,
            ", ".join(o.arguments),
            ", ".join(s.id for s in sources_of(o.name)),
        )
        for o in OUTCOMES.values()
    ]
    _print_table(
        pd.DataFrame(rows, columns=["name", "title", "unit", "shape", "inputs", "sources"]), options.json
    )


def _sources(options: argparse.Namespace) -> None:
    rows = [
        (s.id, s.title, s.producer, s.published, s.read, s.licence, s.pass_on, s.url)
        for s in SOURCES.values()
    ]
    names = ["id", "title", "producer", "published", "read", "licence", "pass_on", "url"]
    _print_table(pd.DataFrame(rows, columns=names), options.json)


def _presets(options: argparse.Namespace) -> None:
    rows = [(name, record["title"], record["note"]) for name, record in PRESETS.items()]
    _print_table(pd.DataFrame(rows, columns=["name", "title", "note"]), options.json)


def _basket(options: argparse.Namespace) -> None:
    scenario = _scenario(options)
    if options.goods is not None:
        scenario = scenario.replace(programme_goods=options.goods)
    goods = tables.basket(Case(scenario)).drop(columns="source")
    if options.csv:
        print(csv(goods), end="")
        return
    shown = goods[["rank", "hs6", "unrealised", "exports_to_china", "potential", "weight", "description"]]
    shown = shown.assign(description=shown["description"].str.slice(0, 60))
    print(shown.to_string(index=False, float_format=lambda x: f"{x:.3f}"))


def _explain(options: argparse.Namespace) -> None:
    for line in explained(options.outcome, Case(_scenario(options))):
        print(line)


def _uncertainty(options: argparse.Namespace) -> None:
    scenario = _scenario(options)
    some = uncertainty.futures(scenario, options.draws, options.seed)
    names = [f"{quantile:.0%}" for quantile in uncertainty.QUANTILES]
    bands = pd.DataFrame(some.bands.T, columns=names).assign(year=some.year)[["year", *names]]
    at, by = some.probability_at(scenario.target), some.probability_by(scenario.target)
    if options.json:
        record = {"draws": options.draws, "seed": options.seed, "probability_at": at, "probability_by": by}
        _print_json({**record, "bands": bands.to_dict("records")})
        return
    print(f"{options.draws} draws, seed {options.seed}: turnover in billions of US dollars, by quantile")
    print(bands.to_string(index=False, float_format=lambda x: f"{x:.1f}"))
    print(
        f"at or above {scenario.target:g} in {scenario.target_year}: {at:.0%}; in any year by then: {by:.0%}"
    )


def _run(options: argparse.Namespace) -> None:
    if not options.out:
        raise ValueError("--out: a folder is expected.")
    found = files.of(study.from_json(text_of(options.file)).case(), options.address)
    write(options.out, found)
    print("\n".join(found))


def _backtest(options: argparse.Namespace) -> None:
    _print_table(past_bands.held().round(3), options.json)


def _seek(options: argparse.Namespace) -> None:
    found = answers.seek(Case(_scenario(options)), options.lever)
    if options.json:
        _print_json(dataclasses.asdict(found))
    elif found.always:
        print(f"The goal is reached whatever {found.lever} is.")
    elif found.value is not None:
        print(f"{found.lever} = {found.value:.10g} reaches the goal.")
    else:
        rest = (
            ""
            if found.second is None
            else f"; {found.second[0]} = {found.second[1]:.10g} would close the rest"
        )
        print(f"{found.lever} alone does not: at {found.closest:g}, {found.missing:.3f} are missing{rest}.")


def _attribute(options: argparse.Namespace) -> None:
    shares = answers.attribution(Case(_scenario(options)), Scenario.preset("no_policy"))
    _print_table(pd.DataFrame(shares.items(), columns=["part", "usd_bn"]).round(6), options.json)


def _claim(options: argparse.Namespace) -> None:
    found = answers.claim(options.amount, options.year, options.start)
    if options.json:
        _print_json({"growth": found.growth, "years": found.years, "windows": dict(found.windows)})
        return
    print(f"{options.amount:g} by {options.year} takes {found.growth:.2%} a year for {found.years} years.")
    for ledger, (fast, all_, spans) in found.windows.items():
        which = ", ".join(f"{first}–{last}" for first, last in spans)
        print(
            f"{ledger}: {fast} of {all_} past windows of that length gave as much{': ' if which else ''}{which}"
        )


def _publish(options: argparse.Namespace) -> None:
    print(published.news() or f"# Version {published.VERSION} holds: nothing has changed since.")


def _selftest(options: argparse.Namespace) -> None:
    for line in selftest.checked():
        print(line)


def _print_table(frame: pd.DataFrame, as_json: bool) -> None:
    if as_json:
        _print_json(frame.to_dict("records"))
    else:
        print(frame.astype(object).fillna("").to_string(index=False, max_colwidth=60))


def _print_json(record: Any) -> None:
    print(json.dumps(_finite(record), indent=1, ensure_ascii=not console.knows_all_letters()))


def _finite(value: Any) -> Any:
    """The same record with what JSON can say: null for numbers that are not defined or infinite."""
    if isinstance(value, dict):
        return {key: _finite(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_finite(item) for item in value]
    if isinstance(value, (float, np.floating)):
        return float(value) if math.isfinite(value) else None
    return value.item() if isinstance(value, np.generic) else value


if __name__ == "__main__":
    sys.exit(main())
