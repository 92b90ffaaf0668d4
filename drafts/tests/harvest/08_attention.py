# %% 8.1 wrong: no root -> The root is missing: divide the scores by it, before the
# lesson 5's formula as it was; hint: the scores are divided by the root of how many numbers a query has
def attend(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: divided by the number, not by its root -> The root of how many numbers a *query* has: here the scores
# forgets the square root
def attend(query, keys, values):
    scores = keys @ query / len(query)
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: root of the number of words -> not of how many words there are
# len(keys) is how many words there are, not how many numbers a query has
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(keys))
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: root of the width of the values -> not of how many numbers a value has
# values.shape[1] in place of keys.shape[1]
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(values.shape[-1])
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: the root of two from the example -> The root of how many numbers a *query* has: not always of 2
# the example's queries have two numbers
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(2)
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: divided after the softmax -> The root goes to the scores, before the softmax: weights
# the weights then add up to less than 1
def attend(query, keys, values):
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum() / np.sqrt(len(query))
    return weights, weights @ values

# %% 8.1 wrong: multiplied by the root -> Divide by the root; here the scores are multiplied by it.
# "scaled by the root" read as a product
def attend(query, keys, values):
    scores = keys @ query * np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: divided by the length of the query's vector -> The root of how many numbers a *query* has: not the length
# root of how many numbers taken for the norm
def attend(query, keys, values):
    scores = keys @ query / np.linalg.norm(query)
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: cosine -> The dot product as it is: a long key may speak louder.
# compares directions only
def attend(query, keys, values):
    scores = keys @ query / (np.linalg.norm(keys, axis=1) * np.linalg.norm(query))
    weights = np.exp(scores)
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: no softmax -> The scores are no weights yet: softmax makes them add up to
# the scaled scores serve as weights
def attend(query, keys, values):
    weights = keys @ query / np.sqrt(len(query))
    return weights, weights @ values

# %% 8.1 wrong: exponentials not divided by their sum -> They have to add up to 1: divide the exponentials by their
# half of a softmax
def attend(query, keys, values):
    weights = np.exp(keys @ query / np.sqrt(len(query)))
    return weights, weights @ values

# %% 8.1 wrong: mixture first -> The order of the results: weights, then mixture.
# returns what seems the main thing first
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights @ values, weights

# %% 8.1 wrong: mixes the keys -> What is mixed are the values, not the keys.
# keys for values
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ keys

# %% 8.1 wrong: compares with the values -> The query is compared with the keys, not with the values.
# values in place of keys
def attend(query, keys, values):
    scores = values @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: each value by its weight, not added up -> Add the values up, each times its weight: the mixture has
# forgets the sum
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights[:, np.newaxis] * values

# %% 8.1 wrong: mean in place of the sum -> Add up, no mean: the weights share 1 among them already.
# "mixture" taken for a mean over the words
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, np.mean(weights[:, np.newaxis] * values, axis=0)

# %% 8.1 wrong: query first -> The keys stand in front: keys @ query has one score for
# query @ keys fits only where there are as many words as numbers
def attend(query, keys, values):
    scores = query @ keys / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: distance in place of the dot product -> A large dot product is a match: no distances.
# near keys get much weight
def attend(query, keys, values):
    scores = -np.sum((keys - query) ** 2, axis=1) / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: the best word alone -> All words give something, each by its weight: not the best
# argmax in place of softmax
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    best = np.argmax(scores)
    return np.eye(len(keys))[best], values[best]

# %% 8.1 wrong: mixture alone -> Return them all, separated by commas, in this order.
# one result
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = np.exp(scores - scores.max())
    return (weights / weights.sum()) @ values

# %% 8.1 wrong: changes the keys -> Make new arrays (`y = x * 2`) rather than changing old ones
# scales in place
def attend(query, keys, values):
    keys /= np.sqrt(len(query))
    scores = keys @ query
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 right: loops
import math
def attend(query, keys, values):
    root = math.sqrt(len(query))
    scores = [sum(k * q for k, q in zip(key, query)) / root for key in keys]
    top = max(scores)
    exponentials = [math.exp(score - top) for score in scores]
    weights = [e / sum(exponentials) for e in exponentials]
    mixture = [sum(w * value[c] for w, value in zip(weights, values)) for c in range(len(values[0]))]
    return np.array(weights), np.array(mixture)

# %% 8.1 right: keras ops
# tensors come back
def attend(query, keys, values):
    scores = keras.ops.matmul(keys, query) / len(query) ** 0.5
    weights = keras.ops.softmax(scores)
    return weights, keras.ops.matmul(weights, values)

# %% 8.1 right: query divided before
# the root goes to the query
def attend(query, keys, values):
    query = query / np.sqrt(query.shape[0])
    scores = np.einsum("wn,n->w", keys, query)
    weights = 1 / np.exp(scores[np.newaxis] - scores[:, np.newaxis]).sum(axis=1)
    return weights, np.einsum("w,wc->c", weights, values)

# %% 8.1 right: a list of two, float32
# results in a list
def attend(query, keys, values):
    from scipy.special import softmax
    weights = softmax(keys.astype("float32") @ query.astype("float32") / keys.shape[1] ** 0.5)
    return [weights, values.T @ weights]

# %% 8.1 right: by the matrix version
# one row of many
def attend(query, keys, values):
    scores = query.reshape(1, -1) @ keys.T * query.size ** -0.5
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights /= weights.sum(axis=1, keepdims=True)
    return weights[0], (weights @ values)[0]

# %% 8.2 wrong: no mask -> The mask is missing: every word sees those behind it.
# everybody sees everybody
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: mask after the softmax -> The mask comes before the softmax: here the rows no longer
# the rows no longer add up to 1
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    weights = np.tril(weights)
    return weights, weights @ values

# %% 8.2 wrong: scores ahead set to 0 -> e to the power of 0 is 1: a score of 0 still gets a weight,
# e to the power of 0 is 1: they still count
def causal_attention(queries, keys, values):
    scores = np.tril(queries @ keys.T / np.sqrt(queries.shape[1]))
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: sees only what lies ahead -> The other triangle: a word looks at itself and at what
# triu for tril
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.triu(np.ones(scores.shape)) == 1, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: not even itself -> A word may look at itself, too: the diagonal belongs to
# k=-1 takes the word itself away as well; the first row has nothing left
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores[~np.tril(np.ones(scores.shape, dtype=bool), k=-1)] = -1e9
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: one word ahead is seen -> It sees one word ahead: on the diagonal and below, no
# k=1 in tril
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape), k=1) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: softmax down the columns -> Each row has a softmax of its own: axis=1.
# axis=0 for axis=1
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=0))
    weights = weights / weights.sum(axis=0)
    return weights, weights @ values

# %% 8.2 wrong: softmax over the whole table -> Each row has a softmax of its own: the sum goes along axis
# one sum for all
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.2 wrong: no root -> The root is missing: divide the scores by it.
# the division is left out
def causal_attention(queries, keys, values):
    scores = queries @ keys.T
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: root of the number of words -> not of how many words there are
# len(queries) counts words
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(len(queries))
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: a minus that is too small -> What is masked is not low enough: some weight is left
# -10 leaves a rest of weight where 0 must be
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -10)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: keys ask -> The queries ask, a row for each: queries @ keys.T.
# keys @ queries.T is the table turned round
def causal_attention(queries, keys, values):
    scores = keys @ queries.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: no transpose -> Each query meets each key: the keys are turned round, .T.
# queries @ keys does not fit
def causal_attention(queries, keys, values):
    scores = queries @ keys / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores)
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: keepdims forgotten -> The sum of a row belongs to the row: as a column,
# one number for each row meets a table
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores)
    weights = weights / weights.sum(axis=1)
    return weights, weights @ values

# %% 8.2 wrong: weights turned round in the mixture -> A row is a word that looks: the weights stand in front as
# weights.T @ values
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones(scores.shape)) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights.T @ values

# %% 8.2 wrong: zero times infinity -> 0 times infinity is no number: put minus infinity only
# 0 times minus infinity is no number
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    ahead = 1 - np.tril(np.ones(scores.shape))
    scores = scores + ahead * -np.inf
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: mask of three words -> The shapes do not fit entry by entry: print both `.shape`s
# the notebook's three words are written in
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tril(np.ones((3, 3))) > 0, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: rows of different lengths -> All rows are as long as there are words: what a word does
# each word's weights as long as what it sees
def causal_attention(queries, keys, values):
    rows = [attend(q, keys[: i + 1], values[: i + 1]) for i, q in enumerate(queries)]
    return [weights for weights, _ in rows], np.array([mixture for _, mixture in rows])

# %% 8.2 wrong: up to, without the word itself -> A word may look at itself, too: the diagonal belongs to
# keys[:i] leaves the word itself out
def causal_attention(queries, keys, values):
    n = len(queries)
    weights, mixtures = np.zeros((n, n)), np.zeros(values.shape)
    for i in range(1, n):
        weights[i, :i], mixtures[i] = attend(queries[i], keys[:i], values[:i])
    return weights, mixtures

# %% 8.2 right: by attend, word for word
# uses exercise 8.1
def causal_attention(queries, keys, values):
    n = len(queries)
    weights, mixtures = np.zeros((n, n)), []
    for i in range(n):
        weights[i, : i + 1], mixture = attend(queries[i], keys[: i + 1], values[: i + 1])
        mixtures.append(mixture)
    return weights, np.array(mixtures)

# %% 8.2 right: a very large negative number
# -1e9: e to the power of it is exactly 0
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / queries.shape[-1] ** 0.5
    scores[np.triu_indices(len(scores), k=1)] = -1e9
    weights = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = weights / weights.sum(axis=-1, keepdims=True)
    return weights, weights @ values

# %% 8.2 right: masked exponentials, then divided
# the mask after the exponential and before the sum is the same
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    exponentials = np.tril(np.exp(scores - scores.max(axis=1, keepdims=True)))
    weights = exponentials / exponentials.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 right: keras ops
# tensors, softmax of Keras
def causal_attention(queries, keys, values):
    scores = keras.ops.matmul(queries, keras.ops.transpose(keys)) / queries.shape[1] ** 0.5
    places = keras.ops.arange(len(queries))
    scores = keras.ops.where(places[None, :] <= places[:, None], scores, -1e30)
    weights = keras.ops.softmax(scores, axis=-1)
    return weights, keras.ops.matmul(weights, values)

# %% 8.2 right: scipy, mask by adding
# adds 0 or minus infinity
def causal_attention(queries, keys, values):
    from scipy.special import softmax
    n = queries.shape[0]
    mask = np.triu(np.full((n, n), -np.inf), 1)
    weights = softmax(np.einsum("in,jn->ij", queries, keys) / np.sqrt(keys.shape[1]) + mask, axis=1)
    return weights, np.einsum("ij,jc->ic", weights, values)

# %% 8.2 right: one loop, float32
# row by row with its own softmax
def causal_attention(queries, keys, values):
    weights = np.zeros((len(queries), len(keys)), dtype="float32")
    for i, query in enumerate(queries):
        scores = keys[: i + 1].dot(query) / np.sqrt(query.size)
        e = np.exp(scores - max(scores))
        weights[i, : len(e)] = e / e.sum()
    return weights, weights @ values

# %% 8.3 wrong: sines left, cosines right -> Side by side: a sine, its cosine, the next sine; not all
# the layout of some books: halves, not every second column
def positions(length, size):
    places = np.arange(length)[:, None]
    columns = np.arange(0, size, 2)
    angles = places / 10000 ** (columns / size)
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1)

# %% 8.3 wrong: cosine first -> The sine comes first: columns 0, 2, 4, ...
# columns swapped
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / size)
    result = np.zeros((length, size))
    result[:, 0::2] = np.cos(angles)
    result[:, 1::2] = np.sin(angles)
    return result

# %% 8.3 wrong: odd columns have their own wavelength -> A cosine has the same angle as the sine on its left: one
# the cosine of column 1 takes 1/size, not 0/size
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(size) / size)
    result = np.sin(angles)
    result[:, 1::2] = np.cos(angles[:, 1::2])
    return result

# %% 8.3 wrong: the number of the pair in place of the column -> The exponent counts columns, 0, 2, 4, ..., not hands, 0, 1,
# i counts pairs, the formula's column is 2i
def positions(length, size):
    result = np.zeros((length, size))
    for place in range(length):
        for i in range(size // 2):
            angle = place / 10000 ** (i / size)
            result[place, 2 * i] = np.sin(angle)
            result[place, 2 * i + 1] = np.cos(angle)
    return result

# %% 8.3 wrong: two pi left in -> No 2 pi here: the sine goes round once in 2 pi by itself.
# the wavelength itself as divisor: 2 pi too slow
def positions(length, size):
    wavelength = 2 * np.pi * 10000 ** (np.arange(0, size, 2) / size)
    angles = np.arange(length)[:, None] / wavelength
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: multiplied by the power -> Divide by the power: each hand is slower than the one
# the wavelengths shrink
def positions(length, size):
    angles = np.arange(length)[:, None] * 10000 ** (np.arange(0, size, 2) / size)
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: degrees -> The angles are no degrees: leave them as they are.
# 360 for 2 pi
def positions(length, size):
    angles = np.radians(np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / size))
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: places counted from 1 -> Places are counted from 0, as Python does.
# np.arange(1, length + 1)
def positions(length, size):
    angles = np.arange(1, length + 1)[:, None] / 10000 ** (np.arange(0, size, 2) / size)
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: rows and columns swapped -> Rows and columns are swapped.
# shape (size, length)
def positions(length, size):
    angles = np.arange(length) / 10000 ** (np.arange(0, size, 2)[:, None] / size)
    result = np.zeros((size, length))
    result[0::2] = np.sin(angles)
    result[1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: 1000 in place of 10000 -> It is 10,000 to that power.
# a nought lost
def positions(length, size):
    angles = np.arange(length)[:, None] / 1000 ** (np.arange(0, size, 2) / size)
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: only sines -> Only sines: columns 1, 3, 5, ... hold the cosines.
# the cosines are forgotten
def positions(length, size):
    columns = np.arange(size) // 2 * 2
    return np.sin(np.arange(length)[:, None] / 10000 ** (columns / size))

# %% 8.3 wrong: cosine columns left at zero -> The columns 1, 3, 5, ... are still 0: the cosines go there.
# half filled
def positions(length, size):
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / size))
    return result

