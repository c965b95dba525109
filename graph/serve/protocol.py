"""The SPARQL 1.1 Protocol, queries only: https://www.w3.org/TR/sparql11-protocol/."""

from __future__ import annotations

from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response

from graph.errors import GraphError, QueryError, QueryStoppedError
from graph.query.results import PREFIX_IRIS
from graph.query.syntax import explained, form_of
from graph.serve.guard import check_allowed, check_graphs
from graph.serve.negotiation import ROWS, TRIPLES, chosen
from graph.serve.pool import BusyError, Pool

MOST_BODY = 1024 * 1024
"""Bytes of a request."""

_FORM = "application/x-www-form-urlencoded"
_KNOWN = ("query", "default-graph-uri", "named-graph-uri")
_LATER = {"Retry-After": "5"}


class RefusedError(Exception):
    """A request that gets no answer: the status, and why."""

    def __init__(self, status: int, why: str) -> None:
        self.status, self.why = status, why
        super().__init__(why)


async def answer(request: Request, pool: Pool) -> Response:
    """Return the answer to a request at the endpoint."""
    try:
        given = await _parameters(request)
        if not given and request.method in ("GET", "HEAD"):
            return _description(request)
        return await _asked(request, pool, given)
    except RefusedError as refused:
        return PlainTextResponse(refused.why + "\n", refused.status)
    except QueryError as error:
        return PlainTextResponse(f"{error}\n{error.picture}\n", 400)
    except BusyError:
        why = f"all {pool.limits.workers} workers are busy; try again in a while\n"
        return PlainTextResponse(why, 503, headers=_LATER)
    except QueryStoppedError as error:
        return PlainTextResponse(f"{error}\n".replace(" with --timeout", ""), 503)
    except GraphError as error:
        return PlainTextResponse(f"{error}\n", 500)


async def _asked(request: Request, pool: Pool, given: list[tuple[str, str]]) -> Response:
    queries = [value for name, value in given if name == "query"]
    if any(name == "update" for name, _ in given):
        raise RefusedError(403, "this endpoint is for reading only: it takes no update")
    if len(queries) != 1:
        raise RefusedError(400, f"give one query, not {len(queries)}")
    query = queries[0]
    check_allowed(query)
    kind = chosen(request.headers.get("accept", ""), offered := _offered(query))
    if kind is None:
        raise RefusedError(406, f"this query gives {', '.join(offered)}")
    asked: dict[str, object] = {"format": kind}
    for name in _KNOWN[1:]:
        graphs = check_graphs([value for key, value in given if key == name], name)
        asked |= {} if graphs is None else {name.removesuffix("-graph-uri") + "_graphs": graphs}
    if "default_graphs" in asked or "named_graphs" in asked:  # together they are the whole dataset, instead of FROM
        asked = {"default_graphs": [], "named_graphs": [], **asked, "union": False}
    told = await pool.ask(query, asked)
    if told.error == "syntax":
        raise explained(query, told.message)
    if told.error == "size":
        raise RefusedError(503, f"the result is larger than {pool.limits.size} bytes; ask for less, say with LIMIT")
    if told.error == "memory":
        raise RefusedError(503, "the query needs more memory than it may; ask for less")
    if told.error:
        raise RefusedError(500, f"the query broke off: {told.message[:300]}")
    return Response(told.content, headers={"Content-Type": _with_charset(told.type), "Vary": "Accept"})


def _offered(query: str) -> tuple[str, ...]:
    form = form_of(query)
    return TRIPLES if form in ("CONSTRUCT", "DESCRIBE") else ROWS[:2] if form == "ASK" else ROWS


async def _parameters(request: Request) -> list[tuple[str, str]]:
    """Return the parameters of a request in the order given, the body of a direct POST as `query`."""
    given = parse_qsl(request.url.query, keep_blank_values=True)
    if request.method != "POST":
        return given
    kind = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if kind == "application/sparql-update":
        raise RefusedError(403, "this endpoint is for reading only: it takes no update")
    if kind not in (_FORM, "application/sparql-query"):
        raise RefusedError(415, f"send {_FORM} or application/sparql-query, not {kind or 'nothing'}")
    try:
        body = (await _body(request)).decode("utf-8")
        return [
            *given,
            *(parse_qsl(body, keep_blank_values=True, errors="strict") if kind == _FORM else [("query", body)]),
        ]
    except UnicodeDecodeError:
        raise RefusedError(400, "the request is not UTF-8") from None


async def _body(request: Request) -> bytes:
    body = bytearray()
    async for piece in request.stream():
        body += piece
        if len(body) > MOST_BODY:
            raise RefusedError(413, f"the request is larger than {MOST_BODY} bytes")
    return bytes(body)


def _description(request: Request) -> Response:
    """Return the description of the service (SPARQL 1.1 Service Description); a browser goes to the query page."""
    kind = chosen(request.headers.get("accept", ""), (*TRIPLES[:2], "text/html"))
    if kind == "text/html":
        return RedirectResponse("./", 303)
    import pyoxigraph as ox

    url = request.url.replace(query="")
    formats = "".join(f"<http://www.w3.org/ns/formats/{name}> , " for name in _FORMATS)
    vocabularies = " , ".join(f"<{PREFIX_IRIS[prefix]}>" for prefix in ("ng", "ngc"))
    turtle = f"""
    @prefix sd: <http://www.w3.org/ns/sparql-service-description#> . @prefix dcterms: <http://purl.org/dc/terms/> .
    <{url}> a sd:Service ; sd:endpoint <{url}> ;
      sd:supportedLanguage sd:SPARQL11Query ; sd:resultFormat {formats.rstrip(" ,")} ;
      sd:defaultDataset <{url}#dataset> .
    <{url}#dataset> a sd:Dataset ; sd:defaultGraph <{url}#graph> .
    <{url}#graph> a sd:Graph ; dcterms:conformsTo {vocabularies} ."""
    parsed = ox.parse(turtle.encode(), format=ox.RdfFormat.TURTLE)
    form = ox.RdfFormat.from_media_type(kind or TRIPLES[0]) or ox.RdfFormat.TURTLE
    content = ox.serialize(parsed, format=form, prefixes={"sd": "http://www.w3.org/ns/sparql-service-description#"})
    return Response(content, headers={"Content-Type": _with_charset(form.media_type), "Vary": "Accept"})


def _with_charset(kind: str) -> str:
    return kind if "charset" in kind or not kind.startswith("text/") else f"{kind}; charset=utf-8"


_FORMATS = (
    "SPARQL_Results_JSON",
    "SPARQL_Results_XML",
    "SPARQL_Results_CSV",
    "SPARQL_Results_TSV",
    "Turtle",
    "N-Triples",
)
