"""Tiny Town: a small grammar that writes sentences and knows exactly how hard their next words are to guess.

Three kinds of sentence, about a third each:

- agreement: "mia grew up in france , singing by the sea , so she speaks french ." The country decides the language,
  however many clauses (the `distance`) lie between them;
- order: "the soup was good , not bad , so tom smiled ." The same words in another order end in another way;
- everyday: "this morning mia took her cat for a walk ."

Everything follows from the table in `TABLE`: the writing, the exact probability of each next word, the entropy.

Over the hill another language is spoken, Hillish (`hillish.py`). `translate` puts two kinds of sentence into it, every
one in exactly one way: all of the kind order, and of the everyday ones those in which somebody eats, sells, carries or
draws food.
"""

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import cache
from itertools import accumulate, product
from typing import NamedTuple

import numpy as np

from . import hillish
from .errors import DataError

LANGUAGE_OF = {
    "brazil": "portuguese",
    "france": "french",
    "greece": "greek",
    "italy": "italian",
    "japan": "japanese",
    "kenya": "swahili",
    "poland": "polish",
    "thailand": "thai",
}

GOOD_BAD = (
    ("good", "bad"),
    ("warm", "cold"),
    ("fresh", "stale"),
    ("soft", "hard"),
    ("quiet", "loud"),
    ("clean", "dirty"),
    ("bright", "dark"),
    ("funny", "boring"),
    ("kind", "mean"),
)
HAPPY = ("laughed", "smiled", "stayed")
SAD = ("frowned", "left", "sighed")

# How many clauses may lie between a country and its language.
DISTANCES = (0, 1, 2, 3, 4)

# The most words that a sentence can have, marks included.
LONGEST = 32

