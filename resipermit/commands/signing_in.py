"""How a command signs in: a name, and a password by prompt or from a file that nobody else may read."""

import sys
from argparse import ArgumentParser, Namespace
from getpass import getpass
from pathlib import Path

from resipermit.commands.speaking import help_of
from resipermit.commands.workplace import Workplace
from resipermit.domain.actors import Actor
from resipermit.domain.errors import InvalidInput
from resipermit.private_files import open_to_others
from resipermit.words import say


def add_user(parser: ArgumentParser) -> None:
    """Ask a command for who acts."""
    parser.add_argument("--user", required=True, metavar="NAME", help=help_of("user"))
    add_password(parser)


def add_password(parser: ArgumentParser) -> None:
    """Let the password come from a file."""
    parser.add_argument("--password-file", metavar="FILE", help=help_of("password_file"))


def signed_in(args: Namespace, place: Workplace) -> Actor:
    """Return who acts; raises Refused when name and password do not fit."""
    return place.desk.sign_in(args.user, read_password(args.password_file, place.language))


def read_password(file: str | None, language: str, prompt: str = "prompt.password") -> str:
    """Return the password from *file* (its first line), else from the terminal.

    Raises:
        InvalidInput: the file cannot be read, others may read it, or there is neither file nor terminal.
    """
    if file is not None:
        return _from_file(Path(file).expanduser())
    if not sys.stdin.isatty():
        raise InvalidInput("password_missing", field="--password-file")
    return getpass(say(prompt, language))


def _from_file(path: Path) -> str:
    try:
        if open_to_others(path):
            raise InvalidInput("password_file_open", field="--password-file", path=str(path))
        lines = path.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise InvalidInput("file_unreadable", field="--password-file", value=str(path)) from error
    if not lines or not lines[0]:
        raise InvalidInput("password_missing", field="--password-file")
    return lines[0]
