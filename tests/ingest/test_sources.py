"""Sources as the user names them."""

import io

import pytest

from graph.errors import ArticleError
from graph.ingest import read_sources
from graph.model import Article

PAGE = "<h1>{}</h1><p>消防部门周一说，山火已烧毁三千公顷林地。</p>"


@pytest.fixture
def folder(tmp_path):
    (tmp_path / "b").mkdir()
    for name in ("z.html", "a.txt", "b/a.html", "b/note.pdf", "README.md", ".hidden.html"):
        (tmp_path / name).write_text(PAGE.format(name), "utf-8")
    return tmp_path


def test_folder_gives_its_pages_in_order_and_nothing_else(folder):
    articles = list(read_sources([str(folder)]))
    assert [article.title for article in articles] == ["a.txt", "b/a.html", "z.html"]


def test_ids_are_unique_safe_and_the_same_in_any_order(folder):
    files = [str(folder / name) for name in ("a.txt", "b/a.html", "z.html")]
    forward = {article.source: article.id for article in read_sources(files)}
    backward = {article.source: article.id for article in read_sources(files[::-1])}
    assert forward == backward
    assert len(set(forward.values())) == 3
    assert forward[files[2]] == "z"


def test_a_file_named_twice_is_read_once(folder):
    assert len(list(read_sources([str(folder / "z.html"), str(folder / "*.html")]))) == 1


def test_one_bad_source_is_one_error_and_the_others_come(folder):
    (folder / "empty.txt").write_bytes(b"")
    results = list(read_sources([str(folder / "gone.html"), str(folder / "empty.txt"), str(folder / "z.html")]))
    assert [type(result) for result in results] == [ArticleError, ArticleError, Article]
    assert "no such file" in str(results[0])


def test_page_above_the_limit_is_refused_unread(folder):
    with (folder / "big.html").open("wb") as file:
        file.truncate(50_000_000)
    (result,) = read_sources([str(folder / "big.html")])
    assert "50,000,000" in str(result)
    assert "5,000,000" in str(result)


def test_each_line_of_json_lines_is_an_article_or_an_error_with_its_number(tmp_path):
    file = tmp_path / "news.jsonl"
    lines = [
        '{"title": "山火蔓延", "text": "消防部门说，山火已经控制。"}',
        "not json",
        '{"title": "x"}',
        "",
        '{"title": "雨季到来", "content": "气象台说，周末有雨。"}',
    ]
    file.write_text("\n".join(lines), "utf-8")
    results = list(read_sources([str(file)]))
    assert [getattr(result, "id", "error") for result in results] == ["news-1", "error", "error", "news-5"]
    assert str(results[1]).startswith(f"{file}#2: ")


def test_json_lines_are_known_by_content(tmp_path):
    file = tmp_path / "feed.txt"
    file.write_text('{"headline": "山火蔓延", "body": "消防部门说，山火已经控制。"}\n' * 2, "utf-8")
    assert len(list(read_sources([str(file)], fields={"title": "headline", "text": "body"}))) == 2


def test_standard_input_is_read_and_named_by_its_text():
    first = list(read_sources(["-"], stdin=io.BytesIO(PAGE.format("山火").encode())))
    again = list(read_sources(["-"], stdin=io.BytesIO(PAGE.format("山火").encode())))
    assert first[0].id == again[0].id
    assert first[0].id.startswith("article-")


@pytest.mark.parametrize("name", ["a b.html", "新闻 2023：一.txt", "..x.html", "50%.md"])
def test_id_is_safe_in_an_iri(tmp_path, name):
    (tmp_path / name).write_text(PAGE.format("山火"), "utf-8")
    (article,) = read_sources([str(tmp_path / name)])
    assert article.id.replace("-", "").replace("_", "").isalnum()
