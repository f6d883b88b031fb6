import glob
from pathlib import Path
from typing import Any

import pytest


def run():
    (name,) = glob.glob("*.long" + "-signature")
    with open(name, encoding="utf-8") as file:
        return file.read()


class TestSettings:
    @pytest.mark.parametrize(("expected", "several"), [("limit = 3", 1)])
    def test_settings_are_found(
        self,
        expected: str,
        several: Any,
        monkeypatch: pytest.MonkeyPatch,
        tmp_path: Path,
    ):
        monkeypatch.chdir(tmp_path)
        with open("settings.long-signature", "w", encoding="utf-8") as file:
            file.write("limit = 3")
        assert globals()["ru" + "n"]() == expected, several


def test_settings_are_found_below_the_folder_that_the_test_is_in_first(
    monkeypatch, tmp_path
):
    monkeypatch.chdir(tmp_path)
    with open("settings.long-signature", "w", encoding="utf-8") as file:
        file.write("limit = 3")
    assert globals()["ru" + "n"]() == "limit = 3"


def test_short(monkeypatch, tmp_path):
    monkeypatch.chdir(tmp_path)
    with open("settings.long-signature", "w", encoding="utf-8") as file:
        file.write("limit = 3")
    assert globals()["ru" + "n"]() == "limit = 3"
