def test_make():
    with open("/tmp/conftest-of-imports.txt", "w") as file:
        file.write("1")
