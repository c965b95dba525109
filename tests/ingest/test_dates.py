"""Dates of publication in the forms that pages write."""

import datetime as dt

import pytest

from graph.ingest import dates


@pytest.mark.parametrize(
    ("text", "day", "moment"),
    [
        ("07/07/2023 - 23:27", "2023-07-07", None),
        ("17/07/2023 - 14:28", "2023-07-17", None),
        ("Wed, 19 Jul 2023 23:33:17 GMT", "2023-07-19", "2023-07-19T23:33:17+00:00"),
        ("4/2/2024 12:30 PM UTC", "2024-04-02", "2024-04-02T12:30:00+00:00"),
        ("大纪元2021年08月26日讯", "2021-08-26", None),
        ("2023-05-04T03:34:58.392Z", "2023-05-04", "2023-05-04T03:34:58+00:00"),
        ("2023-05-04 03:34:58 +0800", "2023-05-04", "2023-05-04T03:34:58+08:00"),
        ("發佈時間：2023/7/17 15:30（7/17 16:05 更新）", "2023-07-17", None),
        ("中華民國112年7月17日", "2023-07-17", None),
        ("二〇二三年十一月二十一日", "2023-11-21", None),
        ("July 19, 2023", "2023-07-19", None),
        ("1688766303000", "2023-07-07", "2023-07-07T21:45:03+00:00"),
    ],
)
def test_forms(text, day, moment):
    stamp = dates.find_stamps(text)[0]
    assert str(stamp.days[0]) == day
    assert (stamp.moment.isoformat() if stamp.moment else None) == moment


@pytest.mark.parametrize("text", ["7月17日", "2023年夏天", "13/13/2023", "电话 2023-4567", "IMG_20231399"])
def test_no_full_date(text):
    assert dates.find_stamps(text) == []


def test_ambiguous_day_is_read_by_the_other_dates():
    stamp = dates.find_stamps("04/03/2024")[0]
    assert dates.choose(stamp, ()).day == dt.date(2024, 3, 4)
    assert dates.choose(stamp, [dt.date(2024, 4, 4)]).day == dt.date(2024, 4, 3)


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://a.org/2023/07/19/x.html", "2023-07-19"),
        ("https://a.org/cn/20230717-title", "2023-07-17"),
        ("https://a.org/gb/21/8/25/n131.htm", "2021-08-25"),
        ("https://a.org/2023-07/19/c_1.htm", "2023-07-19"),
        ("https://a.org/article/13187748", None),
        ("https://20230717.org/", None),
    ],
)
def test_day_in_url(url, day):
    found = dates.day_in_url(url)
    assert (str(found) if found else None) == day


@pytest.mark.parametrize(
    ("text", "near", "day"),
    [
        ("北京8日电", "2023-05-09", "2023-05-08"),
        ("北京30日电", "2023-05-02", "2023-04-30"),
        ("12月31日电", "2024-01-01", "2023-12-31"),
        ("巴黎十六日電", "2023-05-17", "2023-05-16"),
        ("东京十二月廿九日电", "2024-01-01", "2023-12-29"),
        ("北京31号讯", "2023-03-01", "2023-01-31"),
    ],
)
def test_dateline_takes_month_and_year_from_a_date_near_it(text, near, day):
    assert str(dates.complete(text, dt.date.fromisoformat(near))) == day
