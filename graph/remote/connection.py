"""Requests to a triple store: who asks, patience with a busy server, and clear words when it says no."""

from __future__ import annotations

import ipaddress
import logging
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlencode, urlsplit

import requests
from requests.auth import AuthBase, HTTPBasicAuth, HTTPDigestAuth

from graph.errors import GraphError

log = logging.getLogger(__name__)

TRIES = 6
LONGEST_WAIT = 60.0
"""Seconds between two tries at most, whatever the server asks for."""
_BUSY = frozenset((408, 425, 429, 502, 503, 504))
_SHOWN = 300  # characters of a server's complaint


@dataclass(frozen=True, slots=True)
class Credentials:
    """Who asks. The password never shows in a message.

    auth: basic, digest, bearer (the password is a token), none, or auto: what the server offers.
    """

    user: str = ""
    password: str = field(default="", repr=False)
    auth: str = "auto"


class Connection:
    """One server, asked again where that can help.

    What is sent is safe to send twice: adding the same triples again changes nothing.
    """

    def __init__(
        self,
        url: str,
        who: Credentials | None = None,
        *,
        timeout: float = 600.0,
    ) -> None:
        check_address(url)
        self.url, self.who, self.timeout = url, who or Credentials(), timeout
        self.tries, self.busy = 1, ""  # an address that nobody has ever answered at is likelier wrong than busy
        self.session = requests.Session()
        self.session.trust_env = not _is_here(url)  # a proxy for the outside must not be asked for this machine
        self.session.auth = _NoAuth()  # nor may a netrc file speak for the user

    def wait(self, seconds: float) -> None:
        """Let some time pass."""
        time.sleep(seconds)

    def __enter__(self) -> Connection:
        return self

    def __exit__(self, *fault: object) -> None:
        self.session.close()

    def introduce(self) -> requests.Response:
        """Ask for the head of a graph that is not there: who is the server, which authentication does it want?

        What it wants is taken up, so that a wrong password shows before anything large is sent.
        """
        self.session.auth = _NoAuth()
        with self._asked("HEAD", _with_probe(self.url), allowed=range(200, 600)) as answer:
            auth, offered = self.who.auth, answer.headers.get("WWW-Authenticate", "")
        if auth == "auto":
            auth = _offered(offered) if self.who.user else "none"
        self.session.auth = _AUTH[auth](self.who)
        if auth != "none":
            with self._asked("HEAD", _with_probe(self.url), allowed=(*range(200, 401), *range(402, 600))) as answer:
                pass
        self.tries = TRIES
        return answer

    def send(self, method: str, url: str, body: bytes = b"", *, media: str = "", missing_ok: bool = False) -> None:
        """Send a request whose answer does not matter beyond being yes; `missing_ok` takes 404 for yes."""
        headers = {"Content-Type": media} if media else {}
        allowed = (*range(200, 300), 404) if missing_ok else range(200, 300)
        with self._asked(method, url, body, headers, allowed):
            pass

    @contextmanager
    def read(self, url: str, accept: str) -> Iterator[requests.Response]:
        """Give the answer to a GET, to be read as it comes."""
        with self._asked("GET", url, b"", {"Accept": accept}, (*range(200, 300), 404), stream=True) as answer:
            if answer.status_code == 404:
                raise GraphError(self.url, "has no such graph", "look at --graph, and at the address")
            answer.raw.decode_content = True
            yield answer

    @contextmanager
    def ask(self, url: str, query: str, accept: str) -> Iterator[requests.Response]:
        """Give the answer to a SPARQL query, to be read as it comes."""
        headers = {"Accept": accept, "Content-Type": "application/x-www-form-urlencoded"}  # all that Virtuoso 7 reads
        with self._asked("POST", url, urlencode({"query": query}).encode(), headers, stream=True) as answer:
            answer.raw.decode_content = True
            yield answer

    @contextmanager
    def _asked(
        self,
        method: str,
        url: str,
        body: bytes = b"",
        headers: dict[str, str] | None = None,
        allowed: range | tuple[int, ...] = range(200, 300),
        stream: bool = False,
    ) -> Iterator[requests.Response]:
        answer = self._patiently(method, url, body, headers or {}, stream)
        try:
            if answer.status_code not in allowed:
                raise refusal(self.url, answer, self.who)
            yield answer
        finally:
            answer.close()

    def _patiently(
        self, method: str, url: str, body: bytes, headers: dict[str, str], stream: bool
    ) -> requests.Response:
        """Return the last answer of up to `tries`: again after a fault of the line or a server that is busy."""
        for number in range(1, self.tries + 1):
            last = number == self.tries
            pause = min(0.5 * 2 ** (number - 1), LONGEST_WAIT)
            try:
                answer = self.session.request(
                    method,
                    url,
                    data=body or None,
                    headers=headers,
                    stream=stream,
                    timeout=(10.0, self.timeout),
                    allow_redirects=False,  # a POST would arrive as a GET
                )
            except (requests.ConnectionError, requests.Timeout) as error:
                if last:
                    raise _unreachable(self.url, error) from None
                log.debug("%s %s: %s; again in %.1f s", method, self.url, type(error).__name__, pause)
            except requests.RequestException as error:
                raise GraphError(self.url, f"cannot be asked ({error})", "correct the address") from None
            else:
                if last or not self._is_busy(answer):
                    return answer
                pause = min(_asked_pause(answer) or pause, LONGEST_WAIT)
                log.debug("%s %s: %s; again in %.1f s", method, self.url, answer.status_code, pause)
                answer.close()
            self.wait(pause)
        raise AssertionError("no try is the last")  # pragma: no cover

    def _is_busy(self, answer: requests.Response) -> bool:
        if answer.status_code in _BUSY:
            return True
        return answer.status_code == 500 and bool(self.busy) and self.busy in answer.text


