"""Every phrase in the source by which a channel says what went wrong with a message."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SAY_SO = {
    *("NotSent", "InDoubt", "Refused", "Absent", "Duplicate", "Expired", "Unknown"),
    *("lost", "refuse", "_refuse", "hold", "drop"),
}
CHANNELS = ("folder.py", "smtp.py", "smtp_replies.py", "opening.py", "transport.py", "exchange", "graph")
PLACES = (
    *(ROOT / "notifications" / name for name in CHANNELS),
    ROOT / "service/workflow/composing.py",
    ROOT / "service/workflow/meetings",
)


def phrases():
    """How each begins, up to what is put into it."""
    return sorted({phrase for place in PLACES for file in _files(place) for phrase in _in_file(file)})


def _files(place):
    return [place] if place.is_file() else place.rglob("*.py")


def _in_file(file):
    tree = ast.parse(file.read_text("utf-8"))
    constants = dict(_constants(tree))
    for value in constants.values():
        yield from _table(value)
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in SAY_SO:
            for value in (*node.args, *(keyword.value for keyword in node.keywords)):
                yield from _beginnings(value, constants)


def _constants(tree):
    for node in tree.body:
        if isinstance(node, ast.Assign | ast.AnnAssign):
            (target,) = node.targets if isinstance(node, ast.Assign) else [node.target]
            yield ast.unparse(target), node.value


def _table(value):
    """Of phrases: all its values have several words, some beside a wait."""
    values = value.values if isinstance(value, ast.Dict) else []
    said = [each.elts[-1] if isinstance(each, ast.Tuple) else each for each in values]
    texts = [getattr(each, "value", None) for each in said]
    if all(isinstance(text, str) and text.count(" ") > 1 for text in texts):
        yield from texts


def _beginnings(value, constants):
    match value:
        case ast.Constant(value=str(words)) if words:
            yield words
        case ast.JoinedStr(values=[ast.Constant(value=str(words)), *_]):
            yield words
        case ast.Name(id=name) if name in constants:
            yield from _beginnings(constants[name], {})
        case ast.IfExp(body=one, orelse=other) | ast.Call(args=[one, other]):
            yield from _beginnings(one, constants)
            yield from _beginnings(other, constants)
