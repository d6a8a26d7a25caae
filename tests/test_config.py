from pathlib import Path

import pytest

from bot.config import (
    Settings,
    SettingsError,
    load_settings,
    origins_of,
    seeds_folder,
    sources_of,
    uploads_folder,
)


@pytest.fixture(autouse=True)
def _bare(monkeypatch, tmp_path):
    for name in ("DATA", "SOURCES", "ENGINE", "LOG"):
        monkeypatch.delenv(f"HOISO_{name}", raising=False)
    monkeypatch.chdir(tmp_path)


def test_defaults_hold_where_nothing_is_set():
    settings = load_settings()
    assert settings.data == Path("data")
    assert settings.sources == ()
    assert settings.engine == "auto"


def test_the_option_wins_over_environment_over_file_over_default(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("HOISO_DATA=from-file\nHOISO_LOG=info\n", encoding="utf-8")
    assert load_settings().data == Path("from-file")
    monkeypatch.setenv("HOISO_DATA", "from-environment")
    assert load_settings().data == Path("from-environment")
    option = Path("from-option")
    assert load_settings(option).data == option
    origins = {o.key: (o.value, o.origin) for o in origins_of(load_settings(option), option)}
    assert origins["HOISO_DATA"] == ("from-option", "option")
    assert origins["HOISO_LOG"] == ("info", ".env")
    assert origins["HOISO_ENGINE"] == ("auto", "default")
    assert {o.key: o.origin for o in origins_of(load_settings())}["HOISO_DATA"] == "environment"


def test_sources_are_separated_by_colons(monkeypatch):
    monkeypatch.setenv("HOISO_SOURCES", "bài viết:b/c.txt:")
    assert load_settings().sources == (Path("bài viết"), Path("b/c.txt"))
    assert sources_of(load_settings()) == (Path("bài viết"), Path("b/c.txt"))


def test_the_home_folder_may_be_written_short(monkeypatch, tmp_path):
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("HOISO_DATA", "~/index")
    monkeypatch.setenv("HOISO_SOURCES", "~/articles")
    assert load_settings().data == tmp_path / "index"
    assert load_settings().sources == (tmp_path / "articles",)


def test_an_empty_value_is_as_none(monkeypatch):
    monkeypatch.setenv("HOISO_DATA", "")
    assert load_settings().data == Path("data")


@pytest.mark.parametrize(
    ("key", "value"),
    [("HOISO_ENGINE", "lucene"), ("HOISO_LOG", "loud")],
)
def test_a_value_that_cannot_be_used_is_an_error_that_names_its_key(monkeypatch, key, value):
    monkeypatch.setenv(key, value)
    with pytest.raises(SettingsError, match=key) as caught:
        load_settings()
    assert value in str(caught.value)


def test_capitals_in_a_choice_change_nothing(monkeypatch):
    monkeypatch.setenv("HOISO_LOG", "INFO")
    assert load_settings().log == "info"


def test_a_file_that_is_no_text_is_an_error(tmp_path):
    (tmp_path / ".env").write_bytes(b"HOISO_DATA=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env"):
        load_settings()


def test_what_belongs_to_others_is_left_alone(monkeypatch, tmp_path):
    monkeypatch.setenv("HOISO_OF_ANOTHER_VERSION", "1")
    (tmp_path / ".env").write_text("OTHER=1\nHOISO_LATER=2\n", encoding="utf-8")
    assert load_settings().data == Path("data")


def test_seeds_are_those_of_the_working_folder_or_else_of_the_program(tmp_path):
    assert seeds_folder().is_dir()
    assert sources_of(load_settings()) == (seeds_folder(),)
    (tmp_path / "seeds").mkdir()
    assert seeds_folder().resolve() == tmp_path / "seeds"


def test_uploaded_articles_come_after_the_sources(tmp_path):
    settings = load_settings(tmp_path)
    uploads = uploads_folder(settings)
    assert sources_of(settings) == (seeds_folder(),)
    uploads.mkdir()
    (uploads / "ghi chú.md").write_text("")
    assert sources_of(settings) == (seeds_folder(),)
    (uploads / "bài.txt").write_text("")
    assert sources_of(settings) == (seeds_folder(), uploads)


@pytest.mark.parametrize("key", ["HOISO_TELEGRAM_RATE", "HOISO_TELEGRAM_ADMINS"])
def test_a_wrong_setting_of_the_bot_is_told_where_the_bot_is_meant(monkeypatch, key):
    monkeypatch.setenv(key, "many")
    settings = load_settings()
    with pytest.raises(SettingsError, match=f"'many' của {key} không dùng được"):
        origins_of(settings)


def test_settings_are_known_by_their_names_in_small_letters_too(monkeypatch, tmp_path):
    (tmp_path / ".env").write_text("hoiso_engine=TANTIVY\nHOISO_LOG=\n", encoding="utf-8")
    monkeypatch.setenv("hoiso_data", "small")
    assert load_settings() == Settings(Path("small"), engine="tantivy")
