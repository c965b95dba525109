"""A hand-made resolution of a few sentences of the sample articles, with the facts that a reader finds in them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest

from graph.identifiers import event_id
from graph.model import (
    Article,
    Entity,
    EntityMention,
    Event,
    Holding,
    Position,
    Published,
    Resolution,
    Span,
    Telling,
)
from graph.vocabulary import Ontology, load_ontology

KERRY, XIE, PELOSI = "person-约翰·克里", "person-解振华", "person-南希·佩洛西"
CHINA, USA, TAIWAN, BEIJING = "country-中国", "country-美国", "place-台湾", "city-北京"
REUTERS, RFI, RFA, CCTV = "outlet-路透社", "outlet-法国国际广播电台", "outlet-自由亚洲电台", "outlet-中国中央电视台"
TALKS, STATE = "process-中美气候谈判", "gov-美国国务院"

INVITED = (
    "路透社独家报道，美国气候特使约翰-克里（John Kerry）周三（5月3日）表示，"
    "尽管世界上两个最大的温室气体排放国之间的外交关系仍然紧张，但中国已经邀请他在近期内访问，就避免全球气候变化危机进行会谈。"
)
STOPPED = "去年夏天，中国暂停了气候谈判，以抗议美国前众议院议长南希·佩洛西访问台湾。"
MET = "美国气候特使约翰-克里与中国气候特使解振华周一在北京开始会谈，这标志着世界上两个最大污染国就气候问题恢复了对话。"
CCTV_SAYS = (
    "据中国官媒央视CCTV报道，美国气候特使约翰-克里（John Kerry）与中国气候特使谢振华今天上午进行了长达4个小时的会谈。"
)
DOUBTED = "美国国务院没有证实这则消息。"


def article(name: str, title: str, *sentences: str, **more: object) -> Article:
    """Return an article whose text is its title and its sentences in one paragraph."""
    return Article(name, f"{name}.txt", f"{title}\n{''.join(sentences)}", (), title, **more)  # type: ignore[arg-type]


INVITATION = article(
    "invitation",
    "克里说中国已邀请他近期访问",
    INVITED,
    published=Published(dt.date(2023, 5, 4), dt.datetime(2023, 5, 4, 3, 34, 58, tzinfo=dt.UTC), "second"),
    outlet="自由亚洲电台",
    url="https://www.example.org/rfa/1.html",
    based_on=("路透社",),
)
DIALOGUE = article(
    "dialogue",
    "中美在北京开始气候对话",
    MET,
    CCTV_SAYS,
    STOPPED,
    published=Published(dt.date(2023, 7, 17)),
    outlet="法国国际广播电台",
    url="https://www.example.org/rfi/2.html",
)
RUMOUR = article("rumour", "传克里9月再访华", DOUBTED, published=Published(dt.date(2021, 8, 26)))


def telling(of: Article, sentence: str, trigger: str, type: str, **more: object) -> Telling:
    """Return the telling of an event by the first `trigger` of a sentence of an article."""
    start = of.text.index(sentence)
    begin = of.text.index(trigger, start)
    span = Span(begin, begin + len(trigger))
    values = {"modality": "Happened", "confidence": 0.9, **more}
    return Telling(of.id, Span(start, start + len(sentence)), span, type, **values)  # type: ignore[arg-type]


def day(year: int, month: int, number: int) -> dict[str, object]:
    """Return the time fields of an event of one day."""
    date = dt.date(year, month, number)
    return {"begin": date, "end": date, "precision": "day", "edtf": date.isoformat()}


def event(type: str, label: str, roles: dict[str, tuple[str, ...]], *tellings: Telling, **more: object) -> Event:
    """Return an event; its status is that of its first telling unless given."""
    values = {"status": tellings[0].modality if tellings else "Happened", **more}
    return Event(event_id(type, label), type, label, roles, tellings, **values)  # type: ignore[arg-type]


def sample() -> Resolution:
    """Return the whole sample: an invitation, a suspension and its reason, a meeting told twice, a doubted visit."""
    relayed = {"according_to": KERRY, "relayed_by": (REUTERS,)}
    visit = event(
        "Visit",
        "克里访问中国",
        {"actor": (KERRY,), "destination": (CHINA,)},
        telling(INVITATION, INVITED, "访问", "Visit", modality="Planned", **relayed),
        begin=dt.date(2023, 5, 3),
        precision="unknown",
        edtf="2023-05-03/..",
        time_text="近期内",
    )
    invitation = event(
        "Invitation",
        "中国邀请克里",
        {"actor": (CHINA,), "recipient": (KERRY,), "content": (visit.id,)},
        telling(INVITATION, INVITED, "邀请", "Invitation", cue="已经", **relayed),
    )
    statement = event(
        "Statement",
        "克里表示",
        {"actor": (KERRY,), "content": (invitation.id,)},
        telling(INVITATION, INVITED, "表示", "Statement", according_to=REUTERS),
        **day(2023, 5, 3),
        time_text="周三（5月3日）",
    )
    taiwan = event(
        "Visit",
        "佩洛西访问台湾",
        {"actor": (PELOSI,), "destination": (TAIWAN,)},
        telling(DIALOGUE, STOPPED, "访问", "Visit"),
    )
    stop = event(
        "Suspension",
        "中国中止气候谈判",
        {"actor": (CHINA,), "object": (TALKS,)},
        telling(DIALOGUE, STOPPED, "暂停", "Suspension"),
        begin=dt.date(2022, 6, 1),
        end=dt.date(2022, 8, 31),
        precision="season",
        edtf="2022-22",
        time_text="去年夏天",
        links={"inResponseTo": (taiwan.id,)},
    )
    meeting = event(
        "Meeting",
        "克里与解振华会谈",
        {"participant": (KERRY, XIE), "place": (BEIJING,)},
        telling(DIALOGUE, MET, "会谈", "Meeting"),
        telling(DIALOGUE, CCTV_SAYS, "会谈", "Meeting", according_to=CCTV),
        **day(2023, 7, 17),
        time_text="周一",
        duration="PT4H",
    )
    resumption = event(
        "Resumption",
        "中美恢复气候谈判",
        {"participant": (CHINA, USA), "object": (TALKS,)},
        telling(DIALOGUE, MET, "恢复", "Resumption"),
    )
    doubted = event(
        "Visit",
        "克里9月访华",
        {"actor": (KERRY,), "destination": (CHINA,)},
        telling(RUMOUR, RUMOUR.title, "访", "Visit", modality="Unconfirmed"),
        telling(RUMOUR, DOUBTED, "证实", "Visit", modality="Unconfirmed", according_to=STATE),
        status="Unconfirmed",
        begin=dt.date(2021, 9, 1),
        end=dt.date(2021, 9, 30),
        precision="month",
        edtf="2021-09",
    )
    speaker = title_in(DIALOGUE, STOPPED, "众议院议长")
    events = (visit, invitation, statement, taiwan, stop, meeting, resumption, doubted)
    return Resolution(
        articles=(DIALOGUE, INVITATION, RUMOUR),
        entities=ENTITIES,
        positions=(
            Position("position-中国气候特使", "气候特使", CHINA),
            Position("position-美国众议院议长", "众议院议长", USA),
            Position("position-美国气候特使", "气候特使", USA),
        ),
        holdings=(
            Holding(KERRY, "position-美国气候特使", False, (("invitation", title_in(INVITATION, INVITED)),)),
            Holding(XIE, "position-中国气候特使", False, (("dialogue", title_in(DIALOGUE, MET)),)),
            Holding(PELOSI, "position-美国众议院议长", True, (("dialogue", speaker),)),
        ),
        events=tuple(sorted(events, key=lambda event: event.id)),
        mentions=(
            EntityMention("dialogue", KERRY, Span(20, 22), "name"),
            EntityMention("dialogue", XIE, Span(30, 33), "name"),
            EntityMention("invitation", KERRY, Span(0, 2), "name"),
        ),
    )


@pytest.fixture
def resolution() -> Resolution:
    return sample()


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return load_ontology()


def title_in(of: Article, sentence: str, title: str = "气候特使") -> Span:
    """Return where a title stands in a sentence of an article."""
    start = of.text.index(title, of.text.index(sentence))
    return Span(start, start + len(title))


ENTITIES = (
    Entity(BEIJING, "City", "北京", "Beijing", contained_in=CHINA, metonym_of=CHINA),
    Entity(CHINA, "Country", "中国", "China", alt=("中方",)),
    Entity(USA, "Country", "美国", "United States"),
    Entity(STATE, "GovernmentBody", "美国国务院", represents=(USA,)),
    Entity(CCTV, "MediaOutlet", "中国中央电视台", alt=("央视", "CCTV")),
    Entity(RFA, "MediaOutlet", "自由亚洲电台", "Radio Free Asia"),
    Entity(RFI, "MediaOutlet", "法国国际广播电台"),
    Entity(REUTERS, "MediaOutlet", "路透社", "Reuters", based_in="country-英国"),
    Entity(PELOSI, "Person", "南希·佩洛西", "Nancy Pelosi", alt=("佩洛西",), represents=(USA,)),
    Entity(
        KERRY,
        "Person",
        "约翰·克里",
        "John Kerry",
        alt=("克里", "约翰‧克里"),
        hidden=("约翰-克里",),
        represents=(USA,),
        reasons=("克里 is the surname of 约翰·克里",),
    ),
    Entity(XIE, "Person", "解振华", hidden=("谢振华",), represents=(CHINA,)),
    Entity(TAIWAN, "Place", "台湾"),
    Entity(TALKS, "Process", "中美气候谈判"),
)


@pytest.fixture
def make() -> Callable[..., Event]:
    """Return a maker of events told by one sentence of the sample: make(type, label, modality, role=(ids,))."""

    def made(type: str, label: str, modality: str = "Happened", **roles: tuple[str, ...]) -> Event:
        return event(type, label, roles, telling(DIALOGUE, MET, "会谈", type, modality=modality))

    return made
