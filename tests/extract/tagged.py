"""Sentences tagged by hand, `[马克龙:Person] 抵达/v [北京:City]`, parsed: what tests of one step start from."""

from __future__ import annotations

from dataclasses import dataclass, field

from graph.extract.lexicon import Lexicon
from graph.extract.phrases import Filler, Syntax
from graph.extract.syntax import Parse, Word, parse
from graph.extract.triggers import Candidate, find_triggers
from graph.model import Mention, Span

TITLES = frozenset({"总统", "外长", "总理"})
TRANSPARENT = frozenset({"政府", "当局"})
PROXIES = ("战机", "舰", "网站")


def tagged(marked: str) -> tuple[list[Word], list[Mention]]:
    """Return words and mentions of `[马克龙:Person] 抵达/v [北京:City]`."""
    words, mentions, at = [], [], 0
    for piece in marked.split():
        kind = ""
        if piece.startswith("["):
            piece, _, kind = piece[1:-1].partition(":")
            text, tag = piece, "n"
        else:
            text, _, tag = piece.partition("/")
        span = Span(at, at + len(text))
        at = span.end
        words.append(Word(span, text, tag or "n"))
        if kind:
            mentions.append(Mention(span, text, kind, "pronoun" if text in "他她其" else "name"))
    return words, mentions


def parsed(marked: str) -> tuple[Parse, list[Mention]]:
    words, mentions = tagged(marked)
    return parse(words, mentions, (), TITLES, TRANSPARENT, PROXIES), mentions


@dataclass
class Tagged:
    """A tagged sentence with its syntax; verbs are named by their text, fillers by their surface."""

    marked: str
    lexicon: Lexicon
    mentions: list[Mention] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.parse, self.mentions = parsed(self.marked)
        self.syntax = Syntax(self.parse, self.lexicon, frozenset({"说", "表示"}), None)

    @property
    def text(self) -> str:
        """The sentence without its tags."""
        return "".join(word.text for word in self.parse.words)

    def names(self, filler: Filler | None) -> list[str]:
        """Return the surfaces of what fills a place."""
        return [] if filler is None else [self.mentions[m].surface for m in filler.heads]

    def verb(self, text: str) -> int:
        """Return the number of the verb phrase with this text."""
        return next(k for k, p in enumerate(self.parse.phrases) if p.kind == "V" and self.parse.text(p) == text)

    def trigger(self, text: str) -> Candidate:
        """Return the trigger with this text."""
        return next(c for c in find_triggers(self.syntax, self.lexicon)[0] if c.text == text)
