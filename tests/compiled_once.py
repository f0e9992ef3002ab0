"""What compiles to the same in every test is compiled once a run: the statements of stores, the addresses of pages."""

from werkzeug.routing import Rule

from service.database import engine as engine_module


def compiled_once():
    engine_module.create_engine = _with_one_cache(engine_module.create_engine)
    Rule._compile_builder = _once_by_trace(Rule._compile_builder)  # noqa: SLF001 - no public way leads there


def _with_one_cache(create):
    """As `create_engine`, but what one engine has compiled of a statement serves all of its kind."""
    dialects, compiled = {}, {}

    def make(url, **named):
        made = create(url, **named)
        known = dialects.get(made.dialect.name)
        if hasattr(known, "default_isolation_level"):  # it has been connected, and knows its server
            made.dialect = known
        else:
            dialects[made.dialect.name] = made.dialect
        made.update_execution_options(compiled_cache=compiled)
        return made

    return make


def _once_by_trace(compile_builder):
    """What builds an address is made of the rule's trace and defaults alone; an application has 350 of them."""
    made = {}

    def compiled(rule, append_unknown=True):
        of = (tuple(rule._trace), repr(rule.defaults), append_unknown)  # noqa: SLF001 - all that it reads
        if of not in made:
            made[of] = compile_builder(rule, append_unknown)
        return made[of]

    return compiled
