import os


def build_site(outdir, pages):
    if not os.path.isdir(outdir):
        os.makedirs(outdir)
    for slug, html in pages.items():
        with open(os.path.join(outdir, slug + ".html"), "w") as f:
            f.write(html)


def test_build(tmp_path):
    site_out_dir = tmp_path / "_site_out"
    build_site(site_out_dir, {"index": "<h1>Hello</h1>", "about": ""})
    assert sorted(os.listdir(site_out_dir)) == ["about.html", "index.html"]


def test_nested(tmp_path):
    outdir = tmp_path / "_site_out" / "de"
    build_site(outdir, {"index": "<h1>Hallo</h1>"})
    assert os.path.exists(outdir / "index.html")
