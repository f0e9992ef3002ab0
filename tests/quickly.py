"""What keeps a run of thousands of tests short: stores in memory, nothing compiled twice, garbage looked for seldom."""

import gc
import os
import tempfile

from flask import Flask
from jinja2 import BytecodeCache
from werkzeug.routing import Rule

from service.database import engine as engine_module

IN_MEMORY = "/dev/shm"
ROOM_IN_MEMORY = 4 << 30  # bytes; what a run holds at a time is a small part of it
SELDOM = (50_000, 10, 10)


def quickly():
    """Before anything is made or opened: statements, templates and addresses compile to the same in every test."""
    gc.set_threshold(*SELDOM)
    _lie_in_memory()
    engine_module.create_engine = _with_one_cache(engine_module.create_engine)
    Flask.jinja_options = {**Flask.jinja_options, "bytecode_cache": _Kept()}
    Rule._compile_builder = _once_by_trace(Rule._compile_builder)  # noqa: SLF001 - no public way leads there


class _Kept(BytecodeCache):
    """What templates compile to, for all applications of a run."""

    def __init__(self):
        self._compiled = {}

    def load_bytecode(self, bucket):
        if bucket.key in self._compiled:
            bucket.bytecode_from_string(self._compiled[bucket.key])

    def dump_bytecode(self, bucket):
        self._compiled[bucket.key] = bucket.bytecode_to_string()


def _lie_in_memory():
    """Where the machine has a place for them: a commit on a disk takes milliseconds, and a test makes dozens."""
    if "TMPDIR" in os.environ or not os.access(IN_MEMORY, os.W_OK):
        return
    there = os.statvfs(IN_MEMORY)
    if there.f_bavail * there.f_frsize >= ROOM_IN_MEMORY and not there.f_flag & os.ST_NOEXEC:
        tempfile.tempdir = os.environ["TMPDIR"] = (
            IN_MEMORY  # the one for what is asked here, the other for processes
        )


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
