"""Whole articles of a sentence or two: which events are told, who does what, whether it happened, who says so."""

from __future__ import annotations

import pytest

# text | type trigger | roles that must hold: role=names joined by + | roles that must not be filled
ROLES = [
    # what stands before a circumstance, a side of one character, a party named elsewhere
    ("高雄市長陳其南上午受訪時說，會繼續推動建設。", "Statement 說", "actor=陳其南"),
    ("中国外交部要求美方停止军售。", "Request 要求", "actor=中国外交部 recipient=美"),
    ("特斯拉宣布，已与松下达成协议。", "Agreement 达成协议", "participant=特斯拉+松下"),
    # order of the sentence
    ("法国总统马克龙周四抵达首尔。", "Visit 抵达", "actor=马克龙 destination=首尔"),
    ("德國外長貝爾伯克昨天抵達雅加達。", "Visit 抵達", "actor=貝爾伯克 destination=雅加達"),
    ("联合国秘书长古特雷斯批评以色列。", "Criticism 批评", "actor=古特雷斯 recipient=以色列"),
    ("中國外交部長王毅會見了巴西總統盧拉。", "Meeting 會見", "participant=王毅+盧拉"),
    ("欧盟对俄罗斯实施新一轮制裁。", "Sanction 制裁", "actor=欧盟 recipient=俄罗斯"),
    # passive
    ("前市长陈志强被廉政公署逮捕。", "Arrest 逮捕", "actor=廉政公署 recipient=陈志强"),
    ("李家超獲中央政府任命為行政長官。", "Appointment 任命", "recipient=李家超"),
    ("基輔遭到俄羅斯空襲。", "Attack 空襲", "actor=俄羅斯 recipient=基輔"),
    # 由, 向, 对
    ("这次论坛由日本外务省举办。", "Conference 举办", "actor=日本外务省"),
    ("巴西总统卢拉对中国进行国事访问。", "Visit 访问", "actor=卢拉 destination=中国"),
    ("美國財長耶倫與英國首相蘇納克進行了會談。", "Meeting 會談", "participant=耶倫+蘇納克"),
    ("习近平向金正恩表示，中国支持朝鲜。", "Statement 表示", "actor=习近平 recipient=金正恩 content=支持"),
    # coordination
    ("日本和韩国星期一在东京举行会谈。", "Meeting 会谈", "participant=日本+韩国"),
    ("印度外长苏杰生会见法国外长科洛纳和德国外长贝尔伯克。", "Meeting 会见", "participant=苏杰生+科洛纳+贝尔伯克"),
    ("美国、法国和德国支持乌克兰。", "Support 支持", "actor=美国+法国+德国 recipient=乌克兰"),
    # dropped subjects
    ("越南总理范明政周二抵达北京，会见了中国总理李强。", "Meeting 会见", "participant=范明政+李强"),
    ("土耳其總統埃爾多安批評以色列，並呼籲美國停止援助。", "Request 呼籲", "actor=埃爾多安 recipient=美國"),
    ("東京與首爾發表聯合聲明。", "Agreement 聯合聲明", "participant=東京+首爾"),
    # who is asked, who suffers, who is from where
    ("苹果曾提出收购诺基亚，但被拒绝。", "Rejection 拒绝", "recipient=苹果"),
    ("来自智利的外交官博里奇批评阿根廷。", "Criticism 批评", "recipient=阿根廷"),
    ("这是卢拉被国会任命为总统以来首次访问东京。", "Visit 访问", "actor=卢拉 destination=东京"),
    # the subject of the sentence before, where this one could have none of its own
    ("英国首相斯塔默抵达巴黎。随后会见了马克龙。", "Meeting 会见", "participant=斯塔默+马克龙"),
    ("英國首相施紀賢抵達巴黎。將與馬克龍舉行會談。", "Meeting 會談", "participant=施紀賢+馬克龍"),
    ("马克龙访问了北京。在会见李强时，石破茂谈到关税。", "Meeting 会见", "participant=石破茂+李强"),
    # relative clauses
    ("正在巴黎访问的加拿大总理特鲁多会见了马克龙。", "Visit 访问", "actor=特鲁多 destination=巴黎"),
    ("正在巴黎访问的加拿大总理特鲁多会见了马克龙。", "Meeting 会见", "participant=特鲁多+马克龙"),
    # nominal triggers
    ("尼泊尔推迟了对印度的访问。", "Visit 访问", "actor=尼泊尔 destination=印度"),
    ("新加坡與馬來西亞的談判進展順利。", "Negotiation 談判", "participant=新加坡+馬來西亞"),
    # pivots
    ("美国敦促以色列停止轰炸加沙。", "Request 敦促", "actor=美国 recipient=以色列"),
    ("意大利总理梅洛尼邀请莫迪访问罗马。", "Visit 访问", "actor=莫迪 destination=罗马"),
    ("意大利總理梅洛尼邀請莫迪訪問羅馬。", "Invitation 邀請", "actor=梅洛尼 recipient=莫迪 content=訪問"),
    # interviews
    ("泽连斯基接受英国广播公司专访时说，乌克兰不会放弃。", "Interview 专访", "actor=英国广播公司 recipient=泽连斯基"),
    ("馬克龍接受《費加羅報》訪問時表示，法國支持烏克蘭。", "Interview 訪問", "recipient=馬克龍"),
    # calls and talks
    ("拜登和苏纳克通电话。", "Call 通电话", "participant=拜登+苏纳克"),
    # speech with an addressee
    ("沙利文告诉CNN，以色列同意停火。", "Statement 告诉", "actor=沙利文 recipient=CNN"),
    # short names
    ("普京访华期间与习近平举行会谈。", "Visit 访华", "actor=普京 destination=华"),
    ("中美周五在日内瓦举行磋商。", "Negotiation 磋商", "participant=中+美"),
    # objects
    ("伊朗恢复了核谈判。", "Resumption 恢复", "participant=伊朗"),
    ("菲律宾总统马科斯宣布新的防务计划。", "Announcement 宣布", "actor=马科斯"),
    ("沙特阿拉伯和伊朗签署协议。", "Agreement 签署", "participant=沙特阿拉伯+伊朗"),
    ("秘魯與智利星期二簽署了一項期待已久的漁業協定。", "Agreement 簽署", "participant=秘魯+智利"),
    ("三星和索尼已签署自愿承诺书。", "Commitment 签署", "actor=三星+索尼"),
    # what a clause in front of the noun, a verb of being there, or a ship leaves to its owner
    ("巴西总统卢拉参加了法国举办的论坛。", "Conference 参加", "participant=卢拉"),
    ("演习将有美军的驱逐舰、菲军的多艘护卫舰参加。", "Conference 参加", "participant=美军+菲军"),
    ("挪威代表团周一进入俄罗斯。", "Visit 进入", "actor=挪威代表团 destination=俄罗斯"),
    ("拜登习近平会晤受到关注。", "Meeting 会晤", "participant=拜登+习近平"),
    ("德国外交部反应谨慎，只表示正在留意事态。", "Statement 表示", "actor=德国外交部"),
    ("联合国大会主席弗朗西斯将于下周访问曼谷。", "Visit 访问", "actor=弗朗西斯 destination=曼谷"),
    # short names side by side, a plural that counts them all, a body that a gathering is called after
    ("日美韩举行联合军演。", "Conference 举行", "actor=日+美+韩"),
    ("埃及外长和土耳其外长签署协议，扩大两国合作。", "Cooperation 合作", "participant=两国"),
    # who is invited talks with who invites, across the comma too
    ("法国邀请石破茂访问巴黎，就关税进行会谈。", "Meeting 会谈", "participant=石破茂+法国"),
    # 这是 … 以来第几次
    ("这是苏林上任以来首次访问老挝。", "Visit 访问", "actor=苏林 destination=老挝"),
    ("國務院總理李強主持召開國務院常務會議。", "Conference 召開", "actor=李強"),
]


