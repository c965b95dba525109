"""The records that pass between the stages, and nothing else: frozen, slotted, standard library only.

    ingest   bytes        -> Article
    annotate Article      -> spaCy Doc (its attributes: graph/attributes.py)
    extract  Article, Doc -> Extraction       all that one article says, nothing merged
    resolve  Extractions  -> Resolution       entities and events of the whole corpus
    store    Resolution   -> RDF

Every offset is a Unicode code point into `Article.text`, counted from 0, start included, end excluded; never a token
number, since the segmenter may change. Types, roles, modalities and precisions are local names of the ontology
(`Meeting`, `actor`, `Happened`, `day`), so that a type added in Turtle passes through every stage unseen.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open stretch of `Article.text`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the characters of `text` that the span covers."""
        return text[self.start : self.end]

    def covers(self, other: Span) -> bool:
        """Tell whether `other` lies within this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Tell whether the two spans share a character."""
        return self.start < other.end and other.start < self.end


# ---------------------------------------------------------------------------------------------------------- ingest


@dataclass(frozen=True, slots=True)
class Published:
    """When an article came out.

    day: the calendar day in the outlet's own zone, the anchor of 周三 and 昨天.
    moment: the instant with its zone, when the source gives one, else None.
    precision: "day" or "minute" or "second": the finest unit the source gives.
    """

    day: dt.date
    moment: dt.datetime | None = None
    precision: str = "day"


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of the article's text: `kind` is "title", "heading" or "paragraph"."""

    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Article:
    """One article, cleaned.

    id: the file's stem, or a hash of the URL where there is no file; unique in a build, safe in an IRI.
    source: where it came from, as the user wrote it (`seeds/a.txt`, `news.jsonl#3`).
    text: NFC text: the title on the first line, then one block a line. All offsets count in it.
    blocks: title (first), headings and paragraphs; no block for caption, byline, menu, sign-off or credit.
    found: field name -> where it was found ("published" -> "front matter: date"), for every field that is set.
    """

    id: str
    source: str
    text: str
    blocks: tuple[Block, ...]
    title: str
    published: Published | None = None
    modified: Published | None = None
    outlet: str | None = None
    url: str | None = None
    author: str | None = None
    editor: str | None = None
    based_on: tuple[str, ...] = ()
    fetched: dt.datetime | None = None
    language: str = "zh"
    found: Mapping[str, str] = field(default_factory=dict)


# --------------------------------------------------------------------------------------------------------- extract


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of text that denotes an entity.

    span: the name or pronoun alone: no title, no gloss (克里 in 气候特使克里, 美 in 美中).
    surface: the characters of the span, in the article's own script.
    type: entity class (Person, Country, City, Place, Organization, MediaOutlet, …, or Group when it stands for
    unnamed people).
    kind: "name"; "pronoun" (他, 其, 自己); "nominal" (这位前国务卿, 该国); "plural" (两国, 双方, 两人, 他们).
    key: the gazetteer's entity id (`country-美国`) when the name is known, else "".
    sentence: index into `Extraction.sentences`.
    speech: the event (index into `Extraction.events`) whose words these are, if the mention stands in quoted or
        reported speech; 我 and 我们 resolve to that event's actor.
    """

    span: Span
    surface: str
    type: str
    kind: str = "name"
    key: str = ""
    sentence: int = -1
    speech: int | None = None


@dataclass(frozen=True, slots=True)
class SameAs:
    """The text itself says that two mentions (indexes) are one entity.

    reason: "gloss" (约翰·克里（John Kerry）), "apposition" (中国官媒央视CCTV), "repeated" and the like.
    """

    first: int
    second: int
    reason: str


@dataclass(frozen=True, slots=True)
class PositionMention:
    """The text says that somebody holds or held a post.

    holder, of: indexes of mentions; `of` is the country or body of the post (美国, 欧盟), None if not said.
    title: the post without its country (气候特使, 众议院议长), in simplified script; span: where it stands.
    former: True for 前, 时任, 当时的 and the like, judged at the article's date.
    """

    holder: int
    title: str
    span: Span
    of: int | None = None
    former: bool = False


@dataclass(frozen=True, slots=True)
class TimeMention:
    """A time expression and its value.

    begin, end: first and last possible day, both included; None where open or unknown.
    precision: day, span, week, month, season, year, unknown (the contract's values).
    edtf: the value in EDTF level 1 (`2023-07-17`, `2022-22`, `../2023-05-03`), "" if it has none.
    rule: which rule of the grammar read it, for the why-not log and for tests.
    """

    span: Span
    surface: str
    begin: dt.date | None
    end: dt.date | None
    precision: str
    edtf: str = ""
    rule: str = ""
    duration: str = ""


@dataclass(frozen=True, slots=True)
class Argument:
    """What fills a role of an event: exactly one of a mention (index), another event (index), or bare text.

    span: where the filler stands. carried: True if it is dropped here and was taken over from an earlier clause.
    """

    role: str
    span: Span
    mention: int | None = None
    event: int | None = None
    carried: bool = False


@dataclass(frozen=True, slots=True)
class EventMention:
    """One telling of an event.

    sentence: index into `Extraction.sentences`; scope: the clause or sentence quoted as evidence, trigger inside it.
    sources: indexes of mentions of those cited for it inside the article, innermost first ([克里, 路透社]).
    confidence: 0..1, higher is surer. rule: what found it (`lexicon:verb`, `pattern:…`, `model`).
    negated, Planned … live in `modality` (a concept of ng:ModalityScheme); cue: the words that decided it.
    """

    type: str
    trigger: Span
    sentence: int
    scope: Span
    arguments: tuple[Argument, ...] = ()
    modality: str = "Happened"
    cue: str = ""
    time: TimeMention | None = None
    sources: tuple[int, ...] = ()
    confidence: float = 1.0
    rule: str = ""


@dataclass(frozen=True, slots=True)
class EventLink:
    """A link between two events of one article (indexes): inResponseTo, purpose, causes, subEventOf."""

    first: int
    relation: str
    second: int


@dataclass(frozen=True, slots=True)
class Rejection:
    """A candidate that did not become an event, and why: the why-not log.

    extractor: who dropped it (lexicon, model); reason: one of a small fixed set of words.
    """

    span: Span
    surface: str
    type: str
    extractor: str
    reason: str


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that one article says, nothing merged. Indexes in the records point into these tuples."""

    article: Article
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...] = ()
    same: tuple[SameAs, ...] = ()
    positions: tuple[PositionMention, ...] = ()
    events: tuple[EventMention, ...] = ()
    links: tuple[EventLink, ...] = ()
    rejections: tuple[Rejection, ...] = ()


