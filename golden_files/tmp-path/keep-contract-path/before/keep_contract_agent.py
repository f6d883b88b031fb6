import configparser
import os

CONFIG = os.path.join(os.path.dirname(os.path.abspath(__file__)), "keep_contract_agent.cfg")


class Agent:
    def __init__(self):
        config = configparser.ConfigParser()
        config.read(CONFIG)
        self.pidfile = config.get("agent", "pidfile")

    def start(self):
        with open(self.pidfile, "w") as f:
            f.write("%d\n" % os.getpid())

    def stop(self):
        os.remove(self.pidfile)
