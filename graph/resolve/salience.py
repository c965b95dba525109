"""What pronouns, definite nouns and plurals denote: the most salient compatible entity before them.

After the centering tradition (Grosz, Joshi and Weinstein 1995) and Lappin and Leass (1994), in their simplest form: a
subject outweighs an object, and every sentence in between costs. No parse is needed: a name is a subject unless a word
before it in its clause marks it as something else (与, 对, 访问 …).
"""

from __future__ import annotations

import re
from collections.abc import Callable

from graph.model import Mention
from graph.resolve.addressed import addressed_person, home_country
from graph.resolve.normalise import abbreviates, normalise, simplify
from graph.resolve.plurals import denoted_by_plural
from graph.resolve.scene import Scene, is_agent, is_kind

REACH = 6  # sentences looked back
AFTER = 15  # characters between the end of a quotation and its speaker
SUBJECT, FIRST, STEP = 3.0, 0.5, 2.0  # weight of a subject, of the first in its clause; cost of a sentence in between
JOINED = re.compile(r"[和与及、](?:[^，,。；;：:！？\n]{0,8})$")  # 委内瑞拉总统马杜罗和巴西总统卢拉
CLAUSE = re.compile(r"[，,。；;：:！？!?\n“”「」]")


def resolve_pronouns(scene: Scene) -> None:
    """Fill `scene.of` for everything but names, from the first to the last; what cannot be resolved stays empty."""
    scene.text = simplify.__wrapped__(scene.extraction.article.text)  # a whole article is not worth keeping
    if len(scene.text) != len(scene.extraction.article.text):
        scene.text = scene.extraction.article.text
    for i, mention in enumerate(scene.extraction.mentions):
        if mention.kind == "name" or mention.type == "Group":
            continue
        ids = _denoted(scene, i, mention)
        if ids:
            scene.of[i] = ids


def _denoted(scene: Scene, i: int, mention: Mention) -> tuple[str, ...]:
    form = simplify(mention.surface)
    if form in scene.known.denotes:
        return tuple(k for k in scene.known.denotes[form] if k in scene.entities)
    if mention.kind == "plural":
        return denoted_by_plural(scene, i, form)
    word = scene.known.pronouns.get(form, "")
    if word == "speakerPronoun":
        return _speaker(scene, i)
    if word == "personPronoun":
        return _he_or_she(scene, i, form)
    if word == "homeCountry":
        return home_country(scene, i)
    if word == "subjectPronoun":
        before = scene.extraction.mentions[i - 1] if i else None
        if form != "其" and before is not None and before.span.end == mention.span.start:
            return scene.of.get(i - 1, ())  # 中国自己
        return _best(scene, i, is_agent)
    if word == "thingPronoun":
        return _best(scene, i, lambda t: is_agent(t) and t != "Person")
    if mention.type == "GovernmentBody":
        return _government(scene, i, form)
    if mention.type == "Person":
        return addressed_person(scene, i, form) if form[1:] in scene.known.addressed else _holder(scene, i, form)
    reach = REACH if mention.type != "MediaOutlet" else mention.sentence  # 报道说 takes up an outlet cited long before
    return _best(scene, i, lambda t: is_kind(t, mention.type), subjects=False, reach=reach)


def _he_or_she(scene: Scene, i: int, form: str) -> tuple[str, ...]:
    """Return whom 他 or 她 denotes: whoever was 她 before is no 他, and is 她 again rather than anybody else."""
    banned = _local_subjects(scene, i)
    if form == "她":
        found = _best(scene, i, lambda t: t == "Person", banned=banned, among=frozenset(scene.women))
        found = found or _best(scene, i, lambda t: t == "Person", banned=banned)
        scene.women.update(found)
        return found
    return _best(scene, i, lambda t: t == "Person", banned=banned | scene.women)


def _local_subjects(scene: Scene, i: int) -> frozenset[str]:
    """Return the subject of the pronoun's own clause, which it cannot denote (拜登授权他), and those joined to it."""
    here = scene.extraction.mentions[i]
    j = next((j for j in range(i - 1, -1, -1) if is_agent(scene.type_of(j))), -1)
    if j < 0 or scene.text[here.span.end : here.span.end + 1] == "的":
        return frozenset()
    between = scene.text[scene.extraction.mentions[j].span.end : here.span.start]
    if not between or CLAUSE.search(between) or any(word in between for word in scene.known.openers):
        return frozenset()
    found = {scene.of[j][0]}
    for k in range(j - 1, -1, -1):
        between = scene.text[scene.extraction.mentions[k].span.end : scene.extraction.mentions[j].span.start]
        if not JOINED.match(between) or not is_agent(scene.type_of(k)):
            break
        found.add(scene.of[k][0])
    return frozenset(found)


def _best(
    scene: Scene,
    i: int,
    fits: Callable[[str], bool],
    subjects: bool = True,
    banned: frozenset[str] = frozenset(),
    among: frozenset[str] | None = None,
    reach: int = REACH,
) -> tuple[str, ...]:
    here = scene.extraction.mentions[i]
    scores: dict[str, float] = {}
    for j in range(i - 1, -1, -1):
        other = scene.extraction.mentions[j]
        gap = here.sentence - other.sentence
        if gap > reach or other.span.covers(here.span):
            break
        if not fits(scene.type_of(j)) or other.kind == "plural":
            continue
        score = -STEP * gap - (here.span.start - other.span.start) / 1000
        if subjects and is_subject(scene, j):
            score += SUBJECT
        if _same_clause_object(scene, j, i):
            score -= SUBJECT
        entity = scene.of[j][0]
        if entity in banned or (among is not None and entity not in among):
            continue
        scores[entity] = max(scores.get(entity, score), score)
    return (min(scores, key=lambda e: (-scores[e], e)),) if scores else ()


