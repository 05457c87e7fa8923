"""Short closed word lists, written as one string."""


def listed(words: str) -> frozenset[str]:
    """The words of a string, parted by blanks."""
    return frozenset(words.split())


CALENDAR = listed(
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday today yesterday tomorrow"
)
"""Names of months and days, which are never parties."""
