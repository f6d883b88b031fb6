def test_make(conftest_of_imports_path):
    assert conftest_of_imports_path.exists()