# One rule a line: its name, then what it may become, split by "|"; an empty choice writes nothing. CAPITALS are
# replaced by their own rule, small letters are words of the town. A number in front of a choice is its weight (1 if
# there is none). "+she" is remembered until the sentence ends; a choice with "?she" is open only once "+she" was met.
# COUNTRY, LANGUAGE, END and a rule for each pair, named after its good word, follow from the constants above.
TABLE = """
SENTENCE:  3 AGREEMENT | 3 ORDER | 4 EVERYDAY

GIRL:      mia | nora | lina | sara | yuki | ana
BOY:       tom | leo | omar | ravi | ben | noah
ONE:       GIRL +she | BOY +he
TWO:       GIRL and BOY +they | BOY and GIRL +they
SHE:       she ?she | he ?he | they ?they
HER:       her ?she | his ?he | their ?they
KIN:       mother | father | sister | brother | aunt | uncle | friend | neighbour
LOUD_KIN:  KIN | 6 KINDLY KIN
KINDLY:    kind | funny | quiet | loud | hungry | sleepy | tired
PET:       cat | dog | rabbit | goat
OLD_PET:   PET | 6 FURRY PET
FURRY:     old | little | hungry | sleepy | funny | quiet | brown | dirty
FOOD:      MEAL | SNACK
MEAL:      soup | bread | fish | rice
SNACK:     cake | cheese | honey | apples
NICE_FOOD: FOOD | 4 NICE FOOD
FOODS:     NICE_FOOD | NICE MEAL and NICE SNACK | NICE SNACK and NICE MEAL
NICE:      fresh | warm | cold | good | bad | old
TIME:      | today | yesterday | 2 this PART | on DAY | 2 on DAY PART
PART:      morning | afternoon | evening
DAY:       monday | friday | sunday
SPOT:      3 IN the OLD ROOF | by the COLD WATER
IN:        in | near | behind
ROOF:      park | garden | school | bakery | market | kitchen
WATER:     river | sea
OLD:       old | little | 9 COLD
COLD:      | quiet | loud | bright | dark | clean | dirty | warm | cold

AGREEMENT: CHILD GAP ADULT
CHILD:     ONE grew up in COUNTRY , | ONE lived in COUNTRY ,
ADULT:     so SHE SPEAKS LANGUAGE .
SPEAKS:    2 speaks | reads | teaches
GAP:       26 GAP0 | 23 GAP1 | 20 GAP2 | 17 GAP3 | 14 GAP4
GAP0:
GAP1:      PLAYING SPOT ,
GAP2:      3 GAP1 EATING NICE FOOD , | GAP1 EATING FOOD every PART ,
GAP3:      GAP2 HELPING HER LOUD_KIN ,
GAP4:      GAP3 FEEDING HER OLD_PET ,
PLAYING:   playing | walking | running | singing | reading
EATING:    eating | selling | carrying | drawing
HELPING:   helping | visiting | teaching | feeding
FEEDING:   feeding | washing | drawing | walking | carrying

ORDER:     TIME the JUDGED , so WHO .
JUDGED:    soup FROM was TASTE | tea FROM was TASTE | bread FROM was BAKED | cake FROM was BAKED | fish FROM was RAW
           | cheese FROM was RAW | rice was TASTE | honey was RAW
           | NEW coat was WORN | NEW hat was WORN | NEW bed was COSY | NEW room was INSIDE | NEW kitchen was INSIDE
           | NEW school was INSIDE | NEW bakery was INSIDE | NEW market was OUTSIDE | NEW park was OUTSIDE
           | river was WET | sea was WET | NEW garden was OUTSIDE
           | NEW story was TOLD | NEW film was TOLD | NEW book was TOLD | NEW song was SUNG
           | NEW teacher was PERSON | NEW doctor was PERSON | NEW baker was PERSON | neighbour was PERSON
FROM:      | at the bakery | at the market | at school
NEW:       | old | new | little
WHO:       2 ONE END | TWO END | GIRL and her TIRED KIN END | BOY and his TIRED KIN END
TIRED:     | tired | hungry | sleepy | old
TASTE:     GOOD | WARM
BAKED:     GOOD | FRESH | SOFT
RAW:       GOOD | FRESH
WORN:      GOOD | WARM | CLEAN | SOFT
INSIDE:    WARM | QUIET | CLEAN | BRIGHT
COSY:      GOOD | SOFT | WARM | CLEAN
OUTSIDE:   QUIET | CLEAN | BRIGHT
WET:       WARM | QUIET | CLEAN | BRIGHT
TOLD:      GOOD | FUNNY
SUNG:      GOOD | FUNNY | QUIET
PERSON:    KIND | FUNNY | QUIET

EVERYDAY:  12 TIME ONE DID . | 9 TIME TWO DID . | TIME ONE WORE . | 2 TIME the WORKER .
DID:       2 took HER OLD_PET OUT | 2 DREW HER OLD_PET WHERE | 6 ATE FOODS WHERE | 2 bought GOODS | felt NEED
           | lost HER RED THING and found WHICH SPOT | SANG to HER LOUD_KIN | HELPED HER LOUD_KIN AT
OUT:       to the vet ILL | for a walk WHERE
AT:        | SPOT
ILL:       | because it was ill
WHERE:     | SPOT | 2 with HER LOUD_KIN | with HER LOUD_KIN SPOT
DREW:      drew | washed | fed
ATE:       ate | sold | carried | drew
GOODS:     NICE BAKERY at the bakery FOR | NICE MARKET at the market FOR | a TALE book at the bookshop FOR
BAKERY:    bread | cake
MARKET:    fish | rice | cheese | honey | apples
TALE:      | funny | new | good
FOR:       | for HER LOUD_KIN
NEED:      hungry , so SHE ATE NICE_FOOD | tired , so SHE went to bed
WORE:      wore HER RED coat because it was cold | wore HER RED hat because it was bright
RED:       | red | blue | old | new
THING:     keys +them | coat +it | hat +it | book +it
WHICH:     them ?them | it ?it
SANG:      sang a TALE song | read a TALE story
HELPED:    helped | visited | drew | fed
WORKER:    baker sold NICE BAKERY to ONE | teacher SANG to TWO | vet washed the OLD_PET
           | doctor visited ONE because SHE was UNWELL
UNWELL:    ill | tired
"""