def _same_clause_object(scene: Scene, j: int, i: int) -> bool:
    """Tell whether mention j stands in i's own clause right before it: 他与其… hardly denotes what it is joined to."""
    a, b = scene.extraction.mentions[j], scene.extraction.mentions[i]
    between = scene.text[a.span.end : b.span.start]
    return between in ("与", "和", "同", "跟", "对", "向")


def is_subject(scene: Scene, j: int) -> bool:
    """Tell whether a mention looks like the subject of its clause: nothing before it there marks another role."""
    mention = scene.extraction.mentions[j]
    sentences = scene.extraction.sentences
    first = sentences[mention.sentence].start if 0 <= mention.sentence < len(sentences) else 0
    start = max((m.end() for m in CLAUSE.finditer(scene.text, first, mention.span.start)), default=first)
    title = [p.span.start for p in scene.extraction.positions if p.holder == j and p.span.end == mention.span.start]
    before = scene.text[start : min([mention.span.start, *title])]  # 特使 ends in 使, which is a verb elsewhere
    following = scene.text[mention.span.end : mention.span.end + 1]
    if following in ("的", "之") or (
        following in "（(" and scene.text[mention.span.end :][:60].partition("）")[2][:1] == "的"
    ):
        return False
    if any(before.endswith(verb) for verb in scene.known.pivots) or before.startswith(scene.known.topics):
        return True
    return not any(mark in before for mark in scene.known.oblique)


def _speaker(scene: Scene, i: int) -> tuple[str, ...]:
    """Return who says 我 or 我们: the actor of the saying, if the events tell it; else who is named after it.

    Else the last subject before it.
    """
    mention, events = scene.extraction.mentions[i], scene.extraction.events
    if mention.speech is not None and 0 <= mention.speech < len(events) and i not in scene.pending:
        scene.pending.add(i)
        actors = [a.mention for a in events[mention.speech].arguments if a.role == "actor" and a.mention is not None]
        ids = [_known(scene, j) for j in actors]
        scene.pending.discard(i)
        return ids[0] if len(ids) == 1 else ()
    after = _named_after_quotation(scene, i)
    if after is not None:
        return _known(scene, after)
    return _best(scene, i, lambda t: t == "Person")


def _known(scene: Scene, j: int) -> tuple[str, ...]:
    """Return what mention j denotes, resolved now if it stands further on: “我们……”，他说."""
    if j not in scene.of and j not in scene.pending and scene.extraction.mentions[j].kind != "name":
        return _denoted(scene, j, scene.extraction.mentions[j])
    return scene.of.get(j, ())


def _named_after_quotation(scene: Scene, i: int) -> int | None:
    """Return the person right after the quotation that mention i stands in: “我们……”，克里说."""
    start = scene.extraction.mentions[i].span.end
    line = scene.text.find("\n", start)
    line = len(scene.text) if line < 0 else line
    close = next((k for k in range(start, line) if scene.text[k] in "”」』"), None)
    opened = next((k for k in range(start, line) if scene.text[k] in "“「『"), line)
    if close is None or opened < close:
        return None
    for j in range(i + 1, len(scene.extraction.mentions)):
        other = scene.extraction.mentions[j]
        if other.span.start > min(close + AFTER, line):
            return None
        between = scene.text[close + 1 : other.span.start].lstrip("，,")
        if other.span.start > close and other.type == "Person" and not CLAUSE.search(between):
            return j
    return None


def _government(scene: Scene, i: int, form: str) -> tuple[str, ...]:
    """Return the country of 拜登政府: the one that the person whose name it begins with represents."""
    for word in scene.known.government:
        person = normalise(form.removesuffix(word))
        if form.endswith(word):
            if (country := scene.known.countries.get(person, "")) in scene.entities:
                return (country,)
            for entity in scene.people.get(person, ()):
                if countries := [c for c in scene.entities[entity].represents if c in scene.entities]:
                    return (countries[0],)
    return ()


def _holder(scene: Scene, i: int, form: str) -> tuple[str, ...]:
    """Return the person of the article who holds the post named: 这位前国务卿; nobody if no one is said to."""
    bare = form.lstrip("该这那位名个")
    former = any(bare.startswith(f) for f in scene.known.former)
    for mark in scene.known.former:
        bare = bare.removeprefix(mark)
    found: list[tuple[float, str]] = []
    here = scene.extraction.mentions[i]
    definite = bare != form
    for j in range(i - 1, -1, -1):
        if scene.type_of(j) != "Person":
            continue
        person = scene.of[j][0]
        gap = here.sentence - scene.extraction.mentions[j].sentence
        for title, past in scene.held.get(person, ()):
            fits = bare == title or bare.endswith(title) or title.endswith(bare) or abbreviates(bare, title)
            if fits and (past == former or not former):
                found.append((gap + (0.5 if past != former else 0.0), person))
    if found:
        return (min(found)[1],)
    return _best(scene, i, lambda t: t == "Person") if definite and form[:1] in "这那" else ()
