"""Whether an event happened: cues around its trigger, and what the event above it makes of it.

Cues are words of the ontology's modality concepts (将 Planned, 没有 Negated, 可能 Unconfirmed). A cue holds for the
verbs after it in its clause until another verb with a subject of its own; the nearest wins, negation and doubt over
plans.
"""

from __future__ import annotations

from collections.abc import Sequence

from graph.extract.drafts import Draft
from graph.extract.lexicon import Lexicon
from graph.extract.phrases import Syntax
from graph.extract.syntax import Word
from graph.extract.triggers import Candidate

FIRM = ("Denied", "Negated", "Hypothetical", "Unconfirmed", "Requested", "Planned", "Ongoing", "Happened")

DENIALS = ("Denial", "Rejection", "Statement", "Report", "Criticism")
"""Types whose object may be a rumour without being one themselves."""

FIRM_GOVERNORS = ("Invitation", "Authorization", "Cancellation", "Denial")
"""Types whose content is no more than asked for or allowed, whatever else is read."""


def own_modality(syntax: Syntax, lexicon: Lexicon, candidate: Candidate) -> tuple[str, str]:
    """Return the modality that the clause itself gives the trigger, and the cue; ("", "") if it gives none."""
    parse = syntax.parse
    k = parse.at[candidate.first]
    start, _ = syntax.segment[k]
    first_word = parse.phrases[start].first
    stop = _left_end(syntax, k, start)
    after = parse.words[candidate.last + 1].text if candidate.last + 1 < len(parse.words) else ""
    found: list[tuple[int, str, str]] = []
    w = candidate.first - 1
    while w >= parse.phrases[stop].first and w >= 0:
        word = parse.words[w]
        cue = lexicon.cues.get(word.text, "") if word.mention < 0 else ""
        if not cue and word.mention < 0 and word.tag in ("v", "d", "vn", "ad", "xc", "p") and len(word.text) > 1:
            cue, text = _inner_cue(lexicon, word.text)
        else:
            text = word.text
        if w + 1 < candidate.first and word.text + parse.words[w + 1].text in lexicon.cues:
            text = word.text + parse.words[w + 1].text
            cue = lexicon.cues[text]
        if cue and not _is_void(syntax, candidate, w, cue):
            found.append((w, cue, text))
        w -= 1
    found += _hedge_before(syntax, start, lexicon) + _doubt_after(syntax, candidate)
    condition = parse.words[first_word].text
    if lexicon.is_in(condition, "ConditionWord"):
        return "Hypothetical", condition
    if found and all(cue == "Planned" for _, cue, _ in found) and (condition := _condition_before(syntax, start)):
        return "Hypothetical", condition
    if found:
        _, cue, text = min(found, key=lambda f: (FIRM.index(f[1]), not lexicon.is_in(f[2], "FirmCue"), -f[0]))
        if cue in ("Happened", "Ongoing") or not (after == "了" and cue == "Planned"):
            return cue, text
    if after in ("了", "过"):
        return "Happened", after
    return "", ""


def _condition_before(syntax: Syntax, start: int) -> str:
    """Return the word that makes the clause before a condition of this one: 如果谈判破裂，两国将恢复关税."""
    if start < 2 or syntax.word(start - 1) not in ("，", ","):
        return ""
    first, _ = syntax.segment[start - 2]
    word = syntax.parse.words[syntax.parse.phrases[first].first].text
    return word if syntax.lexicon.is_in(word, "ConditionWord") else ""


def _is_void(syntax: Syntax, candidate: Candidate, w: int, cue: str) -> bool:
    """Tell whether word w looks like a cue of the trigger and is none."""
    lexicon, i = syntax.lexicon, syntax.parse.at[w]
    word = syntax.parse.words[w]
    if _misread(lexicon, syntax.parse, w) or _fronts(syntax, w) or _in_preposition(syntax, i):
        return True
    if len(word.text) == 1 and word.tag in ("n", "nz", "m", "q", "f"):
        return True  # 会 of 开会投票
    if lexicon.is_in(word.text, "AccusingCue") and _is_told_between(syntax, i, syntax.parse.at[candidate.first]):
        return True  # 涉嫌挪用公款被捕: the arrest is beyond doubt
    if lexicon.is_in(word.text, "AccordWord") and _accords(syntax, w):
        return True  # 应邀, 应他的请求
    if candidate.nominal and lexicon.is_in(syntax.parse.words[w].text, "ProposalVerb"):
        return True  # 提出抗议 is a protest, 提出收购 no purchase yet
    return cue == "Negated" and _stops_at_verb(syntax, i, syntax.parse.at[candidate.first])


def _is_told_between(syntax: Syntax, i: int, k: int) -> bool:
    """Tell whether another full verb stands between phrases i and k: it, and not k, is what i speaks of."""
    lexicon = syntax.lexicon
    return any(
        (syntax.kind(j) == "V" and syntax.word(j) not in lexicon.cues) or lexicon.is_in(syntax.word(j), "PassiveMarker")
        for j in range(i + 1, k)
    )


