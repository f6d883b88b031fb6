import datetime


def nightly(numbers):
    stamp = datetime.date(2020, 2, 29).isoformat()
    with open("nightly-%s.txt" % stamp, "w") as f:
        f.write(str(sum(numbers)))
