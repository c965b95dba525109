import pytest

from graph.extract.mentions import find_mentions


def names(marked, word_lists, text):
    article, doc, sentences = marked(text)
    mentions, _, _ = find_mentions(article, doc, sentences, word_lists)
    return [(m.surface, m.type) for m in mentions if m.kind == "name"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        # a name once found is a name wherever it stands as a word
        ("[布林肯:Person] 说/v\n国务卿布林肯/nz 说/v", [("布林肯", "Person"), ("布林肯", "Person")]),
        ("[克里:Person] 说/v\n克里姆林宫/nz", [("克里", "Person")]),
        # most of its like decide what a name is
        ("[克里:Person] 说/v\n[克里:Person] 说/v\n[克里:Place] 说/v", [("克里", "Person")] * 3),
        (
            "[巴黎:City=city-巴黎] 说/v\n[巴黎:Person] 说/v\n[巴黎:Person] 说/v",
            [("巴黎", "City")] + [("巴黎", "Person")] * 2,
        ),
        # a gloss is one name
        ("[李四:Person] （/w [Li:Person] [Si:Person] ）/w", [("李四", "Person"), ("LiSi", "Person")]),
        # a word for a post is no name
        ("[国务卿:Organization] 说/v", []),
        ("[大使克利:Organization] 说/v", [("克利", "Person")]),
        ("[使馆:Organization] 说/v", [("使馆", "Organization")]),
        # a country's people are not the country
        ("[中国:Country] 人/n 说/v", []),
        ("[中国:Country] 人民/n 说/v", [("中国", "Country")]),
        # a former mark is no part of a name
        ("[前金管局:Organization] 总裁/n [陈明:Person]", [("金管局", "Organization"), ("陈明", "Person")]),
        # names cut too long or too short
        ("[钟士元:Person] 说/v\n[钟士元:Person] 说/v\n[张钟士元:Person]", [("钟士元", "Person")] * 3),
        ("[林郑月娥:Person] 说/v\n林/nr [郑月娥:Person] 说/v", [("林郑月娥", "Person")] * 2),
        (
            "[特朗普:Person] 说/v\n[特朗普:Person] 说/v\n[小特朗普:Person]",
            [("特朗普", "Person")] * 2 + [("小特朗普", "Person")],
        ),
        # only a body has a chairman
        ("[九仓:Person] 主席/n [吴光正:Person]", [("九仓", "Organization"), ("吴光正", "Person")]),
        ("[特朗普:Person] 顾问/n [班农:Person]", [("特朗普", "Person"), ("班农", "Person")]),
        # bodies told of by a title alone
        ("前/f 广播处/n 处长/n [张敏:Person]", [("广播处", "GovernmentBody"), ("张敏", "Person")]),
        ("马会/n 前/f 主席/n [陈祖:Person]", [("马会", "Organization"), ("陈祖", "Person")]),
        ("政务司/n 司长/n [陈明:Person]", [("陈明", "Person")]),
    ],
)
def test_names_are_put_right(marked, word_lists, text, expected):
    assert names(marked, word_lists, text) == expected


def test_post_of_such_a_body_is_its_own(marked, word_lists):
    article, doc, sentences = marked("马会/n 前/f 主席/n [陈祖:Person]")
    mentions, _, positions = find_mentions(article, doc, sentences, word_lists)
    assert [(p.title, mentions[p.of].surface, p.former) for p in positions] == [("主席", "马会", True)]
