"""Whether what was read of a page is enough for an article; where it is not, why.

A page needs a few letters of text, so that a login or a script's shell is not taken for an article. A plain text with
a title or a date line is an article by its own word: one sentence is enough, and a request to the reader ("请关注…。")
is its news where there is nothing else.
"""

from __future__ import annotations

import re

from graph.errors import ArticleError
from graph.ingest.body import Body
from graph.ingest.signs import signs

_LETTER = re.compile(r"[^\W\d_]")
_SENTENCE = re.compile("[。！？][」』”’）)]*$")
_CHECK = "check that the page holds the article itself, not a list, a login or a script"


def need_text(source: str, body: Body, is_plain: bool, is_labelled: bool) -> None:
    """Raise ArticleError if the body is no article's; give a plain text back the lines that were cut if all were.

    Args:
        source: where the page came from; named in the error.
        body: what was read; its blocks change only where they hold no paragraph.
        is_plain: it is plain text or Markdown, without HTML.
        is_labelled: it has a title or a date line of its own.
    """
    trusted = is_plain and is_labelled
    if trusted and not _paragraphs(body):
        body.blocks += [("paragraph", text) for text in body.cut if _SENTENCE.search(text)]
    paragraphs, least = _paragraphs(body), signs().limits["body"]
    letters = sum(len(_LETTER.findall(text)) for text in paragraphs)
    if letters >= least or (trusted and any(_SENTENCE.search(text) for text in paragraphs)):
        return
    if letters:
        found = f"the text is too short for an article: {letters} letters, the least is {least}"
        raise ArticleError(
            source, found, f"{_CHECK}; plain text with a title or a date line may be one sentence that ends in 。！？"
        )
    if body.cut:
        raise ArticleError(source, "the page holds only requests to the reader (log in, follow, download)", _CHECK)
    looked = "after its title or date line" if trusted else "looked at paragraphs, lists and JSON-LD articleBody"
    found = f"no text of an article was found ({looked})"
    raise ArticleError(source, found, _CHECK)


def _paragraphs(body: Body) -> list[str]:
    return [text for kind, text in body.blocks if kind == "paragraph"]
