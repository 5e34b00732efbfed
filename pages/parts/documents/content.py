"""What the documents of a scenario say, whatever their form: the brief and the slides."""

from typing import NamedTuple

from pages.parts.exhibits.exhibit import Exhibit


class Number(NamedTuple):
    """A headline number: what it is, the number with its unit, and one line below it."""

    label: str
    value: str
    below: str


class Setting(NamedTuple):
    """A setting that differs from the statement: its title, its value here and there, and whether it is a choice."""

    title: str
    here: str
    stated: str
    kind: str


class Reference(NamedTuple):
    """A source: its grade, a full citation, and its address, empty for our own assumptions."""

    grade: str
    text: str
    url: str


class Content(NamedTuple):
    """All texts are ready in the reader's language. `link` is empty where no address of the app is known."""

    title: str
    finding: str
    sentences: tuple[str, ...]
    numbers: tuple[Number, ...]
    exhibits: tuple[Exhibit, ...]
    settings: tuple[Setting, ...]
    references: tuple[Reference, ...]
    limits: tuple[str, ...]
    link: str
    code: str
    edition: str