class TownError(DataError, ValueError):
    """Something that Tiny Town cannot answer, in one sentence."""


class Choice(NamedTuple):
    """One choice of a rule: how heavy it is, what must have been met before, what it adds to that, what is written."""

    weight: int
    needs: frozenset[str]
    adds: frozenset[str]
    symbols: tuple[str, ...]


def _rules() -> dict[str, list[Choice]]:
    """The table as rules, and with it those that follow from the pairs above."""
    lines = TABLE.replace("\n  ", "  ").splitlines()
    lines += [f"{good.upper()}: {good} , not {bad} +happy | {bad} , not {good} +sad" for good, bad in GOOD_BAD]
    lines.append("END: " + " | ".join([*(f"{word} ?happy" for word in HAPPY), *(f"{word} ?sad" for word in SAD)]))
    lines.append("COUNTRY: " + " | ".join(f"{country} +{country}" for country in LANGUAGE_OF))
    lines.append("LANGUAGE: " + " | ".join(f"{language} ?{country}" for country, language in LANGUAGE_OF.items()))
    named = (line.split(":") for line in lines if line)
    return {name: [_choice(text) for text in choices.split("|")] for name, choices in named}


def _choice(text: str) -> Choice:
    """`2 tom +he` as a choice."""
    parts = text.split()
    return Choice(
        weight=int(parts.pop(0)) if parts and parts[0].isdigit() else 1,
        needs=frozenset(part[1:] for part in parts if part[0] == "?"),
        adds=frozenset(part[1:] for part in parts if part[0] == "+"),
        symbols=tuple(part for part in parts if part[0] not in "?+"),
    )


RULES = _rules()

# All words and marks of the town, sorted.
WORDS = tuple(
    sorted({part for choices in RULES.values() for choice in choices for part in choice.symbols} - set(RULES))
)


# What is written with a capital.
_CAPITAL = {
    word: word.capitalize()
    for word in (
        *LANGUAGE_OF,
        *LANGUAGE_OF.values(),
        *(word for rule in ("GIRL", "BOY", "DAY") for choice in RULES[rule] for word in choice.symbols),
    )
}


class State(NamedTuple):
    """How far one way through the rules has come: the symbols still ahead, and what is remembered."""

    ahead: tuple[str, ...]
    memory: frozenset[str]


States = frozenset[tuple[State, Fraction]]


class Beginning:
    """A beginning of a sentence: the words that can be next, their probabilities, and where they lead.

    Beginnings that go on alike are one object; the whole town has about a thousand of them.

    words: sorted; none once the sentence is over
    shares: their probabilities
    bounds: where one share ends and the next begins, when they are laid side by side on the line from 0 to 1
    after: for each word the beginning that is longer by it
    nats_left, words_left: the entropy of the rest of the sentence and its mean length
    """

    def __init__(self, states: States) -> None:
        # One beginning can be several ways through the rules (a name opens many), each with its share.
        ways: dict[str, dict[State, Fraction]] = defaultdict(lambda: defaultdict(Fraction))
        for state, share in states:
            for word, part, after in _steps(state):
                ways[word][after] += share * part
        self.words = sorted(ways)
        totals = [sum(ways[word].values()) for word in self.words]
        self.shares = [float(total) for total in totals]
        self.bounds = list(accumulate(self.shares))[:-1]
        self.after = {
            word: _beginning(frozenset((state, share / total) for state, share in ways[word].items()))
            for word, total in zip(self.words, totals, strict=True)
        }
        self.nats_left = self.words_left = 0.0
        for share, after in zip(self.shares, self.after.values(), strict=True):
            self.nats_left += share * (after.nats_left - math.log(share))
            self.words_left += share * (after.words_left + 1)


@cache
def _beginning(states: States) -> Beginning:
    """The one object for these states; fractions are exact, so what is equal is found equal."""
    return Beginning(states)


