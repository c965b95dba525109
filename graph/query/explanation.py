"""What is told of one thing: the records that `explain` fills and `render` writes as text."""

from __future__ import annotations

from dataclasses import dataclass

from graph.vocabulary import Label


@dataclass(frozen=True, slots=True, order=True)
class Evidence:
    """One place of one article that tells something.

    published: day or instant as the article gives it, "" if unknown. outlet: who published it.
    sentence: the clause or sentence quoted; trigger: the word in it, at `offset` of the sentence.
    modality, cue: how the source presents it, and the word that decided so.
    according_to: innermost source. relayed_by: outlets between that source and the outlet. url: of the article.
    """

    published: str
    article: str
    outlet: str
    sentence: str
    trigger: str = ""
    offset: int = -1
    modality: Label = Label()  # noqa: RUF009  (frozen)
    cue: str = ""
    according_to: tuple[str, ...] = ()
    relayed_by: tuple[str, ...] = ()
    headline: str = ""
    url: str = ""


@dataclass(frozen=True, slots=True)
class EventAccount:
    """An event: what kind, who in which role, when, how sure, and who tells it.

    date: EDTF if there is one, else the first and last possible day, "" if unknown; time_text: the article's own words.
    roles: (role, names). links: (relation, label of the other event). status: computed over all that tell it.
    """

    iri: str
    label: str
    type: Label
    date: str
    time_text: str
    status: Label
    contested: bool
    roles: tuple[tuple[Label, tuple[str, ...]], ...]
    links: tuple[tuple[Label, str], ...]
    evidence: tuple[Evidence, ...]
    quote: str = ""


@dataclass(frozen=True, slots=True)
class PostAccount:
    """A post held (`former` False) or once held, and where that is told."""

    holder: str
    post: str
    former: bool
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Explanation:
    """What a graph says of a thing.

    asked: as the user wrote it. found: False if the graph knows nothing of that name; then only `near` is filled.
    others: names of further things that the asked name may mean. near: names that look like it.
    names: other names; misspelt: variants that are slips; reasons: why they are taken as one.
    facts: (relation, names) about an entity that are no events: where it lies, what it represents.
    events: an event itself, or all that an entity takes part in, by date.
    attributed: labels of further events that are told on its word, by date. articles: headlines that mention it.
    text: all of it as text.
    """

    asked: str
    found: bool
    iri: str = ""
    label: Label = Label()  # noqa: RUF009  (frozen)
    type: Label = Label()  # noqa: RUF009  (frozen)
    names: tuple[str, ...] = ()
    misspelt: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()
    facts: tuple[tuple[Label, tuple[str, ...]], ...] = ()
    posts: tuple[PostAccount, ...] = ()
    events: tuple[EventAccount, ...] = ()
    attributed: tuple[str, ...] = ()
    articles: tuple[str, ...] = ()
    others: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    text: str = ""
