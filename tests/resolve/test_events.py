"""Which tellings are one event, and what that event then says."""

from __future__ import annotations

import datetime as dt
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.model import (
    Argument,
    Article,
    Entity,
    EventLink,
    EventMention,
    Extraction,
    Mention,
    Published,
    Span,
    TimeMention,
)
from graph.resolve.events import resolve_events
from graph.vocabulary import load_ontology

ONTOLOGY = load_ontology()
ENTITIES = {
    e.id: e
    for e in (
        Entity("country-中国", "Country", "中国"),
        Entity("country-法国", "Country", "法国"),
        Entity("city-北京", "City", "北京", metonym_of="country-中国", contained_in="country-中国"),
        Entity("person-马克龙", "Person", "马克龙"),
        Entity("person-李强", "Person", "李强"),
        Entity("person-王毅", "Person", "王毅"),
        Entity("outlet-路透社", "MediaOutlet", "路透社"),
        Entity("process-中法贸易谈判", "Process", "中法贸易谈判"),
        Entity("process-中法气候谈判", "Process", "中法气候谈判"),
    )
}
ID = {e.label: e.id for e in ENTITIES.values()}
CORPUS = "抵达会谈说暂停访问批评"
"""What stands in every article: the triggers of the tellings."""


def days(first: str, last: str = "") -> TimeMention:
    """Return the time of one day or a span of days."""
    begin, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    return TimeMention(Span(0, 2), "某时", begin, end, "span" if last else "day", f"{first}/{last}" if last else first)


Row = tuple[EventMention, dict[str, tuple[str, ...]], tuple[str, ...]]


def tell(
    type: str,
    roles: str,
    time: TimeMention | None = None,
    modality: str = "Happened",
    about: str = "",
    trigger: int = 0,
    sources: str = "",
    content: tuple[int, ...] = (),
) -> tuple[EventMention, str, str, str]:
    """Return a telling still without mentions: `roles` as "participant=马克龙+李强 place=北京", names of ENTITIES."""
    span = Span(trigger, trigger + 2)
    inner = tuple(Argument("content", Span(0, 1), event=i) for i in content)
    event = EventMention(type, span, 0, Span(0, len(CORPUS)), inner, modality, time=time)
    return event, roles, about, sources


def corpus(articles: dict[str, list[tuple[EventMention, str, str, str]]], links: tuple[EventLink, ...] = ()):
    """Return extractions, denotations and things of articles that tell events."""
    import dataclasses

    extractions, of, things = [], {}, {}
    for number, (name, tellings) in enumerate(articles.items()):
        mentions: list[Mention] = []
        events = []

        def mention(label: str, name: str = name, mentions: list[Mention] = mentions) -> int:
            mentions.append(Mention(Span(0, 1), label, ENTITIES[ID[label]].type))
            of[(name, len(mentions) - 1)] = (ID[label],)
            return len(mentions) - 1

        for i, (event, roles, about, sources) in enumerate(tellings):
            filled = [
                Argument(role, Span(0, 1), mention=mention(label))
                for role, labels in (part.split("=") for part in roles.split())
                for label in labels.split("+")
            ]
            said = tuple(mention(label) for label in sources.split("+") if label)
            events.append(dataclasses.replace(event, arguments=(*event.arguments, *filled), sources=said))
            if about:
                things[(name, i)] = ("object", ID[about])
        article = Article(name, name, CORPUS, (), name, Published(dt.date(2024, 3, 1 + number)))
        extractions.append(
            Extraction(article, (Span(0, len(CORPUS)),), tuple(mentions), events=tuple(events), links=links)
        )
    return extractions, of, things


def resolved(articles, links=()):
    extractions, of, things = corpus(articles, links)
    return resolve_events(extractions, of, ENTITIES, things, ONTOLOGY)


