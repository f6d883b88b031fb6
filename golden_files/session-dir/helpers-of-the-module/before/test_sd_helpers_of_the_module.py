import os

REPORT = "/tmp/sd-helper/report.txt"


def write_report(text):
    os.makedirs(os.path.dirname(REPORT), exist_ok=True)
    with open(REPORT, "w") as stream:
        stream.write(text)


def read_report():
    with open(REPORT) as stream:
        return stream.read()


def test_writes():
    write_report("fine")


def test_reads():
    assert read_report() == "fine"
