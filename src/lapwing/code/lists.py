"""Short closed word lists, written as one string."""


def listed(words: str) -> frozenset[str]:
    """The words of a string, parted by blanks."""
    return frozenset(words.split())