class _NoAuth(AuthBase):
    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        return request


class _Bearer(AuthBase):
    def __init__(self, token: str) -> None:
        self.token = token

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        request.headers["Authorization"] = f"Bearer {self.token}"
        return request


_AUTH: dict[str, Callable[[Credentials], AuthBase]] = {
    "basic": lambda who: HTTPBasicAuth(who.user.encode(), who.password.encode()),
    "digest": lambda who: HTTPDigestAuth(who.user, who.password),
    "bearer": lambda who: _Bearer(who.password),
    "none": lambda who: _NoAuth(),
}


def check_address(url: str) -> None:
    """Raise GraphError unless a text is the address of a server, without a password in it."""
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname:
        raise GraphError(url, "is no address of a server", "give one like http://127.0.0.1:7878")
    if parts.username or parts.password:
        shown = parts._replace(netloc=parts.netloc.rpartition("@")[2]).geturl()
        raise GraphError(
            shown, "a name or password stands in the address", "give --user and NEWSGRAPH_PASSWORD instead"
        )


def refusal(url: str, answer: requests.Response, who: Credentials) -> GraphError:
    """Return what a server's answer other than yes means for the user."""
    status, said = answer.status_code, " ".join(answer.text.split())[:_SHOWN]
    told = f" ({said})" if said else ""
    if status == 401:
        found = f"does not know {who.user!r} with this password" if who.user else "wants a user and a password"
        return GraphError(url, found, "give --user, and the password in NEWSGRAPH_PASSWORD")
    if status == 403:
        return GraphError(url, f"forbids it{told}", "use a server that may be written to, or a user who may write")
    if status in range(300, 400):
        return GraphError(url, f"has moved to {answer.headers.get('Location', 'elsewhere')}", "give that address")
    if status in (404, 405, 501):
        do = "give the address of its graph store, or --kind (see docs/triple-stores.md)"
        return GraphError(url, f"has no graph store there: answer {status}{told}", do)
    if status == 413:
        return GraphError(url, "finds the batch too large", "give a smaller --batch")
    return GraphError(url, f"answers {status} {answer.reason or ''}{told}", "see the log of the server")


def _unreachable(url: str, error: Exception) -> GraphError:
    if isinstance(error, requests.Timeout):
        return GraphError(url, "does not answer in time", "give a longer --timeout, or look at the server")
    reason = "connection refused" if "refused" in str(error).lower() else type(error).__name__
    return GraphError(url, f"cannot be reached ({reason})", "start the server or correct the address")


def _asked_pause(answer: requests.Response) -> float:
    """Return the seconds of a Retry-After, 0 if there is none or it is a date."""
    told = answer.headers.get("Retry-After", "")
    return float(told) if told.isdigit() else 0.0


def _offered(challenge: str) -> str:
    """Return the strongest authentication in a WWW-Authenticate header that there is code for."""
    told = challenge.lower()
    return next((auth for auth in ("digest", "basic") if auth in told), "basic")


def _with_probe(url: str) -> str:
    """Return the address of a graph that no store has, so that its head costs nothing."""
    return f"{url}{'&' if '?' in url else '?'}graph=urn%3Anewsgraph%3Anothing"


def _is_here(url: str) -> bool:
    host = urlsplit(url).hostname or ""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
