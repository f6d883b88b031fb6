import os
import shutil
import tempfile
import unittest
import xml.etree.ElementTree as ET


class GpxTest(unittest.TestCase):
    def test_parse_string(self):
        root = ET.fromstring("<gpx><wpt lat='1'/></gpx>")
        self.assertEqual(root[0].get("lat"), "1")

    def test_write_file(self):
        tmp_dir = tempfile.mkdtemp()
        self.addCleanup(shutil.rmtree, tmp_dir)
        root = ET.Element("gpx")
        ET.SubElement(root, "wpt", lat="54.1", lon="-9.2")
        ridge_walk_path = os.path.join(tmp_dir, "ridge-walk.gpx")
        ET.ElementTree(root).write(ridge_walk_path)

        parsed = ET.parse(ridge_walk_path).getroot()
        self.assertEqual(parsed.tag, "gpx")
        self.assertEqual(parsed[0].attrib, {"lat": "54.1", "lon": "-9.2"})
