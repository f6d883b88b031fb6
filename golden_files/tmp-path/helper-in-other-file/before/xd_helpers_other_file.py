import os

OUT = "/tmp/helper-in-other-file.out"


def run(lines):
    with open(OUT, "w") as f:
        f.writelines(lines)


def cleanup():
    if os.path.exists(OUT):
        os.remove(OUT)
