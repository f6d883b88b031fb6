import os


def test_merged(tmp_path):
    constant_named_tmp_path = tmp_path / "constant-named-tmp-path.pdf"
    with open(constant_named_tmp_path, "w") as f:
        f.write("x")
    assert os.path.getsize(constant_named_tmp_path) == 1
