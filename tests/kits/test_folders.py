"""Kits are found by name, the user's own before the shipped ones, and checked whole."""

import pytest

from pe_tools.errors import KitError, UnknownKitError
from pe_tools.kits import check_kit, find_kit, read_kit


@pytest.fixture
def home(folder, monkeypatch):
    """A home whose folder of kits holds the small kit."""
    home = folder.parent / "home"
    (home / "kits").mkdir(parents=True)
    folder.rename(home / "kits" / "small")
    monkeypatch.setenv("PE_HOME", str(home))
    return home


def test_a_kit_is_read_with_its_text(home, small):
    kit, text = read_kit("small")
    assert (kit.id, text) == ("small", small)


def test_a_byte_order_mark_is_no_part_of_the_text(home, small):
    (home / "kits" / "small" / "kit.yaml").write_text(small, encoding="utf-8-sig")
    assert read_kit("small")[1] == small


def test_an_own_kit_comes_before_a_shipped_one_of_the_same_name(home):
    (home / "kits" / "small").rename(home / "kits" / "deliberation")
    assert find_kit("deliberation") == home / "kits" / "deliberation"


@pytest.mark.parametrize("name", ["large", "", "..", "../kits/small", "small/", "/etc", "a\x00b"])
def test_an_unknown_name_is_refused_with_the_names_there_are(home, name):
    with pytest.raises(UnknownKitError) as caught:
        find_kit(name)
    assert caught.value.context["known"] == "deliberation, risk_assessment, small"


def test_another_encoding_is_named_with_its_line(folder):
    (folder / "kit.yaml").write_bytes("id: a\ntitle: Schäden\n".encode("latin-1"))
    (problem,) = check_kit(folder)
    assert str(problem) == ("line 2: The file is not in UTF-8. Save it as UTF-8 in your editor.")


def test_a_missing_file_is_a_problem_too(tmp_path):
    (problem,) = check_kit(tmp_path / "kit.yaml")
    assert problem.what == "The file cannot be opened: No such file or directory."


def test_a_kit_can_be_checked_by_its_folder_or_its_file(folder):
    assert check_kit(folder) == check_kit(folder / "kit.yaml") == []


def test_a_folder_of_another_name_is_a_problem(folder):
    renamed = folder.rename(folder.with_name("large"))
    (problem,) = check_kit(renamed)
    assert problem.what == "The id is 'small', but the folder is 'large'."


def test_problems_of_the_file_and_of_translations_come_together(folder, small):
    (folder / "kit.yaml").write_text(small.replace("kind: talk", "kind: tlak"), encoding="utf-8")
    (folder / "locales").mkdir()
    (folder / "locales" / "ar.po").write_text('msgid "a"\nrubbish\n', encoding="utf-8")
    first, second = check_kit(folder)
    assert first.what == "'tlak' is not a kind."
    assert second.what.startswith("(locales/ar.po) This is not PO")


def test_broken_translations_refuse_their_language_only(home):
    locales = home / "kits" / "small" / "locales"
    locales.mkdir()
    (locales / "ar.po").write_bytes(b'msgid "\xff"\n')
    assert read_kit("small", "en")[0].language == "en"
    with pytest.raises(KitError, match=r"ar\.po"):
        read_kit("small", "ar")
