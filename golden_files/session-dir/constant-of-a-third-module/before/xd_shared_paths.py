INDEX = "/tmp/shared-across-modules.idx"