# %% 8.3 wrong: an array of whole numbers -> Whole numbers have no fractions: an array of floats, please.
# dtype=int cuts sines off
def positions(length, size):
    result = np.zeros((length, size), dtype=int)
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / size)
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: power of the length -> Divided by how many numbers a place has, not by how many
# column / length in place of column / size
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / length)
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: whole division of the exponent -> `//` leaves the exponent at 0, and all hands go alike: `/`.
# // makes every wavelength the same
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000.0 ** (np.arange(0, size, 2) // size)
    result = np.zeros((length, size))
    result[:, 0::2] = np.sin(angles)
    result[:, 1::2] = np.cos(angles)
    return result

# %% 8.3 wrong: twice as many columns -> Twice as many columns: there are size / 2 hands, and each
# a sine and a cosine for each of size columns
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(size) / size)
    return np.stack([np.sin(angles), np.cos(angles)], axis=2).reshape(length, 2 * size)

# %% 8.3 wrong: the number of the place alone -> Those are the places alone: divide them by the powers, then
# 0, 1, 2, ... in every column
def positions(length, size):
    return np.repeat(np.arange(length)[:, None], size, axis=1).astype(float)

# %% 8.3 wrong: math.sin of an array -> math and float() take one number, np whole arrays: np.exp,
# math takes one number
import math
def positions(length, size):
    result = np.zeros((length, size))
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(0, size, 2) / size)
    result[:, 0::2] = math.sin(angles)
    result[:, 1::2] = math.cos(angles)
    return result

# %% 8.3 right: loops
import math
def positions(length, size):
    rows = []
    for place in range(length):
        row = []
        for column in range(0, size, 2):
            angle = place / math.pow(10000, column / size)
            row += [math.sin(angle), math.cos(angle)]
        rows.append(row)
    return np.array(rows)

# %% 8.3 right: cosine as a shifted sine
# sin(x + pi/2)
def positions(length, size):
    columns = np.arange(size)
    angles = np.outer(np.arange(length), 10000.0 ** (-(columns - columns % 2) / size))
    return np.sin(angles + np.pi / 2 * (columns % 2))

# %% 8.3 right: stacked and reshaped
# pairs side by side
def positions(length, size):
    angles = np.arange(length)[:, None] / 10000 ** (np.arange(size // 2) * 2 / size)
    return np.stack([np.sin(angles), np.cos(angles)], axis=-1).reshape(length, size)

# %% 8.3 right: complex numbers
# e to the power of i times the angle
def positions(length, size):
    turn = np.exp(1j * np.outer(np.arange(length), np.exp(-np.log(10000) * np.arange(0, size, 2) / size)))
    result = np.empty((length, size), dtype="float32")
    result[:, ::2], result[:, 1::2] = turn.imag, turn.real
    return result

# %% 8.3 right: keras ops
# a tensor comes back
def positions(length, size):
    places = keras.ops.arange(length, dtype="float32")[:, None]
    columns = keras.ops.arange(0, size, 2, dtype="float32")[None, :]
    angles = places / keras.ops.power(10000.0, columns / size)
    return keras.ops.reshape(keras.ops.stack([keras.ops.sin(angles), keras.ops.cos(angles)], axis=-1), (length, size))

# %% 8.3 right: np.where by the column's number
# a full table of both
def positions(length, size):
    place, column = np.indices((length, size))
    angle = place / 10000 ** (2 * (column // 2) / size)
    return np.where(column % 2 == 0, np.sin(angle), np.cos(angle))

# %% 8.4 wrong: overlapping merges -> Behind a merge the place moves on by two: the right one of
# looks at every pair of neighbours, so [a, a, a] becomes [aa, aa]
def merge(pieces, pair):
    result = []
    for left, right in zip(pieces, pieces[1:]):
        if (left, right) == pair:
            result.append(left + right)
        else:
            result.append(left)
    return result

# %% 8.4 wrong: both and the merged -> Behind a merge the place moves on by two: the right one of
# forgets to skip the second piece
def merge(pieces, pair):
    result = []
    for i in range(len(pieces)):
        if tuple(pieces[i : i + 2]) == pair:
            result.append(pieces[i] + pieces[i + 1])
        else:
            result.append(pieces[i])
    return result

# %% 8.4 wrong: the last piece gets lost -> The last piece is lost: it has no neighbour, and stays.
# the loop ends one too early
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces) - 1:
        if (pieces[i], pieces[i + 1]) == pair:
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: index one too far -> The last piece has no neighbour to look at, and of no
# looks behind the last piece
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if (pieces[i], pieces[i + 1]) == pair:
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: the first place only -> Every place, not only the first.
# returns after the first merge
def merge(pieces, pair):
    for i in range(len(pieces) - 1):
        if (pieces[i], pieces[i + 1]) == pair:
            return pieces[:i] + [pieces[i] + pieces[i + 1]] + pieces[i + 2 :]
    return pieces

# %% 8.4 wrong: from right to left -> From left to right: here it begins at the right.
# three in a row: the last two are joined
def merge(pieces, pair):
    result, i = [], len(pieces) - 1
    while i >= 0:
        if i > 0 and (pieces[i - 1], pieces[i]) == pair:
            result.insert(0, pieces[i - 1] + pieces[i])
            i -= 2
        else:
            result.insert(0, pieces[i])
            i -= 1
    return result

# %% 8.4 wrong: merges until nothing is left to merge -> Both pieces must be those of the pair: that they read alike
# a piece just made takes part again
def merge(pieces, pair):
    pieces = list(pieces)
    i = 0
    while i < len(pieces) - 1:
        if pieces[i] + pieces[i + 1] == pair[0] + pair[1]:
            pieces[i : i + 2] = [pieces[i] + pieces[i + 1]]
        else:
            i += 1
    return pieces

# %% 8.4 wrong: replaces in the joined text -> What was one piece is cut up: compare pieces, do not join
# joins all, so the cuts are lost
def merge(pieces, pair):
    text = b"".join(pieces)
    joined = pair[0] + pair[1]
    result = []
    while text:
        n = len(joined) if text.startswith(joined) else 1
        result.append(text[:n])
        text = text[n:]
    return result

# %% 8.4 wrong: pop and insert in the list handed in -> Begin with an empty list and append to it: the list that is
# changes the pieces of the caller
def merge(pieces, pair):
    i = 0
    while i < len(pieces) - 1:
        if (pieces[i], pieces[i + 1]) == pair:
            pieces[i] = pieces[i] + pieces.pop(i + 1)
        i += 1
    return pieces

# %% 8.4 wrong: a tuple in the list -> The two stand there as a pair: one piece is made of them by
# the pair itself stands where one piece should
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == pair:
            result.append(pair)
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: the pair in either order -> The order in a pair counts: the left one, then the right
# a set has no order
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if i + 1 < len(pieces) and {pieces[i], pieces[i + 1]} == set(pair):
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: right before left -> Joined the wrong way round: the left one comes first.
# joins the wrong way round
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == pair:
            result.append(pair[1] + pair[0])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: only the merged pieces come back -> What is not merged stays, too: it is missing here.
# no else
def merge(pieces, pair):
    result = []
    for i in range(len(pieces) - 1):
        if (pieces[i], pieces[i + 1]) == pair:
            result.append(pieces[i] + pieces[i + 1])
    return result

# %% 8.4 wrong: looks at the left one only -> Only the left one is compared: the right one has to be that
# every piece equal to pair[0] is joined with what follows
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if pieces[i] == pair[0] and i + 1 < len(pieces):
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: text in place of bytes -> That is text: a piece stays of bytes, b'...', also behind a
# str() of a bytes object, and the pair is compared as text
def merge(pieces, pair):
    pieces = [str(piece) for piece in pieces]
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == pair:
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: one bytes object -> Not joined: a list with an entry for each piece.
# joined at the end
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == pair:
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return b"".join(result)

# %% 8.4 wrong: never equal, list against tuple -> Nothing is merged. A list never equals a tuple: is one
# a slice of a list is a list, the pair a tuple
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if pieces[i : i + 2] == pair:
            result.append(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 wrong: extend cuts bytes into numbers -> Those are the numbers of the bytes: `extend` and list(...)
# extend takes a bytes object apart
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == pair:
            result.extend(pieces[i] + pieces[i + 1])
            i += 2
        else:
            result.extend(pieces[i])
            i += 1
    return result

# %% 8.4 right: while loop, slices
# the plain way
def merge(pieces, pair):
    result, i = [], 0
    while i < len(pieces):
        if tuple(pieces[i : i + 2]) == tuple(pair):
            result.append(b"".join(pair))
            i += 2
        else:
            result.append(pieces[i])
            i += 1
    return result

# %% 8.4 right: looks back
# remembers whether the last piece has just been made
def merge(pieces, pair):
    result, fresh = [], True
    for piece in pieces:
        if not fresh and result[-1] == pair[0] and piece == pair[1]:
            result[-1] += piece
            fresh = True
        else:
            result.append(piece)
            fresh = False
    return result

# %% 8.4 right: recursion on a copy
# first place, then the rest
def merge(pieces, pair):
    left, right = pair
    for i in range(len(pieces) - 1):
        if pieces[i] == left and pieces[i + 1] == right:
            return pieces[:i] + [left + right] + merge(pieces[i + 2 :], pair)
    return list(pieces)

# %% 8.4 right: an iterator
# next with a default
def merge(pieces, pair):
    rest, result = iter(pieces), []
    piece = next(rest, None)
    while piece is not None:
        following = next(rest, None)
        if (piece, following) == pair:
            result.append(piece + following)
            piece = next(rest, None)
        else:
            result.append(piece)
            piece = following
    return result

# %% 8.4 right: in a copy, from left to right
# del in its own list
def merge(pieces, pair):
    pieces = pieces.copy()
    i = 0
    while i + 1 < len(pieces):
        if pieces[i] == pair[0] and pieces[i + 1] == pair[1]:
            pieces[i : i + 2] = [pieces[i] + pieces[i + 1]]
        i += 1
    return pieces

# %% 8.4 right: a generator, in a list
# yield inside, list outside
def merge(pieces, pair):
    def run():
        skip = False
        for i, piece in enumerate(pieces):
            if skip:
                skip = False
            elif i + 1 < len(pieces) and (piece, pieces[i + 1]) == pair:
                skip = True
                yield piece + pieces[i + 1]
            else:
                yield piece
    return list(run())

# %% 8.5 wrong: letters in place of bytes -> A piece is one byte at first, not one character: encode the
# list(text) has one piece for each letter, not for each byte
def to_pieces(text, merges):
    pieces = [letter.encode("utf-8") for letter in text]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: numbers in place of pieces -> Those are the numbers of the bytes: `extend` and list(...)
# list of a bytes object gives whole numbers
def to_pieces(text, merges):
    pieces = list(text.encode("utf-8"))
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return bytes(pieces).decode("utf-8")

# %% 8.5 wrong: bytes of a number -> bytes(5) is five zeros, and not the byte 5: the number goes
# bytes(5) is five zeros, not the byte 5
def to_pieces(text, merges):
    pieces = [bytes(number) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: ascii -> That code has no such letter: UTF-8 has all, and .encode()
# no umlaut, no emoji
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("ascii")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("ascii")

# %% 8.5 wrong: what does not fit is left out -> That is another code than UTF-8, and loses letters:
# errors="ignore" loses letters
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("ascii", errors="ignore")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: latin-1 -> That code has no such letter: UTF-8 has all, and .encode()
# one byte a letter, and no emoji
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("latin-1")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("latin-1")

# %% 8.5 wrong: each piece decoded by itself -> A piece may end in the middle of a character: join all
# half an emoji is no text
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return "".join(piece.decode("utf-8") for piece in pieces)

# %% 8.5 wrong: each piece decoded, errors ignored -> A piece may end in the middle of a character: join all
# letters of several bytes vanish
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return "".join(piece.decode("utf-8", errors="ignore") for piece in pieces)

# %% 8.5 wrong: words, cut at blanks -> White space is lost: a text is not cut into words first,
# blanks and line breaks are lost
def to_pieces(text, merges):
    pieces = [bytes([number]) for word in text.split() for number in word.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: blanks between the pieces -> Nothing comes between the pieces: they are joined by b''.
# " ".join puts blanks in
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b" ".join(pieces).decode("utf-8")

# %% 8.5 wrong: bytes come back -> Those are still bytes: .decode() makes text of them.
# the decoding is forgotten
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces)

# %% 8.5 wrong: str of bytes -> That is what Python shows of bytes, not their text:
# b'...' becomes part of the text
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return str(b"".join(pieces))

# %% 8.5 wrong: no merge -> Nothing is merged: `merge` gives a new list, which has to
# the merges are not used
def to_pieces(text, merges):
    return [bytes([number]) for number in text.encode("utf-8")]
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: the result of merge thrown away -> Nothing is merged: `merge` gives a new list, which has to
# merge returns a new list
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: always from the start -> Each merge works on what the one before has left, not on
# every merge begins with the single bytes again
def to_pieces(text, merges):
    start = [bytes([number]) for number in text.encode("utf-8")]
    pieces = start
    for pair in merges:
        pieces = merge(start, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: returns inside the loop -> Only the first merge is done: does `return` stand inside
# the first merge alone
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
        return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: last merge first -> The merges come in the order of the list: later ones build
# reversed order
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in reversed(merges):
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: sorted merges -> The merges come in the order of the list: later ones build
# the alphabet in place of the order
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in sorted(merges):
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: small letters -> Capitals are lost: the text as it is.
# lower() first: the capitals are gone
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.lower().encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: longest piece first -> What counts is the order of the merges, not which piece is
# greedy cutting by the made pieces, the order of the merges ignored
def to_pieces(text, merges):
    known = sorted([left + right for left, right in merges], key=len, reverse=True)
    data, pieces = text.encode("utf-8"), []
    while data:
        piece = next((piece for piece in known if data.startswith(piece)), data[:1])
        pieces.append(piece)
        data = data[len(piece):]
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: stripped -> White space is lost: a text is not cut into words first,
# blanks and line breaks at the ends are lost
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.strip().encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return b"".join(pieces).decode("utf-8")

# %% 8.5 wrong: replacement characters -> A piece may end in the middle of a character: join all
# errors="replace" piece by piece
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("utf-8")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces
def to_text(pieces):
    return "".join(piece.decode("utf-8", errors="replace") for piece in pieces)

# %% 8.5 right: slices of the bytes
# data[i:i+1]
def to_pieces(text, merges):
    data = text.encode()
    pieces = [data[i : i + 1] for i in range(len(data))]
    for left, right in merges:
        pieces = merge(pieces, (left, right))
    return pieces
def to_text(pieces):
    return str(b"".join(pieces), "utf-8")

# %% 8.5 right: reduce and to_bytes
# functools.reduce over the merges
import functools
def to_pieces(text, merges):
    return functools.reduce(merge, merges, [n.to_bytes(1, "big") for n in text.encode("utf-8")])
def to_text(pieces):
    joined = b""
    for piece in pieces:
        joined += piece
    return joined.decode()

# %% 8.5 right: recursion
# the last merge on what the others give
def to_pieces(text, merges):
    if not merges:
        return [bytes((n,)) for n in bytes(text, "utf-8")]
    return merge(to_pieces(text, merges[:-1]), merges[-1])
def to_text(pieces):
    return bytes(n for piece in pieces for n in piece).decode("utf-8")

# %% 8.5 right: its own merging
# does not use merge
def to_pieces(text, merges):
    import struct
    pieces = list(struct.unpack(f"{len(text.encode())}c", text.encode()))
    for left, right in merges:
        i = 0
        while i < len(pieces) - 1:
            if pieces[i] == left and pieces[i + 1] == right:
                pieces[i : i + 2] = [left + right]
            i += 1
    return pieces
def to_text(pieces):
    return bytearray().join(pieces).decode("utf-8")

# %% 8.5 right: lambdas
# a lambda for the way back, an incremental decoder
import codecs
def to_pieces(text, merges):
    pieces = [*map(lambda n: bytes([n]), text.encode("utf-8"))]
    for place in range(len(merges)):
        pieces = merge(pieces, merges[place])
    return pieces
to_text = lambda pieces: "".join(codecs.iterdecode(iter(pieces), "utf-8"))

# %% 8.6 before
layers, ops = keras.layers, keras.ops

# %% 8.6 wrong: no mask -> Nobody looks ahead: `use_causal_mask=True` when the
# every word sees what follows
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: post-norm -> Normalise what goes into the attention and into the dense
# normalises after adding, as the first paper did
def block(x, heads):
    size = x.shape[-1]
    found = layers.MultiHeadAttention(heads, key_dim=size // heads)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(x + found)
    found = layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(x))
    return layers.LayerNormalization()(x + found)

# %% 8.6 wrong: nothing added after attention -> What comes in is kept: the answer of the attention is added
# the first residual is missing
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: nothing added after the dense layers -> What comes in is kept: the answer of the dense layers is
# the second residual is missing
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: adds the normalised x -> What is added to is the x that is *not* normalised: else
# n + attention in place of x + attention
def block(x, heads):
    size = x.shape[-1]
    x = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(x, x, use_causal_mask=True)
    x = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(x))

# %% 8.6 wrong: relu -> ReLU stands behind Dense(96), where gelu is asked for.
# relu for gelu
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="relu")(n))

# %% 8.6 wrong: gelu at the end as well -> gelu is not asked for behind Dense(24).
# both dense layers bend
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size, activation="gelu")(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: no activation -> gelu is missing behind Dense(96).
# two dense layers without gelu are one
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size)(n))

# %% 8.6 wrong: twice as wide -> Dense behind LayerNormalization: neurons is 48; asked for
# 2 * size in place of 4 * size
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(2 * size, activation="gelu")(n))

