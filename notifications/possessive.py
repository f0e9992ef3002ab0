"""Whose something is, as Danish writes it."""


def possessive(name: str) -> str:
    """Medborgerforums; after s, x and z it is an apostrophe alone, as in Borgerhus'."""
    return f"{name}'" if name[-1:].casefold() in {"s", "x", "z"} else f"{name}s"
