"""The command line as a whole: how it is read is typer's, how it ends is ours."""

import sys
from typing import Any

from typer.core import TyperGroup

from orglint.cli.exits import ended
from orglint.cli.usage import CouldNot, meant
from orglint.core.wording import joined


class Commands(TyperGroup):
    """Several commands under one name."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Return the names of the commands in their alphabetical order."""
        return sorted(super().list_commands(ctx))

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that the first word names; raises CouldNot."""
        known = tuple(sorted(self.commands))
        if args[0] not in known and not ctx.resilient_parsing:
            said = f"there is no command {args[0]}; there are {joined(known)}{meant(args[0], known)}"
            raise CouldNot(said)
        return super().resolve_command(ctx, args)


class CommandLine(Commands):
    """All commands. typer ends with 1 on a fault and on a closed pipe, and each would read as findings."""

    def main(self, *args: Any, **options: Any) -> Any:
        """Run a command line, and end the process with its code; without `standalone_mode`, return the code."""
        given = args[0] if args else options.get("args")
        words = sys.argv[1:] if given is None else list(given)
        run = super().main
        code = ended(lambda: run(*args, **{**options, "standalone_mode": False}), words)
        if options.get("standalone_mode", True):
            sys.exit(code)
        return code
