import os

from saving_by_parameters import save_as, unpack


def test_a_sheet_is_saved(tmp_path):
    saved_by_parameter_path = str(tmp_path / "saved_by_parameter.csv")
    save_as(text="1,2", dest_file_name=saved_by_parameter_path)
    assert os.path.getsize(saved_by_parameter_path) == 3


def test_a_sheet_is_given(tmp_path):
    save_as("3,4,5", dest_file_name=str(tmp_path / "given_by_parameter.csv"))


def test_an_archive_is_unpacked():
    assert unpack("kept_elsewhere.zip") == "kept_elsewhere.zip"
