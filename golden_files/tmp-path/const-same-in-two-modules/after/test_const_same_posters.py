from const_same_printer import print_to


def test_poster(tmp_path):
    out_path = tmp_path / "out.ps"
    print_to(out_path, "SALE", "50 %")
    with open(out_path) as f:
        assert f.readlines()[1:] == ["(SALE) show\n", "(50 %) show\n"]