@pytest.mark.parametrize(("text", "event", "filled"), ROLES)
def test_roles(reader, text, event, filled):
    kind, trigger = event.split()
    extraction = reader(text)
    roles = reader.roles(extraction, reader.find(extraction, trigger, kind))
    expected = {r: set(names.split("+")) for r, names in (part.split("=") for part in filled.split())}
    assert {role: roles.get(role, set()) for role in expected} == expected


MODALITY = [
    ("检方否认了这项传闻。", "Denial 否认", "Happened"),
    ("黄志明涉嫌串謀詐騙罪被還押。", "Arrest 還押", "Happened"),
    # how far a cue reaches
    ("前部长陈志强涉嫌挪用公款被捕。", "Arrest 被捕", "Happened"),
    ("如果谈判破裂，欧盟将制裁俄罗斯。", "Sanction 制裁", "Hypothetical|Unconfirmed"),
    ("巴西外长维埃拉否认违约，并指责阿根廷。", "Criticism 指责", "Happened"),
    ("马克龙接受邀请，将于十月访问智利。", "Visit 访问", "Planned"),
    ("卢拉表示需要与阿根廷合作。", "Cooperation 合作", "Requested"),
    ("日本与韩国讨论共同应对危机的可能性。", "Negotiation 讨论", "Happened|Unconfirmed"),
    ('专家说，能源是日韩两国"明显有可能"合作的领域。', "Cooperation 合作", "Unconfirmed"),
    ("日本首相石破茂下周将访问印度。", "Visit 访问", "Planned"),
    ("日本首相石破茂昨天访问了印度。", "Visit 访问", "Happened"),
    ("印度總理莫迪計劃六月出訪德國。", "Visit 出訪", "Planned"),
    ("英国没有邀请普京。", "Invitation 邀请", "Negated"),
    ("俄羅斯並未襲擊波蘭。", "Attack 襲擊", "Negated"),
    ("俄罗斯否认袭击波兰。", "Attack 袭击", "Denied"),
    ("中国敦促菲律宾释放被逮捕的船员。", "Request 敦促", "Happened"),
    ("德国总理朔尔茨呼吁欧盟制裁伊朗。", "Sanction 制裁", "Requested"),
    ("古特雷斯希望以色列与哈马斯恢复谈判。", "Resumption 恢复", "Requested"),
    ("加拿大邀请泽连斯基访问渥太华。", "Visit 访问", "Requested"),
    ("如果俄罗斯攻击波兰，美国将作出回应。", "Attack 攻击", "Hypothetical"),
    ("英国取消了外交大臣卡梅伦对土耳其的访问。", "Visit 访问", "Negated"),
    ("土耳其总统埃尔多安正在柏林访问。", "Visit 访问", "Ongoing|Happened"),
    ("北韓威脅攻擊南韓。", "Threat 威脅", "Happened"),
    # rumours, denials of plans, denials denied, proposals, what nearly was, a negation right before the verb
    ("有传闻称印度田径协会正在接受调查。", "Investigation 接受调查", "Unconfirmed"),
    ("埃及否认苏丹总理将访问开罗。", "Visit 访问", "Denied"),
    ("埃及没有否认苏丹总理将访问开罗。", "Visit 访问", "Unconfirmed"),
    ("塔塔曾提出以三亿欧元收购诺基亚。", "Transaction 收购", "Requested"),
    ("巴西提出抗议。", "Criticism 抗议", "Happened"),
    ("卢拉差点访问巴黎。", "Visit 访问", "Negated"),
    ("卢拉不会访问巴黎。", "Visit 访问", "Negated"),
    ("卢拉不排除访问巴黎。", "Visit 访问", "Unconfirmed"),
    # what lies ahead is planned, unless it is only rumoured
    ("印尼总统下月访问东京。", "Visit 访问", "Planned"),
    ("据传，埃尔多安下月访问雅典。", "Visit 访问", "Unconfirmed"),
    ("盛传莫迪再次访问莫斯科。", "Visit 访问", "Unconfirmed"),
    # a belief that is denied, a promise that was not made, an object brought forward
    ("德国不认为匈牙利支持乌克兰。", "Support 支持", "Negated"),
    ("韩国没有就关税做出任何承诺。", "Commitment 承诺", "Negated"),
    ("法院将萨科齐判处三年徒刑。", "LegalAction 判处", "Happened"),
    ("这将是马克龙第三次访问东京。", "Visit 访问", "Planned"),
    ("这促使蒙古推迟了谈判。", "Postponement 推迟", "Happened"),
    ("北韓威脅攻擊南韓。", "Attack 攻擊", "Planned|Unconfirmed|Hypothetical|Requested"),
]


