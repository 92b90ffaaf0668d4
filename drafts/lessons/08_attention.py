# %% [markdown]
# ## Goal
#
# Lesson 5's network reads with a backpack. Word by word it packs what it may need into its state, a few hundred numbers, and carries the state on to the next word. Whatever does not fit is gone. And it has to pack *before* it knows what it will be asked: at the word *france*, nobody has said yet that the sentence will end with a language.
#
# Here is a sentence of Tiny Town, lesson 5's small town whose grammar is known. To say the last word but one, you need the country.

# %% tags=["nbval-ignore-output"] alt="A sentence of Tiny Town, twice. Above, green arrows lead from each word to the next, from the country all the way to the verb before the language. Below, a single arc leads from that verb straight back to the country."
sentence = data.tiny_town.write(1, seed=3, distance=2)[0]
shown = [*sentence[:-2], "?", "."]
country = next(k for k, w in enumerate(shown) if w in data.tiny_town.LANGUAGE_OF)
asks = len(shown) - 3
figure, axes = plt.subplots(2, 1, figsize=(11, 4.6))
for ax in axes:
    ax.set(xlim=(-0.8, len(shown)), ylim=(-1.1, 0.8))
    ax.axis("off")
    for place, word in enumerate(shown):
        color = plots.RED if place in (country, asks + 1) else "black"
        turned = {"rotation": 45, "ha": "right", "va": "top", "fontsize": 13}
        ax.text(place + 0.2, 0, word, color=color, **turned)
step = {"arrowstyle": "->", "color": plots.GREEN, "linewidth": 2.5}
for place in range(country, asks):
    axes[0].annotate("", (place + 1, 0.15), (place, 0.15), arrowprops=step)
axes[0].set_title(f"A state: handed on {asks - country} times before it is needed")
arc = {**step, "color": plots.BLUE, "connectionstyle": "arc3,rad=0.16"}
axes[1].annotate("", (country, 0.1), (asks, 0.1), arrowprops=arc)
axes[1].set_title("Attention: one look back, however far it is")
plt.show()

# %% [markdown]
# **Attention** leaves the backpack at home. Every word stays where it is, with a label on it. A word that needs something asks, compares its question with all the labels up to it, and fetches what it needs from where it stands. The first word of a text is as near as the last.
#
# Out of this one idea, stacked a few times, a network is made that is called a **transformer**. In this lesson you build each part of one by hand, prove that Keras's does the same, and train it on Shakespeare until it writes. It is small. But the large language models of the news are made of the same parts, and at the end you count how many more of them.

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Read the sentence aloud up to the gap and ask for the language: who looked back, and where to? Nobody carries the country along while listening to the market and the honey. Whoever did the optional end of lesson 5 has met query, key and value; everybody else meets them now. Say it once and plainly: nothing in this lesson is a mind, all of it is dot products and a softmax.

# %% [markdown]
# ## Model
#
# ### One word asks
#
# Every word has three vectors:
#
# - the **query**: what it asks for;
# - the **key**: the label on it, which others compare with what they ask for;
# - the **value**: its content, which others take over.
#
# The word that asks takes the dot product of its query with each key. The better label and question match, the larger is this **score**. The scores are divided by the square root of how many numbers a query has (why, you will see in a moment). A softmax (lesson 3) turns them into **weights**, which are positive and add up to 1. What the word takes home is the **mixture** of the values by these weights.
#
# Three words by hand, with vectors of two numbers: *rabbit*, *garden*, *it*. In a key, the first number says "I am an animal", the second "I am a place". *it* looks for an animal: its query is (2, 0). Its scores are 4, 0 and 1, divided by the root of 2: 2.83, 0 and 0.71. The powers of e are 16.9, 1 and 2.03.
#
# **Predict.** Which weight does *rabbit* get?

# %%
guess_weight = None  # a share, from 0 to 1

# %% [markdown]
# ### Exercise 8.1: one word asks
#
# Write it. (If you did exercise 5.9: the root is new.)
#
# <details><summary>Hint 1</summary>
#
# `keys @ query` has one number for each word: a matrix with a row for each word, times a vector. Divide all of it by the root: `len(query)` says how many numbers a query has.
# </details>
# <details><summary>Hint 2</summary>
#
# The softmax is that of lesson 3: the exponentials of `scores - scores.max()`, divided by their sum. The mixture has as many numbers as one value has: which of the two stands in front of `@`, weights or values?
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 9.** One word 6, the root 3. Let three people be the three words, each holding its key as a sheet of paper; a fourth is *it* and walks along with the query. Common mistakes: the query compared with the values, the largest weight alone taken, the root of the number of words in place of the size. For the root, ask what the sum of a hundred coin tosses of plus or minus 1 is: not 0 and not 100, about 10.


# %% tags=["nbval-check-output"]
def attend(query, keys, values):
    """Where one word looks, and what it takes from there.

    query: array of shape (size,), of the word that asks
    keys: array of shape (words, size), a row for each word that it may look at
    values: array of shape (words, contents), likewise
    returns: two arrays: the weights, of shape (words,), and the mixture, (contents,)
    """
    ### BEGIN SOLUTION
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values
    ### END SOLUTION


three_words = ["rabbit", "garden", "it"]
queries = np.array([[1.0, 0.0], [1.0, 1.0], [2.0, 0.0]])
keys = np.array([[2.0, 0.0], [0.0, 2.0], [0.5, 0.0]])
values = np.array([[3.0, 0.0], [0.0, 3.0], [0.0, 1.0]])  # made up, like the others
weights, mixture = attend(queries[2], keys, values)
print("weights", weights.round(3), "mixture", mixture.round(3))

# %% tags=["nbval-check-output"]
check.attend(attend)

# %% [markdown]
# Written out, number by number:

# %% tags=["nbval-ignore-output"] alt="Three rows, for rabbit, garden and it: its key times the query written out as a dot product and divided by the root of two, its weight after the softmax as a bar, and the weight times its value; below, their sum in a box. The longest bar is rabbit's."
title = "'it' asks for an animal, and takes most from 'rabbit'"
diagrams.look_back(three_words, queries[2], keys, values, title, scaled=True)
predicted("the weight of rabbit", guess_weight, weights[0])

# %% [markdown]
# ### Why the root?
#
# A dot product of vectors of 64 numbers is a sum of 64 products. The longer the sum, the further from 0 it strays: with random numbers, as far as the root of their count, here 8. A softmax of scores like 8, −5 and 11 is a spike: one word gets all, the others nothing. And where a softmax is a spike, its slope is 0, and nothing is learnt.
#
# Try it: sixteen words with random keys, and a random query. How large is the largest weight? (1/16 would be no preference at all.)

# %% tags=["nbval-ignore-output"] alt="The largest of sixteen weights over the size of the vectors, from 2 to 512. Without the root it climbs towards 1. With the root it stays nearly level, at about a quarter."
noise = np.random.default_rng(0)
sizes = [2, 8, 32, 128, 512]
largest = {"without the root": [], "divided by the root": []}
for size in sizes:
    tries = [noise.normal(size=(17, size)) for _ in range(200)]
    undone = size**0.5  # times the root: undoes the division in `attend`
    for name, factor in [("without the root", undone), ("divided by the root", 1)]:
        tops = [attend(factor * t[0], t[1:], t[1:])[0].max() for t in tries]
        largest[name].append(np.mean(tops))
title = "Without the root, one word takes all"
plots.curves(largest, title, "numbers in a query", "the largest of 16 weights")
plt.xticks(range(len(sizes)), sizes)
plt.ylim(0, 1.05)
plt.show()

# %% tags=["nbval-check-output"]
claim("without the root, the softmax is a spike", largest["without the root"][-1] > 0.9)
claim("with it, no word takes half", max(largest["divided by the root"]) < 0.5)

# %% [markdown]
# ### All words ask, and nobody looks ahead
#
# While it learns, the network says at *each* place what comes next, as in lesson 5. So every word asks, all of them at the same time: a matrix of queries, with a row for each word, times the matrix of keys. What comes out is a table of scores: the row is the word that looks, the column where it looks.
#
# One thing is forbidden. A word must not see what comes after it: that is what it has to guess. So a **mask** is laid over the table: a word may look at itself and at what stands before it. What lies ahead gets the weight 0, and the other weights of the row still add up to 1.
#
# ### Exercise 8.2: nobody looks ahead
#
# Write it for all words at once. The first row is then simple: the first word can look at itself alone.
#
# <details><summary>Hint 1</summary>
#
# `queries @ keys.T` is the table of scores, (words, words). `np.tri(words, dtype=bool)` is true on the diagonal and below.
# </details>
# <details><summary>Hint 2</summary>
#
# Which score has to go into the softmax so that the weight 0 comes out? e to the power of *minus infinity* is 0: `np.where(may_look, scores, -np.inf)`. Mask before the softmax: whoever sets weights to 0 behind it is left with rows that no longer add up to 1.
# </details>
# <details><summary>Hint 3</summary>
#
# Each row has a softmax of its own: `scores.max(axis=1, keepdims=True)`, and the sum likewise.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 11.** The mask 7, Keras 4. Draw the triangle and let the room fill in who may look where. Why is all of it computed although half is thrown away? One large product is faster than many small ones, and in training there are as many lessons in a window as it has places. Usual mistakes: the mask behind the softmax, the other triangle, the softmax over columns. With several heads, say that each is the same small machine with its own questions; nobody tells a head what to ask.


