def test_spellings(tmp_path):
    relative_name_twice_path = tmp_path / "relative-name-twice.txt"
    with open(relative_name_twice_path, "w") as f:
        f.write("ok")
    assert relative_name_twice_path.is_file()
    assert relative_name_twice_path.exists()