MARCH = days("2024-03-01", "2024-03-31")
TALKS = "participant=马克龙+李强"
COUNT = [
    ("same parties, same day", [tell("Meeting", TALKS, days("2024-03-11"))] * 2, 1),
    (
        "same parties, another day",
        [tell("Meeting", TALKS, days("2024-03-11")), tell("Meeting", TALKS, days("2024-03-12"))],
        2,
    ),
    ("a day within its month", [tell("Meeting", TALKS, days("2024-03-11")), tell("Meeting", TALKS, MARCH)], 1),
    ("a day outside the month", [tell("Meeting", TALKS, days("2024-04-11")), tell("Meeting", TALKS, MARCH)], 2),
    ("other parties", [tell("Meeting", TALKS, MARCH), tell("Meeting", "participant=马克龙+王毅", MARCH)], 2),
    ("another type", [tell("Meeting", TALKS, MARCH), tell("Call", TALKS, MARCH)], 2),
    ("two parties and no time", [tell("Meeting", TALKS)] * 2, 1),
    ("one party and no time", [tell("Attack", "actor=法国")] * 2, 2),
    ("two parties, time in one only", [tell("Meeting", TALKS), tell("Meeting", TALKS, MARCH)], 2),
    (
        "one is about something else",
        [
            tell("Suspension", "actor=中国", MARCH, about="中法贸易谈判"),
            tell("Suspension", "actor=中国", MARCH, about="中法气候谈判"),
        ],
        2,
    ),
    (
        "one does not say what it is about",
        [tell("Suspension", "actor=中国", MARCH, about="中法贸易谈判"), tell("Suspension", "actor=中国", MARCH)],
        1,
    ),
    (
        "who is actor and who is recipient",
        [tell("Criticism", "actor=中国 recipient=法国", MARCH), tell("Criticism", "actor=法国 recipient=中国", MARCH)],
        2,
    ),
    ("place does not tell apart", [tell("Meeting", TALKS + " place=北京", MARCH), tell("Meeting", TALKS, MARCH)], 1),
]


@pytest.mark.parametrize(("told", "number"), [row[1:] for row in COUNT], ids=[row[0] for row in COUNT])
def test_two_articles(told, number):
    assert len(resolved({"a": [told[0]], "b": [told[1]]})) == number


WITHIN = [
    (
        "undated joins the dated one",
        [tell("Visit", "actor=马克龙 destination=中国", MARCH), tell("Visit", "actor=马克龙 destination=中国")],
        1,
    ),
    ("undated twice", [tell("Attack", "actor=法国"), tell("Attack", "actor=法国")], 1),
    (
        "undated denial apart from the dated fact",
        [
            tell("Visit", "actor=马克龙 destination=中国", MARCH),
            tell("Visit", "actor=马克龙 destination=中国", modality="Negated"),
        ],
        2,
    ),
]


@pytest.mark.parametrize(("told", "number"), [row[1:] for row in WITHIN], ids=[row[0] for row in WITHIN])
def test_one_article(told, number):
    assert len(resolved({"a": told})) == number


def test_month_that_holds_two_meetings_joins_neither():
    first, second = tell("Meeting", TALKS, days("2024-03-11")), tell("Meeting", TALKS, days("2024-03-20"))
    assert len(resolved({"a": [first], "b": [second], "c": [tell("Meeting", TALKS, MARCH)]})) == 3


def test_finest_time_is_kept():
    (event,) = resolved({"a": [tell("Meeting", TALKS, MARCH)], "b": [tell("Meeting", TALKS, days("2024-03-11"))]})
    assert (str(event.begin), str(event.end), event.precision) == ("2024-03-11", "2024-03-11", "day")
    assert len(event.tellings) == 2


STATUS = [
    (("Happened", "Planned"), "Happened", False),
    (("Planned", "Unconfirmed"), "Planned", False),
    (("Requested", "Unconfirmed"), "Requested", False),
    (("Ongoing", "Planned"), "Ongoing", False),
    (("Hypothetical", "Unconfirmed"), "Unconfirmed", False),
    (("Happened", "Denied"), "Happened", True),
    (("Planned", "Negated"), "Planned", True),
    (("Denied", "Denied"), "Denied", False),
    (("Negated", "Denied"), "Negated", False),
]


@pytest.mark.parametrize(("modalities", "status", "contested"), STATUS)
def test_status_is_that_of_the_surest_telling(modalities, status, contested):
    for order in permutations(modalities):
        told = {f"a{i}": [tell("Meeting", TALKS, MARCH, modality)] for i, modality in enumerate(order)}
        (event,) = resolved(told)
        assert (event.status, event.contested) == (status, contested)


def test_capital_that_acts_is_its_country():
    (event,) = resolved({"a": [tell("Criticism", "actor=北京 recipient=法国", MARCH)]})
    assert event.roles["actor"] == ("country-中国",)
    assert "中国" in event.label


