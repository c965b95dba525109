from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph.resolve.entities import resolve_entities

US, CN = "[美国:Country=country-美国]", "[中国:Country=country-中国]"


def people(resolution):
    return [e for e in resolution.entities if e.type == "Person"]


def names(entity):
    return {entity.label, *entity.alt, *entity.hidden, *([entity.label_en] if entity.label_en else [])}


def test_short_and_full_forms_are_one_person(told, known):
    text = "[约翰-克里:Person]（[John Kerry:Person]）说\n[克里:Person]说"
    (kerry,) = people(resolve_entities([told("a", text, same=((0, 1),))], known))
    assert kerry.id == "person-约翰·克里"
    assert (kerry.label, kerry.label_en) == ("约翰·克里", "John Kerry")
    assert names(kerry) >= {"约翰-克里", "克里", "John Kerry"}


@pytest.mark.parametrize("variant", ["约翰·克里", "约翰‧克里", "约翰-克里", "約翰·克里"])
def test_separators_and_scripts_are_one_across_articles(told, known, variant):
    articles = [told("a", "[约翰·克里:Person]说"), told("b", f"[{variant}:Person]说"), told("c", "[克里:Person]说")]
    (kerry,) = people(resolve_entities(articles, known))
    assert kerry.id == "person-约翰·克里"


def test_two_people_with_one_family_name_stay_apart(told, known):
    articles = [
        told("a", "[约翰·克里:Person]说\n[克里:Person]说"),
        told("b", "[卡梅伦·克里:Person]说\n[克里:Person]说"),
        told("c", "[克里:Person]说"),
    ]
    resolution = resolve_entities(articles, known)
    assert len(people(resolution)) == 3
    assert resolution.of[("a", 0)] == resolution.of[("a", 1)]
    assert resolution.of[("b", 0)] == resolution.of[("b", 1)]
    assert resolution.of[("c", 0)] not in (resolution.of[("a", 0)], resolution.of[("b", 0)])


def test_post_decides_between_two_of_one_family_name(told, known):
    articles = [
        told("a", f"{US}特使[约翰·克里:Person]说", posts=((1, "特使", 0, False),)),
        told("b", f"{CN}顾问[卡梅伦·克里:Person]说", posts=((1, "顾问", 0, False),)),
        told("c", f"{US}特使[克里:Person]说", posts=((1, "特使", 0, False),)),
    ]
    resolution = resolve_entities(articles, known)
    assert resolution.of[("c", 1)] == resolution.of[("a", 1)] != resolution.of[("b", 1)]


def test_contradictory_glosses_keep_two_people_apart(told, known):
    articles = [
        told("a", "[布朗:Person]（[Gordon Brown:Person]）说", same=((0, 1),)),
        told("b", "[布朗:Person]（[James Braun:Person]）说", same=((0, 1),)),
    ]
    assert len(people(resolve_entities(articles, known))) == 2


def test_two_given_names_of_one_chinese_name_are_one_person(told, known):
    articles = [
        told("a", "[杰克·沙利文:Person]（[Jake Sullivan:Person]）说", same=((0, 1),)),
        told("b", "[杰克‧沙利文:Person]（[Jacob Jeremiah Sullivan:Person]）说", same=((0, 1),)),
    ]
    (sullivan,) = people(resolve_entities(articles, known))
    assert sullivan.label == "杰克·沙利文"


def test_one_wrong_character_with_the_same_post_is_a_slip(told, known):
    post = ((1, "气候特使", 0, False),)
    articles = [
        told("a", f"{CN}气候特使[解振华:Person]说", posts=post),
        told("b", f"{CN}气候特使[解振华:Person]说", posts=post),
        told("c", f"{CN}气候特使[谢振华:Person]说", posts=post),
    ]
    (xie,) = people(resolve_entities(articles, known))
    assert (xie.label, xie.hidden) == ("解振华", ("谢振华",))
    assert any("一字之差" in r for r in xie.reasons)


def test_one_wrong_character_without_the_post_is_another_person(told, known):
    articles = [told("a", "[王振华:Person]说"), told("b", "[李振华:Person]说")]
    assert len(people(resolve_entities(articles, known))) == 2


def test_son_is_not_his_father(told, known):
    resolution = resolve_entities([told("a", "[特朗普:Person]的长子[小特朗普:Person]说")], known)
    assert len(people(resolution)) == 2


def test_variant_transliterations_are_one(told, known):
    resolution = resolve_entities([told("a", "[特朗普:Person]说"), told("b", "[川普:Person]說")], known)
    assert len(people(resolution)) == 1


def test_married_name_and_its_short_form_are_one(told, known):
    resolution = resolve_entities([told("a", "[林鄭月娥:Person]說\n[林鄭:Person]說")], known)
    assert [p.label for p in people(resolution)] == ["林郑月娥"]


def test_gazetteer_gives_id_and_labels(told, known):
    resolution = resolve_entities([told("a", f"{US}与[美:Country=country-美国]方")], known)
    (usa,) = resolution.entities
    assert (usa.id, usa.label, usa.label_en, usa.alt) == ("country-美国", "美国", "United States", ("美",))


