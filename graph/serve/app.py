"""The server: routes and headers. Everything it serves comes from the package or from the graph it was given."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import HTMLResponse, JSONResponse, PlainTextResponse, Response
from starlette.routing import Route

from graph.query.questions import Question
from graph.serve.examples import examples_of
from graph.serve.pool import Pool
from graph.serve.protocol import answer

LOOPBACK = ("127.0.0.1", "localhost", "::1")
_KINDS = {"js": "text/javascript", "css": "text/css", "txt": "text/plain"}
_STATIC = ("yasgui.min.js", "yasgui.min.css", "page.js", "page.css", "LICENSES.txt")
_SAFE = {
    "Content-Security-Policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data: blob:; font-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'self'; "
    "frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}

PageMaker = Callable[[], bytes]
"""Returns the graph page as HTML; called once, when it is first asked for."""


def make_app(
    pool: Pool, page: PageMaker | None, questions: Mapping[str, Question], host: str = "127.0.0.1"
) -> Starlette:
    """Return the application.

    Args:
        pool: asks the graph.
        page: makes the graph page; None if there is to be none.
        questions: the ready questions, shown as examples.
        host: where it listens. On a loopback address only requests to that name are answered, so that no page of
            another host can reach it under a name of its own.
    """
    made: dict[str, asyncio.Task[bytes]] = {}

    async def sparql(request: Request) -> Response:
        return await answer(request, pool)

    async def index(request: Request) -> Response:
        return HTMLResponse(_index(page is not None, tuple(examples_of(questions))))

    async def graph_page(request: Request) -> Response:
        if page is None:
            return PlainTextResponse("there is no page of this graph; make one with `newsgraph page`\n", 404)
        if "page" not in made:
            made["page"] = asyncio.create_task(asyncio.to_thread(page))
        return HTMLResponse(await asyncio.shield(made["page"]))

    async def health(request: Request) -> Response:
        return JSONResponse({"status": "ok", "workers": pool.limits.workers, "seconds": pool.limits.seconds})

    @contextlib.asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        yield
        pool.close()

    routes = [
        Route("/", _guarded(index)),
        Route("/sparql", sparql, methods=["GET", "POST"]),
        Route("/graph", graph_page),
        Route("/health", health),
        Route("/static/{name}", _guarded(_static)),
    ]
    names = [*LOOPBACK, "[::1]"] if host in LOOPBACK else ["*"]
    return Starlette(
        routes=routes, lifespan=lifespan, middleware=[Middleware(TrustedHostMiddleware, allowed_hosts=names)]
    )


def _guarded(handler: Callable[[Request], Awaitable[Response]]) -> Callable[[Request], Awaitable[Response]]:
    """Give a page of ours the headers that keep it from asking anything of another host."""

    async def guarded(request: Request) -> Response:
        response = await handler(request)
        response.headers.update(_SAFE)
        return response

    return guarded


async def _static(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _STATIC:
        return PlainTextResponse("not found\n", 404)
    kind = _KINDS[name.rpartition(".")[2]]
    return Response(_file(name), headers={"Content-Type": f"{kind}; charset=utf-8", "Cache-Control": "max-age=3600"})


@cache
def _file(name: str) -> bytes:
    return files("graph.serve").joinpath("page", name).read_bytes()


@cache
def _index(graph_page: bool, examples: tuple[tuple[str, str, str, str], ...]) -> str:
    environment = Environment(autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    template = environment.from_string(_file("index.html.j2").decode())
    return template.render(examples=examples, graph_page=graph_page)
