import os


def test_writes_by_itself():
    os.makedirs("/tmp/xdistify-beside", exist_ok=True)
    path = "/tmp/xdistify-beside/report.txt"
    with open(path, "w") as file:
        file.write("text")
    assert os.path.getsize(path) == 4


def save(path, text="x"):
    os.makedirs("/tmp/xdistify-beside", exist_ok=True)
    with open(path, "w") as file:
        file.write(text)
    return path


def test_writes_by_a_helper():
    assert os.path.exists(save("/tmp/xdistify-beside/report.txt"))


def test_reads_what_a_helper_wrote():
    assert open(save("/tmp/xdistify-beside/report.txt", "y")).read() == "y"
