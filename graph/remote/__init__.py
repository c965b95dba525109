"""A graph <-> a triple store elsewhere, by the SPARQL 1.1 Graph Store HTTP Protocol.

In: a file or store of triples and the address of a server. Out: the same triples there, or what is there as a file's
bytes. Never looks at what the triples say, and never sends one anywhere but to the address given.
"""

from __future__ import annotations

from graph.remote.connection import Credentials
from graph.remote.pull import pull
from graph.remote.push import PushResult, push
from graph.remote.servers import KINDS

__all__ = ["KINDS", "Credentials", "PushResult", "pull", "push"]
