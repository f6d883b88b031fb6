import os
import shutil


def build_site(outdir, pages):
    if not os.path.isdir(outdir):
        os.makedirs(outdir)
    for slug, html in pages.items():
        with open(os.path.join(outdir, slug + ".html"), "w") as f:
            f.write(html)


def test_build():
    build_site("_site_out", {"index": "<h1>Hello</h1>", "about": ""})
    assert sorted(os.listdir("_site_out")) == ["about.html", "index.html"]
    shutil.rmtree("_site_out")


def test_nested():
    outdir = os.path.join("_site_out", "de")
    build_site(outdir, {"index": "<h1>Hallo</h1>"})
    assert os.path.exists("_site_out/de/index.html")
    shutil.rmtree("_site_out", ignore_errors=True)