@cache
def _steps(state: State) -> list[tuple[str, Fraction, State]]:
    """Every next word that one way through the rules can take, its probability, and the way from there."""
    if not state.ahead:
        return []
    first, *rest = state.ahead
    if first not in RULES:
        return [(first, Fraction(1), State(tuple(rest), state.memory))]
    choices = [choice for choice in RULES[first] if choice.needs <= state.memory]
    total = sum(choice.weight for choice in choices)
    return [
        (word, Fraction(choice.weight, total) * share, after)
        for choice in choices
        for word, share, after in _steps(State((*choice.symbols, *rest), state.memory | choice.adds))
    ]


def _start(distance: int | None) -> Beginning:
    """The empty beginning of every sentence, or of an agreement sentence at that distance."""
    if distance is None:
        symbols = ("SENTENCE",)
    elif _is_whole(distance) and distance in DISTANCES:
        symbols = ("CHILD", f"GAP{distance}", "ADULT")
    else:
        raise TownError(f"Tiny Town has no distance {distance!r}", f"choose one of {DISTANCES}, or None for all kinds")
    return _beginning(frozenset({(State(symbols, frozenset()), Fraction(1))}))


def write(n_sentences: int, seed: int, distance: int | None = None) -> list[list[str]]:
    """Sentences drawn from the grammar, each a list of words that ends in "."; the same seed writes the same ones.

    n_sentences: how many, 0 or more
    seed: a whole number, 0 or more
    distance: None for all kinds of sentence; one of DISTANCES for agreement sentences only, with that many clauses
        between the country and its language
    raises TownError, which is a ValueError, if one of them is something else
    """
    return _drawn(_start(distance), n_sentences, seed, "write")


def _drawn(start: Beginning, n_sentences: int, seed: int, do: str) -> list[list[str]]:
    if not _is_whole(n_sentences):
        raise TownError(f"nobody can {do} {n_sentences!r} sentences", "ask for a whole number, 0 or more")
    if not _is_whole(seed):
        raise TownError(f"{seed!r} is no seed", "take a whole number, 0 or more")
    random = np.random.default_rng(seed)
    return [_sentence(start, random.random(LONGEST).tolist()) for _ in range(n_sentences)]


def _is_whole(number: object) -> bool:
    """Whether it is 0, 1, 2, ... (True and 1.0 are not)."""
    return isinstance(number, int | np.integer) and not isinstance(number, bool) and number >= 0


def _sentence(beginning: Beginning, throws: list[float]) -> list[str]:
    """One sentence, each word chosen by one of the throws, numbers in [0, 1)."""
    words = []
    for throw in throws:
        if not beginning.words:
            break
        words.append(beginning.words[bisect_right(beginning.bounds, throw)])
        beginning = beginning.after[words[-1]]
    return words


def entropy(distance: int | None = None) -> float:
    """The exact entropy of the text in nats per word, "." and "," counted as words.

    No model of independent sentences, however good, has a smaller mean cross-entropy; e to this power is the smallest
    perplexity. The entropy of a sentence over the mean length of a sentence, both summed over the whole grammar.

    distance: as in `write`
    raises TownError, which is a ValueError, if there is no such distance
    """
    start = _start(distance)
    return start.nats_left / start.words_left


def next_words(words: Sequence[str], distance: int | None = None) -> dict[str, float]:
    """Each possible next word and its exact probability, given the sentence so far.

    words: the beginning of a sentence, such as ["mia", "grew"]; empty for the first word
    distance: as in `write`
    raises TownError, which is a ValueError, if no sentence begins so or the sentence is over
    """
    beginning = _read(_start(distance), words, "nobody in Tiny Town says")
    if not beginning.words:
        raise TownError("the sentence is over", "leave out its last word, or begin the next one with an empty list")
    return dict(zip(beginning.words, beginning.shares, strict=True))


