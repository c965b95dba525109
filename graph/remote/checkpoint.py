"""How far a push has come, kept in a small file beside its source until it is done."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from graph.remote.batches import Batch


@dataclass(frozen=True, slots=True)
class Progress:
    """What the server has.

    batches, triples: how many, counted from the start of the source.
    digest: of the bytes of those batches, in their order: only the same batches may be left out when going on.
    """

    batches: int = 0
    triples: int = 0
    digest: str = ""

    def plus(self, batch: Batch) -> Progress:
        """Return the progress after one more batch."""
        digest = hashlib.sha256(self.digest.encode())
        digest.update(batch.body)
        return Progress(self.batches + 1, self.triples + batch.triples, digest.hexdigest())


class Checkpoint:
    """The file of one push: of one source to one target."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @classmethod
    def beside(cls, source: Path, target: str) -> Checkpoint:
        """Return the checkpoint of a push; `target` is whatever tells two of one source apart."""
        resolved = source.resolve()
        tag = hashlib.sha256(target.encode()).hexdigest()[:10]
        return cls(resolved.parent / f".{resolved.name}.{tag}.push")

    def read(self) -> Progress:
        """Return the progress that was kept; none if there is no file or it cannot be understood."""
        try:
            told = json.loads(self.path.read_text(encoding="utf-8"))
            return Progress(int(told["batches"]), int(told["triples"]), str(told["digest"]))
        except (OSError, ValueError, KeyError, TypeError):
            return Progress()

    def keep(self, progress: Progress) -> None:
        """Write the progress, whole or not at all."""
        part = self.path.with_name(self.path.name + ".part")
        with open(part, "w", encoding="utf-8") as file:
            json.dump(asdict(progress), file)
            file.flush()
            os.fsync(file.fileno())
        os.replace(part, self.path)

    def drop(self) -> None:
        """Remove the file: the push is done."""
        self.path.unlink(missing_ok=True)
