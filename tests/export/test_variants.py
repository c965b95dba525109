from graph.export.variants import simplified_characters


def test_each_traditional_character_of_a_name_is_known():
    fold = simplified_characters(["约翰·克里", "臺灣"])
    assert "".join(fold.get(char, char) for char in "約翰·克里") == "约翰·克里"
    assert "".join(fold.get(char, char) for char in "臺灣") == "台湾"


def test_characters_that_no_name_has_are_left_out():
    assert "龍" not in simplified_characters(["约翰"])
    assert simplified_characters([]) == {}
