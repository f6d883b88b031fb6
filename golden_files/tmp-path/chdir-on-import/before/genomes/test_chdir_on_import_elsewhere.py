import os


def test_totals():
    with open("chdir-on-import-totals.csv", "w") as file:
        file.write("1,2\n")
    assert os.path.getsize("chdir-on-import-totals.csv") == 4
    os.remove("chdir-on-import-totals.csv")
