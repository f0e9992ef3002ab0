"""The tables of states that rules keep, and the section of ARCHITECTURE.md that draws them."""

import importlib
import pkgutil
from dataclasses import dataclass
from typing import get_args, get_type_hints

import agenda
import notifications.message
from agenda.cases import concern

HEADING = "## States"
FOREWORD = (
    "Each diagram is a table of the code (`TRANSITIONS`), drawn from it and checked against it by "
    "`tests/architecture/test_states.py`; what is not drawn cannot happen. *Taken back* (`TAKEN_BACK`) is what "
    "leads back from a deed that was wrong, by correcting it alone.\n"
)


@dataclass(frozen=True)
class Table:
    """States and what each may become; a case's concern has no states of its own, only gates."""

    name: str
    about: str
    first: tuple[str, ...]
    leads_to: dict[str, tuple[str, ...]]
    led_back: tuple[tuple[str, str], ...] = ()

    @property
    def diagram(self):
        lines = [f"[*] --> {state}" for state in self.first]
        lines += [f"{state} --> {to}" for state, targets in self.leads_to.items() for to in targets]
        lines += [f"{state} --> {to} : taken back" for state, to in self.led_back]
        lines += [f"{state} --> [*]" for state, targets in self.leads_to.items() if not targets]
        return "\n".join(["```mermaid", "stateDiagram-v2", *(f"    {line}" for line in lines), "```"])


def tables():
    """Every table of transitions there is, room by room."""
    modules = [
        importlib.import_module(found.name) for found in pkgutil.walk_packages(agenda.__path__, "agenda.")
    ]
    found = [gates()]
    for module in [*modules, notifications.message]:
        for name in vars(module):
            if name.endswith("TRANSITIONS"):
                found += [table_of(module, name)]
    return found


def table_of(module, name):
    transitions = vars(module)[name]
    states = list(type(next(iter(transitions))))
    leads_to = {str(s): tuple(str(to) for to in states if to in transitions[s]) for s in states}
    back = vars(module).get("TAKEN_BACK", {}) if name == "TRANSITIONS" else {}
    led_back = tuple((str(s), str(to)) for s in states for to in states if to in back.get(s, ()))
    own_name = name.removesuffix("TRANSITIONS").strip("_").lower() or module.__name__.rpartition(".")[2]
    return Table(own_name, about(module), (str(states[0]),), leads_to, led_back)


def gates():
    """What may become of a concern when it is received."""
    kinds = [kind.__name__.lower() for kind in get_args(get_type_hints(concern.received)["return"])]
    return Table(
        "concern", about(concern), ("received",), {"received": tuple(kinds)} | dict.fromkeys(kinds, ())
    )


def about(module):
    return module.__doc__.strip().splitlines()[0]


def section():
    parts = [f"### {table.name}\n\n{table.about}\n\n{table.diagram}\n" for table in tables()]
    return "\n".join([HEADING, "", FOREWORD, *parts])
