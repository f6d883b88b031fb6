import os
import unittest
import xml.etree.ElementTree as ET


class GpxTest(unittest.TestCase):
    def test_parse_string(self):
        root = ET.fromstring("<gpx><wpt lat='1'/></gpx>")
        self.assertEqual(root[0].get("lat"), "1")

    def test_write_file(self):
        root = ET.Element("gpx")
        ET.SubElement(root, "wpt", lat="54.1", lon="-9.2")
        ET.ElementTree(root).write("ridge-walk.gpx")

        parsed = ET.parse("ridge-walk.gpx").getroot()
        self.assertEqual(parsed.tag, "gpx")
        self.assertEqual(parsed[0].attrib, {"lat": "54.1", "lon": "-9.2"})

        os.remove("ridge-walk.gpx")
