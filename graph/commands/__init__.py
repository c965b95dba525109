"""The sub-commands of `newsgraph`, a module each; a new one is added to `COMMANDS` in the order of the help."""

from __future__ import annotations

from graph.commands import ask, build, config, diff, explain, export, page, pull, push, query, remove, serve, validate
from graph.commands.base import Command

COMMANDS: tuple[Command, ...] = (
    build.COMMAND,
    remove.COMMAND,
    explain.COMMAND,
    ask.COMMAND,
    query.COMMAND,
    serve.COMMAND,
    validate.COMMAND,
    export.COMMAND,
    page.COMMAND,
    diff.COMMAND,
    push.COMMAND,
    pull.COMMAND,
    config.COMMAND,
)
