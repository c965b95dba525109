"""`newsgraph config`: the settings in force."""

from __future__ import annotations

import argparse

from graph.commands.base import DONE, Command, settings_of
from graph.commands.build import settings_arguments
from graph.config import as_toml

_EXAMPLES = """\
examples:
  newsgraph config > newsgraph.toml
  newsgraph config --config newsgraph.toml"""


def _run(asked: argparse.Namespace) -> int:
    print(as_toml(settings_of(asked)), end="")
    return DONE


COMMAND = Command("config", "print the settings in force", _EXAMPLES, settings_arguments, _run)
