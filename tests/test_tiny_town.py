"""What Tiny Town keeps: its sentences are as it says, and its probabilities and entropies are exact."""

import math
import re
from collections import Counter
from functools import cache
from itertools import chain

import numpy as np
import pytest

from workshop.data import tiny_town
from workshop.data.tiny_town import DISTANCES, GOOD_BAD, HAPPY, LANGUAGE_OF, LONGEST, SAD, WORDS, next_words, write
from workshop.errors import WorkshopError

GIRLS = {"mia", "nora", "lina", "sara", "yuki", "ana"}
BOYS = {"tom", "leo", "omar", "ravi", "ben", "noah"}
SOLD_AT = {"bakery": {"bread", "cake"}, "market": {"fish", "rice", "cheese", "honey", "apples"}, "bookshop": {"book"}}
MOODS = {pair: HAPPY for pair in GOOD_BAD} | {(bad, good): SAD for good, bad in GOOD_BAD}


@cache
def text(distance=None):
    return write(20_000 if distance is None else 5_000, seed=7, distance=distance)


def kind_of(sentence):
    if not LANGUAGE_OF.keys().isdisjoint(sentence):
        return "agreement"
    return "order" if "not" in sentence else "everyday"


def distance_of(sentence):
    """Clauses between the country and "so": each ends in a comma, and one comma stands behind the country."""
    return sentence.count(",") - 1


def adjectives_of(sentence):
    """("good", "bad") of "the soup was good , not bad , so tom smiled ." """
    middle = sentence.index("not")
    return sentence[middle - 2], sentence[middle + 1]


def test_every_word_of_the_town_occurs_and_no_other():
    assert set(chain.from_iterable(text())) == set(WORDS)
    assert list(WORDS) == sorted(set(WORDS)) and 120 <= len(WORDS) <= 180
    assert all(word == word.lower() for word in WORDS)


def test_the_town_can_say_the_examples_in_its_description():
    examples = re.findall(r'"([^"]+ \.)"', tiny_town.__doc__)
    assert len(examples) == 3 and all("." in next_words(example.split()[:-1]) for example in examples)


def test_a_sentence_ends_in_a_full_stop_and_has_no_other():
    assert all(sentence.index(".") == len(sentence) - 1 for sentence in text())


@pytest.mark.parametrize("distance", [None, max(DISTANCES)])
def test_the_longest_sentence_is_as_long_as_it_says(distance):
    assert max(map(len, text(distance))) == LONGEST <= 32


def test_no_two_kinds_of_sentence_crowd_out_the_third():
    counts = Counter(map(kind_of, text()))
    assert all(0.28 < counts[kind] / len(text()) < 0.42 for kind in ("agreement", "order", "everyday"))


def test_nobody_eats_a_apple():
    followers = {word for sentence in text() for a, word in zip(sentence, sentence[1:], strict=False) if a == "a"}
    assert followers and all(word[0] not in "aeiou" for word in followers)


# Probabilities and entropy


@pytest.mark.parametrize("distance", [None, *DISTANCES])
def test_the_entropy_is_the_mean_surprise_of_the_text(distance):
    sure = cache(lambda words: next_words(words, distance))
    surprises = np.array([sum(-math.log(sure(tuple(s[:i]))[s[i]]) for i in range(len(s))) for s in text(distance)])
    lengths = np.array([len(sentence) for sentence in text(distance)])
    exact = tiny_town.entropy(distance)
    error = np.std(surprises - exact * lengths) / lengths.mean() / math.sqrt(len(lengths))
    assert abs(surprises.sum() / lengths.sum() - exact) < 4 * error < 0.02


def test_the_entropy_at_distance_zero_can_be_had_by_hand():
    # twelve names, "grew up" or "lived", eight countries, "speaks" in two of four sentences; 10 or 11 words
    by_hand = math.log(12) + math.log(2) + math.log(8) + (math.log(2) / 2 + math.log(4) / 2)
    assert tiny_town.entropy(0) == pytest.approx(by_hand / 10.5, rel=1e-12)


def test_a_model_has_something_to_learn_and_cannot_be_perfect():
    assert 1.1 < tiny_town.entropy() < 2 < math.log(len(WORDS)) - 2


@pytest.mark.parametrize("distance", [None, *DISTANCES])
def test_the_probabilities_add_up_to_one_after_every_beginning(distance):
    for sentence in text(distance)[:300]:
        for position, word in enumerate(sentence):
            shares = next_words(sentence[:position], distance)
            assert word in shares
            assert min(shares.values()) > 0
            assert sum(shares.values()) == pytest.approx(1, rel=1e-12)


def test_words_come_as_often_as_they_are_probable():
    for beginning in ([], ["mia"], ["the", "soup", "was"], ["today", "tom", "took", "his"]):
        size = len(beginning)
        following = Counter(s[size] for s in text() if s[:size] == beginning)
        total = following.total()
        for word, share in next_words(beginning).items():
            assert abs(following[word] - total * share) < 4.5 * math.sqrt(total * share) + 1


# Agreement over a distance


@pytest.mark.parametrize("distance", DISTANCES)
def test_a_distance_is_the_number_of_clauses_and_writes_agreement_sentences_only(distance):
    for sentence in text(distance):
        assert (kind_of(sentence), distance_of(sentence)) == ("agreement", distance)
        clauses = " ".join(sentence).split(" , ")[1:-1]
        assert all(3 <= len(clause.split()) <= 6 for clause in clauses)