def test_capital_as_a_place_stays_a_city():
    (event,) = resolved({"a": [tell("Visit", "actor=马克龙 destination=北京 place=北京", MARCH)]})
    assert event.roles["destination"] == event.roles["place"] == ("city-北京",)


def test_capital_that_speaks_is_its_country():
    (event,) = resolved({"a": [tell("Meeting", TALKS, MARCH, sources="北京")]})
    assert event.tellings[0].according_to == "country-中国"


def test_sources_are_the_speaker_and_the_outlets_after_him():
    (event,) = resolved({"a": [tell("Meeting", TALKS, MARCH, sources="王毅+路透社")]})
    assert (event.tellings[0].according_to, event.tellings[0].relayed_by) == ("person-王毅", ("outlet-路透社",))


def test_nobody_does_a_thing_to_himself():
    (event,) = resolved({"a": [tell("Criticism", "actor=中国 recipient=北京+法国", MARCH)]})
    assert event.roles["recipient"] == ("country-法国",)


def test_without_any_party_there_is_no_event():
    assert resolved({"a": [tell("Meeting", "place=北京", MARCH)]}) == ()


UNDATED = [("Happened", None, "2024-03-01"), ("Planned", "2024-03-01", None), ("Unconfirmed", None, None)]


@pytest.mark.parametrize(("modality", "begin", "end"), UNDATED)
def test_without_a_time_the_day_of_telling_is_the_bound(modality, begin, end):
    (event,) = resolved({"a": [tell("Meeting", TALKS, modality=modality)]})
    assert (event.begin and str(event.begin), event.end and str(event.end)) == (begin, end)


def test_what_is_said_is_content_by_id():
    visit = tell("Visit", "actor=马克龙 destination=中国", MARCH, trigger=8)
    said = tell("Statement", "actor=王毅", trigger=4, content=(0,))
    events = {e.type: e for e in resolved({"a": [visit, said]})}
    assert events["Statement"].roles["content"] == (events["Visit"].id,)


def test_link_leads_to_the_merged_event():
    link = (EventLink(0, "inResponseTo", 1),)
    told = [tell("Suspension", "actor=中国", MARCH), tell("Visit", "actor=马克龙 destination=法国", MARCH)]
    events = {e.type: e for e in resolved({"a": told, "b": told}, link)}
    assert events["Suspension"].links == {"inResponseTo": (events["Visit"].id,)}
    assert len(events["Visit"].tellings) == 2


def test_label_says_who_does_what_to_whom():
    (event,) = resolved({"a": [tell("Criticism", "actor=中国 recipient=法国", MARCH, trigger=9)]})
    assert event.label == "中国批评法国"


PEOPLE = ["马克龙", "李强", "王毅", "中国", "法国"]
TIMES = [None, MARCH, days("2024-03-11"), days("2024-04-12"), days("2024-02-28", "2024-03-11")]
TELLINGS = st.builds(
    lambda type, parties, time, modality: tell(
        type, ("participant=" if type == "Meeting" else "actor=") + "+".join(sorted(parties)), time, modality
    ),
    st.sampled_from(["Meeting", "Attack", "Statement"]),
    st.sets(st.sampled_from(PEOPLE), min_size=1, max_size=2),
    st.sampled_from(TIMES),
    st.sampled_from(["Happened", "Planned", "Negated", "Unconfirmed"]),
)
WORLDS = st.dictionaries(st.sampled_from("abcd"), st.lists(TELLINGS, max_size=3), min_size=1)


@given(WORLDS, st.randoms(use_true_random=False))
def test_order_of_articles_does_not_matter(world, random):
    extractions, of, things = corpus(world)
    shuffled = random.sample(extractions, len(extractions))
    first = resolve_events(extractions, of, ENTITIES, things, ONTOLOGY)
    assert resolve_events(shuffled, of, ENTITIES, things, ONTOLOGY) == first


@given(WORLDS)
def test_every_telling_is_in_one_event(world):
    events = resolved(world)
    told = sum(len(tellings) for tellings in world.values())
    assert sum(len(event.tellings) for event in events) == told
    assert len({event.id for event in events}) == len(events)
    assert [event.id for event in events] == sorted(event.id for event in events)


