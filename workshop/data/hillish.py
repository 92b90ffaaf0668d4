"""Hillish, the second language of Tiny Town, spoken over the hill: its words, and how a sentence is put into it.

    the soup was good , not bad , so tom smiled .
    sopel badel nul , lumel erel , du tom riskas .

    today mia and tom ate fresh bread in the old park .
    hodu mia ya tom panel frishel ke parkum vetum in nyamon .

- A verb comes last, and ends in -as if one person does it, in -on if several do. "the" and "a" have no word.
- An adjective stands behind its noun and rhymes with it: people end in -an, food in -el, whatever else in -um. So does
  "was" with what it speaks of. Whose somebody is comes behind the adjective: "her kind mother" is "mamelan kinan lei".
- Small words stand behind what they belong to: "in the park" is "parkum in", "not bad" is "badel nul". What is not so
  is said first: "good , not bad" becomes "badel nul , lumel erel".
- "ke" stands behind what is eaten, sold, carried or drawn; it has no word of the town behind it.

The names of people, "," and "." stay as they are. The language was invented for this course.
"""

from collections import deque
from collections.abc import Sequence

# What ends a noun's name ends its adjectives too. One word of the town a pair; names are left out, they stay.
PEOPLE = """
mother mamelan   father paporan   sister sisulan   brother brodan   aunt tetan   uncle onkulan   friend druvan
neighbour vesilan   teacher lernan   doctor sanaran   baker bekaran
"""
FOOD = """
soup sopel   tea chaidel   bread panel   cake tortel   fish pisel   cheese kesel   rice risodel   honey medel
apples pomel
"""
THINGS = """
coat mantum   hat kapum   bed letum   room kamum   kitchen kukinum   school skolum   bakery bekum   market bazum
park parkum   garden hortum   river rivum   sea marum   story talum   film filum   book librum   song kantum
"""
# The adjectives without their ending, and the endings they are met with.
ADJECTIVES = """
good lum el um | bad bad el um | warm kal el um | cold zim el um | fresh frish el | stale stal el | soft mol el um |
hard dur el um | clean chis um | dirty mud um | bright klar um | dark temn um | quiet tish um an | loud gron um an |
funny drol um an | boring lang um an | kind kin an | mean grim an | old vet el um an | new nov um an |
little pik um an | tired sonn an | hungry fam an | sleepy dorm an
"""
WAS = "er"
# Verbs without their ending.
VERBS = """
laughed hah   smiled risk   stayed rest   frowned murm   left fur   sighed ohal
ate nyam   sold vend   carried port   drew grav
"""
ONE, SEVERAL = "as", "on"
TIMES = """
today hodu   yesterday heru   morning aubo   afternoon tardo   evening nokto
monday lundi   friday venti   sunday soldi
"""
SMALL = """
this hin   on pri   in in   near apu   behind tylu   by kosu   at che   with kun
her lei   his lui   their lori   and ya   not nul   so du
"""
OBJECT = "ke"  # what grammar adds
MARKS = (",", ".")

Said = list[tuple[str, int | None]]  # words of Hillish, each with the place of the word that it comes from
Rest = deque[tuple[int, str]]  # words of the town that are still to be put, each with its place


def _pairs(text: str) -> dict[str, str]:
    parts = text.split()
    return dict(zip(parts[::2], parts[1::2], strict=True))


_NOUNS = _pairs(PEOPLE) | _pairs(FOOD) | _pairs(THINGS)
_ADJECTIVES = {name: (stem, endings) for name, stem, *endings in map(str.split, ADJECTIVES.split("|"))}
_VERBS, _TIMES, _SMALL = _pairs(VERBS), _pairs(TIMES), _pairs(SMALL)
_POSSESSIVE = ("her", "his", "their")


def vocabulary(names: Sequence[str]) -> tuple[str, ...]:
    """Every word and mark of Hillish, sorted; the names of people are those of the town."""
    forms = {stem + ending for stem, endings in _ADJECTIVES.values() for ending in endings}
    verbs = {stem + ending for stem in _VERBS.values() for ending in (ONE, SEVERAL)}
    return tuple(sorted({*names, *_NOUNS.values(), *_TIMES.values(), *forms, *verbs, *small_words()}))


