import dataclasses

import pytest

from graph.model import Argument, EventMention, Span
from graph.resolve.entities import resolve_entities

US, CN = "[美国:Country=country-美国]", "[中国:Country=country-中国]"
BOTH = ("country-中国", "country-美国")


def last(told, known, text, **more):
    """Return what the last mention of a text denotes."""
    article = told("a", text, **more)
    return resolve_entities([article], known).of.get(("a", len(article.mentions) - 1), ())


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[克里:Person]说，{他:Person:pronoun}将访问", ("person-克里",)),
        ("[克里:Person]告诉[韩正:Person]，会谈很好\n{他:Person:pronoun}说", ("person-克里",)),
        ("[克里:Person]表示满意\n[韩正:Person]说了很多\n{他:Person:pronoun}补充说", ("person-韩正",)),
        (f"{CN}必须发布{{其:Agent:pronoun}}计划", ("country-中国",)),
        (f"[克里:Person]将敦促{CN}缩减{{其:Agent:pronoun}}排放", ("country-中国",)),
        (f"[克里:Person]到访{CN}\n{{该国:Country:nominal}}说", ("country-中国",)),
        ("[谷歌:Company]说\n[克里:Person]说\n{该公司:Company:nominal}拒绝", ("company-谷歌",)),
        ("[克里:Person]说，总统[拜登:Person]已授权{他:Person:pronoun}会谈", ("person-克里",)),
        ("[克里:Person]说{他:Person:pronoun}会来", ("person-克里",)),
        ("[克里:Person]带来{他:Person:pronoun}的计划", ("person-克里",)),
        ("[李四:Person]出席。\n至于[张三:Person]，{他:Person:pronoun}没有来", ("person-张三",)),
        ("[韩正:Person]说，自[克里:Person]到任以来很好\n{他:Person:pronoun}补充说", ("person-韩正",)),
        (f"[李四:Person]说，由{CN}{{自己:Agent:pronoun}}决定", ("country-中国",)),
        ("{他:Person:pronoun}说", ()),
        (f"{US}说，{{他:Person:pronoun}}", ()),
    ],
)
def test_pronoun_takes_the_salient_entity(told, known, text, expected):
    assert last(told, known, text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{CN}与{US}会谈\n{{两国:Country:plural}}同意", BOTH),
        ("[中:Country=country-中国][美:Country=country-美国]{两国:Country:plural}同意", BOTH),
        (f"{US}说\n{{两国:Country:plural}}同意", ()),
        ("[耶伦:Person]会晤[何立峰:Person]，{两人:Person:plural}共进晚餐", ("person-何立峰", "person-耶伦")),
        (f"{US}与{CN}不和\n{{双方:Agent:plural}}会谈", BOTH),
        ("{两韩:Country:plural}会谈", ("country-朝鲜", "country-韩国")),
    ],
)
def test_plural_denotes_so_many(told, known, text, expected):
    assert tuple(sorted(last(told, known, text))) == expected


def test_list_of_four_stands_for_four_countries(told, known):
    text = (
        f"{{四国:Country:plural}}演习\n[日本:Country]、{US}、[南韩:Country=country-韩国]和{CN}参加\n[法国:Country]没有"
    )
    article = told("a", text)
    ids = resolve_entities([article], known).of[("a", 0)]
    assert ids == ("country-中国", "country-日本", "country-美国", "country-韩国")


def test_definite_title_is_who_held_the_post(told, known):
    text = f"{US}前国务卿[克里:Person]说\n[习近平:Person]说\n{{这位前国务卿:Person:nominal}}访华"
    assert last(told, known, text, posts=((1, "国务卿", 0, True),)) == ("person-克里",)


def test_title_that_nobody_holds_denotes_nobody(told, known):
    assert last(told, known, "[克里:Person]说\n{总统:Person:nominal}说") == ()


def test_government_of_a_person_is_his_country(told, known):
    text = f"{US}总统[拜登:Person]说\n{{拜登政府:GovernmentBody:nominal}}认为"
    assert last(told, known, text, posts=((1, "总统", 0, False),)) == ("country-美国",)


