"""The words of a party, on trees that a parser may well give."""

from lapwing.code.phrases import phrase
from tests.conllu import parse_conllu


def test_a_clause_that_stands_wholly_before_its_noun_is_part_of_the_phrase() -> None:
    parse = parse_conllu("""
1 newly newly ADV RB _ 2 advmod
2 arrived arrive VERB VBN _ 3 acl
3 troops troop NOUN NNS _ 0 root
""")
    assert phrase(parse, 2).text == "newly arrived troops"
