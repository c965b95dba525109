import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph.config import Settings, as_toml, read_settings
from graph.errors import SettingsError


def test_what_a_file_leaves_out_keeps_its_default(tmp_path):
    (tmp_path / "a.toml").write_text('page_title = "气候"\nontology = ["mine.ttl"]\n', encoding="utf-8")
    assert read_settings(tmp_path / "a.toml") == Settings(page_title="气候", ontology=("mine.ttl",))


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('extracter = "lexicon"', "did you mean extractor"),
        ('page_titel = ""', "did you mean page_title"),
        ("extractor = 3", "give a text"),
        ('ontology = "a.ttl"', "give a list of texts"),
        ("ontology = [1]", "give a list of texts"),
        ("jsonl_fields = {title = 1}", "give a table of texts"),
        ('page_language = "fr"', "give zh or en"),
        ("extractor = ", "is no TOML file"),
    ],
)
def test_a_wrong_setting_is_named_with_what_to_do(tmp_path, text, said):
    file = tmp_path / "newsgraph.toml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(SettingsError, match=said) as caught:
        read_settings(file)
    assert str(file) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_missing_file_is_named(tmp_path):
    with pytest.raises(SettingsError, match=r"none\.toml: cannot be read"):
        read_settings(tmp_path / "none.toml")


TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)


@given(TEXT, st.lists(TEXT, max_size=3), st.dictionaries(TEXT, TEXT, max_size=3))
def test_printed_settings_read_back_equal(tmp_path_factory, title, ontology, fields):
    settings = Settings(page_title=title, ontology=tuple(ontology), jsonl_fields=fields)
    file = tmp_path_factory.mktemp("toml") / "a.toml"
    file.write_text(as_toml(settings), encoding="utf-8", newline="\n")
    assert tomllib.loads(as_toml(settings))["page_title"] == title
    assert read_settings(file) == settings


def test_none_changes_nothing():
    settings = Settings(page_title="a").changed(page_title=None, page_language="en")
    assert settings == Settings(page_title="a", page_language="en")
