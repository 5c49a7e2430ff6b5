"""Start the program: the command line, and the boundary at which every refusal and every defect is said."""

import argparse
import importlib
import sys
from collections.abc import Sequence
from errno import EDQUOT, ENOSPC
from typing import NoReturn

from resipermit.argparse_words import let_argparse_speak
from resipermit.commands import COMMANDS
from resipermit.domain.errors import ResipermitError, StoreUnavailable
from resipermit.wiring.parts import Parts
from resipermit.words import language_of_locale, say, say_error

DEFECT, BAD_INPUT, STOPPED = 1, 2, 130


class OneLineParser(argparse.ArgumentParser):
    """Says in one line what is wrong with the command line."""

    def error(self, message: str) -> NoReturn:
        sentence = say("command_line_wrong", language_of_locale(), message=message)
        self.exit(BAD_INPUT, f"{self.prog}: {sentence}\n")


def parser_for(words: Sequence[str]) -> OneLineParser:
    """Return the parser; only the module of the command at hand is loaded, all of them for the page of help."""
    let_argparse_speak(language_of_locale())
    parser = OneLineParser(prog="resipermit", description=say("help.program", language_of_locale()))
    subparsers = parser.add_subparsers(metavar="COMMAND")
    named = COMMANDS.get(words[0]) if words else None
    for module in [named] if named else dict.fromkeys(COMMANDS.values()):
        importlib.import_module(f"resipermit.commands.{module}").add_parser(subparsers)
    return parser


def main(words: Sequence[str] | None = None) -> int:
    """Run one command, or open the window when none is named; return the exit status."""
    words = sys.argv[1:] if words is None else words
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(errors="backslashreplace")  # a terminal that has no such letter is no defect
    parts = Parts(language_of_locale())
    try:
        args = parser_for(words).parse_args(words)
        status = args.run(args, parts) if words else parts.open_window()
        sys.stdout.flush()
    except KeyboardInterrupt:
        return STOPPED
    except BrokenPipeError:
        sys.stderr.close()  # whoever read us has gone; nothing is left to say
        return DEFECT
    except Exception as error:  # the boundary: what is not a refusal is a defect
        return _said(error, parts)
    finally:
        parts.close()
    return int(status)


def _said(error: Exception, parts: Parts) -> int:
    """Say the error in one line and return the exit status that it stands for."""
    if isinstance(error, OSError) and error.errno in (ENOSPC, EDQUOT):
        error = StoreUnavailable("disk_full")
    if isinstance(error, ResipermitError):
        sentence, status = say_error(error, parts.language), error.exit_code
    else:
        sentence, status = say("defect", parts.language, log=parts.log_defect(error)), DEFECT
    sys.stderr.write(f"{sentence}\n")
    return status


if __name__ == "__main__":
    sys.exit(main())