# %% 8.6 wrong: every head as wide as x -> The heads share the size of x among them: each has size /
# key_dim=size
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: the number of heads written in -> `heads` is handed in and not used: so many heads the
# heads is not used
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(4, key_dim=size // 4)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: one head -> `heads` is handed in and not used: so many heads the
# heads ignored: num_heads=1
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(1, key_dim=size)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: normalisation shared -> A layer that is called twice has its weights only once:
# one LayerNormalization for both places
def block(x, heads):
    size = x.shape[-1]
    norm = layers.LayerNormalization()
    n = norm(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(norm(x)))

# %% 8.6 wrong: no normalisation -> LayerNormalization is missing at the beginning.
# both left out
def block(x, heads):
    size = x.shape[-1]
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(x, x, use_causal_mask=True)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(x))

# %% 8.6 wrong: second normalisation missing -> LayerNormalization is missing behind Add.
# only attention gets normalised numbers
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(x))

# %% 8.6 wrong: the first normalised numbers again -> The dense layers get the sum, normalised anew: those
# n is not made anew behind attention
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: queries normalised, keys not -> Who asks and who is asked: both are the normalised x.
# (n, x)
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, x, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: BatchNormalization -> BatchNormalization stands at the beginning, where
# lesson 4's normalisation
def block(x, heads):
    size = x.shape[-1]
    n = layers.BatchNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.BatchNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: dense first -> The attention comes first, then the dense layers.
# the order of the two halves
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))
    n = layers.LayerNormalization()(x)
    return x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)

# %% 8.6 wrong: dropout added -> Dropout is not asked for behind MultiHeadAttention.
# as in a large model
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.Dropout(0.1)(layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True))
    n = layers.LayerNormalization()(x)
    return x + layers.Dropout(0.1)(layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n)))

# %% 8.6 wrong: dropout inside the attention -> No dropout is asked for, in the attention neither.
# dropout=0.2 of the layer
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads, dropout=0.2)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: half a block -> LayerNormalization, Dense(96), gelu, Dense(24), ... are
# stops behind attention
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    return x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)

# %% 8.6 wrong: size of the example -> All is as wide as x: its size is x.shape[-1], whatever it
# 128 written in
def block(x, heads):
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=128 // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(128)(layers.Dense(512, activation="gelu")(n))

# %% 8.6 wrong: a float for key_dim -> How many numbers a head has is a whole number: `//`.
# / in place of //
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size / heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: the layer called once -> The attention is called with two things: who asks, and who
# MultiHeadAttention takes query and value
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: the mask in the layer's settings -> That is said when the layer is called, not when it is made.
# use_causal_mask belongs to the call
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads, use_causal_mask=True)(n, n)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: layers made outside -> Make all layers inside the function: every block has its
# every block shares its weights
shared_attention = layers.MultiHeadAttention(2, key_dim=16)
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + shared_attention(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: a model comes back -> Hand back what the last layer gives: the network is made of
# keras.Model in place of a tensor
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    y = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(y)
    return keras.Model(x, y + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n)))

# %% 8.6 wrong: NumPy -> Inside a model the data are still open: use layers and
# NumPy in a network
def block(x, heads):
    size = x.shape[-1]
    n = (x - np.mean(x, axis=-1)) / np.std(x, axis=-1)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 wrong: concatenated -> As wide as x: the last dense layer has `size` neurons, and
# Concatenate in place of adding
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = layers.Concatenate()([x, layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)])
    n = layers.LayerNormalization()(x)
    return layers.Concatenate()([x, layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))])