def test_larger_distances_are_rarer_and_none_is_rare():
    counts = Counter(distance_of(sentence) for sentence in text() if kind_of(sentence) == "agreement")
    shares = [counts[distance] / counts.total() for distance in DISTANCES]
    assert sum(shares) == 1
    assert shares == sorted(shares, reverse=True)
    assert min(shares) > 0.08


@pytest.mark.parametrize("distance", [None, *DISTANCES])
def test_the_country_decides_the_language_however_far_away(distance):
    met = set()
    for sentence in text(distance):
        if kind_of(sentence) == "agreement":
            (country,) = LANGUAGE_OF.keys() & set(sentence)
            assert next_words(sentence[:-2], distance) == {LANGUAGE_OF[country]: 1}
            assert sentence[-2] == LANGUAGE_OF[country]
            met.add(country)
    assert met == set(LANGUAGE_OF) and len(set(LANGUAGE_OF.values())) == len(LANGUAGE_OF) >= 6


def test_nothing_between_a_country_and_its_language_tells_which_it_was():
    for sentence in text(max(DISTANCES))[:100]:
        where = next(position for position, word in enumerate(sentence) if word in LANGUAGE_OF)
        for country in LANGUAGE_OF:
            moved = [*sentence[:where], country, *sentence[where + 1 :]]
            for end in range(where + 1, len(sentence) - 2):
                assert next_words(moved[:end], 4) == next_words(sentence[:end], 4)


def test_the_clauses_vary():
    told = [" ".join(sentence).split(" , ")[1:-1] for sentence in text(max(DISTANCES))]
    for clauses in zip(*told, strict=True):
        assert Counter(clauses).most_common(1)[0][1] < 0.02 * len(told)


# Order


def test_the_order_of_good_and_bad_decides_the_ending():
    met = set()
    for sentence in text():
        if kind_of(sentence) == "order":
            met.add(adjectives_of(sentence))
            assert sentence[-2] in MOODS[adjectives_of(sentence)]
            assert set(next_words(sentence[:-2])) - {"and"} == set(MOODS[adjectives_of(sentence)])
    assert met == set(MOODS)


def test_the_same_words_in_the_other_order_end_the_other_way():
    for sentence in [sentence for sentence in text() if kind_of(sentence) == "order"][:500]:
        first, second = adjectives_of(sentence)
        swapped = [{first: second, second: first}.get(word, word) for word in sentence[:-2]]
        assert sorted(swapped) == sorted(sentence[:-2])
        assert set(next_words(swapped)) - {"and"} == set(MOODS[second, first])


# Everyday


def test_pronouns_agree_with_their_people():
    for sentence in text():
        people = "".join("g" if word in GIRLS else "b" for word in sentence if word in GIRLS | BOYS)
        pronouns = {"her", "she", "his", "he", "their", "they"} & set(sentence)
        assert pronouns <= {"g": {"her", "she"}, "b": {"his", "he"}}.get(people, {"their", "they"})
        assert people in ("g", "b", "gb", "bg", "")


def test_what_is_bought_decides_the_shop():
    shops = Counter()
    for sentence in text():
        if "bought" in sentence:
            shop = sentence[sentence.index("at") + 2]
            shops[shop] += 1
            assert SOLD_AT[shop] & set(sentence[: sentence.index("at")])
    assert set(shops) == set(SOLD_AT)


def test_only_animals_are_taken_to_the_vet_or_for_a_walk():
    taken = [sentence for sentence in text() if "took" in sentence]
    assert all({"cat", "dog", "rabbit", "goat"} & set(sentence) for sentence in taken)
    assert all({"vet", "walk"} & set(sentence) for sentence in taken)
    assert all({"took", "washed"} & set(sentence) for sentence in text() if "vet" in sentence)


# Seeds and errors


def test_the_same_seed_writes_the_same_and_another_writes_something_else():
    assert write(50, seed=3) == write(50, seed=3) == write(80, seed=3)[:50]
    assert write(50, seed=3) != write(50, seed=4)
    assert write(0, seed=3) == []


@pytest.mark.parametrize(
    "call, sentence",
    [
        (
            lambda: next_words(["mia", "flew"]),
            "nobody in Tiny Town says 'flew' after 'mia': possible there is 'and' or",
        ),
        (lambda: next_words(["soup"]), "nobody in Tiny Town says 'soup' as the first word"),
        (lambda: next_words(["the"], distance=2), "nobody in Tiny Town says 'the' as the first word"),
        (lambda: next_words([*write(1, 0)[0], "mia"]), "possible there is nothing more"),
        (lambda: next_words(write(1, 0)[0]), "the sentence is over"),
        (lambda: next_words("mia grew"), "'mia grew' is one string"),
        (lambda: next_words([], distance=5), r"no distance 5: choose one of \(0, 1, 2, 3, 4\), or None"),
        (lambda: tiny_town.entropy(-1), "no distance -1"),
        (lambda: tiny_town.entropy(1.0), "no distance 1.0"),
        (lambda: write(3, 0, distance=True), "no distance True"),
        (lambda: write(-1, 0), "nobody can write -1 sentences"),
        (lambda: write(2.5, 0), "nobody can write 2.5 sentences"),
        (lambda: write(1, None), "None is no seed"),
        (lambda: write(1, -3), "-3 is no seed"),
    ],
)
def test_what_it_cannot_answer_gets_one_sentence(call, sentence):
    with pytest.raises(ValueError, match=sentence) as caught:
        call()
    assert isinstance(caught.value, WorkshopError)
