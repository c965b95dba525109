import pytest

from graph.resolve.entities import resolve_entities
from graph.resolve.known import read_knowledge
from graph.resolve.posts import expanded, same_post

US = "[美国:Country=country-美国]"
CN = "[中国:Country=country-中国]"


@pytest.mark.parametrize(
    ("title", "full"),
    [
        ("财长", "财政部长"),
        ("外交部部长", "外交部长"),
        ("副外长", "副外交部长"),
        ("特首", "行政长官"),
        ("民政事务局常秘", "民政事务局常任秘书长"),
        ("立法委员", "立法委员"),
        ("气候特使", "气候特使"),
    ],
)
def test_title_is_written_out(known, title, full):
    assert expanded(title, read_knowledge(known.graph)) == full


@pytest.mark.parametrize(("a", "b"), [("特使", "气候特使"), ("气候特使", "气候变化特使"), ("议长", "众议院议长")])
def test_abbreviation_is_the_same_post(a, b):
    assert same_post(a, b)
    assert same_post(b, a)


@pytest.mark.parametrize(
    ("a", "b"), [("总统", "副总统"), ("国务卿", "助理国务卿"), ("总理", "总统"), ("气候特使", "和平特使")]
)
def test_deputy_is_another_post(a, b):
    assert not same_post(a, b)


def test_one_post_whatever_it_is_called(told, known):
    text = f"{US}财长[耶伦:Person]说\n{US}财政部长[耶伦:Person]说"
    resolution = resolve_entities([told("a", text, posts=((1, "财长", 0, False), (3, "财政部长", 2, False)))], known)
    assert [(p.id, p.title, p.of) for p in resolution.positions] == [
        ("position-美国财政部长", "财政部长", "country-美国")
    ]


def test_post_without_country_takes_that_of_its_holder(told, known):
    text = f"{US}国务卿[布林肯:Person]说\n国务卿[布林肯:Person]说"
    resolution = resolve_entities([told("a", text, posts=((1, "国务卿", 0, False), (2, "国务卿", None, False)))], known)
    assert [p.id for p in resolution.positions] == ["position-美国国务卿"]


def test_two_holders_share_one_position(told, known):
    text = f"{US}国务卿[布林肯:Person]与{US}前国务卿[克里:Person]"
    posts = ((1, "国务卿", 0, False), (3, "国务卿", 2, True))
    resolution = resolve_entities([told("a", text, posts=posts)], known)
    assert len(resolution.positions) == 1
    assert {(h.person, h.former) for h in resolution.holdings} == {("person-布林肯", False), ("person-克里", True)}


@pytest.mark.parametrize(("first", "second", "former"), [(False, True, True), (True, False, False)])
def test_latest_article_tells_whether_the_post_is_held(told, known, first, second, former):
    articles = [
        told("a", f"{US}总统[拜登:Person]", posts=((1, "总统", 0, first),), day=1),
        told("b", f"{US}总统[拜登:Person]", posts=((1, "总统", 0, second),), day=2),
    ]
    assert [h.former for h in resolve_entities(articles, known).holdings] == [former]


def test_pronoun_may_hold_a_post(told, known):
    text = "[姆南加古瓦:Person]宣誓\n{他:Person:pronoun}被革除副总统职务"
    resolution = resolve_entities([told("a", text, posts=((1, "副总统", None, True),))], known)
    assert [(h.person, h.position) for h in resolution.holdings] == [("person-姆南加古瓦", "position-副总统")]


def test_post_of_the_state_is_no_partys(told, known):
    party = "[国大党:PoliticalParty=party-国大党]"
    known_party = """
        @prefix ng: <https://w3id.org/newsgraph/ns#> . @prefix ent: <https://w3id.org/newsgraph/id/> .
        @prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
        ent:party-国大党 a ng:PoliticalParty ; rdfs:label "国大党"@zh ; ng:represents ent:country-中国 ."""
    more = type(known.graph)()
    for triple in known.graph:
        more.add(triple)
    more.parse(data=known_party, format="turtle")
    article = told("a", f"{CN}\n{party}外长[王明:Person]和{party}主席[李明:Person]",
                   posts=((2, "外长", 1, False), (4, "主席", 3, False)))  # fmt: skip
    resolution = resolve_entities([article], type(known)(graph=more))
    assert [(p.title, p.of) for p in resolution.positions] == [
        ("外交部长", "country-中国"),
        ("主席", "party-国大党"),
    ]


def test_post_told_of_two_owners_is_held_once(told, known):
    house = "[美国众议院:GovernmentBody]"
    a = told("a", f"{US}众议院议长[佩明:Person]说", posts=((1, "众议院议长", 0, False),), day=1)
    b = told("b", f"{US}{house}前议长[佩明:Person]说", posts=((2, "美国众议院议长", 1, True),), day=2)
    (holding,) = resolve_entities([a, b], known).holdings
    assert holding.former
