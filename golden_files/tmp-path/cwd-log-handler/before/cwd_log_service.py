import logging
import pathlib


class Service:
    log_name = "cwd_log_service.log"

    def __enter__(self):
        self.handler = logging.FileHandler(self.log_name, mode="w")
        self.logger = logging.getLogger("cwd_log_service")
        self.logger.setLevel(logging.INFO)
        self.logger.addHandler(self.handler)
        self.logger.info("up")
        return self

    def __exit__(self, *exc):
        self.logger.info("down")
        self.logger.removeHandler(self.handler)
        self.handler.close()

    def work(self, n):
        self.logger.info("work %d", n)


def tail():
    return pathlib.Path(Service.log_name).read_text().splitlines()
