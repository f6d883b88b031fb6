from pathlib import Path
from xml.etree import ElementTree as ET


def save(root: ET.Element, path: Path) -> None:
    path.parent.mkdir(exist_ok=True, parents=True)
    ET.ElementTree(root).write(path, encoding="utf-8", xml_declaration=True)


def test_save(tmp_path):
    garden_path = tmp_path / "const_path_parent_out" / "garden.xml"
    save(ET.Element("garden"), garden_path)
    assert ET.parse(garden_path).getroot().tag == "garden"


def test_save_attributes(tmp_path):
    garden_path = tmp_path / "const_path_parent_out" / "garden.xml"
    save(ET.Element("garden", size="12"), garden_path)
    assert ET.parse(garden_path).getroot().get("size") == "12"


def test_save_nested_folder(tmp_path):
    target = tmp_path / "const_path_parent_out" / "deep" / "bed.xml"
    save(ET.Element("bed"), target)
    assert target.read_bytes().endswith(b"<bed />")
