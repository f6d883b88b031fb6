import os
import pickle

import pytest


@pytest.fixture(scope='session')
def sd_queue_path(tmp_path_factory):
	path = tmp_path_factory.mktemp('sd-queue') / 'sd-queue.pickle'
	queue = ['first', 'second']
	with open(path, 'wb') as fd:
		pickle.dump(queue, fd)
	return path


class TestQueue(object):

	def test_persist(self, sd_queue_path):
		assert os.path.exists(sd_queue_path)

	def test_restore(self, sd_queue_path):
		with open(sd_queue_path, 'rb') as fd:
			queue = pickle.load(fd)
		assert queue.pop(0) == 'first'
		assert len(queue) == 1