# %% tags=["nbval-check-output"]
def causal_attention(queries, keys, values):
    """Every word asks, and none looks ahead.

    queries, keys: arrays of shape (words, size), a row for each word
    values: array of shape (words, contents), likewise
    returns: two arrays: the weights, of shape (words, words), a row for each word that
        looks, exactly 0 for what comes after it; and the mixtures, (words, contents)
    """
    ### BEGIN SOLUTION
    words, size = queries.shape
    scores = queries @ keys.T / np.sqrt(size)
    scores = np.where(np.tri(words, dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values
    ### END SOLUTION


table, mixtures = causal_attention(queries, keys, values)
print(table.round(3))

# %% tags=["nbval-check-output"]
check.causal_attention(causal_attention)

# %% tags=["nbval-ignore-output"] alt="Left: the word it and lines to rabbit, garden and itself, the widest to rabbit. Right: a table of three rows and columns, the weights of each word that looks; the places to the right of the diagonal are hatched."
diagrams.attention(three_words, table, title="Who looks where: nobody looks ahead")

# %% [markdown]
# ### The same by Keras
#
# Where do queries, keys and values come from? Each word is a point, its embedding (lesson 5). Three matrices, the same for every word, make the query, the key and the value out of it: three dense layers without an activation. Training finds these matrices. It does not find the *weights* of the attention (the same word for another thing): they are computed anew for each text.
#
# One question at a time is little. So there are several **heads**: each has matrices of its own and asks its own question, for example one for the last comma and one for who is speaking. What the heads bring home is laid side by side, and a last matrix brings it back to the size of a word. (Or, which is the same: each head's answer goes through its own part of that matrix, and the results are added. So it is done here.)
#
# Keras has all this in one layer, `MultiHeadAttention`. Do the same by hand, with its weights:

# %% tags=["nbval-check-output"]
by_keras = keras.layers.MultiHeadAttention(num_heads=2, key_dim=4)
seven_words = noise.normal(size=(7, 8))
x = seven_words[np.newaxis].astype("float32")
answer = keras.ops.convert_to_numpy(by_keras(x, x, use_causal_mask=True))[0]

# W_query, W_key, W_value: (8 numbers of a word, 2 heads, 4 numbers); b_query: (2, 4)
# W_out: (2 heads, 4 numbers, 8 numbers of a word); b_out: (8,)
W_query, b_query, W_key, b_key, W_value, b_value, W_out, b_out = by_keras.get_weights()
by_hand = b_out
for head in range(2):
    q = seven_words @ W_query[:, head] + b_query[head]  # (7, 8) @ (8, 4): (7, 4)
    k = seven_words @ W_key[:, head] + b_key[head]
    v = seven_words @ W_value[:, head] + b_value[head]
    by_hand = by_hand + causal_attention(q, k, v)[1] @ W_out[head]

difference = np.abs(by_hand - answer).max()
claim("two heads, by hand or by Keras: the same", difference, at_most=1e-4)

# %% [markdown]
# From here on Keras's layer may do the work: you know what it does.
#
# ### Order
#
# Something is missing. Lesson 5's sentence "the soup was good, not bad, so tom" ends happily, and "the soup was bad, not good, so tom" does not. What does attention make of the difference? The last word looks at the same words with the same keys and values. Only their order has changed, and nothing in a dot product knows about order.

# %% tags=["nbval-check-output"]
good_first = "the soup was good , not bad , so tom".split()
bad_first = "the soup was bad , not good , so tom".split()
point_of = {word: noise.normal(size=16) for word in sorted(set(good_first))}


def last_mixture(points):
    """What the last word takes home, when each word's point is all three vectors."""
    return causal_attention(points, points, points)[1][-1]


one = last_mixture(np.array([point_of[word] for word in good_first]))
other = last_mixture(np.array([point_of[word] for word in bad_first]))
claim(
    "good, not bad or bad, not good: the same to attention",
    np.abs(one - other).max() < 1e-12,
)
shuffled = [*noise.permutation(good_first[:-1]), good_first[-1]]
any_order = last_mixture(np.array([point_of[word] for word in shuffled]))
claim(
    "and so is any order at all of what came before",
    np.abs(one - any_order).max() < 1e-12,
)

# %% [markdown]
# A recurrent network cannot help knowing the order: it reads one word after the other. Attention sees all words at the same time, and has to be told. The remedy: to each word's point, add a vector that says *where* it stands.
#
# How do you write a place, 0 to 63 or 0 to 100,000, into numbers that stay between −1 and 1, however long the text is? A clock does it: the second hand goes round fast and tells 10:00:05 from 10:00:10, the hour hand goes slowly and tells morning from noon. Take many hands, each slower than the one before; of each, write down its height and its distance to the right: sine and cosine.
#
# $$\text{column } 2k: \ \sin\frac{\text{place}}{10000^{2k/\text{size}}} \qquad \text{column } 2k + 1: \ \cos\frac{\text{place}}{10000^{2k/\text{size}}}$$
#
# ### Exercise 8.3: places
#
# Write the table: a row for each place, from 0 on, a column for each number.
#
# <details><summary>Hint 1</summary>
#
# `np.arange(0, size, 2)` are the numbers 2k: 0, 2, 4 and so on. There is one hand for each of them.
# </details>
# <details><summary>Hint 2</summary>
#
# `np.arange(length)[:, np.newaxis]` is a column of places. Divided by a row of `10000 ** (... / size)` it becomes a table of angles, (length, size / 2).
# </details>
# <details><summary>Hint 3</summary>
#
# `table[:, 0::2]` are the columns 0, 2, 4 and so on, `table[:, 1::2]` the others.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** Order 3, places 5. Read both sentences aloud, let the room say who is happy, and then ask which number in the dot product has changed. For the clock, use the one on the wall. A frequent mistake gives each column a wavelength of its own (in place of each pair), another puts all sines in the left half. Both would work as well; the check asks for the order of the text, so that everybody has the same table.


# %% tags=["nbval-check-output"]
def positions(length, size):
    """The places 0, 1, 2, ... as the hands of many clocks, each slower than the last.

    length: how many places
    size: how many numbers a place has, even
    returns: array of shape (length, size): sines in the columns 0, 2, 4, ..., the
        cosines of the same angles in the columns 1, 3, 5, ...
    """
    ### BEGIN SOLUTION
    hands = np.arange(0, size, 2)
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (hands / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table
    ### END SOLUTION


print(positions(4, 6).round(3))

# %% tags=["nbval-check-output"]
check.positions(positions)

# %% tags=["nbval-ignore-output"] alt="Two panels. Left: a table of colours, 64 rows for the places and 128 columns; the columns at the left change from row to row, those at the right hardly at all. Right: the dot product of place 32 with each place: a peak at 32 that falls off to both sides, steeply at first and then slowly."
places = positions(64, 128)
figure, (left, right) = plt.subplots(1, 2, figsize=(11, 4))
left.imshow(places, cmap="RdBu", aspect="auto")
left.set(title="Fast hands at the left, slow ones at the right")
left.set(xlabel="column", ylabel="place")
right.plot(places @ places[32], color=plots.BLUE)
right.set(title="A place is most like itself and its neighbours")
right.set(xlabel="place", ylabel="dot product with place 32")
plt.show()

# %% tags=["nbval-check-output"]
near = np.array([places[k] @ places[k + 3] for k in range(61)])
claim("three places further is the same dot product anywhere", np.ptp(near) < 1e-9)
one = last_mixture(positions(10, 16) + [point_of[word] for word in good_first])
other = last_mixture(positions(10, 16) + [point_of[word] for word in bad_first])
claim("with places, good, not bad is another thing", np.abs(one - other).max() > 0.001)

# %% [markdown]
# The first claim is a half of why these curves are used: how much two places have in common depends only on how far apart they are. (It cannot say which of the two comes first: three places back and three ahead give the same number.) The other half: to go three places back, each hand is turned back by an angle of its own, the same wherever one stands. One fixed matrix does that for all places, and the matrix of a head's queries can learn it. So "what stood three places back?" is a question that a head can ask everywhere.
#
# ## Data
#
# One megabyte of Shakespeare again, this time as it is written: capitals, commas, line breaks. (On the sample data, sentences of Tiny Town stand in, one a line; what is said below about Shakespeare does not apply then.)

# %% tags=["nbval-ignore-output"]
shakespeare = data.load("shakespeare")
text = shakespeare.text
print(text[:160])
different_words = len(set(text.split()))
print(f"{len(text):,} characters, {len(set(text))} different ones;", end=" ")
print(f"{different_words:,} different words")

# %% [markdown]
# How large the networks are and how long they train is said once, in the next cell. Run it and read on.

# %%
MERGES = 500  # of the pieces
WIDTH, BLOCKS, HEADS, LENGTH = 128, 4, 4, 64  # of the GPT; LENGTH: characters it sees
BATCH, ROUNDS, STEPS, RATE = 32, 6, 250, 0.003
LSTM_UNITS, LSTM_RATE = 256, 0.005
BEGINNING = "ROMEO:\n"
TOWN_SENTENCES, TOWN_EPOCHS = 5000, 2
PAIRS, PAIR_EPOCHS = 6000, 5

ON_SAMPLE = shakespeare.tier == "sample"
if ON_SAMPLE:  # less to learn from, and less to learn
    MERGES = 150
    WIDTH, BLOCKS, HEADS, LENGTH = 48, 2, 2, 32
    BATCH, ROUNDS, STEPS, RATE = 16, 3, 150, 0.005
    LSTM_UNITS, LSTM_RATE = 64, 0.01
    BEGINNING = "this morning "
    TOWN_SENTENCES, TOWN_EPOCHS = 2500, 2
    PAIRS, PAIR_EPOCHS = 2000, 4

# %% [markdown]
# ### Pieces of text
#
# What does the network read: words or characters? Lesson 5 took words, 5,000 of them; whatever else occurred became `<other>`. Characters are few and leave nothing out, but a text has five times as many of them, and each has to be guessed.
#
# Language models take something in between: **pieces**, which are found by counting. Begin with the smallest ones. Find the pair that stands side by side most often, say *t* and *h*, and make it one piece: *th*. Count again, merge again: *the*. After some thousand merges frequent words are one piece, rare words are a few, and still any text can be written. This is called **byte-pair encoding**. (You build what large models read. Our own small network will read characters in the end; the reason follows the merges.)
#
# Why byte? A computer writes every character as one to four numbers from 0 to 255, its **bytes**: *a* is one, *é* two, 🙂 four. There are only 256 of them, so whoever begins with bytes has a piece for everything, in any language. `"é".encode()` gives the bytes of a text, and `.decode()` gives the text back.
#
# ### Exercise 8.4: merge
#
# Write one merge. Go from left to right; a piece that has just been made is not merged again in the same go: *a a a* with the pair (*a*, *a*) becomes *aa a*.
#
# <details><summary>Hint 1</summary>
#
# Begin with an empty list and a place, 0, and go on `while place < len(pieces)`. In each round append one piece: how far does the place move on if two were merged, and how far if not?
# </details>
# <details><summary>Hint 2</summary>
#
# `tuple(pieces[place : place + 2]) == pair` is true where both stand side by side, and false at the last piece, which has no neighbour. The merged piece is `pair[0] + pair[1]`.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 13.** Pieces 4, merging 4, there and back 3, counting 2. On the board: *low lower lowest*, and let the room find the first three merges. Ask why not words: new names, typing errors, another language. Ask why not characters: length. The usual mistakes in 8.4: removing from the list while walking along it, *aaa* merged twice, the last piece lost. In 8.5: decoding piece by piece, which fails in the middle of an emoji.


# %% tags=["nbval-check-output"]
def merge(pieces, pair):
    """Make one piece of each place where the two of a pair stand side by side.

    pieces: list of pieces, each of bytes
    pair: tuple of two pieces, the left one and the right one
    returns: a new list of pieces
    """
    ### BEGIN SOLUTION
    merged, place = [], 0
    while place < len(pieces):
        if tuple(pieces[place : place + 2]) == pair:
            merged.append(pair[0] + pair[1])
            place += 2
        else:
            merged.append(pieces[place])
            place += 1
    return merged
    ### END SOLUTION


letters = [b"t", b"h", b"e", b" ", b"t", b"h", b"i", b"r", b"d"]
print(merge(letters, (b"t", b"h")))

# %% tags=["nbval-check-output"]
check.merge(merge)

# %% [markdown]
# ### Exercise 8.5: there and back
#
# Now the way from a text to its pieces, for a list of merges that is given, and the way back. Nothing may be lost, whatever the text.
#
# <details><summary>Hint 1</summary>
#
# `[bytes([number]) for number in text.encode()]` is a list with a piece for each byte. Then one `merge` after the other, in the order of the list: later ones build upon earlier ones.
# </details>
# <details><summary>Hint 2</summary>
#
# For the way back: a piece may end in the middle of a character, and half an emoji cannot be decoded. So which comes first, joining (`b"".join(pieces)`) or decoding?
# </details>


# %% tags=["nbval-check-output"]
def to_pieces(text, merges):
    """Cut a text into pieces.

    text: any str
    merges: list of pairs (tuples of two pieces), to be merged in this order
    returns: list of pieces, each of bytes
    """
    ### BEGIN SOLUTION
    pieces = [bytes([number]) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
    ### END SOLUTION


def to_text(pieces):
    """The text that was cut into these pieces."""
    ### BEGIN SOLUTION
    return b"".join(pieces).decode()
    ### END SOLUTION


two_merges = [(b"t", b"h"), (b"th", b"e")]
print(to_pieces("the théâtre 🙂", two_merges))
print(to_text(to_pieces("the théâtre 🙂", two_merges)))

# %% tags=["nbval-check-output"]
check.byte_pairs(to_pieces, to_text)

# %% [markdown]
# Where do the merges come from? From counting, on the training text: the most frequent pair, merged, hundreds of times over. (Real ones do not merge across spaces, read billions of words, and stop after 30,000 to 200,000 merges.) On a megabyte your `merge` would need minutes, so the next cell does the same with a trick: a single character stands for each piece, and `str.replace` merges. It begins with the characters that occur, here all of one byte. You need not read it; the claim behind it says that it does what you wrote. (About 5 seconds.)
#
# The last tenth of the text is held out as the test part, as in lesson 5. Nothing is counted there.
#
# **Predict.** Which two characters stand side by side most often in English? And after all the merges: how many characters does a piece have, on average?

# %%
guess_pair = None  # two characters, in quotes; a blank is one, too
guess_characters = None  # characters of an average piece

# %% tags=["nbval-ignore-output"]
n_test = len(text) // 10
training_text, test_text = text[:-n_test], text[-n_test:]


def numbers_in(row):
    """The numbers of the characters that stand for pieces."""
    return np.frombuffer(row.encode("utf-32-le"), dtype="uint32").astype("int32")


def to_numbers(text):
    """A text as an array of the numbers of its pieces."""
    row = text.translate(number_of)
    for piece, (left, right) in enumerate(merged, start=len(number_of)):
        row = row.replace(chr(left) + chr(right), chr(piece))
    return numbers_in(row)


pieces, merged, shorter = sorted(set(text)), [], []
number_of = {ord(character): number for number, character in enumerate(pieces)}
row = training_text.translate(number_of)
for _ in watch(range(MERGES), "merging"):
    side_by_side = numbers_in(row)[:-1].astype(int) * len(pieces) + numbers_in(row)[1:]
    left, right = divmod(int(np.bincount(side_by_side).argmax()), len(pieces))
    row = row.replace(chr(left) + chr(right), chr(len(pieces)))
    merged.append((left, right))
    pieces.append(pieces[left] + pieces[right])
    shorter.append(len(training_text) / len(row))

# %% tags=["nbval-ignore-output"] alt="How many characters a piece has on average, over the number of merges: it climbs from one, fast at first and then more and more slowly, to more than two."
title = "With each merge the pieces get longer"
plots.curves({"pieces": shorter}, title, "merges", "characters of a piece")
plt.ylim(0)
plt.show()
print("the first:", *map(repr, pieces[len(number_of) :][:12]))
print("the last: ", *map(repr, pieces[-12:]))
often = np.bincount(numbers_in(row), minlength=len(pieces))[-12:]
print("in the text they occur so often:", *often)
cut = "|".join(pieces[number] for number in to_numbers(training_text[:130]))
print(cut.replace("\n", "⏎"))
first_pair = repr(pieces[len(number_of)])
predicted("the first pair", guess_pair and repr(guess_pair), first_pair)
predicted("characters of a piece", guess_characters, shorter[-1])
claim("a piece has about two characters, or more", shorter[-1], at_least=1.9)

# %% tags=["nbval-check-output"]
merges = [(pieces[left].encode(), pieces[right].encode()) for left, right in merged]
by_hand = to_pieces(text[:2000], merges)
same = [pieces[number].encode() for number in to_numbers(text[:2000])] == by_hand
claim("fast or with your functions: the same pieces", same)
never_seen = "Ça va? Γειά σου, 你好! 🙂🩺\n\ttabs, and two  spaces "
claim(
    "with yours, nothing is lost of any text",
    to_text(to_pieces(never_seen, merges)) == never_seen,
)

# %% [markdown]
# What will our network read? Large ones read pieces. Ours reads characters: a megabyte is so little text that most pieces are rare in it, and a small network begins to learn them by heart before it has understood much. (Tried once, with 500 merges: after the same time of training it was no better.) All that follows is the same for both.

# %% tags=["nbval-check-output"]
characters = pieces[: len(number_of)]
training = numbers_in(training_text.translate(number_of))
test = numbers_in(test_text.translate(number_of))
back = "".join(characters[number] for number in training[:1000])
claim("characters to numbers and back: the same text", back == training_text[:1000])

# %% [markdown]
# ## Baseline
#
# A model that knows nothing gives each of 65 characters the same probability: a cross-entropy (lesson 3) of ln 65 = 4.17 **nats** a character. (A nat is what the natural logarithm counts. Lesson 5 raised e to it and had the perplexity. Nats a *character* can be compared also between models that read pieces of different lengths. A model **leaves** so many nats: that is what is still to be guessed.)
#
# What does counting reach? Lesson 5's way, for characters: how often did this one follow the seven before it? If these seven were rarely seen, trust the count for six more, and so on: each count is mixed with the shorter one, which weighs as much as forty sightings. Say the seven were seen 10 times, 6 times with an *e* behind them, and the shorter count says 0.2: then the probability of *e* is (6 + 40 · 0.2) / (10 + 40) = 0.28. (Forty and seven were chosen on the last tenth of the training part. You may run the cell without reading it. It takes about 5 seconds.)
#
# **Predict.** Looking back 0, 1, 2, ... 7 characters: how many nats does it leave with seven?

# %%
guess_counted = None  # nats a character

# %% tags=["nbval-ignore-output"] alt="Nats a character on the test text over how many characters the counting looks back: it falls steeply from 0 to 4, and much less from there on."
from collections import Counter

chance, counted = 1 / len(number_of), []
for back in watch(range(8), "counting"):
    ends = range(back, len(training_text))
    groups = Counter(training_text[k - back : k + 1] for k in ends)
    before = Counter(training_text[k - back : k] for k in ends)
    asked = [test_text[k - back : k + 1] for k in range(7, n_test)]
    seen = np.array([groups[group] for group in asked])
    times = np.array([before[group[:-1]] for group in asked])
    chance = (seen + 40 * chance) / (times + 40)
    counted.append(-np.log(chance).mean())

title = "Counting: most is gained from the four characters before"
plots.curves(
    {"counting": counted}, title, "characters it looks back", "nats a character"
)
plt.ylim(0)
plt.show()
predicted("nats a character, counted", guess_counted, counted[-1])
of_one, of_five = counted[4] / counted[1], counted[7] / counted[5]
claim("four characters back are much better than one", of_one, at_most=0.8)
if not ON_SAMPLE:
    claim("seven are little better than five", of_five, at_least=0.93)

# %% [markdown]
# Remember this number. It costs five seconds and a table of some million counts. A well-known small GPT on the same text, nanoGPT in its setting for a computer without a graphics card, leaves 1.88 nats after about three minutes (says its README; judged in whole windows, which costs it a little, see *Test*). Counting stops where texts of that length have mostly never been seen before. A network does not count, it generalises. Is that worth anything here? The test will tell.
#
# ## Train
#
# ### A block
#
# A transformer is a stack of equal **blocks**. Each place of the text has a point, and a block corrects it twice:
#
# 1. *Attention*: what do the others have for me? What it brings home is *added* to the point.
# 2. *Dense layers*: think about it, each place by itself. A dense layer four times as wide, then one that goes back. What they say is added too.
#
# Since everything is added and nothing replaced, the point runs through all blocks like a river that takes in brooks: the **residual stream**. (It is lesson 4's residual block; and, as with the gate of lesson 5, what is kept is multiplied by 1 and does not vanish.)
#
# So that the stream may grow without disturbing anybody, each brook begins with a **layer normalisation**: it brings the numbers of each place, by themselves, to mean 0 and standard deviation 1, then stretches and shifts each by weights that are learnt. (Batch normalisation in lesson 4 took the mean over a batch; this one over the numbers of a single place.)

# %% tags=["nbval-ignore-output"] alt="The residual stream: a thick line from 'characters + places' at the left to 'scores' at the right. In each block two side ways leave it and come back to it at a plus: one through normalise and attention, one through normalise and two dense layers."
title = "Nothing is replaced: each part adds its correction to the stream"
brooks = ["attention", "dense layers"]
diagrams.stream(brooks, blocks=BLOCKS, title=title, enter="characters\n+ places")

# %% [markdown]
# ### Exercise 8.6: a block
#
# Write a block, with Keras's layers. What comes in is x, of shape (batch, length, size), and what goes out has the same shape.
#
# - Normalise x. Let it attend to itself (queries, keys and values all come from the normalised x), with `heads` heads, each of `size // heads` numbers. Nobody looks ahead. Add the answer to x, the one that is *not* normalised.
# - Normalise the sum. A dense layer four times as wide as x, with the activation `"gelu"` (a ReLU with its corner rounded off), then one as wide as x without an activation. Add what they say to the sum, the one that is *not* normalised.
#
# | layer | what it does |
# |---|---|
# | `keras.layers.Dense(neurons, activation=...)` | a dense layer, at each place by itself |
# | `keras.layers.LayerNormalization()` | normalises each place; every one has weights of its own |
# | `keras.layers.MultiHeadAttention(num_heads, key_dim)` | called with two things: who asks, and who is asked; `use_causal_mask=True` when it is called: nobody looks ahead |
#
# **Predict.** How many weights and biases has a block of size 128? (Four matrices for the attention, of 128 by 128; the two dense layers.)
#
# <details><summary>Hint 1</summary>
#
# `x.shape[-1]` is the size. `x + ...` adds, as with arrays.
# </details>
# <details><summary>Hint 2</summary>
#
# You need the normalised x twice, so give it a name of its own: `normal = keras.layers.LayerNormalization()(x)`. The attention is then called with `(normal, normal, ...)`, and its answer added to x. What is normalised the second time?
# </details>

# %%
guess_parameters = None  # write your number here

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** The block 5, the count 3. Draw the stream as a river first and hang the two brooks on it. The usual mistakes: one normalisation used for both brooks, the answer added to the normalised x (the river is then dammed up at each block), the mask left out (nothing crashes, and the loss is wonderful: exercise 8.8). For the count: 4 × 128² for the attention, 2 × 4 × 128² for the dense layers, twelve times 128² in all, and a few biases. This formula returns at the end, for the largest models.


# %% tags=["nbval-check-output"]
def block(x, heads):
    """One block of a transformer, as described above.

    x: Keras tensor of shape (batch, length, size)
    heads: how many heads the attention has; the size can be divided by it
    returns: Keras tensor of the same shape
    """
    ### BEGIN SOLUTION
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    normal = keras.layers.LayerNormalization()(x)
    wide = keras.layers.Dense(4 * size, activation="gelu")(normal)
    return x + keras.layers.Dense(size)(wide)
    ### END SOLUTION


comes_in = keras.Input((64, 128))
one_block = keras.Model(comes_in, block(comes_in, heads=4))
print("a block hands on", one_block.output_shape)

# %% tags=["nbval-check-output"]
check.block(block)

# %% tags=["nbval-ignore-output"]
parameters = one_block.count_params()
predicted("weights and biases of a block of size 128", guess_parameters, parameters)

# %% [markdown]
# (And the biases and the rest? Four times the size in the attention, 4 + 1 times in the two dense layers, two times in each of the two normalisations: 13.)

# %% tags=["nbval-check-output"]
claim(
    "twelve times the square of the size, and 13 times the size",
    parameters == 12 * 128**2 + 13 * 128,
)

# %% [markdown]
# ### The network
#
# The rest is short. Characters become points, places are added, the blocks follow, and in the end every possible character gets a score: the dot product of its own point with what the stream has become (as in exercise 5.5, the same matrix backwards). Such a network is called a **GPT**, for *generative pre-trained transformer*. (The points are multiplied by the root of their size, so that at the beginning the places do not drown them.)


# %% tags=["nbval-ignore-output"]
def build_gpt(n_characters, length, width, blocks, heads):
    """A GPT: numbers of characters in, scores for the next one out.

    returns: a new Keras model, not compiled
    """
    inputs = keras.Input((length,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(n_characters, width)
    x = embedding(inputs) * width**0.5
    x = x + positions(length, width).astype("float32")
    for _ in range(blocks):
        x = block(x, heads)
    x = keras.layers.LayerNormalization()(x)
    return keras.Model(inputs, embedding(x, reverse=True))


gpt = build_gpt(len(characters), LENGTH, WIDTH, BLOCKS, HEADS)
print(f"{gpt.count_params():,} weights and biases")

# %% [markdown]
# ### Let it write
#
# It gives a score to each character that could be next; draw one, add it, go on. Lesson 5's **temperature** divides the scores before the softmax: low is careful, high is bold. A second knob belongs to it: **top-k**. Each nonsensical character has a tiny probability, but there are so many of them that one is drawn now and then, and a text does not recover from it. So only the k best may be drawn at all.
#
# ### Exercise 8.7: temperature and top-k
#
# Write it: keep the k best scores, divide by the temperature, softmax, draw with the generator that is handed in.
#
# <details><summary>Hint 1</summary>
#
# `np.argsort(scores)` gives the places from the worst to the best. Which part of it are the k best?
# </details>
# <details><summary>Hint 2</summary>
#
# Do the softmax over the k scores alone: `scores[best] / temperature`, minus its maximum, exponentials, divided by their sum.
# </details>
# <details><summary>Hint 3</summary>
#
# `random.choice(best, p=...)` draws one of the places in `best`. A draw from 0 to k − 1 would be a rank, and not a place.
# </details>


# %% tags=["nbval-check-output"]
def sample(scores, temperature, k, random):
    """Draw one of the k best by its score.

    scores: array of shape (characters,), any real numbers
    temperature: above 0; low is careful, high is bold
    k: how many may be drawn at all, 1 or more; if there are fewer scores, all may
        (where scores are equal at the k-th place: one of them or all, as you like)
    random: a NumPy random generator
    returns: one whole number, the place of what was drawn
    """
    ### BEGIN SOLUTION
    scores = np.asarray(scores, dtype="float64")
    best = np.argsort(scores)[-k:]
    scaled = scores[best] / temperature
    exponentials = np.exp(scaled - scaled.max())
    return int(random.choice(best, p=exponentials / exponentials.sum()))
    ### END SOLUTION


five_scores = np.array([1.0, 5.0, 2.0, 4.0, 3.0])
draws = [sample(five_scores, 9.0, 2, np.random.default_rng(seed)) for seed in range(40)]
print("at k = 2, however bold, only places", sorted({int(draw) for draw in draws}))

# %% tags=["nbval-check-output"]
check.sample(sample)

# %% [markdown] tags=["instructor"]
# **Minutes: 9.** Sampling 4, the training 5. Start the training as soon as the first ones pass the check, and read the samples aloud as they come: first the letters are as frequent as they should be, then there are words as long as English ones, then names and colons at the right places. Ask after each: what has it learnt since the last one? The frequent mistake in 8.7 draws a rank and not a place.


# %%
def write(model, beginning, n_more, temperature=0.8, k=20):
    """Let a model go on from a beginning, character by character."""
    random = np.random.default_rng(SEED)
    written = numbers_in(beginning.translate(number_of)).tolist()
    for _ in range(n_more):
        seen = written[-LENGTH:]
        window = np.zeros((1, LENGTH), dtype="int32")
        window[0, : len(seen)] = seen  # the zeros after it are never looked at
        scores = model.predict_on_batch(window)[0, len(seen) - 1]
        written.append(sample(scores, temperature, k, random))
    return "".join(characters[number] for number in written)


# %% [markdown]
# What it trains on are windows of 64 characters from anywhere in the training part, 32 at a time; the target at each place is the next character. After each 250 batches, a *round*, it writes, the first time before it has learnt anything. Training takes two to three minutes on two cores. (On the sample all these numbers are smaller.)
#
# Two things about the learning rate. It falls like a cosine to 0, as in lessons 3 to 5; and it climbs from 0 at the beginning, over a hundred steps: a **warm-up**. At first every gradient points somewhere else, and a large step would throw the attention into spikes from which it does not come back. `AdamW` is Adam that also pulls each weight a little towards 0.
#
# **Predict.** Counting left as many nats as you saw. How many will the GPT leave?

# %%
guess_gpt = None  # nats a character

# %% tags=["nbval-ignore-output"]
import time


class Windows(keras.utils.PyDataset):
    """Batches of windows from anywhere in a text, each with its next characters."""

    def __init__(self, text_numbers, steps):
        super().__init__()
        self.text, self.steps = text_numbers, steps
        self.random = np.random.default_rng(SEED)

    def __len__(self):
        return self.steps

    def __getitem__(self, number):
        starts = self.random.integers(0, len(self.text) - LENGTH, size=BATCH)
        cut = self.text[starts[:, np.newaxis] + np.arange(LENGTH + 1)]
        return cut[:, :-1], cut[:, 1:]


class Writes(keras.callbacks.Callback):
    """Lets the network write after each round, and adds up the seconds of training."""

    def on_train_begin(self, logs=None):
        self.seconds = 0.0
        self.show("before the training")

    def on_epoch_begin(self, epoch, logs=None):
        self.began = time.monotonic()

    def on_train_batch_end(self, batch, logs=None):
        if self.seconds == 0 and batch == 0:  # the very first takes long to make ready
            self.began = time.monotonic()

    def on_epoch_end(self, epoch, logs=None):
        self.seconds += time.monotonic() - self.began
        self.show(f"round {epoch + 1}, {logs['loss']:.2f} nats a character")

    def show(self, when):
        said = write(self.model, BEGINNING, 100)
        print(f"--- {when}\n{said}")


# %% tags=["nbval-ignore-output"]
def fit(model, rate, steps, words, rounds, *callbacks):
    """Train a model that says what comes next, with warm-up and cosine."""
    warm_up = min(100, steps // 10)
    schedule = keras.optimizers.schedules.CosineDecay(
        0.0, steps - warm_up, warmup_target=rate, warmup_steps=warm_up
    )
    optimizer = keras.optimizers.AdamW(schedule, weight_decay=0.1, beta_2=0.99)
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=optimizer, loss=loss)
    batches = Windows(training, steps // rounds)
    callbacks = [Progress(words), *callbacks]
    model.fit(batches, epochs=rounds, verbose=0, callbacks=callbacks)


keras.utils.set_random_seed(SEED)
gpt = build_gpt(len(characters), LENGTH, WIDTH, BLOCKS, HEADS)
writes = Writes()
fit(gpt, RATE, ROUNDS * STEPS, "the GPT", ROUNDS, writes)

# %% [markdown]
# ## Test
#
# How is it judged? By the mean of minus the logarithms of the probabilities that it gave to the characters that came. It reads the test text in windows, each of which begins in the middle of the one before, and only the second half of each counts: so each character is judged once, and has at least 32 characters before it. (Whole windows side by side, as is often done, ask the network to guess the beginning of each window from nothing; that number is printed too.)


# %% tags=["nbval-ignore-output"]
def test_nats(model):
    """Minus the logarithm of the probability of each character of the test text.

    returns: two arrays: with half a window before each character, and in whole windows
    """
    half = LENGTH // 2
    starts = np.arange(0, len(test) - LENGTH - 1, half)
    cut = test[starts[:, np.newaxis] + np.arange(LENGTH + 1)]
    parts = []
    for begin in range(0, len(cut), 128):
        scores = model.predict_on_batch(cut[begin : begin + 128, :-1])
        scores = scores - scores.max(axis=-1, keepdims=True)
        came = cut[begin : begin + 128, 1:, np.newaxis]
        of_came = np.take_along_axis(scores, came, axis=-1)[..., 0]
        parts.append(np.log(np.exp(scores).sum(axis=-1)) - of_came)
    nats = np.concatenate(parts)
    return nats[:, half:].ravel(), nats[::2].ravel()


gpt_each, gpt_whole = test_nats(gpt)
gpt_nats = gpt_each.mean()
print(
    f"counting {counted[-1]:.3f}; in whole windows the GPT has {gpt_whole.mean():.3f}"
)
predicted("nats a character of the GPT", guess_gpt, gpt_nats)
claim("trained, the GPT leaves at most 1.62 nats", gpt_nats, at_most=1.62)
if not ON_SAMPLE:
    about_alike = gpt_nats / counted[-1]
    claim("and that is about what counting leaves", about_alike, at_most=1.04)

# %% [markdown]
# On Shakespeare, minutes of training come to about the same as five seconds of counting. That is worth knowing before anybody calls it intelligent. Always count first. (On the sample, where it trains for seconds, counting is far ahead: of sentences so simple, seven characters tell nearly all.)
#
# Do the two know the same? Give each character the mean of the two probabilities, the counted one and the GPT's:

# %% tags=["nbval-ignore-output"]
first = LENGTH // 2 + 1  # of the characters that the GPT was judged on
counted_each = chance[first - 7 :][: len(gpt_each)]
both_nats = -np.log((counted_each + np.exp(-gpt_each)) / 2).mean()
print(f"counting {counted[-1]:.3f}, GPT {gpt_nats:.3f}, their mean {both_nats:.3f}")
if not ON_SAMPLE:
    better_of_both = min(counted[-1], gpt_nats)
    claim("together they are better", both_nats / better_of_both, at_most=0.97)

# %% [markdown]
# So on Shakespeare the two know different things. The table knows by heart what has stood there often; the GPT knows what goes together, also where this very string has never been seen. (On the sample the GPT knows little that the table does not, and the mean is worse than the table alone.)
#
# ### Against the LSTM, after the same time
#
# Is that attention's merit? Lesson 5's LSTM gets the same characters, the same windows and as many *seconds* of training as the GPT had: twenty batches are timed, and so many as fit are trained. (So this takes as long once more. Dropout is left out: there is too little time to learn anything by heart.)
#
# **Predict.** Who is ahead?

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** The test 2, the LSTM 3. Let the room vote before the table is shown, and take the answer as it comes: on Shakespeare the GPT is ahead, on the sample it may be the LSTM, and no law of nature says who must be. Read the column of milliseconds aloud: on two cores a batch of the LSTM may well be the cheaper one. What decided the matter in the large stands in no table here: the GPT reads all places of a window at once, and a graphics card has room for thousands of them; the LSTM waits for itself, place after place. And the third row, counting, is the one to remember: a number without a baseline says nothing.

# %%
guess_winner = None  # "GPT" or "LSTM"


# %% tags=["nbval-ignore-output"]
def build_lstm():
    """Lesson 5's network (exercise 5.5), for characters."""
    inputs = keras.Input((LENGTH,), dtype="int32")
    embedding = keras.layers.ReversibleEmbedding(len(characters), 128)
    x = keras.layers.LSTM(LSTM_UNITS, return_sequences=True)(embedding(inputs))
    x = keras.layers.Dense(128)(x)
    return keras.Model(inputs, embedding(x, reverse=True))


def seconds_of_a_step(model):
    """How long a model learns from one batch, on average over twenty."""
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
    model.compile(optimizer=keras.optimizers.AdamW(), loss=loss)
    twenty = Windows(training, 20)
    model.fit(twenty, verbose=0)  # the first batches of all take longer
    began = time.monotonic()
    model.fit(twenty, verbose=0)
    return (time.monotonic() - began) / 20


keras.utils.set_random_seed(SEED)
gpt_steps = ROUNDS * STEPS
lstm_seconds = seconds_of_a_step(build_lstm())
lstm_steps = int(writes.seconds / lstm_seconds)
lstm = build_lstm()
fit(lstm, LSTM_RATE, lstm_steps, "the LSTM", 1)
lstm_nats = test_nats(lstm)[0].mean()

# %% tags=["nbval-ignore-output"]
print(f"{'':10s} {'weights':>9s} {'batches':>8s} {'ms each':>8s}  nats a character")
for name, model, steps, each, left in [
    ("GPT", gpt, gpt_steps, writes.seconds / gpt_steps, gpt_nats),
    ("LSTM", lstm, lstm_steps, lstm_seconds, lstm_nats),
]:
    how = f"{model.count_params():9,} {steps:8,} {1000 * each:8.0f}"
    print(f"{name:10s} {how}  {left:.3f}")
print(f"{'counting':10s} {'':27s}  {counted[-1]:.3f}")
predicted("who is ahead", guess_winner, "GPT" if gpt_nats < lstm_nats else "LSTM")
if not ON_SAMPLE:
    claim("the GPT leaves less than the LSTM", gpt_nats / lstm_nats, at_most=0.95)
    of_one = lstm_nats / counted[1]
    claim("which leaves less than counting with one before", of_one, at_most=0.9)

# %% [markdown]
# On Shakespeare the GPT is ahead. Take it as a hint: the LSTM's learning rate is less well chosen, and on the sample, with its short and simple sentences, it may be the other way round.
#
# The table also says what a batch of each costs on your machine. The LSTM walks through its window place by place, the GPT computes all places at once. On a graphics card, which has room for thousands of them, that is a great advantage; two cores have their hands full with either.
#
# ### Let it speak
#
# Now let it take its time: once careful, once in between, once bold. (750 characters, one after the other: ten seconds or more.)

# %% tags=["nbval-ignore-output"]
for temperature, k in [(0.5, 5), (0.8, 20), (1.5, 65)]:
    print(f"--- temperature {temperature}, the best {k}")
    print(write(gpt, BEGINNING, 250, temperature, k), "\n")

# %% [markdown]
# In Shakespeare's manner, speakers take turns, lines have about the right length, most words are words. It has no idea what it says. From characters alone, in minutes, it has learnt to spell, how a sentence goes on, and how a play looks on paper.
#
# ### Far back
#
# And what happens when something lies far back? Here is the question of the goal, in Tiny Town: with 0 to 4 clauses between the country and the language, does the network name the language? One block and an LSTM, of about the same size, read the same few sentences, equally often. (About 15 seconds.)
#
# **Predict.** With four clauses between, what share of the languages will the LSTM name rightly? (And, on paper, the block?)

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Eight languages: guessing is right in one of eight. Lesson 5's network managed it with many more sentences: it is no law that it cannot, it takes longer to find out what to pack. The block need not pack.

# %%
guess_languages = None  # of the LSTM, a share from 0 to 1

# %%
TOWN = data.tiny_town
town_words = ["<pad>", "<start>", *TOWN.WORDS]
town_number = {word: number for number, word in enumerate(town_words)}


def table_of(sentences, length, number):
    """Sentences as rows of numbers, filled up with 0 at the end."""
    rows = [[number[word] for word in sentence] for sentence in sentences]
    return keras.utils.pad_sequences(rows, maxlen=length, padding="post")


def asked_and_next(sentences, length=TOWN.LONGEST, number=town_number):
    """Inputs and targets: a 1 goes in first, so that the first word is guessed too."""
    targets = table_of(sentences, length, number)
    starts = np.ones((len(targets), 1), dtype="int32")
    return np.concatenate([starts, targets[:, :-1]], axis=1), targets


def town_network(layer):
    """Words of Tiny Town in, one layer that reads, scores for the next word out."""
    inputs = keras.Input((TOWN.LONGEST,), dtype="int32")
    x = keras.layers.Embedding(len(town_words), 64)(inputs) * 8  # the root of 64
    x = x + positions(TOWN.LONGEST, 64).astype("float32")
    return keras.Model(inputs, keras.layers.Dense(len(town_words))(layer(x)))


# %% tags=["nbval-ignore-output"]
def languages_right(model, distance):
    """The share of 300 sentences at this distance whose language a model names."""
    inputs, targets = asked_and_next(
        TOWN.write(300, seed=2000 + SEED, distance=distance)
    )
    languages = [town_number[word] for word in TOWN.LANGUAGE_OF.values()]
    is_language = np.isin(targets, languages)
    says = model.predict_on_batch(inputs).argmax(axis=-1)
    return np.mean(says[is_language] == targets[is_language])


# %% tags=["nbval-ignore-output"]
town_pairs = asked_and_next(TOWN.write(TOWN_SENTENCES, seed=SEED))


def train_reader(layer):
    """A network for Tiny Town with this layer, trained."""
    keras.utils.set_random_seed(SEED)
    reader = town_network(layer)
    steps = TOWN_EPOCHS * (TOWN_SENTENCES // 32)
    rate = keras.optimizers.schedules.CosineDecay(
        0.0, steps - 100, warmup_target=0.005, warmup_steps=100
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=0)
    reader.compile(optimizer=keras.optimizers.Adam(rate), loss=loss)
    reader.fit(*town_pairs, batch_size=32, epochs=TOWN_EPOCHS, verbose=0)
    return reader


# %% tags=["nbval-ignore-output"] alt="Share of languages named rightly over the number of clauses between, for the block of attention and for the LSTM, with a dotted line for guessing, one of eight."
readers = {
    "one block": lambda x: block(x, 4),
    "LSTM": keras.layers.LSTM(96, return_sequences=True),
}
memory = {}
for name, layer in watch(readers.items(), "two readers"):
    reader = train_reader(layer)
    memory[name] = [languages_right(reader, distance) for distance in TOWN.DISTANCES]

across, up = "clauses between country and language", "languages named rightly"
plots.curves(memory, "Attention does not mind the distance", across, up)
plt.axhline(1 / 8, color=plots.GREY, linestyle=":", linewidth=1.5)
plt.text(4, 0.03, "dotted: guessing, 1 of 8", color="dimgrey", ha="right")
plt.ylim(0, 1.05)
plt.show()
predicted("the LSTM with four clauses between", guess_languages, memory["LSTM"][-1])
claim(
    "over every distance the block names the language",
    min(memory["one block"]),
    at_least=0.9,
)
claim(
    "from so few sentences the LSTM has not learnt it, even with nothing between",
    memory["LSTM"][0],
    at_most=0.4,
)

# %% [markdown]
# The block finds the country wherever it stands. And the LSTM? It guesses, even with *no* clause between. So it has not forgotten the country on the way: it has not learnt yet to carry one at all. Lesson 5's network learnt it, from 20,000 sentences; here both have read a few thousand, twice. So the figure does not say that an LSTM cannot remember. It says that the block found out sooner: it need not pack.

# %% [markdown]
# ### What it costs
#
# Nothing is packed away, so everything has to be looked through: every word looks at every word. Count the multiplications of one layer of attention, for a text of T words of size d: four matrices, 4 · T · d², and two tables, the scores and the mixtures, 2 · T² · d. An LSTM has no such tables: it reads word after word.
#
# **Predict.** Attention gets a text of 2,048 words of size 32, and then one of 4,096. How many times as much has it to do? And the LSTM, with twice the text? (It is measured with 128 and 256 words. In seconds of the processor, so that it does not matter what else your computer does. About ten seconds.)

# %% [markdown] tags=["instructor"]
# **Minutes: 3.** Draw a square for a text, and one of twice the side beside it. Ask who pays for a long conversation with a language model: each new word looks at all that was said.

# %%
guess_times = None  # attention, how many times as much
guess_times_lstm = None  # and the LSTM


# %% tags=["nbval-ignore-output"]
def random_text(length):
    """Points for so many words."""
    return np.random.default_rng(SEED).normal(size=(1, length, 32)).astype("float32")


def seconds_for(layer, *lengths):
    """The seconds of processor a layer takes for texts so long, the best of six."""
    inputs = keras.Input((None, 32))
    best = [np.inf] * len(lengths)
    with keras.device("cpu"):
        model = keras.Model(inputs, layer(inputs))
        for _ in range(6):
            for k, length in enumerate(lengths):
                x = random_text(length)
                began = time.process_time()
                model.predict_on_batch(x)
                best[k] = min(best[k], time.process_time() - began)
    return best


# %% tags=["nbval-ignore-output"]
one_head = keras.layers.MultiHeadAttention(num_heads=1, key_dim=32)
short, long = seconds_for(lambda x: one_head(x, x, use_causal_mask=True), 2048, 4096)
multiplications = [4 * T * 32**2 + 2 * T**2 * 32 for T in (2048, 4096)]
print(f"counted: {multiplications[1] / multiplications[0]:.2f} times as much")
predicted("attention, measured, times as long", guess_times, long / short)
lstm_layer = keras.layers.LSTM(32, return_sequences=True)
lstm_short, lstm_long = seconds_for(lstm_layer, 128, 256)
predicted("the LSTM, measured", guess_times_lstm, lstm_long / lstm_short)
claim(
    "twice the text costs attention about four times as much",
    long / short,
    at_least=3,
    at_most=5,
)

# %% [markdown]
# The matrices meet each word once: twice as much to do. The tables hold a number for each *pair* of words: four times as many, and with a text as long as this they are nearly all of the work. The LSTM has twice as many steps; what a step costs differs between machines, so its number is printed and not claimed.
#
# This is why a language model has a longest text, its **context**, and why a long conversation with one costs more and more. In its favour: it computes all words at once; in training, no word has to wait for the one before.

# %% [markdown]
# ## Revise
#
# ### Many to many: a translator
#
# Over the hill from Tiny Town they speak **Hillish**. The verb comes last there and ends in *-as* for one person, in *-on* for several. An adjective stands behind its noun and rhymes with it. What is *not* so is said first. And *ke*, for which there is no English word, follows what something is done to. The language was invented for this course, and every sentence has exactly one translation.

# %% tags=["nbval-check-output"]
some_pairs = data.tiny_town.translations(3, seed=2)
for sentence, translation in some_pairs:
    print(" ".join(sentence), "\n   ", " ".join(translation))

# %% [markdown]
# Translating word by word is not enough, since the order differs and the endings depend on other words. How much does order matter? Whoever sees the words of a sentence without their order, and is as clever as can be, gets this share exactly right (it is computed from the grammar, not measured):

# %% tags=["nbval-check-output"]
orderless = data.tiny_town.orderless_share()
print(f"without the order, at best {orderless:.0%} of the sentences are exactly right")

# %% [markdown]
# A translator has two halves. The **encoder** reads the sentence, with an attention that may look both ways: all of it is there already. The **decoder** says the translation word by word, as a GPT does, with a mask. What is new is a third brook in the decoder's block: its words ask, and the words of the *sentence* answer. Queries from here, keys and values from there: this is called **cross-attention**, and it is what attention was invented for.
#
# No new parts: an embedding and places for each language, then brooks. Read it once; `look` and `think` are the two brooks of your block (here only the one who asks is normalised). One thing is new in `look`: the keys and the values may come from two places. In the cross-attention the keys come from what the encoder has understood of each word among its neighbours, and the values are the words themselves with their places, before any attention. So to say a word's translation, the decoder has to look at that word.

# %% tags=["nbval-ignore-output"]
SIZE, IN, OUT = 64, 22, 21  # numbers of a point; longest sentence; longest translation
hill_words = ["<pad>", "<start>", *data.tiny_town.TRANSLATED]
hill_number = {word: number for number, word in enumerate(hill_words)}


def look(x, labels, contents, heads=4, causal=False):
    """Each place of x asks; labels give keys, contents values; the answer is added."""
    attention = keras.layers.MultiHeadAttention(heads, SIZE // heads)
    found, weights = attention(
        keras.layers.LayerNormalization()(x),
        key=labels,
        value=contents,
        use_causal_mask=causal,
        return_attention_scores=True,
    )
    return x + found, weights


def think(x):
    """Two dense layers at each place; what they say is added to x."""
    normal = keras.layers.LayerNormalization()(x)
    wide = keras.layers.Dense(4 * SIZE, activation="gelu")(normal)
    return x + keras.layers.Dense(SIZE)(wide)


def placed(inputs, n_words, with_places=True):
    """The points of words, with their places or without."""
    points = keras.layers.Embedding(n_words, SIZE)(inputs) * SIZE**0.5
    if not with_places:
        return points
    return points + positions(inputs.shape[1], SIZE).astype("float32")


# %% tags=["nbval-ignore-output"]
def build_translator(with_places=True):
    """A sentence and the translation so far in; scores for its next words out.

    with_places: whether the encoder is told where the words of the sentence stand
    returns: two Keras models: one gives the scores, the other where each word looked
    """
    sentence = keras.Input((IN,), dtype="int32")
    points = placed(sentence, len(town_words), with_places)
    x, _ = look(points, points, points)  # both ways: all of it is there already
    read = keras.layers.LayerNormalization()(think(x))

    said = keras.Input((OUT,), dtype="int32")
    y = placed(said, len(hill_words))
    y, _ = look(y, y, y, causal=True)
    y, weights = look(y, read, points, heads=1)  # asks the other sentence
    y = keras.layers.LayerNormalization()(think(y))
    scores = keras.layers.Dense(len(hill_words))(y)
    return keras.Model([sentence, said], scores), keras.Model([sentence, said], weights)


pairs = data.tiny_town.translations(PAIRS, seed=SEED)
known = {tuple(sentence) for sentence, _ in pairs}
new_pairs = data.tiny_town.translations(300, seed=1000 + SEED)
new_pairs = [pair for pair in new_pairs if tuple(pair[0]) not in known]
sentences = table_of([sentence for sentence, _ in pairs], IN, town_number)
said, next_said = asked_and_next([t for _, t in pairs], OUT, hill_number)
print(f"{len(new_pairs)} of 300 new sentences do not stand among the {len(pairs):,}")

# %% [markdown]
# Training takes about 20 seconds. Then it has to translate sentences that it has never seen, and no word may be wrong. It says one word, gets it back, says the next.
#
# **Predict.** What share of the sentences will it translate without a single mistake?

# %% [markdown] tags=["instructor"]
# **Minutes: 6.** The language 1, the two halves 3, the alignment 2. Translate one sentence by hand at the board, word by word, and ask at each word: where did you look just now? That is the drawing that comes out at the end. Hillish is nobody's language, so nobody has a head start. Where keys and values differ is worth a word: what a word is found by need not be what it says.

# %%
guess_exact = None  # a share, from 0 to 1


# %% tags=["nbval-ignore-output"]
def train_translator(with_places, words):
    """A translator, trained on the pairs.

    returns: its two models
    """
    keras.utils.set_random_seed(SEED)
    translator, where_it_looked = build_translator(with_places)
    steps = PAIR_EPOCHS * (PAIRS // 64)
    rate = keras.optimizers.schedules.CosineDecay(
        0.0, steps - steps // 5, warmup_target=0.004, warmup_steps=steps // 5
    )
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=0)
    translator.compile(optimizer=keras.optimizers.Adam(rate), loss=loss)
    how = {"batch_size": 64, "epochs": PAIR_EPOCHS, "verbose": 0}
    translator.fit([sentences, said], next_said, **how, callbacks=[Progress(words)])
    return translator, where_it_looked


def translate(translator, sentences):
    """The translations of sentences, word by word, always the most probable one."""
    read = table_of(sentences, IN, town_number)
    says = np.zeros((len(sentences), OUT + 1), dtype="int32")
    says[:, 0] = 1
    for place in range(OUT):
        scores = translator.predict_on_batch([read, says[:, :-1]])
        says[:, place + 1] = scores[:, place].argmax(axis=-1)
    words = [[hill_words[number] for number in row[1:]] for row in says]
    return [row[: row.index(".") + 1] if "." in row else row for row in words]


# %% tags=["nbval-ignore-output"]
translator, where_it_looked = train_translator(True, "the translator")
translated = translate(translator, [sentence for sentence, _ in new_pairs])
right = [t == true for t, (_, true) in zip(translated, new_pairs, strict=True)]
exact = np.mean(right)
for wrong in np.flatnonzero(~np.array(right))[:2]:
    print(" ".join(new_pairs[wrong][0]))
    print("  said:  ", " ".join(translated[wrong]))
    print("  right: ", " ".join(new_pairs[wrong][1]))
predicted("sentences without a mistake", guess_exact, exact)
claim(
    "of sentences it has never seen, it gets 95 % exactly right "
    "(on the sample, with a third of the pairs: half)",
    exact,
    at_least=0.95,
    sample=0.5,
)

# %% [markdown]
# And the same translator, whose encoder is *not* told where the words stand? Attention alone cannot tell order, so it can get no more right than the share that was computed (apart from luck with these 300 sentences). It is trained anew, so this takes as long once more.

# %% tags=["nbval-ignore-output"]
without_places, _ = train_translator(False, "without places")
translated = translate(without_places, [sentence for sentence, _ in new_pairs])
right = [t == true for t, (_, true) in zip(translated, new_pairs, strict=True)]
print(f"without places: {np.mean(right):.0%} exactly right")
claim(
    "without places it gets no more right than the grammar allows",
    np.mean(right),
    at_most=orderless + 0.12,  # 300 sentences: four standard deviations
)

# %% [markdown]
# Where did it look? Hand it the right translation: at each of its words, the cross-attention has weights over the words of the sentence. (What little falls on the filling behind the sentence is left out of the drawing.)


# %% tags=["nbval-ignore-output"] alt="A sentence of Tiny Town and its translation; from each word of the translation to the words it looked at, the wider the more. The lines cross: the verb comes last in the translation, adjectives follow their nouns."
def looked_at(pairs):
    """Where the words of translations looked: array (pairs, OUT, IN)."""
    read = table_of([sentence for sentence, _ in pairs], IN, town_number)
    before, _ = asked_and_next([t for _, t in pairs], OUT, hill_number)
    return where_it_looked.predict_on_batch([read, before])[:, 0]


sentence = "today mia and tom ate fresh bread in the old park .".split()
translation, _ = data.tiny_town.translate(sentence)
looks = looked_at([(sentence, translation)])[0, : len(translation), : len(sentence)]
looks = looks / looks.sum(axis=1, keepdims=True)
title = "Each word looks at the one that it translates"
diagrams.alignment(sentence, translation, looks, title)

# %% tags=["nbval-ignore-output"]
small, hits = data.tiny_town.SMALL_WORDS, []
tops = looked_at(new_pairs).argmax(axis=-1)
for (sentence, translation), top in zip(new_pairs, tops, strict=True):
    _, source = data.tiny_town.translate(sentence)
    hits += [
        top[place] == source[place]
        for place, word in enumerate(translation)
        if word not in small
    ]
claim(
    "nine of ten names, nouns, adjectives and verbs look most at their source",
    np.mean(hits),
    at_least=0.9,
)

# %% [markdown]
# Nobody told it which word translates which; we only built it so that it cannot translate without looking. It found out where. Two kinds of words look elsewhere, and do well without. A comma, *ke*, or *du* for *so*, comes by itself after what has been said; such small words are left out of the count. And in "good, not bad" each of the two gives the other away, so one look at either is enough.
#
# (Here we know the right answer. In a large network, where it looks is a hint at why it answers, and no proof.)
#
# ### From here to a large language model
#
# What you have trained is a language model. The large ones of the news have the same parts: pieces (or characters), points, places, blocks, scores. So your count from above holds for them: a block has about 12 · width² weights, and to these come the embeddings. (Chinchilla, in the table below, has about 13 · width²: its way of telling places needs one matrix more in each block.)
#
# **Predict.** GPT-3 has 96 blocks of width 12,288. How many weights is that?

# %%
guess_gpt3 = None  # write your number here


# %% tags=["nbval-check-output"]
def weights_of(blocks, width, n_pieces, context):
    """The weights of a GPT: of its blocks, and the points of pieces and places."""
    return 12 * blocks * width**2 + (n_pieces + context) * width


gpt2 = weights_of(blocks=48, width=1600, n_pieces=50_257, context=1024)
gpt3 = weights_of(blocks=96, width=12_288, n_pieces=50_257, context=2048)
print(f"GPT-2 {gpt2 / 1e9:.2f} billion, GPT-3 {gpt3 / 1e9:.1f} billion")
claim(
    "within 1 % of what its makers say of GPT-2: 1.542 billion",
    abs(gpt2 / 1.542e9 - 1) < 0.01,
)
claim("within 1 % of what they say of GPT-3: 175 billion", abs(gpt3 / 175e9 - 1) < 0.01)

# %% tags=["nbval-ignore-output"]
predicted("weights of GPT-3", guess_gpt3, gpt3)

# %% [markdown]
# What is not the same is the size:
#
# | | year | weights | blocks | width | context | has read | source |
# |---|---|---|---|---|---|---|---|
# | yours (full data) | today | 0.8 million | 4 | 128 | 64 characters | 1 million characters, three times | this notebook |
# | GPT-2 | 2019 | 1.5 billion | 48 | 1,600 | 1,024 pieces | 40 GB of web pages | Radford and others, *Language models are unsupervised multitask learners* |
# | GPT-3 | 2020 | 175 billion | 96 | 12,288 | 2,048 pieces | 300 billion pieces | Brown and others, arXiv:2005.14165 |
# | Chinchilla | 2022 | 70 billion | 80 | 8,192 | 2,048 pieces | 1,400 billion pieces | Hoffmann and others, arXiv:2203.15556 |
# | Llama 3.1 | 2024 | 405 billion | 126 | 16,384 | 131,072 pieces | 15,600 billion pieces | Grattafiori, Dubey and others, arXiv:2407.21783 |
#
# (A piece is about four characters of English.) Learning from one piece costs about six multiplications and additions for each weight. For GPT-3 that is 6 · 175 billion · 300 billion, about 3 · 10²³; for yours about 1.5 · 10¹³, twenty billion times less.
#
# What else is added:
#
# - **Fine-tuning to follow instructions.** A model that has learnt to continue text continues a question with more questions. So it is trained further, on some ten thousand examples of questions with good answers, and on people's choices between two answers. In one well-known study people preferred the answers of a model of 1.3 billion weights that was trained so to those of the 175 billion ones of GPT-3 without (Ouyang and others, arXiv:2203.02155). It is lesson 6's transfer learning: first the language, from much text; then the task, from little.
# - *Details*: other curves for the places, other normalisation, keys shared between heads. The parts keep their names.
#
# And what it cannot know, however large: it is trained to say what a text would say next. Whether that is true is not in the loss. It has no patient before it and no source to look up, unless somebody gives it one in its context; it knows nothing of what happened after its text ended; and a rare fact and a likely-sounding invention look alike to it. It sounds equally sure of both.

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** The count is the point: the formula that the room derived for its own block gives the published size of GPT-3. Let them compute 12 · 96 · 12,288² on paper to one digit: 12 · 100 · 150 million. Keep to numbers, and let nobody say "it understands" or "it only predicts" without saying how one would measure the difference.

# %% [markdown]
# ### Exercise 8.8: too good, again
#
# Lesson 5's colleague now has a transformer. It leaves far fewer nats a word on new sentences of Tiny Town than the grammar allows. Here is the code; run it. (Ten seconds or so, and as long again for yours.)


# %% tags=["nbval-ignore-output"]
def colleagues_table(length):
    """The mask for so many words, True and False."""
    places = np.arange(length)
    return places[:, np.newaxis] <= places


def colleagues_run(may_look):
    """Train the colleague's transformer on Tiny Town.

    returns: nats a word on new sentences
    """
    keras.utils.set_random_seed(SEED)
    inputs = keras.Input((TOWN.LONGEST,), dtype="int32")
    x = keras.layers.Embedding(len(town_words), 64)(inputs) * 8
    x = x + positions(TOWN.LONGEST, 64).astype("float32")
    mask = np.asarray(may_look(TOWN.LONGEST))[np.newaxis]
    attention = keras.layers.MultiHeadAttention(num_heads=4, key_dim=16)
    x = x + attention(x, x, attention_mask=mask)
    x = keras.layers.LayerNormalization()(x)
    x = keras.layers.Dense(128, activation="gelu")(x)
    model = keras.Model(inputs, keras.layers.Dense(len(town_words))(x))
    loss = keras.losses.SparseCategoricalCrossentropy(from_logits=True, ignore_class=0)
    model.compile(optimizer=keras.optimizers.Adam(0.005), loss=loss)
    few = (part[:2000] for part in town_pairs)
    model.fit(*few, batch_size=32, epochs=2, verbose=0)
    new = asked_and_next(TOWN.write(300, seed=4000 + SEED))
    return model.evaluate(*new, verbose=0)


best_entropy = TOWN.entropy()
broken_nats = colleagues_run(colleagues_table)
print(f"{broken_nats:.2f} nats a word; the best possible {best_entropy:.2f}")

# %% tags=["nbval-check-output"]
claim("it beats the best that is possible", broken_nats / best_entropy, at_most=0.8)

# %% [markdown]
# **Diagnose.** What is the cause?
#
# - **a** Each place may look at itself, and what stands there is the word that it has to guess.
# - **b** The padding at the ends of sentences is judged too, and it is so easy that it pulls the mean down.
# - **c** Each place has numbers of its own, so it is learnt by heart which word stands at which place.
# - **d** Each place may look at what comes after it, and there stands the word that it has to guess.
#
# Set `cause` to your letter, in quotes, and write a function `may_look(length)` that returns the mask as it should be: True and False, a row for each place that looks, a column for each place that it may look at.
#
# <details><summary>Hint 1</summary>
#
# Write four words of a sentence on paper: what goes in at each place, and what has to come out. Then print the colleague's table for four places, and read its first row aloud: where may the first place look?
# </details>
# <details><summary>Hint 2</summary>
#
# Compare with the table of exercise 8.2, where the last row has no 0.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Let pairs argue for a letter first. a is what many will vote for: write inputs and targets one above the other, and it is seen that the word at a place is the one *before* the one that is asked for. b is what `ignore_class=0` prevents. c is true and no sin: the best possible score knows it, too. Nobody crashes, nothing warns: the only sign is a number that is too good.

# %% tags=["nbval-check-output"]
### BEGIN SOLUTION
cause = "d"


def may_look(length):
    """Which place may look at which: row who looks, column where."""
    return np.tri(length, dtype=bool)


### END SOLUTION
print(may_look(4))

# %% tags=["nbval-ignore-output"]
mended_nats = colleagues_run(may_look)
print(f"with the colleague's table {broken_nats:.2f}, ", end="")
print(f"with yours {mended_nats:.2f}; the best possible {best_entropy:.2f}")

# %% tags=["nbval-check-output"]
check.too_good(cause, may_look, mended_nats, best_entropy)

# %% [markdown]
# Without a known best, who would have noticed? Then this helps: change the last word of a text, and see whether the scores *before* it change. They must not.
#
# ## Quiz
#
# **1. Without the root, and with queries of 128 numbers: what becomes of the softmax, and why is that bad while it learns?**
#
# <details><summary>Answer</summary>
#
# A spike: one word gets all the weight. There its slope is nearly 0, so no gradient says which other word would have been better.
# </details>
#
# **2. A model that reads pieces leaves 2.4 nats a piece, one that reads characters 0.9 nats a character. A piece has three characters on average. Which one is better?**
#
# <details><summary>Answer</summary>
#
# The first: 2.4 nats for three characters are 0.8 a character. Nats of different units cannot be compared as they stand; whoever says that 0.9 is less than 2.4 forgets that a piece is three guesses in one.
# </details>
#
# **3. You take a text ten times as long. How much more does the attention cost, and how much more do the dense layers of the blocks?**
#
# <details><summary>Answer</summary>
#
# The tables of the attention a hundred times, since each word looks at each; its matrices and the dense layers ten times, since they work at each place by itself.
# </details>
#
# **4. Somebody leaves out the places, and the GPT still learns a little about order. How can that be?**
#
# <details><summary>Answer</summary>
#
# By the mask. The first word can look at one word, the second at two: with several blocks a network can find out from that how far along it is. A single block cannot use it for what the last word sees: it sees all words, in any order alike.
# </details>
#
# **5. A language model writes that a drug is given three times a day. What do you know then?**
#
# <details><summary>Answer</summary>
#
# That texts like yours often go on so. Whether it is true of this drug is not in the loss it was trained on. Look it up.
# </details>
#
# ## Recap
#
# - **Attention**: a query is compared with keys; the softmax of the scores mixes the values. Nothing fades with the distance, and nothing has to be packed before it is asked for.
# - The **mask** keeps each word from looking ahead; the root keeps the softmax from becoming a spike; **places** are added, since attention alone knows no order.
# - **Byte-pair encoding** finds pieces by counting, and loses nothing of any text.
# - A **block** adds two corrections to the **residual stream**: attention and dense layers, each after a layer normalisation. It has 12 times the square of its width in weights, from your GPT to the largest.
# - Twice the text has four times as many pairs of words, and attention has a number for each pair. But no word has to wait for the one before.
# - **Cross-attention** asks another text: a translator looks at the word that it translates.
#
# ## Go further
#
# 1. Train the GPT on pieces: `to_numbers` in place of characters, with 100, 500 or 2,000 merges. How many nats *a character* does it leave after the same time (the sum over all pieces, divided by the number of characters), and when does it begin to learn by heart?
# 2. Give the GPT ten minutes, or a wider stream. How far does it come before it learns by heart? Compare training and test after each round.
# 3. Take your own text, in your own language. Count first.
# 4. Take the encoder out of the translator: let a GPT read "sentence, mark, translation" as one text. Does it need cross-attention at all?
