"""Arabic, Ukrainian and Russian reports: sides and places in any case and order; other languages are listed."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from territory.conflicts import load_conflict
from territory.extract import extract
from territory.extract.languages import language_of
from territory.extract.marked.words import arabic_forms, slavic_stem
from territory.tables import CLAIMS, REPORTS


def claims_of(text, language, conflict=None, published="2024-12-08"):
    conflict = conflict or ("syria" if language == "ar" else "ukraine")
    rows = [{"report_id": "r", "published": published, "text": text, "language": language}]
    return extract(REPORTS.frame(rows), conflict).to_dict("records")


def facts(text, language, **options):
    return [(c["relation"], c["side"], c["place"], c["status"]) for c in claims_of(text, language, **options)]


@pytest.mark.parametrize(
    ("text", "fact"),
    [
        ("سيطرت الفصائل على مدينة حماة.", ("gain", "opposition", "حماة", "asserted")),
        ("الفصائل سيطرت على مدينة حماة.", ("gain", "opposition", "حماة", "asserted")),
        ("وسيطرت الفصائل على بلدة خطاب.", ("gain", "opposition", "خطاب", "asserted")),
        ("انسحبت قوات النظام من بلدة مورك.", ("loss", "government", "مورك", "asserted")),
        ("سقطت مدينة إدلب بيد الفصائل.", ("gain", "opposition", "إدلب", "asserted")),
        ("لم يتمكن التنظيم من السيطرة على قرية الشولا.", ("gain", "isis", "الشولا", "negated")),
    ],
)
def test_arabic_sides_and_places_in_either_order(text, fact):
    assert fact in facts(text, "ar")


@pytest.mark.parametrize("form", ["Бахмут", "Бахмута", "Бахмуту", "Бахмутом", "Бахмуті"])
def test_every_case_of_a_name_has_one_stem(form):
    assert slavic_stem(form) == slavic_stem("Бахмут")


def test_arabic_clitics_are_cut_off():
    assert "مدينه" in {f.key for f in arabic_forms("وبالمدينة")}
    assert {f.prep for f in arabic_forms("بحماة")} == {None, "in"}


@pytest.mark.parametrize(
    ("text", "language", "fact"),
    [
        ("Ворог окупував Прогрес.", "uk", ("gain", "russia", "Прогрес", "asserted")),
        ("Наші війська звільнили Роботине.", "uk", ("gain", "ukraine", "Роботине", "claimed")),
        ("Російські війська відступили з Херсона.", "uk", ("loss", "russia", "Херсон", "asserted")),
        ("Урожайне перейшло під контроль росіян.", "uk", ("control", "russia", "Урожайне", "asserted")),
        ("ВСУ оставили Авдеевку.", "ru", ("loss", "ukraine", "Авдеевка", "asserted")),
        ("Российские войска вошли в Угледар.", "ru", ("gain", "russia", "Угледар", "asserted")),
        (
            "ВСУ контролируют 28 населенных пунктов Курской области.",
            "ru",
            ("control", "ukraine", "Курская область", "asserted"),
        ),
        (
            "Українські підрозділи просунулися в напрямку Кліщіївки.",
            "uk",
            ("threat", "ukraine", "Кліщіївка", "asserted"),
        ),
        ("Город Счастье находится под контролем ЛНР.", "ru", ("control", "lpr", "Счастье", "asserted")),
    ],
)
def test_slavic_places_come_back_in_the_nominative(text, language, fact):
    assert fact in facts(text, language)


def test_a_list_of_places_keeps_each_with_its_area():
    text = "Ворог окупував Прогрес у Донецькій області, Новоселівку Першу Покровського району та Вовче."
    found = [(c["place"], c["within"]) for c in claims_of(text, "uk")]
    assert found == [
        ("Прогрес", "Донецька область"),
        ("Новоселівка Перша", "Покровський район"),
        ("Вовче", None),
    ]


def test_what_is_captured_near_a_place_is_not_the_place():
    assert facts("Ворог захопив шість танків під Вербовим.", "uk") == []


def test_strikes_aid_and_arrests_are_no_claims():
    assert facts("Росіяни обстріляли Харків, загинули двоє людей.", "uk") == []
    assert facts("قصفت طائرات حربية مدينة إدلب ودخلت قافلة مساعدات إلى بلدة سرمدا.", "ar") == []


def test_a_share_of_an_area_has_its_bounds():
    claim = claims_of("تسيطر الفصائل على أكثر من 90 بالمئة من محافظة درعا.", "ar")[0]
    assert (claim["extent_low"], claim["extent_high"], claim["place_kind"]) == (0.9, 1.0, "province")


def test_time_words_are_read_in_the_language():
    claim = claims_of("ВСУ оставили Авдеевку в мае прошлого года.", "ru")[0]
    assert (claim["date_from"], claim["date_to"], claim["background"]) == ("2023-05-01", "2023-05-31", True)


def test_a_language_without_a_lexicon_is_listed_and_not_read(caplog):
    rows = [{"report_id": "f", "published": "2024-12-08", "text": "Les rebelles ont pris la ville.", "language": "fr"}]
    claims = extract(REPORTS.frame(rows), "syria")
    assert len(claims) == 0
    assert claims.attrs["unread"] == [{"report_id": "f", "language": "fr"}]
    assert "1 reports not read: no lexicon for their language (fr)" in caplog.text


@pytest.mark.parametrize(
    ("text", "conflict", "code"),
    [
        ("Rebels took Hama.", "syria", "en"),
        ("سيطرت الفصائل على حماة", "syria", "ar"),
        ("Украинские войска оставили Авдеевку в ночь на субботу", "ukraine", "ru"),
        ("Сили оборони звільнили Роботине", "ukraine", "uk"),
        ("سيطرت الفصائل على حماة", "ukraine", "und"),
        ("ქალაქი აიღეს", "ukraine", "und"),
    ],
)
def test_a_short_text_is_read_in_a_language_of_the_conflict_that_its_letters_allow(text, conflict, code):
    assert language_of({"language": None, "text": text}, load_conflict(conflict)) == code


WORDS = {
    "ar": "سيطرت الفصائل على مدينة حماة ، انسحاب قوات النظام منها التي محيط 90 بالمئة من محافظة درعا لم يبق بيد سوى .",
    "uk": "Ворог окупував Прогрес та біля Торецька , який під контролем росіян відбили атаки у районах . «Літак»",
    "ru": "Группировка «Восток» заняла Зеленый Гай и под контролем ВСУ , который бои на окраине Коренево за города .",
}


@pytest.mark.parametrize("language", sorted(WORDS))
@settings(max_examples=60, deadline=None)
@given(data=st.data())
def test_any_text_gives_claims_that_stand_in_it(language, data):
    words = data.draw(st.lists(st.sampled_from(WORDS[language].split()) | st.text(max_size=4), max_size=40))
    text = " ".join(words) or "."
    rows = [{"report_id": "r", "published": "2024-12-08", "text": text, "language": language}]
    claims = extract(REPORTS.frame(rows), "syria" if language == "ar" else "ukraine")
    CLAIMS.check(claims)
    assert [c["quote"] for c in claims.to_dict("records")] == [
        text[c["start"] : c["end"]] for c in claims.to_dict("records")
    ]


@pytest.mark.parametrize("language", sorted(WORDS))
def test_fifty_thousand_characters_are_read_within_a_second(language):
    text = (WORDS[language] + "\n") * 1000
    claims_of("Початок.", language)
    begin = time.process_time()
    claims_of(text[:50_000], language)
    assert time.process_time() - begin < 1