def readable(words: Sequence[str]) -> str:
    """A sentence as people write it: "Mia grew up in France, so she speaks French."

    words: any words and marks of the town; a capital goes to the first one, to names, places, languages and days
    """
    text = " ".join(_CAPITAL.get(word, word) for word in words)
    return (text[:1].upper() + text[1:]).replace(" ,", ",").replace(" .", ".")


def _read(beginning: Beginning, words: Sequence[str], nobody_says: str) -> Beginning:
    """Where the words lead from this beginning, or TownError for the first one that is not possible."""
    if isinstance(words, str):
        raise TownError(f"{words!r} is one string", "give a list of words, such as words.split()")
    for position, word in enumerate(words):
        if word not in beginning.after:
            after = f"after {' '.join(words[:position])!r}" if position else "as the first word"
            raise TownError(
                f"{nobody_says} {str(word)!r} {after}",
                f"possible there is {' or '.join(map(repr, beginning.words)) or 'nothing more'}",
            )
        beginning = beginning.after[word]
    return beginning


# ---------------------------------------------------------------- the second language

#: All words and marks of Hillish, sorted; the names of people are the town's own.
TRANSLATED = hillish.vocabulary([name for rule in ("GIRL", "BOY") for choice in RULES[rule] for name in choice.symbols])

#: The words of Hillish that hold a sentence together: small ones such as "in" and "not", "was", "ke", the marks. All
#: others (names, nouns, adjectives, verbs, times) say what it is about.
SMALL_WORDS = hillish.small_words()

#: The most words that a translation can have, marks included; a sentence that can be translated has at most 22.
LONGEST_TRANSLATED = 21

# What Hillish can say: how often, and the rules that write it one behind the other. One or two people have a meal as
# often as one or two do something in EVERYDAY.
SAID_IN_HILLISH = (
    (Fraction(1, 3), ("TIME", "the", "JUDGED", ",", "so", "WHO", ".")),
    (Fraction(2, 3) * Fraction(12, 21), ("TIME", "ONE", "ATE", "FOODS", "WHERE", ".")),
    (Fraction(2, 3) * Fraction(9, 21), ("TIME", "TWO", "ATE", "FOODS", "WHERE", ".")),
)


@cache
def _covered() -> Beginning:
    """The empty beginning of every sentence that can be translated."""
    return _beginning(frozenset((State(symbols, frozenset()), share) for share, symbols in SAID_IN_HILLISH))


def translations(n_sentences: int, seed: int) -> list[tuple[list[str], list[str]]]:
    """Sentences of the town that can be translated, each with its translation; the same seed gives the same ones.

    One in three is of the kind order ("the soup was good , not bad , so tom smiled ."), two are meals ("today mia and
    tom ate fresh bread in the old park ."); what is said in them comes as often as in the town. Some come twice.

    n_sentences: how many, 0 or more
    seed: a whole number, 0 or more
    returns: pairs (sentence, translation), each a list of words that ends in "."
    raises TownError, which is a ValueError, if one of them is something else
    """
    return [(words, translate(words)[0]) for words in _drawn(_covered(), n_sentences, seed, "translate")]


def translate(words: Sequence[str]) -> tuple[list[str], list[int | None]]:
    """The only translation of a sentence into Hillish, and where each of its words comes from.

    words: a whole sentence as `translations` draws them, "." included
    returns: the translation, and its alignment: alignment[i] is the place in words, counted from 0, that word i of
        the translation comes from; None for "ke", which grammar adds. What has no word in Hillish ("the"), is nowhere
    raises TownError, which is a ValueError, for anything else, also for a sentence of the town that Hillish cannot say
    """
    ending = _read(_covered(), words, "Hillish has no sentence with")
    if ending.words:
        raise TownError("the sentence is not over", f"go on with {' or '.join(map(repr, ending.words))}")
    said = hillish.put(words)
    return [word for word, _ in said], [place for _, place in said]


