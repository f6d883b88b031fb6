import os


def create_sheet(filename, rows=3):
    with open(filename, "w") as f:
        for row in range(rows):
            f.write("%d;%d\n" % (row, row * row))


def clean_up(filenames):
    for filename in filenames:
        if os.path.exists(filename):
            os.unlink(filename)
