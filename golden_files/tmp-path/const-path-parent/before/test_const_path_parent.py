from pathlib import Path
from xml.etree import ElementTree as ET

OUT = Path(__file__).parent / "const_path_parent_out"


def save(root: ET.Element, path: Path) -> None:
    path.parent.mkdir(exist_ok=True, parents=True)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def test_save():
    save(ET.Element("garden"), OUT / "garden.xml")
    assert ET.parse(OUT / "garden.xml").getroot().tag == "garden"


def test_save_attributes():
    save(ET.Element("garden", size="12"), OUT / "garden.xml")
    assert ET.parse(OUT / "garden.xml").getroot().get("size") == "12"


def test_save_nested_folder():
    target = OUT / "deep" / "bed.xml"
    save(ET.Element("bed"), target)
    assert target.read_bytes().endswith(b"<bed />")
