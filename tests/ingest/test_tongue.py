"""The language of a text: English, another one, or too short to tell."""

from pathlib import Path

import pytest

from lapwing.errors import DataError
from lapwing.ingest.tongue import language_of
from lapwing.lexicon.languages import language_name, load_languages, shared_languages


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("The army moved into the valley on Monday, and the ministry said that it would stay.", "en"),
        ("THE ARMY MOVED INTO THE VALLEY ON MONDAY, AND THE MINISTRY SAID THAT IT WOULD STAY.", "en"),
        ("Gunmen attacked a police post.", "en"),
        (
            "L'armée est entrée dans la vallée lundi, et le ministère a dit qu'elle y resterait avec les habitants.",
            "fr",
        ),
        (
            "Die Armee ist am Montag in das Tal eingerückt, und das Ministerium sagte, dass sie dort bleiben werde.",
            "de",
        ),
        (
            "El ejército entró en el valle el lunes y el ministerio dijo que se quedaría con los habitantes.",
            "es",
        ),
        (
            "O exército entrou no vale na segunda-feira e o ministério disse que não sairia antes do fim do mês.",
            "pt",
        ),
        ("Армия вошла в долину в понедельник, и министерство сообщило, что она останется там на год.", "ru"),
        ("دخل الجيش الوادي يوم الاثنين وقالت الوزارة إنه سيبقى في المنطقة بعد ذلك", "ar"),
        ("ارتش روز دوشنبه به دره وارد شد و وزارت دفاع گفت که در آن منطقه می ماند", "fa"),
        ("הצבא נכנס לעמק ביום שני והמשרד אמר כי הוא יישאר שם", "he"),
        ("軍隊は月曜日に谷に入り、省はそこに留まると述べた。", "ja"),
        ("军队周一进入山谷，国防部表示将留在那里。", "zh"),
        (
            "Jeshi liliingia katika bonde siku ya Jumatatu na wizara ya ulinzi ilisema kuwa litabaki kwa wiki.",
            "sw",
        ),
        ("Port-au-Prince, Haiti", None),
        ("12 / 34", None),
        ("x" * 1000, None),
        ("lorem ipsum dolor sit amet consectetur " * 20, "und"),
    ],
)
def test_language(text: str, code: str | None) -> None:
    assert language_of(text, shared_languages()) == code


def test_english_that_quotes_arabic_is_english() -> None:
    text = "The crowd shouted “ارحل” (leave) as the minister spoke, and the police did not stop them in the square."
    assert language_of(text, shared_languages()) == "en"


def test_names_of_languages() -> None:
    assert language_name("fr") == "French"
    assert language_name("und") == "another language"


def test_a_bad_row_is_named(tmp_path: Path) -> None:
    table = tmp_path / "words.csv"
    table.write_text("language,name,script,words\nxx,Exish,latin,a b\n", encoding="utf-8")
    with pytest.raises(DataError, match="line 2"):
        load_languages(table)
