"""Article -> spaCy Doc: words, parts of speech, sentences and names, in the article's own script.

Goes in: an `Article`. Comes out: a Doc with the attributes of `graph.attributes`. Never: a judgement on who a name is
beyond what the gazetteer says, an event, a time's value.
"""

from __future__ import annotations

from graph.annotate.nlp import annotate, load

__all__ = ["annotate", "load"]