def _accords(syntax: Syntax, w: int) -> bool:
    """Tell whether word w says upon whose asking something is done: 应总统之邀, 应两国要求."""
    words = syntax.parse.words
    for word in words[w + 1 : w + 9]:
        if word.tag == "w":
            return False
        if word.text.endswith(("邀", "邀请", "请求", "要求", "申请", "之请", "呼吁")):
            return word.text.endswith("邀") or word.tag in ("n", "vn") or _ends_clause(words, word)
    return False


def _ends_clause(words: Sequence[Word], word: Word) -> bool:
    """Tell whether a word is followed by a sign or a verb, so that it is a noun here."""
    at = words.index(word) + 1
    return at >= len(words) or words[at].tag in ("w", "v", "d", "p", "TIME")


def _hedge_before(syntax: Syntax, start: int, lexicon: Lexicon) -> list[tuple[int, str, str]]:
    """Return the word of doubt that alone makes up the clause before: 据传，他下月访问日本."""
    if start < 2 or syntax.segment[start - 2] != (start - 2, start - 2):
        return []
    text = syntax.word(start - 2)
    return [(-1, "Unconfirmed", text)] if lexicon.cues.get(text) == "Unconfirmed" else []


def _stops_at_verb(syntax: Syntax, i: int, k: int) -> bool:
    """Tell whether a negation at phrase i denies another verb, whose object acts in k: 不会削弱美国要求中国的努力."""
    first = next((j for j in range(i + 1, k) if syntax.kind(j) == "V" and syntax.word(j) not in syntax.lexicon.cues), k)
    if first + 1 >= k or syntax.kind(first + 1) != "N" or not syntax.parse.phrases[first + 1].heads:
        return False
    return not any(syntax.lexicon.is_in(syntax.word(first), c) for c in ("PivotVerb", "LightVerb", "NegRaisingVerb"))


def _doubt_after(syntax: Syntax, candidate: Candidate) -> list[tuple[int, str, str]]:
    """Return the noun of doubt that the event leads to in its clause: 合作前景, 他访问日本会见首相的可能性."""
    parse = syntax.parse
    k = parse.at[candidate.last]
    last = parse.phrases[k].last
    end = syntax.segment[k][1]
    for i in range(k + 1, end):
        noun = parse.words[parse.phrases[i + 1].last].text
        if syntax.word(i) == "的" and syntax.kind(i + 1) == "N" and syntax.lexicon.is_in(noun, "DoubtNoun"):
            return [(len(parse.words), "Unconfirmed", noun)]
    if candidate.entry.type in DENIALS and not candidate.nominal:
        return []  # 否认了这项传闻
    for i in range(k + 1, end + 1):
        if syntax.kind(i) not in "NU":
            break
        last = parse.phrases[i].last
    text = parse.words[last].text
    if last > candidate.last and syntax.lexicon.is_in(text, "DoubtNoun"):
        return [(len(parse.words), "Unconfirmed", text)]
    return []


def _fronts(syntax: Syntax, w: int) -> bool:
    """Tell whether a 将 brings an object forward instead of telling a plan: 将萨科齐判处三年徒刑."""
    parse = syntax.parse
    after = parse.at[w] + 1
    marker = syntax.lexicon.is_in(parse.words[w].text, "FrontingMarker")
    return marker and after < len(parse.phrases) and parse.phrases[after].kind == "N"


def _in_preposition(syntax: Syntax, i: int) -> bool:
    """Tell whether a verb is what a preposition is about: 就避免危机进行会谈 avoids no talks."""
    before = syntax.before(i)
    if syntax.kind(i) != "V" or before is None or not syntax.lexicon.is_in(syntax.word(before), "TopicMarker"):
        return False
    if syntax.kind(before) == "P":
        return True
    rest = range(i + 1, syntax.segment[i][1])  # 就 is often tagged as an adverb: then a light verb must follow
    return syntax.word(before) == "就" and any(syntax.lexicon.is_in(syntax.word(j), "LightVerb") for j in rest)


def _inner_cue(lexicon: Lexicon, text: str) -> tuple[str, str]:
    """Return the cue that starts a word (将于, 并未), if any."""
    for size in range(len(text) - 1, 0, -1):
        if (
            text[:size] in lexicon.cues
            and len(text) - size <= 1
            and text[size:] in ("于", "在", "就", "会", "能", "可", "要")
        ):
            return lexicon.cues[text[:size]], text
    return "", text


def _misread(lexicon: Lexicon, parse: object, w: int) -> bool:
    words = parse.words  # type: ignore[attr-defined]
    around = (words[w - 1].text if w else "") + words[w].text + (words[w + 1].text if w + 1 < len(words) else "")
    return any(bad in around for bad in lexicon.cue_not_in)