def small_words() -> frozenset[str]:
    """The words that hold a sentence together, "was", "ke" and the marks."""
    return frozenset({*_SMALL.values(), *(WAS + noun[-2:] for noun in _NOUNS.values()), OBJECT, *MARKS})


def put(words: Sequence[str]) -> Said:
    """A sentence of the town in Hillish: its words, each with the place of the word it comes from, or None.

    words: a judgement ("the soup was good , not bad , so tom smiled .") or a meal ("tom ate bread ."); nobody looks
        here whether it is one
    """
    rest = deque(enumerate(words))
    return _time(rest) + (_judgement(rest) if "not" in words else _meal(rest)) + _mark(rest)


def _time(rest: Rest) -> Said:
    """When it was: "this morning" is "morning this", "on monday morning" is "monday morning on"."""
    if rest[0][1] in ("today", "yesterday"):
        return [_small(rest)]
    if rest[0][1] not in ("this", "on"):
        return []
    small, said = _small(rest), [_small(rest)]
    while rest[0][1] in ("morning", "afternoon", "evening"):
        said.append(_small(rest))
    return [*said, small]


def _judgement(rest: Rest) -> Said:
    """The soup at the market | was | good | , not bad | , so | tom | smiled."""
    subject = _group(rest)
    ending = subject[0][0][-2:]
    where = _where(rest)
    was = (WAS + ending, rest.popleft()[0])
    so = _adjective(rest, ending)
    first, no, not_so, second = _mark(rest), _small(rest), _adjective(rest, ending), _mark(rest)
    du, (who, verb_ending) = _small(rest), _people(rest)
    return [*subject, *where, not_so, no, *first, so, was, *second, du, *who, _verb(rest, verb_ending)]


def _meal(rest: Rest) -> Said:
    """Tom | ate | warm soup and old cake | with his mother | in the park."""
    who, ending = _people(rest)
    verb, what = _verb(rest, ending), _group(rest)
    if rest[0][1] == "and":
        what += [_small(rest), *_group(rest)]
    company = _where(rest) if rest[0][1] == "with" else []
    return [*who, *what, (OBJECT, None), *company, *_where(rest), verb]


def _people(rest: Rest) -> tuple[Said, str]:
    """Whoever does something, and how the verb ends."""
    who = [_name(rest)]
    if rest[0][1] != "and":
        return who, ONE
    who.append(_small(rest))
    return who + (_group(rest) if rest[0][1] in _POSSESSIVE else [_name(rest)]), SEVERAL


def _where(rest: Rest) -> Said:
    """Where, or with whom: "in the old park" is "park old in", "with her mother" is "mother her with"."""
    if rest[0][1] not in ("in", "near", "behind", "by", "at", "with"):
        return []
    small = _small(rest)
    return [*_group(rest), small]


def _group(rest: Rest) -> Said:
    """The noun, its adjective, whose it is."""
    if rest[0][1] == "the":
        rest.popleft()
    whose = [_small(rest)] if rest[0][1] in _POSSESSIVE else []
    adjective = rest.popleft() if rest[0][1] in _ADJECTIVES else None
    place, word = rest.popleft()
    noun = _NOUNS[word]
    return [(noun, place), *([(_ADJECTIVES[adjective[1]][0] + noun[-2:], adjective[0])] if adjective else []), *whose]


def _adjective(rest: Rest, ending: str) -> tuple[str, int]:
    place, word = rest.popleft()
    return _ADJECTIVES[word][0] + ending, place


def _verb(rest: Rest, ending: str) -> tuple[str, int]:
    place, word = rest.popleft()
    return _VERBS[word] + ending, place


def _small(rest: Rest) -> tuple[str, int]:
    place, word = rest.popleft()
    return (_SMALL.get(word) or _TIMES[word]), place


def _name(rest: Rest) -> tuple[str, int]:
    place, word = rest.popleft()
    return word, place


def _mark(rest: Rest) -> Said:
    return [_name(rest)]
