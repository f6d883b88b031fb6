"""usage: cwd_child_script_tool.py NAME..."""
import os
import sys


def main(names):
    os.makedirs("cwd_child_build", exist_ok=True)
    for name in names:
        with open(os.path.join("cwd_child_build", name + ".stamp"), "w") as f:
            f.write(name)
    print("%d built" % len(names))


if __name__ == "__main__":
    main(sys.argv[1:])
