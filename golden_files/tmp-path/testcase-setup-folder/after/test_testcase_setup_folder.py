import os
import shutil
import tempfile
import unittest

class SpoolTests(unittest.TestCase):
	"""Jobs are files in the folder of the spooler."""

	def setUp(self):
		tmp_dir = tempfile.mkdtemp()
		self.addCleanup(shutil.rmtree, tmp_dir)
		self.spool = os.path.join(tmp_dir, 'spool-jobs')
		os.mkdir(self.spool)

	def _job(self, number):
		return os.path.join(self.spool, 'job%03d' % number)

	def test_starts_empty(self):
		self.assertEqual(os.listdir(self.spool), [])

	def test_two_jobs(self):
		for n in (1, 2):
			open(self._job(n), 'w').close()
		self.assertEqual(sorted(os.listdir(self.spool)), ['job001', 'job002'])
