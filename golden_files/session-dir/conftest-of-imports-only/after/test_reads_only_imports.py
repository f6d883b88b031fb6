def test_read(conftest_of_imports_path):
    with open(conftest_of_imports_path) as file:
        assert file.read() == "1"
