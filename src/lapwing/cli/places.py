"""`lapwing places`: a country's GeoNames dump into the local gazetteer; where the places of a name lie."""

import os
import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Final

from lapwing.cli.arguments import Arguments, SlipError
from lapwing.cli.progress import progress
from lapwing.cli.tally import EXIT_REFUSED, say
from lapwing.errors import DataError
from lapwing.lexicon.local.shelf import About
from lapwing.settings import home_folder, read_settings

HELP = """Usage: lapwing places add CODE (--file PATH | --download)
       lapwing places find NAME [--format table|json]

Commands:
  add    Add a country's full GeoNames dump - valleys, gorges, villages, names in any script - to the local gazetteer,
         which readings use beside the shipped one.
  find   Show the places of a name: a table and a small map.

Added countries lie in the folder that LAPWING_HOME names (now {home}).
`lapwing doctor` lists them with their versions. 'lapwing places add --help' and '... find --help' tell more."""

ADD_EXAMPLES = """
Examples:

lapwing places add TJK --download
lapwing places add TJK --file TJ.zip

Nothing is changed unless all went well, and a run that was stopped goes on when it is run again. A dump added once more
takes the place of the older one. Place data: GeoNames (www.geonames.org), CC BY 4.0.
"""


def places(arguments: list[str]) -> int:
    """`lapwing places`: the exit code."""
    first, *rest = arguments or ["--help"]
    if first in ("-h", "--help"):
        print(
            HELP.format(home=home_folder(os.environ))
            + "\n\n"
            + _add_parser().format_help()
            + "\n"
            + _find_parser().format_help(),
            end="",
        )
        return 0 if arguments else EXIT_REFUSED
    if first not in COMMANDS:
        raise SlipError(
            f"there is no command 'places {first}', only add and find. See 'lapwing places --help'."
        )
    return COMMANDS[first](rest)


def _add_parser() -> Arguments:
    parser = Arguments(
        "lapwing places add", "Add a country's GeoNames dump to the local gazetteer.", ADD_EXAMPLES
    )
    parser.add_argument("code", metavar="CODE", nargs="?", help="The country's ISO 3166 code, such as TJK.")
    parser.add_argument(
        "--file", metavar="PATH", help="The dump as fetched from GeoNames: TJ.zip, or TJ.txt out of it."
    )
    parser.add_argument(
        "--download", action="store_true", help="Fetch the dump from GeoNames (LAPWING_GEONAMES_URL)."
    )
    return parser


def _add(arguments: list[str]) -> int:
    asked = _add_parser().read(arguments)
    if asked is None:
        return 0
    if asked.code is None or (asked.file is None) == (not asked.download):
        raise SlipError(
            "give a country's code and either --file PATH or --download. See 'lapwing places add --help'."
        )
    from lapwing.lexicon.local.country import add_country, known_country

    home, settings = home_folder(os.environ), read_settings(os.environ)
    country = known_country(asked.code)
    with progress() as step:
        dump, fetched = Path(asked.file or ""), None
        if asked.download:
            from lapwing.ingest.download import download

            url = f"{settings.geonames_url}/{country.iso2}.zip"
            dump = fetched = download(url, home / "downloads" / f"{country.iso2}.zip", settings, step=step)
        try:
            about = add_country(
                home, country, dump, most=settings.max_data_bytes, today=date.today(), step=step
            )
        except DataError as error:
            if fetched and "full" not in str(error):
                fetched.unlink(missing_ok=True)  # a damaged file must not be met again
            raise
    if fetched:
        fetched.unlink(missing_ok=True)
    print(_account(country.name, about))
    return 0


def _account(country: str, about: About) -> str:
    """What was taken and what was refused, and why."""
    from lapwing.lexicon.local.geonames import FAULTS

    counts = about.counts
    lines = [
        f"{country} ({about.name}): {counts['rows']:,} places under {counts['names']:,} names, from {about.source}.",
        f"Version {about.version}; readings name it in made_by.lexicon.",
    ]
    refused = {fault: counts[fault] for fault in FAULTS if fault in counts}
    if refused:
        lines.append(f"{sum(refused.values()):,} of {counts['lines']:,} lines were refused:")
        lines += [f"  {count:>8,}  a line that {FAULTS[fault]}" for fault, count in refused.items()]
    return "\n".join(lines)


def _find_parser() -> Arguments:
    parser = Arguments(
        "lapwing places find", "Show the places of a name, in any spelling and script that is known."
    )
    parser.add_argument("name", metavar="NAME", nargs="*", help="The name, quoted or not.")
    parser.add_argument(
        "--format", choices=("table", "json"), default="table", help="table with a map (default), or json."
    )
    return parser


def _find(arguments: list[str]) -> int:
    asked = _find_parser().read(arguments)
    if asked is None:
        return 0
    name = " ".join(asked.name).strip()
    if not name:
        raise SlipError("give a name. See 'lapwing places find --help'.")
    from lapwing.lexicon.local.extras import load_extras
    from lapwing.lexicon.places import load_gazetteer
    from lapwing.views.places import MOST, as_data, charmap, table

    gazetteer = load_gazetteer(load_extras(home_folder(os.environ)).places)
    found = gazetteer.find(name)
    alike = () if found else gazetteer.find_alike(name)
    shown = found or alike
    if asked.format == "json":
        import msgspec

        print(msgspec.json.encode(as_data(shown, gazetteer.get)).decode())
    elif shown:
        if alike:
            print(f"No place is called {name!r}; these sound alike:\n")
        print(f"{table(shown, gazetteer.get)}\n\n{charmap(shown)}")
        if len(shown) > MOST:
            print(f"\n{len(shown) - MOST:,} more of that name: --format json lists all.")
    if not shown:
        return say(
            f"no place called {name!r} is known; 'lapwing places add CODE --download' adds a country's villages",
            EXIT_REFUSED,
        )
    sys.stdout.flush()
    return 0


COMMANDS: Final[dict[str, Callable[[list[str]], int]]] = {"add": _add, "find": _find}
