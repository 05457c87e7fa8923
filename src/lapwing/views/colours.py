"""One colour for each kind of finding, the same in the terminal and on the page."""

TYPE_STYLES: dict[str, str] = {
    "AGREE": "green",
    "CONSULT": "green",
    "SUPPORT": "green",
    "CONCEDE": "green",
    "COOPERATE": "bright_green",
    "AID": "bright_green",
    "RETREAT": "bright_green",
    "REQUEST": "yellow",
    "ACCUSE": "yellow",
    "REJECT": "yellow",
    "THREATEN": "yellow",
    "PROTEST": "bright_red",
    "SANCTION": "bright_red",
    "MOBILIZE": "bright_red",
    "COERCE": "bright_red",
    "ASSAULT": "bold bright_red",
}
"""Terminal styles by PLOVER quad class: verbal and material co-operation green, verbal conflict yellow,
material conflict red."""

QUADS: dict[str, str] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "verbal-cooperation"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "material-cooperation"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "verbal-conflict"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "material-conflict"),
}
"""PLOVER's four quad classes, used as CSS classes of the HTML page."""
