import os

from saving_by_parameters import save_as, unpack


def test_a_sheet_is_saved():
    save_as(text="1,2", dest_file_name="saved_by_parameter.csv")
    assert os.path.getsize("saved_by_parameter.csv") == 3
    os.remove("saved_by_parameter.csv")


def test_a_sheet_is_given():
    save_as("3,4,5", dest_file_name="given_by_parameter.csv")


def test_an_archive_is_unpacked():
    assert unpack("kept_elsewhere.zip") == "kept_elsewhere.zip"
