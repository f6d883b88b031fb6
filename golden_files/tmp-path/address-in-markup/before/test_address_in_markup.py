from string import Formatter
from unittest import TestCase


class Markup(Formatter):
    def __getattr__(self, name):
        return {"to_html": str.upper}[name]


class TestRoundTrip(TestCase):
    def assert_unchanged(self, text):
        markup = Markup()
        self.assertEqual(markup.to_html(text.strip()), markup.to_html(text))

    def test_links_stay(self):
        for text in (
            "![https://example.com](https://example.com)",
            "[![https://example.com](https://example.com)](/target)",
            "![b.png](images/b.png)",
            "[[pages/b.txt]]",
            "{{ pages/b.txt }}",
            '{"page": "pages/b.txt"}',
        ):
            with self.subTest(text=text):
                self.assert_unchanged(text)

    def test_a_link_stays(self):
        self.assert_unchanged("[changes](docs/changes.txt)")
