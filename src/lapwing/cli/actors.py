"""`lapwing actors import`: people and bodies of a FollowTheMoney file into the local lexicon of actors."""

import os
from datetime import date
from pathlib import Path

from lapwing.cli.arguments import Arguments, SlipError
from lapwing.cli.progress import progress
from lapwing.cli.tally import EXIT_REFUSED
from lapwing.settings import home_folder, read_settings

DESCRIPTION = "Take people, bodies, groups and companies of a FollowTheMoney or OpenSanctions file into the local lexicon of actors."
EPILOG = """
Example:

lapwing actors import entities.ftm.json --name sanctions

The file holds one entity a line. What is taken lies as CSV in the folder that LAPWING_HOME names (now {home}) and is
read beside the shipped lists; importing under the same name again takes the place of the older list.
Nothing is changed unless all went well.
"""


def actors(arguments: list[str]) -> int:
    """`lapwing actors`: the exit code."""
    parser = _parser()
    first, *rest = arguments or ["--help"]
    if first in ("-h", "--help"):
        print(parser.format_help(), end="")
        return 0 if arguments else EXIT_REFUSED
    if first != "import":
        raise SlipError(f"there is no command 'actors {first}', only import. See 'lapwing actors --help'.")
    asked = parser.read(rest)
    if asked is None:
        return 0
    if asked.file is None:
        raise SlipError("give the file. See 'lapwing actors --help'.")
    return _import(Path(asked.file), asked.name)


def _parser() -> Arguments:
    parser = Arguments("lapwing actors import", DESCRIPTION, EPILOG.format(home=home_folder(os.environ)))
    parser.add_argument("file", metavar="FILE", nargs="?", help="FollowTheMoney JSON, one entity a line.")
    parser.add_argument("--name", metavar="NAME", help="What to call the list. Else the file's own name.")
    return parser


def _import(source: Path, name: str | None) -> int:
    from lapwing.lexicon.local.parties import checked_name, import_actors

    name = checked_name(name if name is not None else source.name.partition(".")[0])
    with progress() as step:
        done = import_actors(
            home_folder(os.environ), source, name=name, most=read_settings(os.environ).max_data_bytes, today=date.today(),
            step=step,
        )  # fmt: skip
    from lapwing.lexicon.local.entities import FAULTS

    account = done.account
    taken = ", ".join(f"{count:,} {file}" for file, count in sorted(account.taken.items()))
    print(f"{source}: {account.lines:,} lines")
    print(f"  {sum(account.taken.values()):>9,}  taken ({taken}), {done.about.counts['rows']:,} rows")
    print(f"  {account.known:>9,}  known to Lapwing already")
    other = ", ".join(
        f"{count:,} {schema}" for schema, count in sorted(account.other.items(), key=lambda x: -x[1])[:6]
    )
    print(f"  {sum(account.other.values()):>9,}  that are no parties{f' ({other})' if other else ''}")
    for fault, (count, line) in account.refused.items():
        print(f"  {count:>9,}  refused: a line that {FAULTS[fault]} (first: line {line:,})")
    print(f"List '{done.about.name}', version {done.about.version}; readings name it in made_by.lexicon.")
    return 0