def test_government_of_nobody_known_is_a_body(told, known):
    assert last(told, known, "{港英政府:GovernmentBody:nominal}认为") == ("gov-港英政府",)


def test_speaker_says_i(told, known):
    assert last(told, known, "[沙利文:Person]说：“{我:Agent:pronoun}认为") == ("person-沙利文",)


def test_speaker_may_be_named_after_the_words(told, known):
    text = "[韩正:Person]说。\n“{我们:Agent:pronoun}将开始，”[克里:Person]说"
    resolution = resolve_entities([told("a", text)], known)
    assert resolution.of[("a", 1)] == ("person-克里",)


def test_speaker_is_the_actor_of_the_saying(told, known):
    article = told("a", "[韩正:Person]说，[克里:Person]说：“{我:Agent:pronoun}认为")
    saying = EventMention("Statement", Span(3, 4), 0, Span(0, 5), (Argument("actor", Span(0, 2), mention=0),))
    mentions = (*article.mentions[:2], dataclasses.replace(article.mentions[2], speech=0))
    article = dataclasses.replace(article, events=(saying,), mentions=mentions)
    assert resolve_entities([article], known).of[("a", 2)] == ("person-韩正",)


def test_she_stays_she(told, known):
    text = "[安妮:Person]当选\n{她:Person:pronoun}将就任\n[马杜:Person]和[卢拉:Person]向{她:Person:pronoun}道贺"
    assert last(told, known, text) == ("person-安妮",)
    assert last(told, known, text.replace("向{她:Person:pronoun}道贺", "说，{他:Person:pronoun}会来")) != (
        "person-安妮",
    )


def test_we_of_the_outlets_country(told, known):
    article = told("a", "{我国:Country:nominal}驻外大使到场")
    of = {
        outlet: resolve_entities(
            [dataclasses.replace(article, article=dataclasses.replace(article.article, outlet=outlet))], known
        ).of
        for outlet in ("中华日报", None)
    }
    assert of == {"中华日报": {("a", 0): ("country-中国",)}, None: {}}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[陈启明:Person]说\n{陈先生:Person:nominal}离开", ("person-陈启明",)),
        ("[陈启明:Person]说\n[王明:Person]说\n[陈大文:Person]说\n{陈先生:Person:nominal}离开", ("person-陈大文",)),
        ("[陈启明:Person]和[陈大文:Person]说\n{陈先生:Person:nominal}离开", ()),
        ("[陈·史密斯:Person]说\n{陈先生:Person:nominal}离开", ()),
    ],
)
def test_family_name_and_address_is_somebody_named_before(told, known, text, expected):
    assert last(told, known, text) == expected


def test_foreign_ministers_of_both_countries(told, known):
    text = f"{CN}外长[王明:Person]访问{US}\n{US}外长[李文:Person]欢迎\n{CN}{US}{{两国外长:Person:plural}}会谈"
    posts = ((1, "外长", 0, False), (4, "外长", 3, False))
    assert last(told, known, text, posts=posts) == ("person-李文", "person-王明")
    assert last(told, known, text, posts=posts[:1]) == ()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[外交部:GovernmentBody]{发言人:Group:nominal}说", ("gov-外交部",)),
        ("[缅甸军方:ArmedGroup]开火\n{军方:Group:nominal}说", ("armed-缅甸军方",)),
        ("[缅甸军方:ArmedGroup]开火\n{警方:Group:nominal}说", ("group-警方",)),
        ("[张三:Person]的{发言人:Group:nominal}说", ("group-张三发言人",)),
    ],
)
def test_who_speaks_for_a_body_is_the_body(told, known, text, expected):
    assert last(told, known, text) == expected


def test_report_takes_up_an_outlet_cited_long_before(told, known):
    between = "\n[张三:Person]说" * 8
    assert last(told, known, f"据[路透社:MediaOutlet]报道{between}\n{{报道:MediaOutlet:nominal}}说") == (
        "outlet-路透社",
    )
