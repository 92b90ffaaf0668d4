"""What Hillish keeps: one translation a sentence, whose words come from where it says, and what order is worth."""

import re
from collections import Counter, defaultdict
from functools import cache
from itertools import product

import numpy as np
import pytest

from workshop.data import hillish, tiny_town
from workshop.data.tiny_town import LONGEST_TRANSLATED, SMALL_WORDS, TRANSLATED, next_words, translate, translations
from workshop.errors import WorkshopError

NAMES = {name for rule in ("GIRL", "BOY") for choice in tiny_town.RULES[rule] for name in choice.symbols}
MEALS = {"ate", "sold", "carried", "drew"}
ENDS = {*MEALS, *tiny_town.HAPPY, *tiny_town.SAD}


def words(text):
    return text.split()


@cache
def pairs():
    return translations(10_000, seed=7)


@cache
def aligned():
    """For each pair: the sentence, the translation, and the word of the sentence behind each of its words (or None)."""
    rows = []
    for sentence, translation in pairs():
        again, places = translate(sentence)
        assert again == translation and len(places) == len(translation)
        rows.append((sentence, translation, [None if place is None else sentence[place] for place in places]))
    return rows


def test_the_examples_of_its_description_are_translated_as_it_says():
    lines = [line.strip() for line in hillish.__doc__.splitlines()]
    examples = [k for k, line in enumerate(lines) if line.endswith(" .") and lines[k - 1] == ""]
    assert len(examples) == 2
    for k in examples:
        assert " ".join(translate(lines[k].split())[0]) == lines[k + 1]


def test_every_phrase_of_its_description_is_said_so():
    said = [" " + " ".join(translation) + " " for _, translation in pairs()]
    for phrase in re.findall(r'"([a-z ,]+)"', hillish.__doc__):
        if set(phrase.split()) & set(TRANSLATED) - {"in", ",", "and"} and phrase != "ke":
            assert any(f" {phrase} " in sentence for sentence in said), phrase


def test_every_sentence_is_one_of_the_town_and_whole():
    for sentence, _ in pairs()[:300]:
        assert "." in next_words(sentence[:-1]) and sentence[-1] == "."


def test_one_in_three_is_a_judgement_and_the_others_are_meals():
    judged = np.mean(["not" in sentence for sentence, _ in pairs()])
    assert abs(judged - 1 / 3) < 4 * np.sqrt(2 / 9 / len(pairs()))
    assert all(MEALS & set(sentence) for sentence, _ in pairs() if "not" not in sentence)


def test_every_sentence_of_the_kind_order_can_be_translated():
    for sentence in [sentence for sentence in tiny_town.write(3_000, 3) if "not" in sentence]:
        assert translate(sentence)[0][-1] == "."


def test_every_word_of_hillish_occurs_and_no_other():
    assert {word for _, translation in pairs() for word in translation} == set(TRANSLATED)
    assert list(TRANSLATED) == sorted(set(TRANSLATED)) and set(TRANSLATED) > SMALL_WORDS


def test_the_longest_translation_is_as_long_as_it_says():
    assert max(len(translation) for _, translation in pairs()) == LONGEST_TRANSLATED == 21
    assert max(len(sentence) for sentence, _ in pairs()) == 22


# Alignment


def test_each_word_comes_from_one_place_and_only_ke_from_none():
    for sentence, translation, _ in aligned():
        places = translate(sentence)[1]
        known = [place for place in places if place is not None]
        assert len(set(known)) == len(known)
        assert [word for word, place in zip(translation, places, strict=True) if place is None] == ["ke"] * (
            "not" not in sentence
        )
        assert {sentence[place] for place in set(range(len(sentence))) - set(known)} <= {"the"}


def test_a_word_is_always_put_into_the_same_one_but_for_its_ending():
    put = defaultdict(set)
    for _, translation, sources in aligned():
        for word, source in zip(translation, sources, strict=True):
            if source is not None:
                put[source].add(word)
    stems = {source: frozenset(re.sub("(an|el|um|as|on)$", "", w) for w in words) for source, words in put.items()}
    assert all(len(stem) == 1 for stem in stems.values())
    assert len(set(stems.values())) == len(stems)
    assert all(put[name] == {name} for name in {*NAMES, ",", "."})


# Grammar


def test_adjectives_stand_behind_their_noun_and_rhyme_with_it():
    met = set()
    for sentence, translation, sources in aligned():
        places = translate(sentence)[1]
        for at, source in enumerate(sources):
            if source in hillish._ADJECTIVES and sentence[places[at] + 1] in hillish._NOUNS:
                assert sources[at - 1] == sentence[places[at] + 1]
                assert translation[at][-2:] == translation[at - 1][-2:]
                met.add(translation[at][-2:])
    assert met == {"an", "el", "um"}


