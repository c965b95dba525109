"""When an article came out: the best of what its page says, and where that was found.

Order of trust: front matter, JSON-LD, <meta>; a line of date on the page; the dateline; the path of the URL; the time
of the last change; the time of fetching. Dates in the paths of images are never looked at.
"""

from __future__ import annotations

import datetime as dt

from graph.ingest import dates
from graph.ingest.body import Body
from graph.ingest.metadata import Clues
from graph.model import Published

_NOON = 12


class Dating:
    """The dates of one page; `found` is told where each was found."""

    def __init__(self, clues: Clues, body: Body, url: str, fetched: dt.datetime | None, found: dict[str, str]) -> None:
        self.clues = clues
        self.body = body
        self.in_url = dates.day_in_url(url)
        self.fetched = fetched
        self.found = found

    def published(self) -> Published | None:
        """Return when the article came out, None if nothing says so."""
        evidence = self._days_known()
        for value, found in self.clues.all("published"):
            if stamps := dates.find_stamps(value):
                self.found["published"] = found
                return self._in_own_zone(dates.choose(stamps[0], evidence))
        for stamp, changed, text in self.body.dated:
            if not changed:
                self.found["published"] = f"line of the page: {text}"
                return dates.choose(stamp, evidence)
        return self._from_dateline() or self._last_resort()

    def modified(self) -> Published | None:
        """Return when the article was last changed, None if nothing says so."""
        for value, found in self.clues.all("modified"):
            if stamps := dates.find_stamps(value):
                self.found["modified"] = found
                return dates.choose(stamps[0], self._days_known())
        day = self._changed_day()
        if day:
            self.found["modified"] = "line of the page"
        return Published(day) if day else None

    def _from_dateline(self) -> Published | None:
        for dateline in self.body.datelines:
            if stamps := dates.find_stamps(dateline.inside):
                self.found["published"] = f"dateline: {dateline.inside}"
                return Published(stamps[0].days[0])
        near = self.in_url or (self.fetched.date() if self.fetched else None) or self._changed_day()
        for dateline in self.body.datelines:
            if near and (day := dates.complete(dateline.inside, near)):
                self.found["published"] = f"dateline: {dateline.inside}; its year from elsewhere"
                return Published(day)
        return None

    def _last_resort(self) -> Published | None:
        fetched = self.fetched.date() if self.fetched else None
        for day, found in (
            (self.in_url, "URL"),
            (self._changed_day(), "date of the last change"),
            (fetched, "time of fetching"),
        ):
            if day:
                self.found["published"] = found
                return Published(day)
        return None

    def _days_known(self) -> list[dt.date]:
        """Return days that are not ambiguous, to read those by that are."""
        days = [stamp.days[0] for dateline in self.body.datelines for stamp in dates.find_stamps(dateline.inside)]
        days += [day for day in (self.in_url, self.fetched.date() if self.fetched else None) if day]
        return days or [stamp.days[0] for stamp, _, _ in self.body.dated if len(stamp.days) == 1]

    def _in_own_zone(self, published: Published) -> Published:
        """A stamp in UTC may be a day off the outlet's own; a local date of the page or the URL wins."""
        moment = published.moment
        if moment is None or moment.utcoffset():
            return published
        local = [
            stamp.days[0]
            for stamp, changed, _ in self.body.dated
            if not changed and stamp.moment is None and len(stamp.days) == 1
        ]
        local += [self.in_url] if self.in_url else []
        step = 1 if moment.hour >= _NOON else -1  # east of Greenwich it is tomorrow already, west of it still yesterday
        for day in local:
            if (day - published.day).days == step:
                self.found["published"] += "; day from the page's own date"
                return Published(day, moment, published.precision)
        return published

    def _changed_day(self) -> dt.date | None:
        return next((stamp.days[0] for stamp, changed, _ in self.body.dated if changed), None)
