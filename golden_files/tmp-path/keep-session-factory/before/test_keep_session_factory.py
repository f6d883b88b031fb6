import os


def test_assets(assets):
    assert sorted(os.listdir(assets)) == ["logo.svg", "style.css"]


def test_site(site):
    with open(site / "assets" / "style.css", "a") as f:
        f.write("p {}")
    assert (site / "assets" / "style.css").read_text().endswith("*/p {}")


def test_site_page(site):
    page = os.path.join(site, "index.html")
    with open(page, "w") as f:
        f.write("<p>")
    os.remove(page)
    assert os.listdir(site) == ["assets"]
