"""Every attribute and span group the project hangs on a spaCy Doc: name, type, who writes it. Registered once, here.

| name | type | written by | meaning |
|---|---|---|---|
| `doc._.simplified` | str | annotate | the text in Simplified script, same length: `simplified[i]` is for `text[i]` |
| `doc._.article_id` | str | annotate | id of the article it was made from, "" for loose text |
| `doc._.states` | numpy float32 [chars, 256] or None | annotate | states of LAC's last recurrent layer, one row a
character |
| `token.tag_` | str | annotate | LAC's tag (n, v, nr→PER, TIME, p, c, u, w, …) |
| `token.pos_` | str | annotate | the universal part of speech of that tag |
| `doc.ents` | Span | annotate | names: `label_` = entity class of the ontology, `kb_id_` = gazetteer id or "" |
| `doc.sents` | Span | annotate | sentences; none crosses a line break |
"""

from __future__ import annotations

from spacy.tokens import Doc


def register() -> None:
    """Register the attributes with spaCy; safe to call more than once."""
    for name, default in (("simplified", ""), ("article_id", ""), ("states", None)):
        if not Doc.has_extension(name):
            Doc.set_extension(name, default=default)
