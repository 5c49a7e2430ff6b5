"""A keyring for tests: it keeps what it is given for as long as the test lasts."""

from keyring.backend import KeyringBackend


class MemoryKeyring(KeyringBackend):
    """A keyring in memory; *fault* is raised instead of an answer, *forgets* drops what is set."""

    priority = 1

    def __init__(self, fault=None, forgets=False):
        super().__init__()
        self.kept, self.fault, self.forgets = {}, fault, forgets

    def get_password(self, service, username):
        if self.fault is not None:
            raise self.fault
        return self.kept.get((service, username))

    def set_password(self, service, username, password):
        if self.fault is not None:
            raise self.fault
        if not self.forgets:
            self.kept[service, username] = password

    def delete_password(self, service, username):
        del self.kept[service, username]