def test_two_vague_tellings_beside_two_meetings_stay_by_themselves():
    days_of = {"a": days("2024-03-11"), "b": days("2024-03-20"), "c": MARCH, "d": MARCH}
    events = resolved({name: [tell("Meeting", TALKS, time)] for name, time in days_of.items()})
    assert sorted(tuple(t.article for t in event.tellings) for event in events) == [("a",), ("b",), ("c", "d")]
    assert len({event.id for event in events}) == 3


JOURNEYS = [
    (
        "who went",
        [tell("Visit", "actor=马克龙 destination=北京"), tell("Visit", "actor=马克龙", modality="Planned")],
        "马克龙",
    ),
    (
        "where to",
        [tell("Visit", "actor=马克龙 destination=北京"), tell("Visit", "destination=北京", trigger=2)],
        "马克龙",
    ),
]


@pytest.mark.parametrize(("told"), [row[1] for row in JOURNEYS], ids=[row[0] for row in JOURNEYS])
def test_a_journey_takes_over_the_side_it_leaves_out(told):
    for event in resolved({"a": told}):
        assert (event.roles["actor"], event.roles["destination"]) == ((ID["马克龙"],), (ID["北京"],))


@pytest.mark.parametrize(
    "told",
    [
        {"a": [tell("Visit", "actor=马克龙 destination=北京"), tell("Visit", "actor=李强", MARCH)]},
        {"a": [tell("Visit", "actor=马克龙 destination=北京")], "b": [tell("Visit", "actor=马克龙", MARCH)]},
    ],
    ids=["somebody else's", "another article's"],
)
def test_a_journey_takes_nothing_over_from(told):
    assert any("destination" not in event.roles for event in resolved(told))


TALKS_OF_TWO = tell("Negotiation", "participant=中国+法国")
SIDES = [
    ("talks of one", [TALKS_OF_TWO, tell("Negotiation", "participant=法国", MARCH)], "Negotiation", "participant"),
    ("work of one", [TALKS_OF_TWO, tell("Cooperation", "participant=中国")], "Cooperation", "participant"),
    (
        "a stop of talks",
        [tell("Suspension", "actor=法国", trigger=0), tell("Negotiation", "participant=中国+法国", trigger=4)],
        "Suspension",
        "recipient",
    ),
]


@pytest.mark.parametrize(("told", "kind", "role"), [row[1:] for row in SIDES], ids=[row[0] for row in SIDES])
def test_talks_take_over_the_side_that_they_leave_out(told, kind, role):
    for event in resolved({"a": told}):
        if event.type == kind:
            parties = {p for r in ("actor", role) for p in event.roles.get(r, ())}
            assert parties == {ID["中国"], ID["法国"]}


@pytest.mark.parametrize(
    "told",
    [
        {"a": [TALKS_OF_TWO], "b": [tell("Cooperation", "participant=中国")]},
        {"a": [TALKS_OF_TWO, tell("Suspension", "actor=法国", trigger=2)]},
        {"a": [TALKS_OF_TWO, tell("Cooperation", "participant=路透社")]},
    ],
    ids=["another article's", "what is stopped is no talks", "no side of them"],
)
def test_no_side_is_taken_over_from(told):
    found = {e.type: e for e in resolved(told)}
    event = found.get("Cooperation") or found["Suspension"]
    assert len({p for r in ("actor", "recipient", "participant") for p in event.roles.get(r, ())}) == 1


JOURNEY = "actor=马克龙 destination=北京"


def test_nothing_has_happened_before_its_day():
    """An article of March 1st that tells of a visit in April speaks of a plan wherever it names it."""
    told = [tell("Visit", JOURNEY, days("2024-04-05"), "Planned"), tell("Visit", JOURNEY, trigger=8)]
    (event,) = resolved({"a": told})
    assert event.status == "Planned"
    assert {t.modality for t in event.tellings} == {"Planned"}


def test_what_lies_behind_is_not_what_is_to_come(monkeypatch):
    import sys

    monkeypatch.setattr(sys.modules[__name__], "CORPUS", "抵达会谈说暂停访问后表示")
    told = [tell("Visit", JOURNEY, days("2024-04-05"), "Planned"), tell("Visit", JOURNEY, trigger=7)]
    events = resolved({"a": told})
    assert sorted(event.status for event in events) == ["Happened", "Planned"]
