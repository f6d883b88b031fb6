import os


def test_parts_are_joined():
    with open("1.csv", "w") as file:
        file.write("a")
    with open("2.csv", "w") as file:
        file.write("b")
    with open("2024-report", "w") as file:
        file.write("c")
    joined = ""
    for name in ["1.csv", "2.csv", "2024-report"]:
        with open(name) as file:
            joined += file.read()
    assert joined == "abc"
    os.remove("1.csv")
    os.remove("2.csv")
    os.remove("2024-report")
