import os
import pickle


class TestQueue(object):
	filename = '/tmp/sd-queue.pickle'

	@classmethod
	def setup_class(cls):
		if os.path.exists(cls.filename):
			os.unlink(cls.filename)

	@classmethod
	def teardown_class(cls):
		if os.path.exists(cls.filename):
			os.unlink(cls.filename)

	def test_persist(self):
		queue = ['first', 'second']
		with open(self.filename, 'wb') as fd:
			pickle.dump(queue, fd)
		assert os.path.exists(self.filename)

	def test_restore(self):
		with open(self.filename, 'rb') as fd:
			queue = pickle.load(fd)
		assert queue.pop(0) == 'first'
		assert len(queue) == 1
