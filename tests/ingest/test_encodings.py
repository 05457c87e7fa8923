"""Bytes of every common encoding become the same text; bytes that are no text are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lapwing.ingest.encodings import NotText, decode

WESTERN = (
    "The café owner said “no” to the mayor’s plan for the Côte d’Ivoire road. It was his third refusal.\r\n"
)
LATIN_1 = "The café owner and the señor said no to the plan for the Cote road, which costs 5 £. It was the third refusal."
RUSSIAN = "Военные вошли в город рано утром, сообщили местные жители. Власти пока не ответили на вопросы журналистов."


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "cp1252"]
)
def test_text_in_every_encoding_is_the_same_text(encoding: str) -> None:
    assert decode(WESTERN.encode(encoding)) == WESTERN


def test_latin_1() -> None:
    assert decode(LATIN_1.encode("latin-1")) == LATIN_1


def test_a_byte_that_cp1252_lacks_is_latin_1() -> None:
    assert decode(b"caf\xe9 \x81") == "caf\xe9 \x81"


@pytest.mark.parametrize("encoding", ["cp1251", "koi8-r"])
def test_cyrillic_encodings_are_guessed(encoding: str) -> None:
    assert decode(RUSSIAN.encode(encoding)) == RUSSIAN


def test_a_declared_encoding_is_followed_where_utf_8_fails() -> None:
    assert decode("Łódź".encode("iso-8859-2"), declared="iso-8859-2") == "Łódź"
    assert decode(b"caf\xe9", declared="no-such-encoding") == "café"


@pytest.mark.parametrize(
    "data", [b"\x7fELF\x02\x01\x01\0\0\0", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", bytes(range(32)) * 9]
)
def test_binary_bytes_are_refused(data: bytes) -> None:
    with pytest.raises(NotText, match="binary data"):
        decode(data)


def test_a_broken_utf_16_file_is_refused() -> None:
    with pytest.raises(NotText, match="UTF-16-LE but breaks off"):
        decode("abc".encode("utf-16")[:-1])


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_any_text_in_utf_8_comes_back(text: str) -> None:
    assert decode(text.encode("utf-8-sig")) == text
