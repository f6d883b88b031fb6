import io
import logging
import subprocess
import sys
from contextlib import redirect_stdout


def test_length(capsys):
    path = "/tmp/output-measured-a.txt"
    with open(path, "w") as file:
        file.write("x")
    print("written to", path)
    out, err = capsys.readouterr()
    assert len(out) == 38


def test_columns(capsys):
    path = "/tmp/output-measured-b.txt"
    with open(path, "w") as file:
        file.write("x")
    print("%-40s|%d" % (path, 1))
    assert capsys.readouterr().out.index("|") == 40


def test_length_of_a_line(caplog):
    path = "/tmp/output-measured-c.txt"
    with open(path, "w") as file:
        file.write("x")
    logging.getLogger("measured").warning("wrote %s", path)
    assert len(caplog.text.splitlines()[0]) < 90


def test_first_letters():
    path = "/tmp/output-measured-d.txt"
    with open(path, "w") as file:
        file.write("x")
    with redirect_stdout(io.StringIO()) as stream:
        print(path, "is ready")
    assert stream.getvalue()[27:35] == "is ready"


def test_message():
    path = "/tmp/output-measured-e.txt"
    with open(path, "w") as file:
        file.write("x")
    try:
        open(path + "/x")
    except OSError as error:
        assert len(str(error)) == 58


def test_child():
    path = "/tmp/output-measured-f.txt"
    with open(path, "w") as file:
        file.write("x")
    out = subprocess.check_output([sys.executable, "-c", "import sys; print(sys.argv[1])", path])
    assert len(out.decode().strip()) == 26
