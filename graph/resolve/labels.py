"""The entity that a cluster of profiles becomes: its class, labels and links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence

from graph.identifiers import entity_id
from graph.model import Entity
from graph.resolve.compare import top
from graph.resolve.known import Knowledge, Known
from graph.resolve.normalise import is_han, is_latin, normalise, parts, simplify
from graph.resolve.profiles import Profile


def make_entity(profiles: Sequence[Profile], reasons: Iterable[str], known: Knowledge) -> Entity:
    """Return the entity of a cluster; the gazetteer's id, class and labels stand where it knows the thing."""
    keys: Counter[str] = Counter()
    surfaces: Counter[str] = Counter()
    types: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for p in profiles:
        keys.update(p.keys)
        surfaces.update(p.surfaces)
        types.update(p.types)
        names[p.name] += sum(p.surfaces.values())
    entry = known.entities.get(top(keys)) if keys else None
    if entry is not None:
        return _from_entry(entry, surfaces, reasons)
    type_ = top(types)
    label = best_label(names, type_)
    latin = sorted(
        {g for p in profiles for g in p.glosses} | {n for n in names if is_latin(n)}, key=lambda g: (-len(g), g)
    )
    english = latin[0] if latin and latin[0] != label else None
    shown = {s for s in surfaces if s != label}
    hidden = {s for s in shown if is_slip(s, label, names)}
    return Entity(
        entity_id(type_, label),
        type_,
        label,
        english,
        tuple(sorted(shown - hidden - {english})),
        tuple(sorted(hidden)),
        reasons=tuple(sorted(set(reasons))),
    )


def _from_entry(entry: Known, surfaces: Iterable[str], reasons: Iterable[str]) -> Entity:
    alt = sorted({s for s in (*surfaces, *entry.alt) if s not in (entry.label, entry.label_en)})
    return Entity(
        entry.id,
        entry.type,
        entry.label,
        entry.label_en,
        tuple(alt),
        (),
        entry.represents,
        entry.metonym_of,
        entry.based_in,
        entry.contained_in,
        entry.same_as,
        tuple(sorted(set(reasons))),
    )


def from_gazetteer(entry: Known) -> Entity:
    """Return an entity that no name of the corpus denotes, but something else does (两韩, a publisher)."""
    return _from_entry(entry, (), ())


def best_label(names: Counter[str], type_: str) -> str:
    """Return the fullest common Chinese name, in Simplified script; a Latin one only if there is no other.

    Fullest: most parts for a person (约翰·克里 over 克里); then the one used most; then the longer.
    """
    chinese = [n for n in names if not is_latin(n)] or list(names)
    pure = [n for n in chinese if is_han(n)] or chinese

    def rank(name: str) -> tuple[int, int, int, str]:
        several = -len(parts(name)) if type_ == "Person" else 0
        return several, -names[name], -len(name), name

    if type_ == "Person":
        longest = max(len(n) for n in pure)
        han = [
            n
            for n in pure
            if len(parts(n)) == 1 and any(n != m and n.startswith(m) for m in pure) and len(n) == longest
        ]
        pure = han or pure
    return min(pure, key=rank)


def is_slip(surface: str, label: str, names: Counter[str]) -> bool:
    """Tell whether a surface is a misspelling or a typographic variant of the label, not a real other name."""
    name = normalise(surface)
    if name == label:
        return simplify(surface) != label.replace("·", "·") and simplify(surface) == surface
    return len(name) == len(label) >= 3 and is_han(name) and sum(a != b for a, b in zip(name, label, strict=True)) == 1
