"""A paper as one HTML page without anything around it, to be read, printed or kept."""

from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from notifications.paper.paper import Paper

_ENVIRONMENT = Environment(
    loader=FileSystemLoader(Path(__file__).parent),
    undefined=StrictUndefined,
    autoescape=True,
    trim_blocks=True,
    lstrip_blocks=True,
)


def as_html(paper: Paper) -> bytes:
    return _ENVIRONMENT.get_template("paper.html").render(paper=paper.as_tree()).encode()
