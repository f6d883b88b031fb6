import sys


def strip(name):
    with open(name) as file, open(f"{name}.new", "w") as copy:
        copy.write(file.read().strip())


if __name__ == "__main__":
    strip(sys.argv[1])