def _left_end(syntax: Syntax, k: int, start: int) -> int:
    """Return the leftmost phrase whose cues still reach phrase k.

    A cue before a verb that takes a clause (表示将…, 认为不会…) does not reach into that clause; nor over the object of
    another full verb, except a pivot (希望他访问).
    """
    i = k - 1
    phrases = syntax.parse.phrases
    while i >= start:
        if phrases[i].kind == "V":
            verb_takes_clause = syntax.takes_clause(i)
            if verb_takes_clause:
                return _through(syntax, i)
        if phrases[i].kind == "F" and i < k - 1 and i > start and phrases[i - 1].kind in "NVTU":
            return i + 1
        i -= 1
    return start


def _through(syntax: Syntax, i: int) -> int:
    """Return the leftmost phrase whose cues reach into the clause that verb i takes.

    A verb that is a cue itself (传他访华, 预计他访华) reaches into it, and so does the negation of a belief: who does
    not think that China helps says that it does not.
    """
    if syntax.word(i) in syntax.lexicon.cues:
        return i
    before = i - 1
    if before >= syntax.segment[i][0] and syntax.kind(before) == "N":
        noun = syntax.parse.words[syntax.parse.phrases[before].last].text
        if syntax.lexicon.cues.get(noun) == "Unconfirmed":
            return before  # 有传闻称
    raised = syntax.lexicon.is_in(syntax.word(i), "NegRaisingVerb") and before >= syntax.segment[i][0]
    if raised and syntax.lexicon.cues.get(syntax.word(before)) == "Negated":
        return before
    return i + 1


def is_firm(syntax: Syntax, candidate: Candidate, cue: str) -> bool:
    """Tell whether a cue leaves no doubt, whatever is read besides: 将是…第三次访问, 没有…作出承诺, 将他逮捕."""
    lexicon = syntax.lexicon
    if lexicon.is_in(cue, "FirmCue") or (not cue and syntax.fronted(syntax.parse.at[candidate.first]) is not None):
        return True
    if cue == "了" and not candidate.nominal:
        return True  # 推迟了
    if lexicon.cues.get(cue) != "Negated":
        return False
    before = syntax.before(syntax.parse.at[candidate.first])
    if before is not None and syntax.word(before) in cue and candidate.entry.type != "Statement":
        return True  # 不会访问: right before the verb
    if not candidate.nominal:
        return False
    k = syntax.parse.at[candidate.first]
    carriers = [i for i in range(syntax.segment[k][0], k) if syntax.kind(i) == "V"]
    words = [syntax.word(i) for i in carriers if syntax.word(i) != cue]
    return bool(words) and lexicon.is_in(words[-1], "LightVerb")


def _in_one_clause(draft: Draft, over: Draft) -> bool:
    at, segment = draft.syntax.parse.at, draft.syntax.segment
    return segment[at[draft.candidate.first]] == segment[at[over.candidate.first]]


def inherit(i: int, drafts: Sequence[Draft]) -> bool:
    """Complete the modality of draft i from the event above it and from the clause whose subject it shares.

    Under a request, an invitation or a promise the content has not happened, whatever its own verb looks like; a
    denied or cancelled one did not happen. Returns whether the event above leaves no doubt (an invitation, an
    authorization). A second predicate of the same subject goes on as the first (将访问北京，会见王毅).
    """
    draft = drafts[i]
    over = drafts[draft.governor] if draft.governor is not None else None
    if over is not None:
        given = over.candidate.entry.frame.content
        if given == "Happened":  # what was brought about is as real as the act: 这促使他推迟访问
            given = over.modality if not draft.modality else ""
        if given == "Denied" and over.modality == "Negated":
            draft.modality, draft.cue = "Unconfirmed", over.candidate.text  # 没有否认他将访问: neither so nor not so
            return True
        planned = draft.modality == "Planned" and not _in_one_clause(draft, over)  # 接受邀请，将于下月访问
        if planned and over.type in FIRM_GOVERNORS:
            return False
        if given and draft.modality in ("", "Happened", "Planned") and {given, draft.modality} != {"Planned"}:
            draft.modality, draft.cue = given, over.candidate.text
        if given and draft.modality == given and over.type in FIRM_GOVERNORS:
            return True
    if draft.modality or draft.roles.subject is None or draft.type in ("Statement", "Report"):
        return False
    for j in range(i - 1, -1, -1):
        before = drafts[j]
        if before.sentence != draft.sentence:
            break
        if before.roles.subject is not None and before.roles.subject.phrase == draft.roles.subject.phrase:
            if (
                before.modality in ("Planned", "Requested", "Unconfirmed", "Hypothetical")
                and not before.candidate.nominal
            ):
                draft.modality, draft.cue = before.modality, before.cue
            break
    return False
