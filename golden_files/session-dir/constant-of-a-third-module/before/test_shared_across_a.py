from xd_shared_paths import INDEX


def test_build():
    with open(INDEX, "w") as f:
        f.write("a\nb\n")
