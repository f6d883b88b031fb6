def make_labels(kit, target):
    for line in (kit / "parts.tsv").read_text().splitlines()[1:]:
        number, name = line.split("\t")
        (target / f"label-{number}.txt").write_text(name.upper())


def test_labels(kit):
    target = kit / "labels"
    target.mkdir()
    make_labels(kit, target)
    assert (target / "label-2.txt").read_text() == "NUT"