# %% 8.6 right: Add layers
# layers.Add in place of +
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    found = layers.MultiHeadAttention(num_heads=heads, key_dim=size // heads)(query=n, value=n, key=n, use_causal_mask=True)
    x = layers.Add()([found, x])
    y = layers.LayerNormalization()(x)
    y = layers.Dense(size * 4)(y)
    y = layers.Activation("gelu")(y)
    y = layers.Dense(size)(y)
    return layers.Add()([x, y])

# %% 8.6 right: a nested Sequential
# the dense half as a model
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = layers.MultiHeadAttention(heads, size // heads)(n, n, use_causal_mask=True) + x
    dense = keras.Sequential([layers.LayerNormalization(), layers.Dense(4 * size, keras.activations.gelu), layers.Dense(size)])
    return x + dense(x)

# %% 8.6 right: keras ops
# ops.add and ops.gelu
def block(x, heads):
    _, _, size = x.shape
    n = layers.LayerNormalization()(x)
    x = ops.add(x, layers.MultiHeadAttention(heads, key_dim=int(size / heads))(n, n, n, use_causal_mask=True))
    wide = ops.gelu(layers.Dense(4 * size)(layers.LayerNormalization()(x)), approximate=False)
    return ops.add(x, layers.Dense(size)(wide))

# %% 8.6 right: a layer of its own
# subclassed
class Block(keras.layers.Layer):
    def __init__(self, size, heads):
        super().__init__()
        self.first, self.second = layers.LayerNormalization(), layers.LayerNormalization()
        self.attention = layers.MultiHeadAttention(heads, key_dim=size // heads)
        self.wide, self.back = layers.Dense(4 * size, activation="gelu"), layers.Dense(size)
    def call(self, x):
        n = self.first(x)
        x = x + self.attention(n, n, use_causal_mask=True)
        return x + self.back(self.wide(self.second(x)))
def block(x, heads):
    return Block(x.shape[-1], heads)(x)

# %% 8.6 right: a mask of its own
# attention_mask in place of use_causal_mask
def block(x, heads):
    length, size = x.shape[1], x.shape[2]
    mask = np.tril(np.ones((length, length), dtype=bool))[None]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, attention_mask=mask)
    n = layers.LayerNormalization()(x)
    return x + layers.Dense(size)(layers.Dense(4 * size, activation="gelu")(n))

# %% 8.6 right: convolutions of width one
# they do the same at each place by itself
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    wide = layers.Conv1D(4 * size, 1, activation="gelu")(layers.LayerNormalization()(x))
    return x + layers.Conv1D(size, 1)(wide)

# %% 8.6 right: one convolution of width one
# the way back alone
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    wide = layers.Dense(4 * size, activation="gelu")(layers.LayerNormalization()(x))
    return x + layers.Conv1D(size, kernel_size=1)(wide)

# %% 8.6 wrong: a convolution that sees its neighbours -> Conv1D
# width 3: a place also sees the one that comes next
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    wide = layers.Conv1D(4 * size, 3, padding="same", activation="gelu")(layers.LayerNormalization()(x))
    return x + layers.Dense(size)(wide)

# %% 8.6 wrong: convolutions of width one, no mask -> Nobody looks ahead: `use_causal_mask=True` when the
# right but for the mask
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n)
    wide = layers.Conv1D(4 * size, 1, activation="gelu")(layers.LayerNormalization()(x))
    return x + layers.Conv1D(size, 1)(wide)

# %% 8.6 wrong: convolutions half as wide -> Conv1D behind LayerNormalization: filters is 48; asked for
# 2 * size in place of 4 * size
def block(x, heads):
    size = x.shape[-1]
    n = layers.LayerNormalization()(x)
    x = x + layers.MultiHeadAttention(heads, key_dim=size // heads)(n, n, use_causal_mask=True)
    wide = layers.Conv1D(2 * size, 1, activation="gelu")(layers.LayerNormalization()(x))
    return x + layers.Conv1D(size, 1)(wide)

# %% 8.6 right: the second half made first
# layers in another order, then joined
def block(x, heads):
    size = x.shape[-1]
    back, wide, second = layers.Dense(size), layers.Dense(4 * size, activation="gelu"), layers.LayerNormalization()
    attention, first = layers.MultiHeadAttention(heads, size // heads, value_dim=size // heads), layers.LayerNormalization()
    n = first(x)
    x = x + attention(n, n, use_causal_mask=True)
    return x + back(wide(second(x)))

# %% 8.7 wrong: temperature multiplies -> It multiplies by the temperature: divide.
# hot becomes cold
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = scores[best] * temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: no temperature -> The temperature has no effect: divide the scores by it,
# argument not used
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    p = np.exp(scores[best] - scores[best].max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: no top-k -> Every place comes: only the k best may be drawn.
# all words may come
def sample(scores, temperature, k, random):
    scaled = scores / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 wrong: the k worst -> Those are the k worst: np.argsort begins with the smallest.
# argsort goes upwards
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[:k]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: the place among the best -> That is a rank among the k best: what is asked for is its
# 0..k-1 in place of the place in the vocabulary
def sample(scores, temperature, k, random):
    best = np.sort(scores)[-k:]
    scaled = best / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(k, p=p / p.sum())

# %% 8.7 wrong: the best, always -> Always the best comes: draw by the probabilities.
# argmax: no chance
def sample(scores, temperature, k, random):
    return int(np.argmax(scores))

# %% 8.7 wrong: the k best alike -> The k best come alike: hand the probabilities over, p=...
# choice without p
def sample(scores, temperature, k, random):
    return random.choice(np.argsort(scores)[-k:])

# %% 8.7 wrong: probabilities not divided again -> They add up to 1 only if the softmax is done over the k
# softmax first over all, then cut: they do not add up to 1
def sample(scores, temperature, k, random):
    p = np.exp((scores - scores.max()) / temperature)
    p = p / p.sum()
    best = np.argsort(p)[-k:]
    return random.choice(best, p=p[best])

# %% 8.7 wrong: its own generator -> All chance comes from `random`, which is handed in; here
# always the same draw
def sample(scores, temperature, k, random):
    random = np.random.default_rng(0)
    best = np.argsort(scores)[-k:]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: NumPy's chance -> Take all chance from `random`, the generator handed in.
# np.random.choice
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return np.random.choice(best, p=p / p.sum())

# %% 8.7 wrong: the score in place of its place -> The character's place, counted from 0: no fraction, and not its score.
# draws among the scores
def sample(scores, temperature, k, random):
    best = np.sort(scores)[-k:]
    scaled = best / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: scores of the others become 0 -> e to the power of 0 is 1: a score of 0 is still drawn,
# e to the power of 0 is 1: they still come
def sample(scores, temperature, k, random):
    limit = np.sort(scores)[-k]
    kept = np.where(scores >= limit, scores, 0) / temperature
    p = np.exp(kept - kept.max())
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 wrong: one too few -> One too few: the best k, the last of them counted.
# > for >= at the k-th best
def sample(scores, temperature, k, random):
    limit = np.sort(scores)[-k]
    scaled = np.where(scores > limit, scores, -np.inf) / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 wrong: one too many -> One too many: count what your part of the sorted places
# [-k-1] is the k+1st best
def sample(scores, temperature, k, random):
    limit = np.sort(scores)[-k - 1 :][0]
    scaled = np.where(scores >= limit, scores, -np.inf) / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 wrong: overflow -> Take the largest score off before the exponential, or it
# exp of large scores
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    p = np.exp(scores[best] / temperature)
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: changes the scores -> Make new arrays (`y = x * 2`) rather than changing old ones
# writes minus infinity into what is handed in
def sample(scores, temperature, k, random):
    scores[np.argsort(scores)[:-k]] = -np.inf
    scaled = scores / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 wrong: k is five -> `k` is handed in and not used
# the example's k written in
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-5:]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: the k best of shares that add up -> `k` is handed in and not used
# nucleus sampling, taken for top-k
def sample(scores, temperature, k, random):
    scaled = scores / temperature
    p = np.exp(scaled - scaled.max())
    p = p / p.sum()
    order = np.argsort(p)[::-1]
    best = order[: np.searchsorted(np.cumsum(p[order]), 0.9) + 1]
    return random.choice(best, p=p[best] / p[best].sum())

# %% 8.7 wrong: an array of one -> An array with one entry is not yet a number: take the
# size=1
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, size=1, p=p / p.sum())

# %% 8.7 wrong: the probabilities come back -> Those are numbers for all places: draw one of them.
# nothing is drawn
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    p = np.zeros(len(scores))
    p[best] = np.exp((scores[best] - scores.max()) / temperature)
    return p / p.sum()

# %% 8.7 wrong: shares of the scores -> Softmax: raise e to the power of the divided scores first,
# no softmax: scores below 0 are no shares
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = scores[best] / temperature
    return random.choice(best, p=scaled / scaled.sum())

# %% 8.7 wrong: probabilities in another order than places -> Places and probabilities stand in different orders: the
# sorted scores, unsorted places
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = np.sort(scores)[-k:][::-1] / temperature
    p = np.exp(scaled - scaled.max())
    return random.choice(best, p=p / p.sum())

# %% 8.7 wrong: temperature after the softmax -> The temperature has no effect: divide the scores by it,
# divides probabilities
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    p = np.exp(scores[best] - scores[best].max())
    p = p / p.sum() / temperature
    return random.choice(best, p=p / p.sum())

# %% 8.7 right: as the text says
# argsort, softmax, choice
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    scaled = scores[best] / temperature
    p = np.exp(scaled - scaled.max())
    return int(random.choice(best, p=p / p.sum()))

# %% 8.7 right: minus infinity for the others
# the others get probability 0
def sample(scores, temperature, k, random):
    kept = np.full(len(scores), -np.inf)
    k = min(k, len(scores))
    best = np.argpartition(scores, -k)[-k:]
    kept[best] = scores[best]
    p = np.exp((kept - kept.max()) / temperature)
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 right: all that reach the k-th best
# with equal scores at the k-th place more than k come, and the text leaves that open
def sample(scores, temperature, k, random):
    k = min(k, len(scores))
    least = np.sort(scores)[-k]
    kept = np.where(scores >= least, scores, -np.inf)
    p = np.exp((kept - kept.max()) / temperature)
    return int(random.choice(len(scores), p=p / p.sum()))

# %% 8.7 right: Gumbel's trick
# the largest of scores plus noise
def sample(scores, temperature, k, random):
    best = sorted(range(len(scores)), key=lambda place: -scores[place])[:k]
    noisy = [scores[place] / temperature + random.gumbel() for place in best]
    return best[int(np.argmax(noisy))]

# %% 8.7 right: running sums
# one number between 0 and 1
def sample(scores, temperature, k, random):
    best = np.argsort(-np.asarray(scores), kind="stable")[:k]
    scaled = np.asarray(scores)[best] / temperature
    p = np.exp(scaled - scaled[0])
    running = np.cumsum(p / p.sum())
    running[-1] = 1.0
    return best[np.searchsorted(running, random.random(), side="right")]

# %% 8.7 right: temperature first, softmax of Keras
# dividing keeps the order
def sample(scores, temperature, k, random):
    k = min(k, len(scores))
    values, places = keras.ops.top_k(keras.ops.convert_to_tensor(scores / temperature, dtype="float32"), k)
    p = keras.ops.convert_to_numpy(keras.ops.softmax(values)).astype("float64")
    return int(keras.ops.convert_to_numpy(places)[random.choice(k, p=p / p.sum())])

# %% 8.7 right: multinomial
# counts of one draw
def sample(scores, temperature, k, random):
    from scipy.special import softmax
    best = np.argsort(scores)[::-1][:k]
    return best[random.multinomial(1, softmax(scores[best] / temperature)).argmax()]

# %% 8.8 wrong: letter a -> Write inputs and targets side by side: at a place stands the
# takes what goes in at a place for what is asked for there
cause = "a"
may_look = lambda length: np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: letter b -> Look at the loss: `ignore_class=0` leaves the padding out.
# another cause
cause = "b"
may_look = lambda length: np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: letter c -> The best possible score knows that as well: the grammar says
# true, and no sin
cause = "c"
may_look = lambda length: np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: the cause in words -> The letter alone, in quotes, such as cause = "a".
# a sentence in place of the letter
cause = "d: the mask is turned round"
may_look = lambda length: np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: no cause -> The letter alone, in quotes, such as cause = "a".
# None left
cause = None
may_look = lambda length: np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: the colleague's mask again -> That is the colleague's table: the first row is who looks
# right letter, nothing mended
cause = "d"
def may_look(length):
    return np.triu(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: one word ahead -> One word ahead is still the one that it has to guess.
# tril with k=1
cause = "d"
def may_look(length):
    return np.tril(np.ones((length, length), dtype=bool), k=1)

# %% 8.8 wrong: not even itself -> It may look at itself, too, or the first word sees nothing
# tril with k=-1
cause = "d"
def may_look(length):
    return np.tril(np.ones((length, length), dtype=bool), k=-1)

# %% 8.8 wrong: everybody sees everybody -> Without a mask everybody sees what it has to guess.
# no mask
cause = "d"
def may_look(length):
    return np.ones((length, length), dtype=bool)

# %% 8.8 wrong: only itself -> It may look at all that stands before it, not only at
# the diagonal alone
cause = "d"
def may_look(length):
    return np.eye(length, dtype=bool)

# %% 8.8 wrong: turned round, True where it may not look -> The other way round: True where it *may* look, False for
# ~tril
cause = "d"
def may_look(length):
    return ~np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 wrong: columns ask -> That is the colleague's table: the first row is who looks
# rows and columns taken for each other
cause = "d"
def may_look(length):
    places = np.arange(length)
    return places[:, None] <= places[None, :]

# %% 8.8 wrong: minus infinity in place of False -> True where it may look, else False: no scores, no weights.
# a mask to be added
cause = "d"
def may_look(length):
    return np.where(np.tril(np.ones((length, length))) == 1, 0, -np.inf)

# %% 8.8 wrong: a mask for one length -> `length` is handed in and not used.
# 3 by 3
cause = "d"
def may_look(length):
    return np.tril(np.ones((3, 3), dtype=bool))

# %% 8.8 wrong: a row -> One row is not enough: a row for each word that looks.
# one row in place of a table
cause = "d"
def may_look(length):
    return np.arange(length) <= length

# %% 8.8 right: upper case
# D
cause = "D"
def may_look(length):
    return np.tril(np.ones((length, length), dtype=bool))

# %% 8.8 right: letter with a full stop
# " d. "
cause = " d. "
def may_look(length):
    places = np.arange(length)
    return places[None, :] <= places[:, None]

# %% 8.8 right: loops
# list comprehension
cause = "d"
def may_look(length):
    return np.array([[there <= here for there in range(length)] for here in range(length)])

# %% 8.8 right: transposed
# the colleague's, turned round
cause = "d"
def may_look(length):
    return np.triu(np.ones((length, length))).T > 0

# %% 8.8 right: keras ops
# a tensor of truth values
cause = "(d)"
def may_look(length):
    places = keras.ops.arange(length)
    return keras.ops.expand_dims(places, 1) >= keras.ops.expand_dims(places, 0)

# %% 8.1 wrong: root of the number of words, from outside -> The root of how many numbers a *query* has: not of how many
# (divides by the root of how many words there are, not how long a query is; hint: the root of how many numbers a query has)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(keys))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: root of 2 written in -> The root of how many numbers a *query* has: not always of
# (takes the number of the worked example; right for queries of two numbers only. Hint: len(query))
def attend(query, keys, values):
    scores = keys @ query / 2**0.5
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: root of the size of a value -> The root of how many numbers a *query* has: not of how many
# (takes the length of a value; right in the notebook, where values have two numbers too. Hint: the query's length)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(values.shape[1])
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: root after the softmax -> The root goes to the scores, before the softmax: weights
# (divides the weights, not the scores; they no longer add up to 1. Hint: divide before the softmax)
def attend(query, keys, values):
    scores = keys @ query
    e = np.exp(scores - scores.max())
    weights = e / e.sum() / np.sqrt(len(query))
    return weights, weights @ values

# %% 8.1 wrong: cosine similarity -> The dot product as it is: a long key may speak louder.
# (divides by the lengths of the vectors as in search by similarity; hint: only the root of how many numbers)
def attend(query, keys, values):
    scores = keys @ query / (np.linalg.norm(keys, axis=1) * np.linalg.norm(query) + 1e-9)
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: mixture of the keys -> What is mixed are the values, not the keys.
# (mixes the labels, not the contents; hint: values are what is taken home)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ keys

# %% 8.1 wrong: mixture by the scores -> Softmax of the divided scores; then the values, each times
# (the weights are right, but the values are mixed by the scores; hint: mix by the weights)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, scores @ values

# %% 8.1 wrong: takes the best word only -> All words give something, each by its weight: not the best
# (hard attention: a lookup in place of a mixture; hint: the mixture of all values by the weights)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, values[weights.argmax()]

# %% 8.1 wrong: contributions not added up -> Add the values up, each times its weight: the mixture has
# (each value times its weight, but not summed: shape (words, contents); hint: one row as long as one value)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights[:, np.newaxis] * values

# %% 8.1 wrong: the mean of the weighted values -> Add up, no mean: the weights share 1 among them already.
# (mean where a sum is due: the weights have already divided; hint: the mixture is too small by the number of words)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, (weights[:, np.newaxis] * values).mean(axis=0)

# %% 8.1 wrong: a leading axis of one -> An axis of length 1 too many or too few: print the `.shape`
# (makes a row of the query as all-words formula has it; shapes (1, words) and (1, contents). Hint: shapes)
def attend(query, keys, values):
    scores = query[np.newaxis] @ keys.T / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: scales the keys in place -> Make new arrays (`y = x * 2`) rather than changing old ones
# (keys /= ... changes the caller's array, so a second call gets smaller keys; hint: do not change what is handed in)
def attend(query, keys, values):
    keys /= np.sqrt(len(query))
    scores = keys @ query
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: scores divided by their sum -> Softmax: raise e to the power of the scores first, then
# (no exponential: weights can be negative; hint: softmax has exponentials)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = scores / scores.sum()
    return weights, weights @ values

# %% 8.1 wrong: the global query -> `queries` is not known in the function; it is handed query,
# (uses queries[2] of the notebook and not the argument; works on the example. Hint: use the argument)
def attend(query, keys, values):
    scores = keys @ queries[2] / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: rounded weights -> Softmax of the divided scores; then the values, each times
# (rounds to three places as the text prints them; hint: do not round)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = (e / e.sum()).round(2)
    return weights, weights @ values

# %% 8.1 wrong: root of the squared query -> The root of how many numbers a *query* has: not the length
# (divides by the length of the query as a vector: "size" misread; hint: how many numbers, not how long)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(np.sum(query**2))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: only prints -> Does the function end with `return` and the result behind
# (prints both and returns nothing; hint: return two arrays)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    mixture = weights @ values
    print(weights, mixture)

# %% 8.1 right: einsum
# (another notation)
def attend(query, keys, values):
    scores = np.einsum("ws,s->w", keys, query) / np.sqrt(query.size)
    scores -= scores.max()
    weights = np.exp(scores)
    weights /= weights.sum()
    return weights, np.einsum("w,wc->c", weights, values)

# %% 8.1 right: loops and math
# (word by word, lists made into arrays in the end)
def attend(query, keys, values):
    import math

    root = math.sqrt(len(query))
    scores = [sum(float(q) * float(k) for q, k in zip(query, key)) / root for key in keys]
    top = max(scores)
    powers = [math.exp(s - top) for s in scores]
    total = sum(powers)
    weights = np.array([p / total for p in powers])
    mixture = np.zeros(np.shape(values)[1])
    for weight, value in zip(weights, values):
        mixture = mixture + weight * value
    return weights, mixture

# %% 8.1 right: query scaled first, logarithm of the sum
# (logaddexp in place of the shift by the maximum)
def attend(query, keys, values):
    scaled = query * len(query) ** -0.5
    scores = np.dot(keys, scaled)
    weights = np.exp(scores - np.logaddexp.reduce(scores))
    return weights, values.T @ weights

# %% 8.1 right: np.average
# (the mixture as a weighted average; the pair as a list)
def attend(query, keys, values):
    scores = (keys * query).sum(axis=1) / np.sqrt(keys.shape[1])
    weights = np.exp(scores - np.max(scores))
    weights = weights / np.sum(weights)
    return [weights, np.average(values, axis=0, weights=weights)]

# %% 8.1 right: each weight from differences
# (softmax without a maximum: one over the sum of the powers of all differences)
def attend(query, keys, values):
    scores = keys.dot(query) / keys.shape[1] ** 0.5
    with np.errstate(over="ignore"):
        weights = 1 / np.exp(scores[np.newaxis, :] - scores[:, np.newaxis]).sum(axis=1)
    return weights, np.tensordot(weights, values, axes=1)

# %% 8.2 wrong: minus infinity times zero -> 0 times infinity is no number: put minus infinity only
# (adds (1 - mask) * -inf; 0 * -inf is not a number, so everything is nan. Hint: np.where)
def causal_attention(queries, keys, values):
    words = len(queries)
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = scores + (1 - np.tri(words)) * -np.inf
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: masked scores are 0 -> e to the power of 0 is 1: a score of 0 still gets a weight,
# (multiplies the scores by the mask: e to the power 0 is 1. Hint: which score gives the weight 0)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1]) * np.tri(len(queries))
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: minus ten is not infinity -> What is masked is not low enough: some weight is left
# (a penalty too small: the weights ahead are nearly, but not exactly 0)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = scores - 10 * (1 - np.tri(len(queries)))
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: tiny positive in place of minus infinity -> e to the power of 0 is 1: a score of 0 still gets a weight,
# (takes 1e-9 for "a very small number" where a very negative one is due)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(len(queries), dtype=bool), scores, 1e-9)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: sum without keepdims -> The sum of a row belongs to the row: as a column,
# (a square table divides silently along the wrong axis; hint: keepdims for the sum too)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(len(queries), dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1)
    return weights, weights @ values

# %% 8.2 wrong: one softmax over the whole table -> Each row has a softmax of its own: the sum goes along axis
# (max and sum of everything: the table, not each row, adds up to 1)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(len(queries), dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.2 wrong: keys ask queries -> The queries ask, a row for each: queries @ keys.T.
# (keys @ queries.T: the row is where it looks and not who looks)
def causal_attention(queries, keys, values):
    scores = keys @ queries.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(len(queries), dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: weights turned for the mixture -> A row is a word that looks: the weights stand in front as
# (the table is right, the mixture takes its columns)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(len(queries), dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights.T @ values

# %% 8.2 wrong: mask of three words, from outside -> The shapes do not fit entry by entry: print both `.shape`s
# (np.tri(3) from the example; any other text fails)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(3, dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: root of the number of words, len(queries) -> The root of how many numbers a *query* has: not of how many
# (len(queries) is now the number of words, len(query) was the size; right only where both agree)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(len(queries))
    scores = np.where(np.tri(len(queries), dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: only itself and the word before -> Mask, softmax for each row, then the values, each times its
# (looks one word back only; hint: everything that stands before)
def causal_attention(queries, keys, values):
    n = len(queries)
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    near = np.tri(n, dtype=bool) & ~np.tri(n, k=-2, dtype=bool)
    scores = np.where(near, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: loop stops before the last word -> Mask, softmax for each row, then the values, each times its
# (range(1, words): the last row stays 0)
def causal_attention(queries, keys, values):
    n = len(queries)
    weights = np.zeros((n, n))
    mixtures = np.zeros((n, values.shape[1]))
    for k in range(1, n):
        weights[k - 1, :k], mixtures[k - 1] = attend(queries[k - 1], keys[:k], values[:k])
    return weights, mixtures

# %% 8.2 wrong: list of rows of different lengths -> All rows are as long as there are words: what a word does
# (each row has only the words up to it, nothing is filled with 0: no table)
def causal_attention(queries, keys, values):
    weights, mixtures = [], []
    for k, query in enumerate(queries):
        w, m = attend(query, keys[: k + 1], values[: k + 1])
        weights.append(w)
        mixtures.append(m)
    return weights, np.array(mixtures)

# %% 8.2 wrong: keys masked, not scores -> e to the power of 0 is 1: a score of 0 still gets a weight,
# (sets the later keys to 0, so the score is 0 and the weight is not)
def causal_attention(queries, keys, values):
    n = len(queries)
    weights, mixtures = [], []
    for k in range(n):
        seen = keys * (np.arange(n) <= k)[:, np.newaxis]
        w, m = attend(queries[k], seen, values)
        weights.append(w)
        mixtures.append(m)
    return np.array(weights), np.array(mixtures)

# %% 8.2 wrong: the global keys -> `three_words` is a name of the notebook: a function
# (uses three_words of the notebook for the number of words)
def causal_attention(queries, keys, values):
    words = len(three_words)
    weights = np.zeros((words, words))
    mixtures = np.zeros((words, values.shape[1]))
    for k in range(words):
        weights[k, : k + 1], mixtures[k] = attend(queries[k], keys[: k + 1], values[: k + 1])
    return weights, mixtures

# %% 8.2 wrong: mixtures of equal shares -> Mask, softmax for each row, then the values, each times its
# (table is right; the mixtures are plain means of what stands before)
def causal_attention(queries, keys, values):
    n = len(queries)
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(n, dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, np.cumsum(values, axis=0) / np.arange(1, n + 1)[:, np.newaxis]

# %% 8.2 wrong: mixture before the mask -> The weights are masked, and the mixtures are not: mix with
# (computes the mixtures from the unmasked weights, then masks the table for show)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    mixtures = weights @ values
    weights = weights * np.tri(len(queries))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, mixtures

# %% 8.2 right: attend for one word after the other
# (uses exercise 8.1 on the words up to each)
def causal_attention(queries, keys, values):
    words = len(queries)
    weights = np.zeros((words, words))
    mixtures = np.zeros((words, values.shape[1]))
    for place in range(words):
        seen = slice(0, place + 1)
        weights[place, seen], mixtures[place] = attend(queries[place], keys[seen], values[seen])
    return weights, mixtures

# %% 8.2 right: a large negative number added
# (-1e30 ahead: e to its power is exactly 0 in floats)
def causal_attention(queries, keys, values):
    scores = np.einsum("qs,ks->qk", queries, keys) / queries.shape[-1] ** 0.5
    scores = scores + np.triu(np.full(scores.shape, -1e30), k=1)
    powers = np.exp(scores - scores.max(axis=-1, keepdims=True))
    weights = powers / powers.sum(axis=-1, keepdims=True)
    return weights, np.einsum("qk,kc->qc", weights, values)

# %% 8.2 right: indices of the upper triangle
# (assigns -inf in a copy; works on the transposed table with axis 0)
def causal_attention(queries, keys, values):
    scores = (keys @ queries.T) / np.sqrt(keys.shape[1])
    ahead = np.tril_indices(len(keys), k=-1)
    scores[ahead] = -np.inf
    powers = np.exp(scores - scores.max(axis=0))
    weights = (powers / powers.sum(axis=0)).T
    return weights, weights @ values

# %% 8.2 right: masked arrays
# (NumPy's masked arrays, filled with 0 in the end)
def causal_attention(queries, keys, values):
    n, size = queries.shape
    scores = np.ma.masked_array(queries @ keys.T / size**0.5, mask=~np.tri(n, dtype=bool))
    powers = np.ma.exp(scores - scores.max(axis=1).reshape(-1, 1))
    weights = (powers / powers.sum(axis=1).reshape(-1, 1)).filled(0.0)
    return weights, np.asarray(weights) @ values

# %% 8.2 right: list comprehension, padded rows
# (rows of growing length, padded with zeros by np.pad; a list is returned)
def causal_attention(queries, keys, values):
    n = len(keys)
    rows = [attend(queries[k], keys[: k + 1], values[: k + 1])[0] for k in range(n)]
    weights = np.array([np.pad(row, (0, n - len(row))) for row in rows])
    return [weights, np.dot(weights, values)]

# %% 8.3 wrong: halves side by side -> Side by side: a sine, its cosine, the next sine; not all
# (all sines, then all cosines, as in some libraries; hint: columns 0, 2, 4 and 1, 3, 5)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1)

# %% 8.3 wrong: cosines of their own angles -> A cosine has the same angle as the sine on its left: one
# (the exponent of an odd column is (2k + 1)/size; hint: the cosines of the SAME angles)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(size) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles[:, 0::2])
    table[:, 1::2] = np.cos(angles[:, 1::2])
    return table

# %% 8.3 wrong: doubled twice -> np.arange(0, size, 2) holds the numbers 2k already: doubled
# (np.arange(0, size, 2) is 2k already, then times 2)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (2 * np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: k in place of 2k -> The exponent counts columns, 0, 2, 4, ..., not hands, 0, 1,
# (numbers the hands 0, 1, 2 and forgets the 2)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(size // 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: last hand exactly 10000 -> The exponent is 2k by size, not by anything less: the
# (the exponents run to 1 itself, as tensor2tensor has it: divided by half - 1)
def positions(length, size):
    exponents = np.linspace(0, 1, size // 2)
    angles = np.arange(length)[:, np.newaxis] / 10000**exponents
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: table of whole numbers -> Whole numbers have no fractions: an array of floats,
# (dtype int cuts sines and cosines to 0 and 1)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size), dtype=int)
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: whole division in the exponent -> `//` leaves the exponent at 0, and all hands go alike: `/`.
# (// makes every exponent 0: all hands go round equally fast)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) // size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: brackets forgotten in the power -> Angles first, a row for each place and a column for each
# (10000 ** 2k / size is (10000 ** 2k) / size)
def positions(length, size):
    two_k = np.arange(0, size, 2).astype(float)
    angles = np.arange(length)[:, np.newaxis] / (10000**two_k / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: multiplied, not divided -> Divide by the power: each hand is slower than the one
# (hands get faster to the right)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] * 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: cosine first, from outside -> The sine comes first: columns 0, 2, 4, ...
# (sine and cosine exchanged)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1).reshape(length, size)

# %% 8.3 wrong: rows in place of columns -> Angles first, a row for each place and a column for each
# (the sines go into the even ROWS: even places get sines of all, odd ones cosines)
def positions(length, size):
    exponents = np.arange(size) // 2 * 2 / size
    angles = np.arange(length)[:, np.newaxis] / 10000**exponents
    table = np.zeros((length, size))
    table[0::2] = np.sin(angles[0::2])
    table[1::2] = np.cos(angles[1::2])
    return table

# %% 8.3 wrong: a batch axis in front -> An axis of length 1 too many or too few: print the `.shape`
# (habit from PyTorch: (1, length, size))
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table[np.newaxis]

# %% 8.3 wrong: places from 1 -> Places are counted from 0, as Python does.
# (the first row is place 1; hint: from 0 on)
def positions(length, size):
    angles = np.arange(1, length + 1)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: a thousand -> It is 10,000 to that power.
# (1000 for 10000: a nought lost)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 1000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: a full turn -> No 2 pi here: the sine goes round once in 2 pi by itself.
# (a clock: multiplies the angle by 2 pi)
def positions(length, size):
    angles = 2 * np.pi * np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: place as a share of the length -> Angles first, a row for each place and a column for each
# (place / length: the same place differs between texts of other lengths)
def positions(length, size):
    shares = np.arange(length)[:, np.newaxis] / length
    angles = shares / 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: size six written in -> Angles first, a row for each place and a column for each
# (the exponent is divided by the 6 of the trial call)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / 6)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 right: two loops
# (number by number)
def positions(length, size):
    import math

    table = np.empty((length, size))
    for place in range(length):
        for column in range(size):
            two_k = column - column % 2
            angle = place / 10000 ** (two_k / size)
            table[place, column] = math.cos(angle) if column % 2 else math.sin(angle)
    return table

# %% 8.3 right: complex numbers, from outside
# (e to the power i times the angle: imaginary part the sine, real part the cosine)
def positions(length, size):
    speed = np.exp(-np.log(10000) * np.arange(0, size, 2) / size)
    turned = np.exp(1j * np.outer(np.arange(length), speed))
    return np.stack([turned.imag, turned.real], axis=2).reshape(length, size)

# %% 8.3 right: all are sines
# (a cosine is a sine a quarter turn ahead)
def positions(length, size):
    columns = np.arange(size)
    angles = np.arange(length)[:, None] * 10000.0 ** (-(columns - columns % 2) / size)
    return np.sin(angles + (columns % 2) * np.pi / 2)

# %% 8.3 right: np.where over repeated angles
# (each speed twice)
def positions(length, size):
    speeds = np.repeat(1 / np.power(10000, 2 * np.arange(size // 2) / size), 2)
    angles = np.arange(length).reshape(-1, 1) * speeds
    return np.where(np.arange(size) % 2 == 0, np.sin(angles), np.cos(angles))

# %% 8.3 right: columns collected, then turned
# (list of columns, transposed)
def positions(length, size):
    places = np.arange(length, dtype=float)
    columns = []
    for k in range(size // 2):
        angle = places / 10000 ** (2 * k / size)
        columns += [np.sin(angle), np.cos(angle)]
    return np.array(columns).T

# %% 8.4 wrong: compares what the two make together -> Both pieces must be those of the pair: that they read alike
# (t + he equals th + e: merges pairs that are not the pair. Hint: compare the two pieces, not their sum)
def merge(pieces, pair):
    merged, place = [], 0
    while place < len(pieces):
        if b"".join(pieces[place : place + 2]) == pair[0] + pair[1]:
            merged.append(pair[0] + pair[1])
            place += 2
        else:
            merged.append(pieces[place])
            place += 1
    return merged

# %% 8.4 wrong: list against tuple -> Nothing is merged. A list never equals a tuple: is one
# (pieces[place : place + 2] is a list and never equals a tuple: nothing is merged)
def merge(pieces, pair):
    merged, place = [], 0
    while place < len(pieces):
        if pieces[place : place + 2] == pair:
            merged.append(pair[0] + pair[1])
            place += 2
        else:
            merged.append(pieces[place])
            place += 1
    return merged

# %% 8.4 wrong: the list is changed in place -> Begin with an empty list and append to it: the list that is
# (pop and assignment in the list handed in, which is returned; hint: a new list)
def merge(pieces, pair):
    place = 0
    while place < len(pieces) - 1:
        if (pieces[place], pieces[place + 1]) == pair:
            pieces[place] = pair[0] + pair[1]
            pieces.pop(place + 1)
        place += 1
    return pieces

# %% 8.4 wrong: place moved inside a for loop -> Behind a merge the place moves on by two: the right one of
# (place += 1 has no effect in a for loop, so the right one of the pair comes again)
def merge(pieces, pair):
    merged = []
    for place in range(len(pieces)):
        if tuple(pieces[place : place + 2]) == pair:
            merged.append(pair[0] + pair[1])
            place += 1
        else:
            merged.append(pieces[place])
    return merged

# %% 8.4 wrong: last piece lost -> The last piece is lost: it has no neighbour, and stays.
# (while place < len(pieces) - 1, for fear of the IndexError)
def merge(pieces, pair):
    merged, place = [], 0
    while place < len(pieces) - 1:
        if pieces[place] == pair[0] and pieces[place + 1] == pair[1]:
            merged.append(pair[0] + pair[1])
            place += 2
        else:
            merged.append(pieces[place])
            place += 1
    return merged

# %% 8.4 wrong: index beyond the end -> The last piece has no neighbour to look at, and of no
# (pieces[place + 1] without a look at the end: IndexError if the last piece is the left one of the pair)
def merge(pieces, pair):
    merged, place = [], 0
    while place < len(pieces):
        if pieces[place] == pair[0] and pieces[place + 1] == pair[1]:
            merged.append(pair[0] + pair[1])
            place += 2
        else:
            merged.append(pieces[place])
            place += 1
    return merged

# %% 8.4 wrong: from right to left, from outside -> From left to right: here it begins at the right.
# (a a a becomes a aa; hint: from left to right)
def merge(pieces, pair):
    merged, place = [], len(pieces) - 1
    while place >= 0:
        if place > 0 and (pieces[place - 1], pieces[place]) == pair:
            merged.append(pair[0] + pair[1])
            place -= 2
        else:
            merged.append(pieces[place])
            place -= 1
    return merged[::-1]

# %% 8.4 wrong: only the first place -> Every place, not only the first.
# (returns after one merge; hint: each place)
def merge(pieces, pair):
    for place in range(len(pieces) - 1):
        if (pieces[place], pieces[place + 1]) == pair:
            return pieces[:place] + [pair[0] + pair[1]] + pieces[place + 2 :]
    return list(pieces)

# %% 8.4 wrong: either order -> The order in a pair counts: the left one, then the right
# (a set: h t is merged as well, and a pair of equal pieces with anything? hint: left one, then right one)
def merge(pieces, pair):
    merged, place = [], 0
    while place < len(pieces):
        two = pieces[place : place + 2]
        if len(two) == 2 and sorted(two) == sorted(pair):
            merged.append(two[0] + two[1])
            place += 2
        else:
            merged.append(pieces[place])
            place += 1
    return merged

# %% 8.4 wrong: joined by a separator -> 8 came, 7 are right. From left to right: two that are the
# (join with a blank, replace, split: a piece that is a blank or has one in it falls apart)
def merge(pieces, pair):
    row = b" ".join(pieces)
    row = row.replace(pair[0] + b" " + pair[1], pair[0] + pair[1])
    return row.split(b" ")

# %% 8.4 wrong: separator eats the neighbours -> 1 came, 0 are right. From left to right: two that are the
# (a rare separator, but the replacement also hits the end of one piece and the beginning of the next)
def merge(pieces, pair):
    bar = b"\xff\xfe\xff"
    row = bar.join(pieces)
    row = row.replace(pair[0] + bar + pair[1], pair[0] + pair[1])
    return row.split(bar)

# %% 8.4 wrong: recursion -> It calls itself once for each piece, and Python goes no
# (calls itself for the rest: a long text exceeds Python's depth of calls)
def merge(pieces, pair):
    if len(pieces) < 2:
        return list(pieces)
    if tuple(pieces[:2]) == pair:
        return [pair[0] + pair[1]] + merge(pieces[2:], pair)
    return [pieces[0]] + merge(pieces[1:], pair)

# %% 8.4 wrong: the pair itself is appended -> The two stand there as a pair: one piece is made of them by
# (a tuple stands where one piece of bytes should stand)
def merge(pieces, pair):
    merged, place = [], 0
    while place < len(pieces):
        if tuple(pieces[place : place + 2]) == pair:
            merged.append(pair)
            place += 2
        else:
            merged.append(pieces[place])
            place += 1
    return merged

# %% 8.4 wrong: a generator -> Nearly: list(...) makes a list.
# (yield in place of a list; hint: returns a list)
def merge(pieces, pair):
    place = 0
    while place < len(pieces):
        if tuple(pieces[place : place + 2]) == pair:
            yield pair[0] + pair[1]
            place += 2
        else:
            yield pieces[place]
            place += 1

# %% 8.4 wrong: all bytes joined first -> What was one piece is cut up: compare pieces, do not join
# (joins, then splits at the pair: the other pieces lose their borders)
def merge(pieces, pair):
    whole = b"".join(pieces)
    both = pair[0] + pair[1]
    merged, place = [], 0
    while place < len(whole):
        if whole[place:].startswith(both):
            merged.append(both)
            place += len(both)
        else:
            merged.append(whole[place : place + 1])
            place += 1
    return merged

# %% 8.4 wrong: steps of two -> 8 came, 7 are right. From left to right: two that are the
# (looks at places 0, 2, 4 only, so a pair at an odd place is missed)
def merge(pieces, pair):
    merged = []
    for place in range(0, len(pieces), 2):
        two = pieces[place : place + 2]
        if tuple(two) == pair:
            merged.append(pair[0] + pair[1])
        else:
            merged.extend(two)
    return merged

# %% 8.4 wrong: text in place of bytes, from outside -> That is text: a piece stays of bytes, b'...', also behind a
# (decodes each piece to glue them: returns str, and fails on half a character)
def merge(pieces, pair):
    merged, place = [], 0
    while place < len(pieces):
        if tuple(pieces[place : place + 2]) == pair:
            merged.append(pair[0].decode() + pair[1].decode())
            place += 2
        else:
            merged.append(pieces[place].decode())
            place += 1
    return merged

# %% 8.4 wrong: longest run at once -> 1 came, 2 are right. From left to right: two that are the
# (a a a a becomes one piece: goes on merging the new piece with what follows)
def merge(pieces, pair):
    merged = []
    glued = False
    for piece in pieces:
        last = pair[1] if glued else (merged[-1] if merged else None)
        if piece == pair[1] and last == pair[0]:
            merged[-1] = merged[-1] + piece
            glued = True
        else:
            merged.append(piece)
            glued = False
    return merged

# %% 8.4 right: a stack
# (looks back at the last piece of the new list; what has been merged is longer, so never the left one again)
def merge(pieces, pair):
    left, right = pair
    new, fresh = [], False
    for piece in pieces:
        if new and not fresh and new[-1] == left and piece == right:
            new[-1] = left + right
            fresh = True
        else:
            new.append(piece)
            fresh = False
    return new

# %% 8.4 right: a flag that skips
# (a for loop with a look ahead)
def merge(pieces, pair):
    new, skip = [], False
    for piece, following in zip(pieces, [*pieces[1:], None]):
        if skip:
            skip = False
        elif piece == pair[0] and following == pair[1]:
            new.append(piece + following)
            skip = True
        else:
            new.append(piece)
    return new

# %% 8.4 right: a copy emptied from the left
# (deque with popleft)
def merge(pieces, pair):
    from collections import deque

    rest, new = deque(pieces), []
    while rest:
        piece = rest.popleft()
        if rest and (piece, rest[0]) == tuple(pair):
            piece += rest.popleft()
        new.append(piece)
    return new

# %% 8.4 right: places of the pair first
# (finds the places, then builds by slices)
def merge(pieces, pair):
    starts, free = [], 0
    for k in range(len(pieces) - 1):
        if k >= free and pieces[k] == pair[0] and pieces[k + 1] == pair[1]:
            starts.append(k)
            free = k + 2
    new, begin = [], 0
    for k in starts:
        new += pieces[begin:k] + [b"".join(pair)]
        begin = k + 2
    return new + pieces[begin:]

# %% 8.4 right: changes a copy in place
# (slice assignment in a copy, the list handed in stays as it is)
def merge(pieces, pair):
    new, place = list(pieces), 0
    while place + 1 < len(new):
        if new[place : place + 2] == list(pair):
            new[place : place + 2] = [pair[0] + pair[1]]
        place += 1
    return new

# %% 8.5 wrong: a piece for each character -> A piece is one byte at first, not one character: encode the
# (encodes character by character: é is one piece of two bytes. Nothing is lost, but a merge of half characters never happens)
def to_pieces(text, merges):
    pieces = [character.encode() for character in text]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: bytes of a number, from outside -> bytes(5) is five zeros, and not the byte 5: the number goes
# (bytes(number) is so many zero bytes; hint: bytes([number]))
def to_pieces(text, merges):
    pieces = [bytes(number) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: numbers in place of bytes -> Those are the numbers of the bytes: `extend` and list(...)
# (list(text.encode()) is a list of numbers; they match no pair)
def to_pieces(text, merges):
    pieces = list(text.encode())
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return bytes(pieces).decode()

# %% 8.5 wrong: begins anew at each merge -> Each merge works on what the one before has left, not on
# (every merge is applied to the bytes, so only the last one is left)
def to_pieces(text, merges):
    start = [bytes([number]) for number in text.encode()]
    pieces = start
    for pair in merges:
        pieces = merge(start, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: return inside the loop -> Only the first merge is done: does `return` stand inside
# (only the first merge is done, and without merges nothing is returned)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
        return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: again and again until nothing changes -> Each merge once, in its turn: here they are done over and
# (goes through the list until it is stable: an earlier merge is done after a later one; hint: in this order)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    before = None
    while before != pieces:
        before = pieces
        for pair in merges:
            pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: longest known piece first -> What counts is the order of the merges, not which piece is
# (cuts greedily by the longest piece of the vocabulary, as WordPiece does; the pieces differ)
def to_pieces(text, merges):
    known = {left + right for left, right in merges}
    longest = max([1, *map(len, known)])
    row, pieces = text.encode(), []
    while row:
        for n in range(min(longest, len(row)), 0, -1):
            if n == 1 or row[:n] in known:
                pieces.append(row[:n])
                row = row[n:]
                break
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: word by word -> 5 came, 4 are right. Bytes first, one a piece; then one
# (splits at blanks first, since real ones do not merge across spaces; a merge with a blank in it is missed)
def to_pieces(text, merges):
    import re

    pieces = []
    for part in re.findall(r"\s+|\S+", text):
        row = [bytes([number]) for number in part.encode()]
        for pair in merges:
            row = merge(row, pair)
        pieces += row
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: text normalised -> 9 came, 10 are right. Bytes first, one a piece; then one
# (NFC changes texts with composed accents: what comes back is not what went in)
def to_pieces(text, merges):
    import unicodedata

    pieces = [bytes([number]) for number in unicodedata.normalize("NFC", text).encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: merges used up -> Begin with an empty list and append to it: the list that is
# (merges.pop(0) empties the caller's list: the next call merges nothing)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    while merges:
        pieces = merge(pieces, merges.pop(0))
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: the merges of the example -> `merges` is handed in and not used.
# (uses the notebook's two_merges in place of the argument)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in [(b"t", b"h"), (b"th", b"e")]:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: latin-1, from outside -> That is another code than UTF-8, and loses letters:
# (one byte a character: emoji cannot be encoded)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("latin-1", errors="replace")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode("latin-1")

# %% 8.5 wrong: decoding with replacement -> A piece may end in the middle of a character: join all
# (decodes each piece and replaces what cannot be decoded: no error, but characters lost)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return "".join(piece.decode(errors="replace") for piece in pieces)

# %% 8.5 wrong: decoding with ignore, joined with errors ignored -> A piece may end in the middle of a character: join all
# (each piece by itself, undecodable ones dropped)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    text = ""
    for piece in pieces:
        text += piece.decode("utf-8", "ignore")
    return text

# %% 8.5 wrong: a b in quotes -> That is what Python shows of bytes, not their text:
# (str(piece) writes b't': hint: decode)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return "".join(str(piece) for piece in pieces)

# %% 8.5 wrong: bytes come back, from outside -> Those are still bytes: .decode() makes text of them.
# (joins, but does not decode)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces)

# %% 8.5 wrong: blanks trimmed -> White space is lost: a text is not cut into words first,
# (strip: blanks and line breaks at the ends are lost)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.strip().encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: each merge once only -> The merges come in the order of the list: later ones build
# (set removes the order; here sorted by length, short ones first)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in sorted(set(merges), key=lambda pair: len(pair[0] + pair[1])):
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: merges backwards -> The merges come in the order of the list: later ones build
# (longest first, "so that the short ones do not take it away")
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in reversed(merges):
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 right: reduce
# (functools.reduce with merge)
def to_pieces(text, merges):
    from functools import reduce

    row = text.encode("utf-8")
    return reduce(merge, merges, [row[k : k + 1] for k in range(len(row))])


def to_text(pieces):
    return str(b"".join(pieces), "utf-8")

# %% 8.5 right: map and to_bytes
# (int.to_bytes; the bytes are added up)
def to_pieces(text, merges):
    pieces = [number.to_bytes(1, "big") for number in bytearray(text, "utf-8")]
    for left, right in merges:
        pieces = merge(pieces, (left, right))
    return pieces


def to_text(pieces):
    whole = b""
    for piece in pieces:
        whole += piece
    return whole.decode("utf-8")

# %% 8.5 right: decoder that remembers halves
# (codecs' incremental decoder takes piece by piece)
def to_pieces(text, merges):
    pieces = [bytes((number,)) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    import codecs

    decoder = codecs.getincrementaldecoder("utf-8")()
    return "".join([decoder.decode(piece) for piece in pieces]) + decoder.decode(b"", final=True)

# %% 8.5 right: own merging inside
# (does not use merge; a copy is shortened for one pair after the other)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for left, right in merges:
        place = 0
        while place < len(pieces) - 1:
            if pieces[place] == left and pieces[place + 1] == right:
                pieces[place] = left + right
                del pieces[place + 1]
            place += 1
    return pieces


def to_text(pieces):
    return bytes(number for piece in pieces for number in piece).decode()

# %% 8.5 right: a lambda for the way back
# (np.frombuffer for the bytes, a bytearray for the way back; skips pairs that cannot occur)
def to_pieces(text, merges):
    numbers = np.frombuffer(text.encode(), dtype="uint8")
    pieces = [number.tobytes() for number in numbers]
    for pair in list(merges):
        if pair[0] in pieces and pair[1] in pieces:
            pieces = merge(pieces, pair)
    return pieces


to_text = lambda pieces: bytearray().join(pieces).decode()

# %% 8.6 wrong: one normalisation used twice -> A layer that is called twice has its weights only once:
# (the same layer object twice: its weights are shared. Hint: every one has weights of its own)
def block(x, heads):
    size = x.shape[-1]
    norm = keras.layers.LayerNormalization()
    normal = norm(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(norm(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: sizes of the example written in -> All is as wide as x: its size is x.shape[-1], whatever it
# (512 and 128 fixed; another size does not go through)
def block(x, heads):
    normal = keras.layers.LayerNormalization()(x)
    x = x + keras.layers.MultiHeadAttention(heads, 32)(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(512, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(128)(wide)

# %% 8.6 wrong: key_dim 32 fixed -> The heads share the size of x among them: each has size /
# (size / heads only for 128 and 4; other sizes work, but with a wrong number of weights)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    x = x + keras.layers.MultiHeadAttention(heads, 32)(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: heads and key_dim exchanged -> The heads share the size of x among them: each has size /
# (size // heads heads of heads numbers each: same count of weights, other network)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(size // heads, heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: four heads always -> `heads` is handed in and not used: so many heads the
# (ignores heads, takes the notebook's HEADS; hint: the argument)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(HEADS, size // HEADS)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: relu, from outside -> ReLU stands behind Dense(96), where gelu is asked for.
# (a ReLU for the gelu: the cornered one)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="relu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: gelu on both dense layers -> gelu is not asked for behind Dense(24).
# (the second has no activation by the text: with gelu it can hardly subtract)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size, activation="gelu")(wide)

# %% 8.6 wrong: both brooks from the same x -> What is normalised the second time is the sum: the dense
# (the dense layers read the normalised x and not the normalised sum: parallel, as in GPT-J)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    found = keras.layers.MultiHeadAttention(heads, size // heads)(
        normal, normal, use_causal_mask=True
    )
    second = keras.layers.LayerNormalization()(x)
    wide = keras.layers.Dense(4 * size, activation="gelu")(second)
    return x + found + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: second sum leaves the attention out -> In the end the dense layers' answer is added to the sum, in
# (adds the dense layers to the first x: what attention brought home is not in the stream)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    total = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(total))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: added to the normalised sum -> What is added to is the x that is *not* normalised: else
# (the second addition takes the normalised sum)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    normal = keras.layers.LayerNormalization()(x)
    wide = keras.layers.Dense(4 * size, activation="gelu")(normal)
    return normal + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: asks the bare x -> Who asks and who is asked: both are the normalised x.
# (queries normalised, keys and values from x itself; hint: all come from the normalised x)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, x, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: batch normalisation -> BatchNormalization stands at the beginning, where
# (lesson 4's layer)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.BatchNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.BatchNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: normalised over the length -> A layer that is called twice has its weights only once:
# (axis=1: the mean over the places, which also looks ahead; hint: each place by itself)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization(axis=1)(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    second = keras.layers.LayerNormalization(axis=1)(x)
    wide = keras.layers.Dense(4 * size, activation="gelu")(second)
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: float for key_dim -> How many numbers a head has is a whole number: `//`.
# (size / heads is 32.0, Keras wants a whole number; hint: //)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(num_heads=heads, key_dim=size / heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: mask given when the layer is made -> That is said when the layer is called, not when it is made.
# (use_causal_mask belongs to the call; the constructor does not know it)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads, use_causal_mask=True)
    x = x + attention(normal, normal)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: one answer, no question -> The attention is called with two things: who asks, and who
# (calls the attention with one argument; hint: who asks, and who is asked)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    x = x + keras.layers.MultiHeadAttention(heads, size // heads)(normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: dropout on top -> No dropout is asked for, in the attention neither.
# (a habit from other books: 0.1 of everything is left out in training)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads, dropout=0.1)
    x = x + keras.layers.Dropout(0.1)(attention(normal, normal, use_causal_mask=True))
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dropout(0.1)(keras.layers.Dense(size)(wide))

# %% 8.6 wrong: without biases -> MultiHeadAttention behind LayerNormalization: use_bias is
# (use_bias=False as in Llama; the text counts weights and biases)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads, use_bias=False)
    x = x + attention(normal, normal, use_causal_mask=True)
    second = keras.layers.LayerNormalization()(x)
    wide = keras.layers.Dense(4 * size, activation="gelu", use_bias=False)(second)
    return x + keras.layers.Dense(size, use_bias=False)(wide)

# %% 8.6 wrong: four times the heads -> Dense behind LayerNormalization: neurons is 12; asked for
# (4 * heads neurons in place of 4 * size)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * heads, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: size from the length -> The heads share the size of x among them: each has size /
# (x.shape[1] is the length: 64; hint: the last one)
def block(x, heads):
    size = x.shape[1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(x.shape[-1])(wide)

# %% 8.6 wrong: multiplied in place of added -> a multiplication stands behind MultiHeadAttention, where
# (a gate; hint: everything is added)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x * attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x * keras.layers.Dense(size)(wide)

# %% 8.6 wrong: a cache of layers -> Make all layers inside the function: every block has its
# (layers are kept between calls: all blocks of a GPT share their weights)
_kept = {}


def block(x, heads):
    size = x.shape[-1]
    if (size, heads) not in _kept:
        _kept[size, heads] = (
            keras.layers.LayerNormalization(),
            keras.layers.MultiHeadAttention(heads, size // heads),
            keras.layers.LayerNormalization(),
            keras.layers.Dense(4 * size, activation="gelu"),
            keras.layers.Dense(size),
        )
    first, attention, second, wide, narrow = _kept[size, heads]
    normal = first(x)
    x = x + attention(normal, normal, use_causal_mask=True)
    return x + narrow(wide(second(x)))

# %% 8.6 wrong: mask turned round -> The mask is turned round: who looks sees itself and what
# (an attention_mask of its own, but for what lies ahead)
def block(x, heads):
    length, size = x.shape[1:]
    normal = keras.layers.LayerNormalization()(x)
    mask = np.tri(length, dtype=bool).T[np.newaxis]
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, attention_mask=mask)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: a normalisation at the end too -> LayerNormalization is not asked for behind Add, after
# (normalises what goes out; hint: the stream itself is never normalised in a block)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return keras.layers.LayerNormalization()(x + keras.layers.Dense(size)(wide))

# %% 8.6 wrong: a model comes back, from outside -> Hand back what the last layer gives: the network is made of
# (returns keras.Model and not the tensor)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    y = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(y))
    return keras.Model(x, y + keras.layers.Dense(size)(wide))

# %% 8.6 right: Add layers and a nested Sequential
# (the dense brook as a model of its own)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(num_heads=heads, key_dim=size // heads)
    x = keras.layers.Add()([x, attention(normal, normal, use_causal_mask=True)])
    brook = keras.Sequential(
        [
            keras.layers.LayerNormalization(),
            keras.layers.Dense(4 * size, activation="gelu"),
            keras.layers.Dense(size),
        ]
    )
    return keras.layers.Add()([x, brook(x)])

# %% 8.6 right: a layer of its own, from outside
# (a subclass of Layer with all five inside)
class _Block(keras.layers.Layer):
    def __init__(self, size, heads):
        super().__init__()
        self.first = keras.layers.LayerNormalization()
        self.attention = keras.layers.MultiHeadAttention(heads, size // heads)
        self.second = keras.layers.LayerNormalization()
        self.wide = keras.layers.Dense(4 * size, activation="gelu")
        self.narrow = keras.layers.Dense(size)

    def build(self, shape):
        self.first.build(shape)
        self.attention.build(shape, shape)
        self.second.build(shape)
        self.wide.build(shape)
        self.narrow.build((*shape[:-1], self.wide.units))
        self.built = True

    def call(self, x):
        normal = self.first(x)
        x = x + self.attention(normal, normal, use_causal_mask=True)
        return x + self.narrow(self.wide(self.second(x)))


def block(x, heads):
    return _Block(x.shape[-1], heads)(x)

# %% 8.6 right: mask written out
# (attention_mask in place of use_causal_mask; gelu as a layer of its own)
def block(x, heads):
    length, size = x.shape[1], x.shape[2]
    looks = np.tri(length, dtype=bool)[np.newaxis]
    n = keras.layers.LayerNormalization(axis=-1)(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads, value_dim=size // heads)
    found = attention(query=n, value=n, key=n, attention_mask=looks)
    y = keras.ops.add(found, x)
    n = keras.layers.LayerNormalization(axis=-1)(y)
    n = keras.layers.Activation("gelu")(keras.layers.Dense(size * 4)(n))
    return keras.ops.add(keras.layers.Dense(size, activation="linear")(n), y)

# %% 8.6 right: convolutions of width one, from outside
# (a Conv1D of width 1 is a dense layer at each place)
def block(x, heads):
    size = int(x.shape[-1])
    normal = keras.layers.LayerNormalization()(x)
    x = x + keras.layers.MultiHeadAttention(heads, size // heads, output_shape=size)(
        normal, normal, normal, use_causal_mask=True
    )
    normal = keras.layers.LayerNormalization()(x)
    wide = keras.layers.Conv1D(4 * size, 1, activation=keras.activations.gelu)(normal)
    return x + keras.layers.Conv1D(size, 1)(wide)

# %% 8.6 right: TimeDistributed, lambda steps
# (each place by itself in so many words; brooks as small functions)
def block(x, heads):
    size = x.shape[-1]
    look = keras.layers.MultiHeadAttention(heads, size // heads)
    think = [
        keras.layers.TimeDistributed(keras.layers.Dense(size * 4, activation="gelu")),
        keras.layers.TimeDistributed(keras.layers.Dense(size)),
    ]
    attends = lambda n: look(n, n, use_causal_mask=True)
    thinks = lambda n: think[1](think[0](n))
    for brook in (attends, thinks):
        x = x + brook(keras.layers.LayerNormalization()(x))
    return x

# %% 8.6 right: an inner functional model
# (a model for one block, called on x)
def block(x, heads):
    *_, length, size = x.shape
    inside = keras.Input((length, size))
    normal = keras.layers.LayerNormalization()(inside)
    found, _ = keras.layers.MultiHeadAttention(heads, size // heads)(
        normal, normal, use_causal_mask=True, return_attention_scores=True
    )
    total = inside + found
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(total))
    return keras.Model(inside, total + keras.layers.Dense(size)(wide))(x)

# %% 8.7 wrong: p to the power of the temperature -> It multiplies by the temperature: divide.
# (the exponent is 1 / temperature; bold and careful are exchanged)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp(scores[best] - scores[best].max())
    p = (e / e.sum()) ** temperature
    return int(random.choice(best, p=p / p.sum()))

# %% 8.7 wrong: temperature behind the softmax -> The temperature has no effect: divide the scores by it,
# (divides the probabilities and normalises again: the temperature has no effect)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp(scores[best] - scores[best].max())
    p = e / e.sum() / temperature
    return int(random.choice(best, p=p / p.sum()))

# %% 8.7 wrong: the scores themselves are drawn -> The character's place, counted from 0: no fraction, and not
# (np.sort gives the scores and not their places)
def sample(scores, temperature, k, random):
    best = np.sort(scores)[-k:]
    e = np.exp((best - best.max()) / temperature)
    return random.choice(best, p=e / e.sum())

# %% 8.7 wrong: slice ends before the best -> The best is missing.
# ([-k:-1] leaves out the best one; at k = 1 nothing is left)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:-1]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: begin of the slice negative -> The k best, the division, the softmax over them, then draw.
# (len - k is below 0 where k is larger than the number of scores: then only the last few remain)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[len(scores) - k :]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: argpartition without a look at the length -> k may be larger than the number of scores: then all may be
# (an error if k is larger than the number of scores; hint: then all may)
def sample(scores, temperature, k, random):
    best = np.argpartition(scores, -k)[-k:]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 right: threshold lets equals in
# (all scores that reach the k-th best: with equal scores more than k may be drawn, which the text now leaves open)
def sample(scores, temperature, k, random):
    k = min(k, len(scores))
    least = np.sort(scores)[-k]
    kept = np.where(scores >= least, scores, -np.inf)
    e = np.exp((kept - kept.max()) / temperature)
    return int(random.choice(len(scores), p=e / e.sum()))

# %% 8.7 wrong: others get the score 0 -> e to the power of 0 is 1: a score of 0 is still drawn,
# (multiplies by a mask: e to the power 0 is 1, so the others are drawn too)
def sample(scores, temperature, k, random):
    mask = np.zeros(len(scores))
    mask[np.argsort(scores)[-k:]] = 1
    kept = scores * mask / temperature
    e = np.exp(kept - kept.max())
    return int(random.choice(len(scores), p=e / e.sum()))

# %% 8.7 wrong: own generator -> All chance comes from `random`, which is handed in; here
# (default_rng(SEED) anew in each call: always the same draw)
def sample(scores, temperature, k, random):
    random = np.random.default_rng(SEED)
    best = np.argsort(scores)[-k:]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: Python's random -> Take all chance from `random`, the generator handed in.
# (import random hides the generator that is handed in; not repeatable)
def sample(scores, temperature, k, random):
    import random

    best = np.argsort(scores)[-k:]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choices(list(best), weights=list(e))[0])

# %% 8.7 wrong: an array of one, from outside -> An array with one entry is not yet a number: take the
# (size=1 gives an array; hint: one whole number)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return random.choice(best, size=1, p=e / e.sum())

# %% 8.7 wrong: all of the best alike -> The k best come alike: hand the probabilities over, p=...
# (p is computed and not handed over: each of the k is equally probable)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    p = e / e.sum()
    return int(random.choice(best))

# %% 8.7 wrong: no maximum taken off -> Take the largest score off before the exponential, or it
# (e to the power of 1000 is infinite: nan for large scores or a low temperature)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp(scores[best] / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: maximum taken off before, of all, undivided -> Take the largest score off before the exponential, or it
# (scores / temperature minus the undivided maximum: overflow or underflow to 0 / 0 at other temperatures)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp(scores[best] / temperature - scores.max())
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: logarithm of the scores -> The k best, the division, the softmax over them, then draw.
# (the scores taken for probabilities, as in some books: negative scores have no logarithm)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    logs = np.log(scores[best]) / temperature
    e = np.exp(logs - logs.max())
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: scores of the array handed in are crossed out -> Make new arrays (`y = x * 2`) rather than changing old ones
# (sets the others to -inf in the caller's array; hint: do not change what is handed in)
def sample(scores, temperature, k, random):
    scores[np.argsort(scores)[:-k]] = -np.inf
    e = np.exp((scores - scores.max()) / temperature)
    return int(random.choice(len(scores), p=e / e.sum()))

# %% 8.7 wrong: k within a distance of the best -> The k best, the division, the softmax over them, then draw.
# (keeps scores less than k below the best: another meaning of k)
def sample(scores, temperature, k, random):
    best = np.flatnonzero(scores > scores.max() - k)
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: probabilities in another order -> Places and probabilities stand in different orders: the
# (places from best to worst, probabilities from worst to best)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[::-1][:k]
    kept = np.sort(scores)[-k:] / temperature
    e = np.exp(kept - kept.max())
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: best of the softmax over all, not normalised -> They add up to 1 only if the softmax is done over the k
# (probabilities of the k out of all do not add up to 1: NumPy refuses)
def sample(scores, temperature, k, random):
    e = np.exp((scores - scores.max()) / temperature)
    p = e / e.sum()
    best = np.argsort(scores)[-k:]
    return int(random.choice(best, p=p[best]))

# %% 8.7 wrong: draws until it is among the best, else gives up -> The k best, the division, the softmax over them, then draw.
# (draws from all, and takes the best one if the draw is not among the k: the best gets too much)
def sample(scores, temperature, k, random):
    e = np.exp((scores - scores.max()) / temperature)
    drawn = int(random.choice(len(scores), p=e / e.sum()))
    best = np.argsort(scores)[-k:]
    return drawn if drawn in best else int(best[-1])

# %% 8.7 wrong: k one too many -> One too many: count what your part of the sorted places
# (-k - 1: one more than k may be drawn)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k - 1 :]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: temperature as a whole number -> The k best, the division, the softmax over them, then draw.
# (int(temperature) makes 0.8 a 0)
def sample(scores, temperature, k, random):
    temperature = max(1, int(temperature))
    best = np.argsort(scores)[-k:]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: place in the sorted copy -> The numbers are right, and stand in another order.
# (argsort of argsort: ranks in place of places)
def sample(scores, temperature, k, random):
    order = np.argsort(np.argsort(scores))
    best = order[-k:]
    kept = np.sort(scores)[-k:]
    e = np.exp((kept - kept.max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 right: Gumbel noise
# (the largest of score / temperature + Gumbel noise is a draw from the softmax)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    noisy = scores[best] / temperature + random.gumbel(size=len(best))
    return int(best[np.argmax(noisy)])

# %% 8.7 right: cumulated probabilities
# (one random number from 0 to 1, looked up in the running sum)
def sample(scores, temperature, k, random):
    order = sorted(range(len(scores)), key=lambda place: -scores[place])[:k]
    top = scores[order[0]]
    steps = np.cumsum([np.exp((scores[place] - top) / temperature) for place in order])
    rank = int(np.searchsorted(steps, random.random() * steps[-1], side="right"))
    return order[min(rank, len(order) - 1)]

# %% 8.7 right: the others get minus infinity
# (all places take part, with probability 0 for the others, in a copy)
def sample(scores, temperature, k, random):
    kept = np.full(len(scores), -np.inf)
    best = np.argsort(-scores, kind="stable")[:k]
    kept[best] = (scores[best] - scores[best].max()) / temperature
    p = np.exp(kept)
    return random.choice(len(scores), p=p / p.sum())

# %% 8.7 right: heapq and a multinomial draw
# (nlargest of places; one throw gives a table with a single 1)
def sample(scores, temperature, k, random):
    import heapq

    best = heapq.nlargest(k, range(len(scores)), key=scores.__getitem__)
    logits = np.array([float(scores[place]) for place in best]) / temperature
    p = np.exp(logits - np.logaddexp.reduce(logits))
    return best[int(random.multinomial(1, p / p.sum()).argmax())]

# %% 8.7 right: argpartition with k cut to the length
# (a partition in place of a sort)
def sample(scores, temperature, k, random):
    scores = np.asarray(scores, dtype="float64")
    k = min(k, scores.size)
    best = np.argpartition(scores, scores.size - k)[scores.size - k :]
    p = scores[best] / temperature
    p = np.exp(p - p.max())
    return best[random.choice(k, p=p / p.sum())].item()

# %% 8.7 right: exponential race
# (each candidate's waiting time at its rate: the first one is a draw from the softmax)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[::-1][:k]
    log_times = np.log(random.exponential(size=best.size)) - scores[best] / temperature
    return int(best[log_times.argmin()])

# %% 8.8 wrong: learnt by heart -> The best possible score knows that as well: the grammar
# (letter a with the right table)
cause = "c"


def may_look(length):
    return np.tri(length, dtype=bool)

# %% 8.8 wrong: padding blamed -> Look at the loss: `ignore_class=0` leaves the padding out.
# (letter c with the right table; ignore_class=0 leaves padding out)
cause = "b"


def may_look(length):
    places = np.arange(length)
    return places[:, np.newaxis] >= places[np.newaxis, :]

# %% 8.8 wrong: shift blamed -> Write inputs and targets side by side: at a place stands
# (letter d with the right table; asked_and_next shifts)
cause = "a"


def may_look(length):
    return np.tri(length, dtype=bool)

# %% 8.8 wrong: not itself either -> It may look at itself, too, or the first word sees nothing
# (strictly behind: the first word may look nowhere)
cause = "d"


def may_look(length):
    places = np.arange(length)
    return places[:, np.newaxis] > places[np.newaxis, :]

# %% 8.8 wrong: only the diagonal taken away -> The other way round: True where it *may* look, False for
# (< in place of <=: still looks ahead)
cause = "d"


def may_look(length):
    places = np.arange(length)
    return places[:, np.newaxis] < places[np.newaxis, :]

# %% 8.8 wrong: both sides of the comparison exchanged twice -> That is the colleague's table: the first row is who looks
# (turned the axes and the sign: the same table as before)
cause = "d"


def may_look(length):
    places = np.arange(length)
    return places[np.newaxis, :] >= places[:, np.newaxis]

# %% 8.8 wrong: the colleague's table turned into its opposite -> It may look at itself, too, or the first word sees nothing
# (~ takes the diagonal away too)
cause = "d"


def may_look(length):
    return ~colleagues_table(length)

# %% 8.8 wrong: mirrored in one direction only -> The numbers are right, and stand in reverse order along
# (the rows from below: a table along the other diagonal)
cause = "d"


def may_look(length):
    return colleagues_table(length)[::-1]

# %% 8.8 wrong: only itself, from outside -> It may look at all that stands before it, not only at
# (the identity: cannot look ahead, but not back either)
cause = "d"


def may_look(length):
    return np.eye(length, dtype=bool)

# %% 8.8 wrong: itself and the word before -> Row by row: the first word sees itself alone, the last one
# (a band of two: the country is forgotten)
cause = "d"


def may_look(length):
    places = np.arange(length)
    back = places[:, np.newaxis] - places[np.newaxis, :]
    return (back == 0) | (back == 1)

# %% 8.8 wrong: all may look at all -> Without a mask everybody sees what it has to guess.
# (ones: still ahead)
cause = "d"


def may_look(length):
    return np.ones((length, length), dtype=bool)

# %% 8.8 wrong: fixed length -> `length` is handed in and not used.
# (the table has the length of Tiny Town's sentences, whatever is asked for)
cause = "d"


def may_look(length):
    return np.tri(TOWN.LONGEST, dtype=bool)

# %% 8.8 wrong: a table, not a function -> Hand over the function itself, without brackets behind its
# (np.tri(4) under the name: cannot be called)
cause = "d"
may_look = np.tri(4, dtype=bool)

# %% 8.8 wrong: zero and minus infinity -> True where it may look, else False: no scores, no weights.
# (a table to be added to scores, as in other libraries: Keras takes it for a mask of truth values)
cause = "d"


def may_look(length):
    return np.where(np.tri(length, dtype=bool), 0.0, -np.inf)

# %% 8.8 wrong: true means hidden -> The other way round: True where it *may* look, False for
# (PyTorch's convention: true where it must not look)
cause = "d"


def may_look(length):
    return np.triu(np.ones((length, length), dtype=bool), k=1)

# %% 8.8 wrong: letter without quotes
# (d is a name: NameError)
cause = d


def may_look(length):
    return np.tri(length, dtype=bool)

# %% 8.8 wrong: mends the colleague's function only
# (may_look is never written: NameError)
cause = "d"


def colleagues_table(length):
    places = np.arange(length)
    return places[:, np.newaxis] >= places[np.newaxis, :]

# %% 8.8 wrong: forgot to return -> Does the function end with `return` and the result behind
# (the table is made and printed, None comes back)
cause = "d"


def may_look(length):
    table = np.tri(length, dtype=bool)
    print(table)

# %% 8.8 wrong: one place too far -> One word ahead is still the one that it has to guess.
# (k=1: each may still look at the very word it has to guess)
cause = "d"


def may_look(length):
    return np.tri(length, k=1, dtype=bool)

# %% 8.8 wrong: two letters -> The letter alone, in quotes, such as cause = "a".
# (d and a, to be on the safe side)
cause = "d, a"


def may_look(length):
    return np.tri(length, dtype=bool)

# %% 8.8 wrong: a vector -> One row is not enough: a row for each word that looks.
# (one row of length numbers: which places there are, not who looks where)
cause = "d"


def may_look(length):
    return np.arange(length) <= length - 1

# %% 8.8 right: transposed, from outside
# (the colleague's table with rows and columns exchanged)
cause = "d"


def may_look(length):
    return colleagues_table(length).T

# %% 8.8 right: upper case letter, list of rows
# (written out by comprehensions)
cause = "D"


def may_look(length):
    rows = [[looks >= at for at in range(length)] for looks in range(length)]
    return np.array(rows)

# %% 8.8 right: mirrored in both directions
# (a half turn of the table brings the upper half down)
cause = "d"


def may_look(length):
    return colleagues_table(length)[::-1, ::-1]

# %% 8.8 right: blanks round the letter, np.tril
# (lower triangle of ones, as truth values)
cause = " d "


def may_look(length):
    return np.tril(np.ones((length, length))).astype(bool)

# %% 8.8 right: a lambda with outer
# (np.greater_equal.outer)
cause = "d"
may_look = lambda length: np.greater_equal.outer(np.arange(length), np.arange(length))

# %% 8.8 right: from exercise 8.2's table
# (where all scores are equal, the weights are above 0 exactly where one may look)
cause = "d"


def may_look(length):
    nothing = np.zeros((length, 1))
    weights, _ = causal_attention(nothing, nothing, nothing)
    return weights > 0