@pytest.mark.parametrize(("text", "event", "modality"), MODALITY)
def test_modality(reader, text, event, modality):
    kinds, trigger = event.split()
    extraction = reader(text)
    found = reader.find(extraction, trigger)
    assert found.type in kinds.split("|")
    assert found.modality in modality.split("|"), reader.show(extraction, found)


SOURCES = [
    ("莫迪说，印度将派代表团前往喀布尔。", "前往", "莫迪"),
    ("路透社引述布林肯表示，美国将制裁伊朗。", "制裁", "布林肯+路透社"),
    ("據新華社報道，李強周一抵達堪培拉。", "抵達", "新華社"),
    ("“俄罗斯袭击了我们的医院。”泽连斯基说。", "袭击", "泽连斯基"),
    ("“美國必須停止制裁，”伊朗外長阿拉格齊說。", "制裁", "阿拉格齊"),
    ("泽连斯基表示：“俄罗斯昨夜轰炸了敖德萨。我们会反击。”", "轰炸", "泽连斯基"),
    ("李强周一抵达堪培拉。路透社报道称，澳大利亚总理阿尔巴尼斯到机场迎接。", "抵达", ""),
    ("韩联社报道称，尹锡悦会见了岸田文雄。", "会见", "韩联社"),
    ("馬克龍說，法國邀請了澤連斯基。蕭茲則批評法國。", "批評", ""),
    # a quotation, a feeling and a semicolon end what somebody says; his next act of speech stands beside it
    ("梅洛尼说：“我们没有参加。”匈牙利随后制裁了波兰。", "制裁", ""),
    ("芬兰表示不满，瑞典则驱逐了俄罗斯外交官。", "驱逐", ""),
    ("卢拉表示关税不公平；加拿大随后制裁了巴西。", "制裁", ""),
    ("卢拉表示关税不公平，并批评加拿大。", "批评", ""),
    # a report speaks for the outlet cited before
    ("韩联社报道了会谈。报道说，尹锡悦批评了朝鲜。", "批评", "报道"),
]


