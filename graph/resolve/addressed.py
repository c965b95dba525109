"""What a name told before or the outlet decides: whom 陈先生 and 李总理 mean, which country 我国 is."""

from __future__ import annotations

from graph.resolve.labels import from_gazetteer
from graph.resolve.normalise import is_han, normalise
from graph.resolve.scene import Scene

REACH = 6  # sentences between two namesakes within which the nearer one is meant


def addressed_person(scene: Scene, i: int, form: str) -> tuple[str, ...]:
    """Return the person of the article with the family name of 陈先生: the one with that post, or the nearest.

    Nobody if two are as likely.
    """
    surname, title = form[0], form[1:]
    here = scene.extraction.mentions[i]
    near: dict[str, int] = {}
    for j, other in enumerate(scene.extraction.mentions):
        if other.kind == "name" and scene.type_of(j) == "Person" and j != i:
            entity = scene.of[j][0]
            label = scene.entities[entity].label
            if label.startswith(surname) and is_han(label) and "·" not in label and len(label) <= 4:
                gap = abs(here.sentence - other.sentence)
                near[entity] = min(near.get(entity, gap), gap)
    in_post = {e: gap for e, gap in near.items() if any(t.endswith(title) for t, _ in scene.held.get(e, ()))}
    ranked = sorted((gap, entity) for entity, gap in (in_post or near).items())
    if not ranked or (len(ranked) > 1 and (ranked[0][0] == ranked[1][0] or ranked[0][0] > REACH)):
        return ()
    return (ranked[0][1],)


def home_country(scene: Scene, i: int) -> tuple[str, ...]:
    """Return what 我国 denotes: the country of who says it, if it stands in speech, else that of the outlet."""
    speech, events = scene.extraction.mentions[i].speech, scene.extraction.events
    if speech is not None and 0 <= speech < len(events):
        actors = [a.mention for a in events[speech].arguments if a.role == "actor" and a.mention is not None]
        denoted = [scene.entities[e] for m in actors for e in scene.of.get(m, ())]
        countries = {c for e in denoted for c in ((e.id,) if e.type == "Country" else e.represents)}
        return (countries.pop(),) if len(countries) == 1 else ()
    ids = scene.known.names.get(normalise(scene.extraction.article.outlet or ""), ())
    homes = sorted({home for key in ids if (home := scene.known.entities[key].based_in)})
    if len(homes) != 1 or homes[0] not in scene.known.entities:
        return ()
    scene.entities.setdefault(homes[0], from_gazetteer(scene.known.entities[homes[0]]))
    return (homes[0],)
