ΠΙΝΑΚΑΣ = "/tmp/xdistify-encoding.csv"


def test_table_is_written():
    with open(ΠΙΝΑΚΑΣ, "w") as stream:
        stream.write("a;b")