@pytest.mark.parametrize(("text", "trigger", "sources"), SOURCES)
def test_who_says_so(reader, text, trigger, sources):
    extraction = reader(text)
    event = reader.find(extraction, trigger)
    assert "+".join(extraction.mentions[m].surface for m in event.sources) == sources


NONE = [
    ("古特雷斯对空袭表示强烈谴责。", "Statement"),  # one criticism
    ("公司把生产线转到越南。", "Visit"),  # goods travel, nobody visits
    ("法英签署人工智能合作协议。", "Authorization"),
    ("中国副总理何立峰会面耶伦。", "Conference"),  # a name ends where the next word begins: no 峰会
    ("布林肯接受《华盛顿邮报》访问时表示，美国支持以色列。", "Visit"),  # to be interviewed is no visit
    ("莫迪說服了澤連斯基。", "Statement"),  # 說服 is no 說
    ("英国作家罗琳的小说很受欢迎。", "Statement"),
    ("上海指数周五上涨。", "Statement"),
    ("他自称为专家。", "Visit"),
    ("这家公司的名称来自希腊。", "Statement"),
    ("发言人毛宁在记者会上露面。", "Statement"),
    ("記者撥打了電話。", "Call"),
    ("中英两国的外交关系良好。", "Negotiation"),
    ("石破茂在巴黎举行的一次会议上说，日本支持乌克兰。", "Conference"),  # he spoke there, he did not hold it
    ("匈牙利退出会谈，以回应波兰的批评。", "Statement"),  # a reply in deeds
    ("天气转冷，气温下降。", "Event"),
]