@cache
def orderless_share() -> float:
    """The largest share of `translations` that a translator who sees the words, but not their order, can get right.

    For the same words in any order this translator always says the same, at best the translation of the likeliest
    sentence that has these words (two different sentences never have the same translation). So the share is the sum,
    over all collections of words, of the probability of the likeliest sentence. It is exact: nothing is drawn.

    The parts of a sentence (when, who, what, where) are chosen independently. Which words a part has is plain, but for
    those that occur in several parts, such as "old"; so the sum is taken part by part, and the likeliest way to
    distribute the words of several parts is looked for.
    """
    return float(sum(share * _likeliest(parts) for share, parts in _independent()))


def _independent() -> list[tuple[Fraction, list[dict[tuple[str, ...], Fraction]]]]:
    """The kinds of sentence that no collection of words confuses: how often, and their independent parts.

    One person or two, and a good or bad ending, can be told from the words alone.
    """
    (judged, _), (one, _), (two, _) = SAID_IN_HILLISH
    happy, sad = (_ways("JUDGED", mood) for mood in ("happy", "sad"))
    meal = [_ways("TIME"), _ways("ATE"), _ways("FOODS"), _ways("WHERE", "she")]
    return [
        (judged, [_ways("TIME"), happy, _ways("WHO", "happy")]),
        (judged, [_ways("TIME"), sad, _ways("WHO", "sad")]),
        (one, [_ways("ONE"), *meal]),
        (two, [_ways("TWO"), *meal]),
    ]


def _ways(rule: str, mood: str = "") -> dict[tuple[str, ...], Fraction]:
    """What the rule can write, and how probable each is; of what is judged, only what ends in this mood.

    mood: "happy" or "sad", or "she", which stands for whoever "her", "his" or "their" means: the names tell it
    """
    memory = frozenset() if rule == "JUDGED" else frozenset({mood})
    open_ways = [((), Fraction(1), State((rule, "."), memory))]
    written: dict[tuple[str, ...], Fraction] = defaultdict(Fraction)
    while open_ways:
        words, share, state = open_ways.pop()
        if state.ahead:
            open_ways += [((*words, word), share * part, after) for word, part, after in _steps(state)]
        elif rule != "JUDGED" or mood in state.memory:
            written[words[:-1]] += share
    return written


def _likeliest(parts: list[dict[tuple[str, ...], Fraction]]) -> Fraction:
    """The sum, over all collections of words that the parts can have together, of the probability of the likeliest."""
    met = [{word for words in part for word in words} for part in parts]
    shared = {word for own in met for word in own if sum(word in other for other in met) > 1}
    total = Fraction(0)
    for ways in product(*(_profiles(part, shared) for part in parts)):
        likeliest: dict[tuple[str, ...], Fraction] = defaultdict(Fraction)
        for split in product(*(profile for profile, _ in ways)):
            words = tuple(sorted(word for bag, _ in split for word in bag))
            likeliest[words] = max(likeliest[words], math.prod(share for _, share in split))
        total += math.prod(weight for _, weight in ways) * sum(likeliest.values())
    return total


def _profiles(part: dict[tuple[str, ...], Fraction], shared: set[str]) -> Iterable[tuple[frozenset, Fraction]]:
    """The part, seen through its words that no other part has: what the shared ones can be, and how probable.

    Collections of own words behind which the shared ones are spread alike count as one profile, with their weights
    summed: a few dozen in place of thousands.
    """
    behind: dict[tuple[str, ...], dict[tuple[str, ...], Fraction]] = defaultdict(lambda: defaultdict(Fraction))
    for words, share in part.items():
        own = tuple(sorted(word for word in words if word not in shared))
        other = tuple(sorted(word for word in words if word in shared))
        behind[own][other] = max(behind[own][other], share)
    profiles: dict[frozenset, Fraction] = defaultdict(Fraction)
    for likeliest in behind.values():
        weight = sum(likeliest.values())
        profiles[frozenset((other, share / weight) for other, share in likeliest.items())] += weight
    return profiles.items()