def test_what_is_judged_rhymes_with_its_noun_and_what_is_not_so_comes_first():
    for sentence, translation, _ in aligned():
        if "not" in sentence:
            at = translation.index("nul")
            noun = next(word for word in sentence[sentence.index("the") :] if word in hillish._NOUNS)
            was = sentence.index("was")
            so, not_so = sentence[was + 1], sentence[was + 4]
            stems = [hillish._ADJECTIVES[word][0] for word in (not_so, so)]
            ending = hillish._NOUNS[noun][-2:]
            wanted = [stems[0] + ending, "nul", ",", stems[1] + ending, "er" + ending, ",", "du"]
            assert translation[at - 1 : at + 6] == wanted


def test_the_verb_comes_last_and_ends_by_how_many_there_are():
    for sentence, translation, sources in aligned():
        assert sources[-2] in ENDS
        who = sentence[sentence.index("so") :] if "not" in sentence else sentence
        who = who[: next(at for at, word in enumerate(who) if word in ENDS)]
        assert translation[-2][-2:] == ("on" if "and" in who else "as")


# Order


def written_with(sentence):
    """Every sentence that can be translated and has exactly these words, and its probability: found by going on."""
    found, ways = {}, [((), 1.0, tiny_town._covered(), Counter(sentence))]
    while ways:
        said, share, beginning, left = ways.pop()
        if not beginning.words and not +left:
            found[said] = share
        for word, part in zip(beginning.words, beginning.shares, strict=True):
            if left[word] > 0:
                ways.append(((*said, word), share * part, beginning.after[word], left - Counter([word])))
    return found


def test_the_share_without_order_is_that_of_the_best_translator_who_has_the_words_alone():
    shares = []
    for sentence, _ in pairs()[:250]:
        found = written_with(sentence)
        assert tuple(sentence) in found
        # Nobody helps this translator: sentences that differ are never translated alike.
        assert len({tuple(translate(other)[0]) for other in found}) == len(found)
        shares.append(max(found.values()) / sum(found.values()))
    error = np.std(shares) / np.sqrt(len(shares))
    assert abs(np.mean(shares) - tiny_town.orderless_share()) < 4 * error < 0.1


def test_parts_that_share_words_are_counted_as_if_all_their_ways_were_written_down():
    foods, spots = tiny_town._ways("NICE_FOOD"), tiny_town._ways("SPOT")
    likeliest = defaultdict(int)
    for (first, share), (second, part) in product(foods.items(), spots.items()):
        words = tuple(sorted(first + second))
        likeliest[words] = max(likeliest[words], share * part)
    assert sum(likeliest.values()) == tiny_town._likeliest([foods, spots]) < 1
    assert tiny_town._likeliest([tiny_town._ways("TIME"), foods]) == 1


def test_what_the_parts_can_write_is_all_of_it():
    ways = tiny_town._ways("WHERE", "she")
    assert sum(ways.values()) == sum(tiny_town._ways("TIME").values()) == 1
    assert () in ways and ("with", "her", "kind", "aunt", "by", "the", "sea") in ways
    assert sum(tiny_town._ways("JUDGED", "happy").values()) == sum(tiny_town._ways("JUDGED", "sad").values())


def test_order_decides_a_good_deal():
    assert 0.55 < tiny_town.orderless_share() < 0.58


# Readable text


def test_a_sentence_can_be_written_as_people_write_it():
    assert tiny_town.readable([]) == ""
    assert (
        tiny_town.readable(words("on monday yuki lived in brazil , so she speaks portuguese ."))
        == "On Monday Yuki lived in Brazil, so she speaks Portuguese."
    )
    assert tiny_town.readable(words("the soup was good , not bad , so tom left .")).startswith("The soup was good, not")


# Seeds and errors


def test_the_same_seed_draws_the_same_and_another_something_else():
    assert translations(50, 3) == translations(50, 3) == translations(80, 3)[:50]
    assert translations(50, 3) != translations(50, 4) and translations(0, 3) == []


@pytest.mark.parametrize(
    "call, sentence",
    [
        (lambda: translate("tom ate bread ."), "'tom ate bread .' is one string: give a list of words"),
        (lambda: translate([]), "the sentence is not over: go on with"),
        (lambda: translate(words("tom ate bread")), "the sentence is not over: go on with '.' or 'behind'"),
        (
            lambda: translate(words("tom ate bread . tom")),
            "no sentence with 'tom' after 'tom ate bread .': possible",
        ),
        (
            lambda: translate(words("mia grew up")),
            "Hillish has no sentence with 'grew' after 'mia': possible there",
        ),
        (lambda: translate(["soup"]), "Hillish has no sentence with 'soup' as the first word"),
        (lambda: translations(-1, 0), "nobody can translate -1 sentences: ask for a whole number"),
        (lambda: translations(True, 0), "nobody can translate True sentences"),
        (lambda: translations(1, 0.5), "0.5 is no seed"),
    ],
)
def test_what_it_cannot_answer_gets_one_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence) as caught:
        call()
    assert isinstance(caught.value, WorkshopError) and "\n" not in str(caught.value)
