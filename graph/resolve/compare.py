"""Are two profiles one entity? Rules with reasons: what says so, and what forbids it.

Candidate pairs come from blocks (same name, same last part, same gloss, same post), so that a corpus is not compared
pair by pair. Strength 0: the text or the gazetteer says so; 1: the same full name; 2: a short form of a full name;
3: one character apart with the same post.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import combinations, pairwise

from graph.resolve.clusters import Judgement
from graph.resolve.known import Knowledge
from graph.resolve.normalise import is_han, is_latin, one_apart, parts
from graph.resolve.profiles import Profile, of_two_realms

PAIRS_PER_BLOCK = 2000  # a block larger than that says nothing (王 in a million articles)
MANY = 60  # sets of one name that are compared with each other for differences
PREFIXES = ("小", "老", "大")


def is_full(name: str) -> bool:
    """Tell whether a person's name has several parts: 约翰·克里, John Kerry."""
    return len(parts(name)) > 1


def standard(name: str, known: Knowledge) -> str:
    """Return the name with every part in the form that the table of variants prefers."""
    if name in known.variants:
        return known.variants[name]
    return "·".join(known.variants.get(p, p) for p in name.split("·"))


def by_name(profiles: Sequence[Profile], known: Knowledge) -> Iterator[Judgement]:
    """Judge pairs of the same key, and of the same full name in two articles."""
    keys: dict[str, list[Profile]] = defaultdict(list)
    names: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    glosses: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for p in profiles:
        if p.keys:
            keys[top(p.keys)].append(p)
        if p.family != "person" or not _is_short(p):
            names[(p.family, standard(p.name, known))].append(p)
        for gloss in sorted(
            p.glosses | ({p.name} if is_latin(p.name) and (is_full(p.name) or p.family != "person") else set())
        ):
            glosses[(p.family, gloss.casefold())].append(p)
    yield from _chain(keys.values(), 0, "同一词条")
    yield from _chain(names.values(), 1, "同名")
    yield from _chain(glosses.values(), 1, "同一外文名")


def _is_short(p: Profile) -> bool:
    """Tell whether a name has one part: a family name alone, or a Chinese name, which its form does not tell apart."""
    return not is_full(p.name)


def _chain(groups: Iterable[Sequence[Profile]], strength: int, reason: str) -> Iterator[Judgement]:
    for group in groups:
        nodes = sorted({p.node for p in group})
        for a, b in pairwise(nodes):
            yield Judgement(strength, a, b, f"{reason}：{_name(a)} = {_name(b)}")


def _name(node: str) -> str:
    return node.split("|")[1]


def top(counts: dict[str, int]) -> str:
    """Return the most frequent item, the first in order among equals."""
    return min(counts, key=lambda k: (-counts[k], k))


def within_article(profiles: Sequence[Profile], known: Knowledge) -> Iterator[Judgement]:
    """Judge short forms of full names inside each article: they need exactly one full name to belong to."""
    articles: dict[tuple[str, str], list[Profile]] = defaultdict(list)
    for p in profiles:
        articles[(p.article, p.family)].append(p)
    for group in articles.values():
        for p in sorted(group, key=lambda p: p.node):
            longer = {q.node: q for q in group if shortens(p, q, known)}
            full = {standard(q.name, known) for q in longer.values()}
            if len(full) == 1 or (longer and p.family == "person" and _one_person(list(longer.values()))):
                q = longer[min(longer)]
                for node in sorted(longer):
                    yield _judge(2, p.node, node, f"简称：{p.name} < {q.name}")


def _one_person(full: Sequence[Profile]) -> bool:
    """Tell whether all full names are spellings of one: each pair differs by one character at most."""
    return all(a.name == b.name or one_apart(a.name, b.name) for a, b in combinations(full, 2))


def shortens(p: Profile, q: Profile, known: Knowledge) -> bool:
    """Tell whether p's name may be a short form of q's."""
    a, b = standard(p.name, known), standard(q.name, known)
    if a == b or p.node == q.node or p.family != q.family or len(a) >= len(b):
        return False
    if p.family == "person":
        if is_full(b):
            return a.casefold() in (parts(b)[-1], parts(b)[0]) and (a.casefold() == parts(b)[-1] or len(a) > 1)
        return is_han(b) and len(b) == 4 and len(a) == 2 and b.startswith(a) and "·" not in b
    rest = b.removesuffix(a)
    return rest != b and rest in known.countries and p.family == "body"


def across(
    profiles: Sequence[Profile], roots: dict[str, str], known: Knowledge, differ: Callable[[str, str], bool]
) -> Iterator[Judgement]:
    """Judge short names across articles, after full names have been joined (`roots`: node -> its set so far).

    A short name joins the one full name of the corpus that it may stand for; where several may be meant, a post
    decides, and else it stays by itself. `differ` tells which of the sets are known to be different people.
    """
    people = [p for p in profiles if p.family == "person"]
    posts: dict[str, set[tuple[str, str]]] = defaultdict(set)
    full: dict[str, set[str]] = defaultdict(set)
    for p in people:
        posts[roots[p.node]] |= p.posts
        if is_full(p.name):
            for part in {parts(standard(p.name, known))[-1], parts(standard(p.name, known))[0]}:
                full[part].add(roots[p.node])
    short: dict[str, list[Profile]] = defaultdict(list)
    for p in sorted(people, key=lambda p: p.node):
        if not is_full(p.name):
            short[standard(p.name, known).casefold()].append(p)
    for name, group in sorted(short.items()):
        sets = sorted({roots[p.node] for p in group} | full.get(name, set()))
        whole = full.get(name, set())
        for p in group:
            root = roots[p.node]
            mates = whole - {root} if root not in whole else set()
            if len(whole) == 1 and mates:
                yield _judge(2, root, min(mates), f"全库唯一全名：{p.name}")
            elif len(whole) > 1 and mates:
                same = sorted(m for m in mates if shared_post(posts[root], posts[m]))
                if len(same) == 1:
                    yield _judge(2, root, same[0], f"同职：{p.name}")
        if len(whole) <= 1:
            yield from _namesakes(name, sets, {root: _realm(people, roots, root) for root in sets}, differ)
    yield from _one_character(people, roots, posts)