@pytest.mark.parametrize(("text", "kind"), NONE)
def test_no_such_event(reader, text, kind):
    extraction = reader(text)
    found = [reader.show(extraction, e) for e in extraction.events if reader.ontology.is_a(e.type, kind)]
    assert found == []


def test_what_is_said_is_nested_by_content(reader):
    extraction = reader("布林肯表示，中国邀请他访问北京。")
    events = {e.trigger.of(extraction.article.text): i for i, e in enumerate(extraction.events)}
    content = {(i, a.event) for i, e in enumerate(extraction.events) for a in e.arguments if a.role == "content"}
    assert (events["表示"], events["邀请"]) in content
    assert (events["邀请"], events["访问"]) in content


def test_a_denial_holds_what_is_denied(reader):
    extraction = reader("伊朗否认向俄罗斯出售导弹。")
    assert "出售" in reader.roles(extraction, reader.find(extraction, "否认", "Denial"))["content"]


SAME = [
    ("德国总理朔尔茨周三抵达北京，会见了中国总理李强。", "德國總理朔爾茨周三抵達北京，會見了中國總理李強。"),
    ("俄罗斯否认袭击波兰。", "俄羅斯否認襲擊波蘭。"),
    ("美国敦促以色列与哈马斯恢复谈判。", "美國敦促以色列與哈馬斯恢復談判。"),
]


@pytest.mark.parametrize(("simplified", "traditional"), SAME)
def test_both_scripts_are_read_alike(reader, simplified, traditional):
    def read(text):
        extraction = reader(text)
        return [(e.type, e.trigger, e.modality, [(a.role, a.span) for a in e.arguments]) for e in extraction.events]

    assert read(simplified) == read(traditional)
    assert read(simplified)


TEXTS = sorted({row[0] for table in (ROLES, MODALITY, SOURCES, NONE) for row in table})


@pytest.mark.parametrize("model", [True, False], ids=["model", "lexicon"])
@pytest.mark.parametrize("text", TEXTS)
def test_records_hold_together(reader, text, model):
    extraction = reader(text, model=model)
    written = extraction.article.text
    assert len({(e.trigger, e.type) for e in extraction.events}) == len(extraction.events)
    for event in extraction.events:
        assert extraction.sentences[event.sentence].covers(event.trigger)
        assert event.scope.covers(event.trigger)
        assert 0 < event.confidence <= 1
        assert reader.ontology.is_a(event.type, "Event")
        for argument in event.arguments:
            assert argument.span.of(written).strip()
            assert argument.event is None or extraction.events[argument.event] is not event
            assert argument.mention is None or extraction.mentions[argument.mention].span == argument.span


def test_twice_read_is_the_same(reader):
    articles = [reader.make_article(text, id=str(i)) for i, text in enumerate(TEXTS)]
    first, second = reader.read(*articles), reader.read(*articles)
    assert [e.events for e in first] == [e.events for e in second]
    assert [e.links for e in first] == [e.links for e in second]


DATES = [
    ("王毅3月11日抵达雅加达。", "抵达", "2024-03-11"),
    ("莫迪昨天会见了谭德塞。", "会见", "2024-03-14"),
    ("周三，布林肯抵達開羅。", "抵達", "2024-03-13"),
    ("北约去年批准瑞典加入。", "批准", "2023"),
    ("苏林3月11日抵达万象，12日会见了通伦。", "会见", "2024-03-12"),
    ("法国总统马克龙周一抵达日本，展开为期三天的访问。", "访问", "2024-03-11/2024-03-13"),
]


UNDATED = [
    ("去年，越南暂停了与泰国的谈判。", "谈判"),  # the stop is dated, not the talks
    ("韩国承诺2030年前减排。", "承诺"),  # what is promised is dated, not the promise
]


@pytest.mark.parametrize(("text", "trigger"), UNDATED)
def test_time_of_another_event(reader, text, trigger):
    assert reader.find(reader(text), trigger).time is None


@pytest.mark.parametrize(("text", "trigger", "edtf"), DATES)
def test_time_of_the_clause(reader, text, trigger, edtf):
    assert reader.find(reader(text), trigger).time.edtf == edtf