def test_what_stands_for_a_country_is_a_hidden_label(told, known):
    text = (
        "[中:Country=country-中国][美:Country=country-美国]会谈\n[美:Country=country-美国]方\n[中国政府:Organization]说"
    )
    resolution = resolve_entities([told("a", text)], known)
    assert {e.id: (e.alt, e.hidden) for e in resolution.entities} == {
        "country-中国": (("中", "中国政府"), ("中美",)),
        "country-美国": (("美",), ("中美", "美方")),
    }


def test_country_before_a_body_tells_which_body(told, known):
    text = "[美国国防部:GovernmentBody]说\n[国防部:GovernmentBody]说"
    resolution = resolve_entities([told("a", text), told("b", "[中国国防部:GovernmentBody]说")], known)
    assert sorted(e.label for e in resolution.entities if e.type == "GovernmentBody") == ["中国国防部", "美国国防部"]
    assert resolution.of[("a", 0)] == resolution.of[("a", 1)]


def test_body_represents_its_country(told, known):
    resolution = resolve_entities([told("a", "[美国国防部:GovernmentBody]说")], known)
    assert [e.represents for e in resolution.entities if e.type == "GovernmentBody"] == [("country-美国",)]


def test_person_represents_the_country_of_his_post(told, known):
    text = f"{US}国务卿[布林肯:Person]说"
    resolution = resolve_entities([told("a", text, posts=((1, "国务卿", 0, False),))], known)
    assert people(resolution)[0].represents == ("country-美国",)


def test_unnamed_groups_of_one_country_are_one_node(told, known):
    text = f"{US}{{官员:Group:nominal}}说\n{US}{{多名官员:Group:nominal}}说\n{{消息人士:Group:nominal}}说"
    resolution = resolve_entities([told("a", text)], known)
    groups = [e for e in resolution.entities if e.type == "Group"]
    assert [(g.id, g.represents) for g in groups] == [("group-消息人士", ()), ("group-美国官员", ("country-美国",))]


LINES = [
    "[约翰·克里:Person]说，{他:Person:pronoun}说",
    f"{US}国务卿[布林肯:Person]访问{CN}，{{两国:Country:plural}}",
    "[克里:Person]说",
    "[卡梅伦·克里:Person]说",
    "[特朗普:Person]与[川普:Person]",
    "[小特朗普:Person]说，{他:Person:pronoun}说",
    "[解振华:Person]说",
    "[谢振华:Person]说",
    "[国防部:GovernmentBody]说",
    "[美国国防部:GovernmentBody]说",
]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.lists(st.sampled_from(LINES), min_size=1, max_size=3), min_size=2, max_size=4), st.randoms())
def test_order_of_articles_does_not_matter(told, known, texts, random):
    articles = [told(f"a{i}", "\n".join(lines), day=i + 1) for i, lines in enumerate(texts)]
    shuffled = articles[:]
    random.shuffle(shuffled)
    assert resolve_entities(articles, known) == resolve_entities(shuffled, known)


def test_every_order_of_three_gives_the_same(told, known):
    articles = [told("a", LINES[0]), told("b", LINES[2]), told("c", LINES[3])]
    results = [resolve_entities(order, known) for order in permutations(articles)]
    assert all(r == results[0] for r in results)


def test_posts_tell_namesakes_of_two_articles_apart(told, known):
    articles = [
        told("a", f"{CN}总理[李明:Person]说", posts=((1, "总理", 0, False),)),
        told("b", "[李明:Person]教授说", posts=((0, "教授", None, False),)),
        told("c", f"{CN}总理[李明:Person]说", posts=((1, "总理", 0, False),)),
        told("d", "[李明:Person]说"),
    ]
    resolution = resolve_entities(articles, known)
    of = {article: resolution.of[(article, 1 if article in "ac" else 0)] for article in "abcd"}
    assert of["a"] == of["c"] == of["d"] != of["b"]


def test_posts_of_two_countries_are_of_two_people(told, known):
    articles = [
        told("a", f"{US}外长[阿明:Person]说", posts=((1, "外长", 0, False),)),
        told("b", f"{CN}总统[阿明:Person]说", posts=((1, "总统", 0, False),)),
    ]
    assert len(people(resolve_entities(articles, known))) == 2


def test_country_of_a_body_in_a_title_need_not_be_named(told, known):
    house = "[美国众议院:GovernmentBody]"
    article = told("a", f"{house}议长[佩明:Person]说", posts=((1, "美国众议院议长", 0, False),))
    (person,) = people(resolve_entities([article], known))
    assert person.represents == ("country-美国",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"{CN}、[美国海军:ArmedGroup]在演习", {"armed-中国海军", "armed-美国海军"}),
        (f"{CN}、{US}和[韩国海军:ArmedGroup]在演习", {"armed-中国海军", "armed-美国海军", "armed-韩国海军"}),
        (f"{CN}和[美国海军:ArmedGroup]在演习", {"country-中国", "armed-美国海军"}),
        (f"{CN}，[美国海军:ArmedGroup]在演习", {"country-中国", "armed-美国海军"}),
    ],
)
def test_a_head_that_a_list_shares(told, known, text, expected):
    assert {e.id for e in resolve_entities([told("a", text)], known).entities} == expected
