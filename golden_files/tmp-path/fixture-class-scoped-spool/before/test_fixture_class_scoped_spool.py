# -*- coding: utf-8 -*-
import os
import shutil

import pytest


class Spool(object):
    def __init__(self, root):
        self.root = root

    def submit(self, number, text):
        with open(os.path.join(self.root, "job-%04d" % number), "w") as f:
            f.write(text)

    def pending(self):
        return sorted(os.listdir(self.root))


class TestSpool(object):

    @pytest.fixture(scope="class")
    def root(self):
        os.mkdir("fixture_class_spool")
        yield "fixture_class_spool"
        shutil.rmtree("fixture_class_spool")

    @pytest.fixture
    def spool(self, root):
        return Spool(root)

    def test_submit(self, spool):
        spool.submit(7, u"%!PS")
        assert "job-0007" in spool.pending()

    def test_overwrite(self, spool):
        spool.submit(8, u"first")
        spool.submit(8, u"second")
        assert spool.pending().count("job-0008") == 1

    def test_nothing_else(self, spool, root):
        assert not os.path.exists(os.path.join(root, "job-9999"))