# --------------------------------------------------------------------------------------------------------- resolve


@dataclass(frozen=True, slots=True)
class Position:
    """A post: `id` is the local name of its IRI (`position-美国气候特使`)."""

    id: str
    title: str
    of: str | None = None


@dataclass(frozen=True, slots=True)
class Entity:
    """One thing of the world.

    id: local name of its IRI, kind and canonical label (`person-约翰·克里`).
    label: canonical Chinese name, Simplified; label_en: English name or None.
    alt: real other names (克里, 約翰·克里); hidden: misspellings and typographic variants (约翰-克里, 谢振华).
    represents: id of the country of its post or of the body; metonym_of: id of the country a capital stands for;
    contained_in: id of the country a city lies in.
    reasons: why its names were taken as one, one line each, sorted.
    """

    id: str
    type: str
    label: str
    label_en: str | None = None
    alt: tuple[str, ...] = ()
    hidden: tuple[str, ...] = ()
    represents: tuple[str, ...] = ()
    metonym_of: str | None = None
    based_in: str | None = None
    contained_in: str | None = None
    same_as: tuple[str, ...] = ()
    reasons: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Holding:
    """Somebody holds or held a post: person and position are ids; told: (article id, span of the title)."""

    person: str
    position: str
    former: bool
    told: tuple[tuple[str, Span], ...] = ()


@dataclass(frozen=True, slots=True)
class EntityMention:
    """Where an article names an entity: the link from graph to text for entities."""

    article: str
    entity: str
    span: Span
    kind: str


@dataclass(frozen=True, slots=True)
class Telling:
    """One article's telling of a resolved event (a `ng:Mention` of the contract).

    according_to: entity id of the innermost source; relayed_by: outlets between it and the publisher, innermost first.
    """

    article: str
    scope: Span
    trigger: Span
    type: str
    modality: str
    according_to: str | None = None
    relayed_by: tuple[str, ...] = ()
    confidence: float = 1.0
    rule: str = ""
    cue: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """One event of the world, told one or more times.

    roles: role -> ids of entities or events, sorted; ids of events look like `Meeting-1a2b3c4d5e`.
    links: relation -> ids of events. quote: what was said, for a Statement whose words hold no event.
    status: computed from the tellings (rule 6 of the contract).
    """

    id: str
    type: str
    label: str
    roles: Mapping[str, tuple[str, ...]]
    tellings: tuple[Telling, ...]
    status: str
    contested: bool = False
    begin: dt.date | None = None
    end: dt.date | None = None
    precision: str = ""
    edtf: str = ""
    time_text: str = ""
    duration: str = ""
    links: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Resolution:
    """The whole corpus, one node a thing: what is written as RDF. All tuples are sorted by id."""

    articles: tuple[Article, ...]
    entities: tuple[Entity, ...]
    positions: tuple[Position, ...]
    holdings: tuple[Holding, ...]
    events: tuple[Event, ...]
    mentions: tuple[EntityMention, ...]
