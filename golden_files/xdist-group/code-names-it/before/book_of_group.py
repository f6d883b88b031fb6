JOURNAL = "/tmp/xdistify-group-code.txt"


def journal():
    return JOURNAL