def _realm(people: Sequence[Profile], roots: dict[str, str], root: str) -> frozenset[str]:
    return frozenset().union(*(p.realm for p in people if roots[p.node] == root))


def _namesakes(
    name: str, sets: Sequence[str], realms: dict[str, frozenset[str]], differ: Callable[[str, str], bool]
) -> Iterator[Judgement]:
    """Judge sets of one name. If some are known to differ, those of which no post is told go with the most told one."""
    told = Counter(realm for root in sets for realm in realms[root])
    if not told or not any(differ(a, b) for a, b in combinations(sets[:MANY], 2)):
        for a, b in pairwise(sets):
            yield _judge(2, a, b, f"同名：{name}")
        return
    first = told.most_common(2)
    main = first[0][0] if len(first) == 1 or first[0][1] > first[1][1] else ""
    groups: dict[str, list[str]] = defaultdict(list)
    for root in sets:
        for realm in sorted(realms[root] or ({main} - {""})):
            groups[realm].append(root)
    for realm in sorted(groups):
        for a, b in pairwise(groups[realm]):
            yield _judge(2, a, b, f"同名：{name}")


def _judge(strength: int, a: str, b: str, reason: str) -> Judgement:
    first, second = sorted((a, b))
    return Judgement(strength, first, second, reason)


def _one_character(
    people: Sequence[Profile], roots: dict[str, str], posts: dict[str, set[tuple[str, str]]]
) -> Iterator[Judgement]:
    """Judge names one character apart with the same post: 谢振华 and 解振华, both 中国气候特使."""
    blocks: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for p in people:
        if is_han(p.name) and len(p.name) >= 3:
            for i in range(len(p.name)):
                blocks[f"{p.name[:i]}*{p.name[i + 1 :]}"].add((p.name, p.node))
    for block in sorted(blocks):
        members = sorted(blocks[block])
        for (a, x), (b, y) in list(combinations(members, 2))[:PAIRS_PER_BLOCK]:
            if a == b or roots[x] == roots[y]:
                continue
            if is_full(a) or shared_post(posts[roots[x]], posts[roots[y]]):
                reason = "一字之差" if is_full(a) else "一字之差而同职"
                yield _judge(3, roots[x], roots[y], f"{reason}：{a} / {b}")


def shared_post(a: set[tuple[str, str]], b: set[tuple[str, str]]) -> bool:
    """Tell whether two people are said to hold one post: same title, and the same country or body on both sides."""
    return any(t == u and x == y and x for t, x in a for u, y in b)


def differences(profiles: Sequence[Profile], known: Knowledge) -> Iterator[tuple[str, str]]:
    """Return the pairs that cannot be one: other keys, other first names with one last name, father and son."""
    blocks: dict[str, list[Profile]] = defaultdict(list)
    for p in profiles:
        if p.family == "person":
            blocks[parts(standard(p.name, known))[-1] if parts(p.name) else p.name].append(p)
            for prefix in PREFIXES:
                if p.name.startswith(prefix) and len(p.name) > 2:
                    blocks[p.name.removeprefix(prefix)].append(p)
    for group in blocks.values():
        for p, q in combinations(_representatives(group), 2):
            if p.node != q.node and _contradict(p, q, known):
                yield p.node, q.node
    keyed = sorted((p for p in profiles if p.keys), key=lambda p: p.node)
    names: dict[str, list[Profile]] = defaultdict(list)
    for p in keyed:
        names[p.name].append(p)
    for group in names.values():
        for p, q in combinations(_representatives(group), 2):
            if top(p.keys) != top(q.keys):
                yield p.node, q.node


def _representatives(group: Sequence[Profile]) -> list[Profile]:
    """Return one profile for each name, gloss, key and realm: what is alike in all is of no use to compare twice."""
    alike: dict[tuple[object, ...], Profile] = {}
    for p in sorted(group, key=lambda p: p.node):
        key = (p.name, tuple(sorted(p.glosses)), top(p.keys) if p.keys else "", p.article if p.realm else "")
        alike.setdefault(key, p)
    return list(alike.values())


def _contradict(p: Profile, q: Profile, known: Knowledge) -> bool:
    a, b = standard(p.name, known), standard(q.name, known)
    if a != b and any(x == pre + y for pre in PREFIXES for x, y in ((a, b), (b, a)) if is_han(y)):
        return True
    if is_full(a) and is_full(b) and parts(a)[0] != parts(b)[0] and is_han(a) == is_han(b):
        if any(x.endswith(y) or y.endswith(x) for x, y in [(parts(a)[0], parts(b)[0])]):
            return False
        if is_han(a):
            return not one_apart(parts(a)[0], parts(b)[0])
        return a.casefold()[0] != b.casefold()[0]
    if of_two_realms(p, q):
        return True
    last = {parts(g)[-1] for g in p.glosses}, {parts(g)[-1] for g in q.glosses}
    return bool(last[0] and last[1]) and not (last[0] & last[1])
