# %% 8.1 wrong: root of the number of words
# (divides by the root of how many words there are, not how long a query is; hint: the root of how many numbers a query has)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(keys))
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.1 wrong: root of 2 written in
# (takes the number of the worked example; right for queries of two numbers only. Hint: len(query))
def attend(query, keys, values):
    scores = keys @ query / 2**0.5
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: root of the size of a value
# (takes the length of a value; right in the notebook, where values have two numbers too. Hint: the query's length)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(values.shape[1])
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: root after the softmax
# (divides the weights, not the scores; they no longer add up to 1. Hint: divide before the softmax)
def attend(query, keys, values):
    scores = keys @ query
    e = np.exp(scores - scores.max())
    weights = e / e.sum() / np.sqrt(len(query))
    return weights, weights @ values

# %% 8.1 wrong: cosine similarity
# (divides by the lengths of the vectors as in search by similarity; hint: only the root of how many numbers)
def attend(query, keys, values):
    scores = keys @ query / (np.linalg.norm(keys, axis=1) * np.linalg.norm(query) + 1e-9)
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: mixture of the keys
# (mixes the labels, not the contents; hint: values are what is taken home)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ keys

# %% 8.1 wrong: mixture by the scores
# (the weights are right, but the values are mixed by the scores; hint: mix by the weights)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, scores @ values

# %% 8.1 wrong: takes the best word only
# (hard attention: a lookup in place of a mixture; hint: the mixture of all values by the weights)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, values[weights.argmax()]

# %% 8.1 wrong: contributions not added up
# (each value times its weight, but not summed: shape (words, contents); hint: one row as long as one value)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights[:, np.newaxis] * values

# %% 8.1 wrong: the mean of the weighted values
# (mean where a sum is due: the weights have already divided; hint: the mixture is too small by the number of words)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, (weights[:, np.newaxis] * values).mean(axis=0)

# %% 8.1 wrong: a leading axis of one
# (makes a row of the query as all-words formula has it; shapes (1, words) and (1, contents). Hint: shapes)
def attend(query, keys, values):
    scores = query[np.newaxis] @ keys.T / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: scales the keys in place
# (keys /= ... changes the caller's array, so a second call gets smaller keys; hint: do not change what is handed in)
def attend(query, keys, values):
    keys /= np.sqrt(len(query))
    scores = keys @ query
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: scores divided by their sum
# (no exponential: weights can be negative; hint: softmax has exponentials)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    weights = scores / scores.sum()
    return weights, weights @ values

# %% 8.1 wrong: the global query
# (uses queries[2] of the notebook and not the argument; works on the example. Hint: use the argument)
def attend(query, keys, values):
    scores = keys @ queries[2] / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: rounded weights
# (rounds to three places as the text prints them; hint: do not round)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(len(query))
    e = np.exp(scores - scores.max())
    weights = (e / e.sum()).round(2)
    return weights, weights @ values

# %% 8.1 wrong: root of the squared query
# (divides by the length of the query as a vector: "size" misread; hint: how many numbers, not how long)
def attend(query, keys, values):
    scores = keys @ query / np.sqrt(np.sum(query**2))
    e = np.exp(scores - scores.max())
    weights = e / e.sum()
    return weights, weights @ values

# %% 8.1 wrong: only prints
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

# %% 8.2 wrong: minus infinity times zero
# (adds (1 - mask) * -inf; 0 * -inf is not a number, so everything is nan. Hint: np.where)
def causal_attention(queries, keys, values):
    words = len(queries)
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = scores + (1 - np.tri(words)) * -np.inf
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: masked scores are 0
# (multiplies the scores by the mask: e to the power 0 is 1. Hint: which score gives the weight 0)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1]) * np.tri(len(queries))
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: minus ten is not infinity
# (a penalty too small: the weights ahead are nearly, but not exactly 0)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = scores - 10 * (1 - np.tri(len(queries)))
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: tiny positive in place of minus infinity
# (takes 1e-9 for "a very small number" where a very negative one is due)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(len(queries), dtype=bool), scores, 1e-9)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: sum without keepdims
# (a square table divides silently along the wrong axis; hint: keepdims for the sum too)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(len(queries), dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1)
    return weights, weights @ values

# %% 8.2 wrong: one softmax over the whole table
# (max and sum of everything: the table, not each row, adds up to 1)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(len(queries), dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max())
    weights = weights / weights.sum()
    return weights, weights @ values

# %% 8.2 wrong: keys ask queries
# (keys @ queries.T: the row is where it looks and not who looks)
def causal_attention(queries, keys, values):
    scores = keys @ queries.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(len(queries), dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: weights turned for the mixture
# (the table is right, the mixture takes its columns)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(len(queries), dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights.T @ values

# %% 8.2 wrong: mask of three words
# (np.tri(3) from the example; any other text fails)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(3, dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: root of the number of words, len(queries)
# (len(queries) is now the number of words, len(query) was the size; right only where both agree)
def causal_attention(queries, keys, values):
    scores = queries @ keys.T / np.sqrt(len(queries))
    scores = np.where(np.tri(len(queries), dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: only itself and the word before
# (looks one word back only; hint: everything that stands before)
def causal_attention(queries, keys, values):
    n = len(queries)
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    near = np.tri(n, dtype=bool) & ~np.tri(n, k=-2, dtype=bool)
    scores = np.where(near, scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, weights @ values

# %% 8.2 wrong: loop stops before the last word
# (range(1, words): the last row stays 0)
def causal_attention(queries, keys, values):
    n = len(queries)
    weights = np.zeros((n, n))
    mixtures = np.zeros((n, values.shape[1]))
    for k in range(1, n):
        weights[k - 1, :k], mixtures[k - 1] = attend(queries[k - 1], keys[:k], values[:k])
    return weights, mixtures

# %% 8.2 wrong: list of rows of different lengths
# (each row has only the words up to it, nothing is filled with 0: no table)
def causal_attention(queries, keys, values):
    weights, mixtures = [], []
    for k, query in enumerate(queries):
        w, m = attend(query, keys[: k + 1], values[: k + 1])
        weights.append(w)
        mixtures.append(m)
    return weights, np.array(mixtures)

# %% 8.2 wrong: keys masked, not scores
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

# %% 8.2 wrong: the global keys
# (uses three_words of the notebook for the number of words)
def causal_attention(queries, keys, values):
    words = len(three_words)
    weights = np.zeros((words, words))
    mixtures = np.zeros((words, values.shape[1]))
    for k in range(words):
        weights[k, : k + 1], mixtures[k] = attend(queries[k], keys[: k + 1], values[: k + 1])
    return weights, mixtures

# %% 8.2 wrong: mixtures of equal shares
# (table is right; the mixtures are plain means of what stands before)
def causal_attention(queries, keys, values):
    n = len(queries)
    scores = queries @ keys.T / np.sqrt(queries.shape[1])
    scores = np.where(np.tri(n, dtype=bool), scores, -np.inf)
    weights = np.exp(scores - scores.max(axis=1, keepdims=True))
    weights = weights / weights.sum(axis=1, keepdims=True)
    return weights, np.cumsum(values, axis=0) / np.arange(1, n + 1)[:, np.newaxis]

# %% 8.2 wrong: mixture before the mask
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

# %% 8.3 wrong: halves side by side
# (all sines, then all cosines, as in some libraries; hint: columns 0, 2, 4 and 1, 3, 5)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    return np.concatenate([np.sin(angles), np.cos(angles)], axis=1)

# %% 8.3 wrong: cosines of their own angles
# (the exponent of an odd column is (2k + 1)/size; hint: the cosines of the SAME angles)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(size) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles[:, 0::2])
    table[:, 1::2] = np.cos(angles[:, 1::2])
    return table

# %% 8.3 wrong: doubled twice
# (np.arange(0, size, 2) is 2k already, then times 2)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (2 * np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: k in place of 2k
# (numbers the hands 0, 1, 2 and forgets the 2)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(size // 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: last hand exactly 10000
# (the exponents run to 1 itself, as tensor2tensor has it: divided by half - 1)
def positions(length, size):
    exponents = np.linspace(0, 1, size // 2)
    angles = np.arange(length)[:, np.newaxis] / 10000**exponents
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: table of whole numbers
# (dtype int cuts sines and cosines to 0 and 1)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size), dtype=int)
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: whole division in the exponent
# (// makes every exponent 0: all hands go round equally fast)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) // size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: brackets forgotten in the power
# (10000 ** 2k / size is (10000 ** 2k) / size)
def positions(length, size):
    two_k = np.arange(0, size, 2).astype(float)
    angles = np.arange(length)[:, np.newaxis] / (10000**two_k / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: multiplied, not divided
# (hands get faster to the right)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] * 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: cosine first
# (sine and cosine exchanged)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    return np.stack([np.cos(angles), np.sin(angles)], axis=-1).reshape(length, size)

# %% 8.3 wrong: rows in place of columns
# (the sines go into the even ROWS: even places get sines of all, odd ones cosines)
def positions(length, size):
    exponents = np.arange(size) // 2 * 2 / size
    angles = np.arange(length)[:, np.newaxis] / 10000**exponents
    table = np.zeros((length, size))
    table[0::2] = np.sin(angles[0::2])
    table[1::2] = np.cos(angles[1::2])
    return table

# %% 8.3 wrong: a batch axis in front
# (habit from PyTorch: (1, length, size))
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table[np.newaxis]

# %% 8.3 wrong: places from 1
# (the first row is place 1; hint: from 0 on)
def positions(length, size):
    angles = np.arange(1, length + 1)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: a thousand
# (1000 for 10000: a nought lost)
def positions(length, size):
    angles = np.arange(length)[:, np.newaxis] / 1000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: a full turn
# (a clock: multiplies the angle by 2 pi)
def positions(length, size):
    angles = 2 * np.pi * np.arange(length)[:, np.newaxis] / 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: place as a share of the length
# (place / length: the same place differs between texts of other lengths)
def positions(length, size):
    shares = np.arange(length)[:, np.newaxis] / length
    angles = shares / 10000 ** (np.arange(0, size, 2) / size)
    table = np.zeros((length, size))
    table[:, 0::2] = np.sin(angles)
    table[:, 1::2] = np.cos(angles)
    return table

# %% 8.3 wrong: size six written in
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

# %% 8.3 right: complex numbers
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

# %% 8.4 wrong: compares what the two make together
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

# %% 8.4 wrong: list against tuple
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

# %% 8.4 wrong: the list is changed in place
# (pop and assignment in the list handed in, which is returned; hint: a new list)
def merge(pieces, pair):
    place = 0
    while place < len(pieces) - 1:
        if (pieces[place], pieces[place + 1]) == pair:
            pieces[place] = pair[0] + pair[1]
            pieces.pop(place + 1)
        place += 1
    return pieces

# %% 8.4 wrong: place moved inside a for loop
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

# %% 8.4 wrong: last piece lost
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

# %% 8.4 wrong: index beyond the end
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

# %% 8.4 wrong: from right to left
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

# %% 8.4 wrong: only the first place
# (returns after one merge; hint: each place)
def merge(pieces, pair):
    for place in range(len(pieces) - 1):
        if (pieces[place], pieces[place + 1]) == pair:
            return pieces[:place] + [pair[0] + pair[1]] + pieces[place + 2 :]
    return list(pieces)

# %% 8.4 wrong: either order
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

# %% 8.4 wrong: joined by a separator
# (join with a blank, replace, split: a piece that is a blank or has one in it falls apart)
def merge(pieces, pair):
    row = b" ".join(pieces)
    row = row.replace(pair[0] + b" " + pair[1], pair[0] + pair[1])
    return row.split(b" ")

# %% 8.4 wrong: separator eats the neighbours
# (a rare separator, but the replacement also hits the end of one piece and the beginning of the next)
def merge(pieces, pair):
    bar = b"\xff\xfe\xff"
    row = bar.join(pieces)
    row = row.replace(pair[0] + bar + pair[1], pair[0] + pair[1])
    return row.split(bar)

# %% 8.4 wrong: recursion
# (calls itself for the rest: a long text exceeds Python's depth of calls)
def merge(pieces, pair):
    if len(pieces) < 2:
        return list(pieces)
    if tuple(pieces[:2]) == pair:
        return [pair[0] + pair[1]] + merge(pieces[2:], pair)
    return [pieces[0]] + merge(pieces[1:], pair)

# %% 8.4 wrong: the pair itself is appended
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

# %% 8.4 wrong: a generator
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

# %% 8.4 wrong: all bytes joined first
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

# %% 8.4 wrong: steps of two
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

# %% 8.4 wrong: text in place of bytes
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

# %% 8.4 wrong: longest run at once
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

# %% 8.5 wrong: a piece for each character
# (encodes character by character: é is one piece of two bytes. Nothing is lost, but a merge of half characters never happens)
def to_pieces(text, merges):
    pieces = [character.encode() for character in text]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: bytes of a number
# (bytes(number) is so many zero bytes; hint: bytes([number]))
def to_pieces(text, merges):
    pieces = [bytes(number) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: numbers in place of bytes
# (list(text.encode()) is a list of numbers; they match no pair)
def to_pieces(text, merges):
    pieces = list(text.encode())
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return bytes(pieces).decode()

# %% 8.5 wrong: begins anew at each merge
# (every merge is applied to the bytes, so only the last one is left)
def to_pieces(text, merges):
    start = [bytes([number]) for number in text.encode()]
    pieces = start
    for pair in merges:
        pieces = merge(start, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: return inside the loop
# (only the first merge is done, and without merges nothing is returned)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
        return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: again and again until nothing changes
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

# %% 8.5 wrong: longest known piece first
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

# %% 8.5 wrong: word by word
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

# %% 8.5 wrong: text normalised
# (NFC changes texts with composed accents: what comes back is not what went in)
def to_pieces(text, merges):
    import unicodedata

    pieces = [bytes([number]) for number in unicodedata.normalize("NFC", text).encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: merges used up
# (merges.pop(0) empties the caller's list: the next call merges nothing)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    while merges:
        pieces = merge(pieces, merges.pop(0))
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: the merges of the example
# (uses the notebook's two_merges in place of the argument)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in [(b"t", b"h"), (b"th", b"e")]:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: latin-1
# (one byte a character: emoji cannot be encoded)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode("latin-1", errors="replace")]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode("latin-1")

# %% 8.5 wrong: decoding with replacement
# (decodes each piece and replaces what cannot be decoded: no error, but characters lost)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return "".join(piece.decode(errors="replace") for piece in pieces)

# %% 8.5 wrong: decoding with ignore, joined with errors ignored
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

# %% 8.5 wrong: a b in quotes
# (str(piece) writes b't': hint: decode)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return "".join(str(piece) for piece in pieces)

# %% 8.5 wrong: bytes come back
# (joins, but does not decode)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces)

# %% 8.5 wrong: blanks trimmed
# (strip: blanks and line breaks at the ends are lost)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.strip().encode()]
    for pair in merges:
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: each merge once only
# (set removes the order; here sorted by length, short ones first)
def to_pieces(text, merges):
    pieces = [bytes([number]) for number in text.encode()]
    for pair in sorted(set(merges), key=lambda pair: len(pair[0] + pair[1])):
        pieces = merge(pieces, pair)
    return pieces


def to_text(pieces):
    return b"".join(pieces).decode()

# %% 8.5 wrong: merges backwards
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

# %% 8.6 wrong: one normalisation used twice
# (the same layer object twice: its weights are shared. Hint: every one has weights of its own)
def block(x, heads):
    size = x.shape[-1]
    norm = keras.layers.LayerNormalization()
    normal = norm(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(norm(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: sizes of the example written in
# (512 and 128 fixed; another size does not go through)
def block(x, heads):
    normal = keras.layers.LayerNormalization()(x)
    x = x + keras.layers.MultiHeadAttention(heads, 32)(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(512, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(128)(wide)

# %% 8.6 wrong: key_dim 32 fixed
# (size / heads only for 128 and 4; other sizes work, but with a wrong number of weights)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    x = x + keras.layers.MultiHeadAttention(heads, 32)(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: heads and key_dim exchanged
# (size // heads heads of heads numbers each: same count of weights, other network)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(size // heads, heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: four heads always
# (ignores heads, takes the notebook's HEADS; hint: the argument)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(HEADS, size // HEADS)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: relu
# (a ReLU for the gelu: the cornered one)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="relu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: gelu on both dense layers
# (the second has no activation by the text: with gelu it can hardly subtract)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size, activation="gelu")(wide)

# %% 8.6 wrong: both brooks from the same x
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

# %% 8.6 wrong: second sum leaves the attention out
# (adds the dense layers to the first x: what attention brought home is not in the stream)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    total = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(total))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: added to the normalised sum
# (the second addition takes the normalised sum)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    normal = keras.layers.LayerNormalization()(x)
    wide = keras.layers.Dense(4 * size, activation="gelu")(normal)
    return normal + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: asks the bare x
# (queries normalised, keys and values from x itself; hint: all come from the normalised x)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, x, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: batch normalisation
# (lesson 4's layer)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.BatchNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.BatchNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: normalised over the length
# (axis=1: the mean over the places, which also looks ahead; hint: each place by itself)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization(axis=1)(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    second = keras.layers.LayerNormalization(axis=1)(x)
    wide = keras.layers.Dense(4 * size, activation="gelu")(second)
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: float for key_dim
# (size / heads is 32.0, Keras wants a whole number; hint: //)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(num_heads=heads, key_dim=size / heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: mask given when the layer is made
# (use_causal_mask belongs to the call; the constructor does not know it)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads, use_causal_mask=True)
    x = x + attention(normal, normal)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: one answer, no question
# (calls the attention with one argument; hint: who asks, and who is asked)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    x = x + keras.layers.MultiHeadAttention(heads, size // heads)(normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: dropout on top
# (a habit from other books: 0.1 of everything is left out in training)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads, dropout=0.1)
    x = x + keras.layers.Dropout(0.1)(attention(normal, normal, use_causal_mask=True))
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dropout(0.1)(keras.layers.Dense(size)(wide))

# %% 8.6 wrong: without biases
# (use_bias=False as in Llama; the text counts weights and biases)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads, use_bias=False)
    x = x + attention(normal, normal, use_causal_mask=True)
    second = keras.layers.LayerNormalization()(x)
    wide = keras.layers.Dense(4 * size, activation="gelu", use_bias=False)(second)
    return x + keras.layers.Dense(size, use_bias=False)(wide)

# %% 8.6 wrong: four times the heads
# (4 * heads neurons in place of 4 * size)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * heads, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: size from the length
# (x.shape[1] is the length: 64; hint: the last one)
def block(x, heads):
    size = x.shape[1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(x.shape[-1])(wide)

# %% 8.6 wrong: multiplied in place of added
# (a gate; hint: everything is added)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x * attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x * keras.layers.Dense(size)(wide)

# %% 8.6 wrong: a cache of layers
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

# %% 8.6 wrong: mask turned round
# (an attention_mask of its own, but for what lies ahead)
def block(x, heads):
    length, size = x.shape[1:]
    normal = keras.layers.LayerNormalization()(x)
    mask = np.tri(length, dtype=bool).T[np.newaxis]
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, attention_mask=mask)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return x + keras.layers.Dense(size)(wide)

# %% 8.6 wrong: a normalisation at the end too
# (normalises what goes out; hint: the stream itself is never normalised in a block)
def block(x, heads):
    size = x.shape[-1]
    normal = keras.layers.LayerNormalization()(x)
    attention = keras.layers.MultiHeadAttention(heads, size // heads)
    x = x + attention(normal, normal, use_causal_mask=True)
    wide = keras.layers.Dense(4 * size, activation="gelu")(keras.layers.LayerNormalization()(x))
    return keras.layers.LayerNormalization()(x + keras.layers.Dense(size)(wide))

# %% 8.6 wrong: a model comes back
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

# %% 8.6 right: a layer of its own
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

# %% 8.6 right: convolutions of width one
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

# %% 8.7 wrong: p to the power of the temperature
# (the exponent is 1 / temperature; bold and careful are exchanged)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp(scores[best] - scores[best].max())
    p = (e / e.sum()) ** temperature
    return int(random.choice(best, p=p / p.sum()))

# %% 8.7 wrong: temperature behind the softmax
# (divides the probabilities and normalises again: the temperature has no effect)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp(scores[best] - scores[best].max())
    p = e / e.sum() / temperature
    return int(random.choice(best, p=p / p.sum()))

# %% 8.7 wrong: the scores themselves are drawn
# (np.sort gives the scores and not their places)
def sample(scores, temperature, k, random):
    best = np.sort(scores)[-k:]
    e = np.exp((best - best.max()) / temperature)
    return random.choice(best, p=e / e.sum())

# %% 8.7 wrong: slice ends before the best
# ([-k:-1] leaves out the best one; at k = 1 nothing is left)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:-1]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: begin of the slice negative
# (len - k is below 0 where k is larger than the number of scores: then only the last few remain)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[len(scores) - k :]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: argpartition without a look at the length
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

# %% 8.7 wrong: others get the score 0
# (multiplies by a mask: e to the power 0 is 1, so the others are drawn too)
def sample(scores, temperature, k, random):
    mask = np.zeros(len(scores))
    mask[np.argsort(scores)[-k:]] = 1
    kept = scores * mask / temperature
    e = np.exp(kept - kept.max())
    return int(random.choice(len(scores), p=e / e.sum()))

# %% 8.7 wrong: own generator
# (default_rng(SEED) anew in each call: always the same draw)
def sample(scores, temperature, k, random):
    random = np.random.default_rng(SEED)
    best = np.argsort(scores)[-k:]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: Python's random
# (import random hides the generator that is handed in; not repeatable)
def sample(scores, temperature, k, random):
    import random

    best = np.argsort(scores)[-k:]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choices(list(best), weights=list(e))[0])

# %% 8.7 wrong: an array of one
# (size=1 gives an array; hint: one whole number)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return random.choice(best, size=1, p=e / e.sum())

# %% 8.7 wrong: all of the best alike
# (p is computed and not handed over: each of the k is equally probable)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    p = e / e.sum()
    return int(random.choice(best))

# %% 8.7 wrong: no maximum taken off
# (e to the power of 1000 is infinite: nan for large scores or a low temperature)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp(scores[best] / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: maximum taken off before, of all, undivided
# (scores / temperature minus the undivided maximum: overflow or underflow to 0 / 0 at other temperatures)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    e = np.exp(scores[best] / temperature - scores.max())
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: logarithm of the scores
# (the scores taken for probabilities, as in some books: negative scores have no logarithm)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k:]
    logs = np.log(scores[best]) / temperature
    e = np.exp(logs - logs.max())
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: scores of the array handed in are crossed out
# (sets the others to -inf in the caller's array; hint: do not change what is handed in)
def sample(scores, temperature, k, random):
    scores[np.argsort(scores)[:-k]] = -np.inf
    e = np.exp((scores - scores.max()) / temperature)
    return int(random.choice(len(scores), p=e / e.sum()))

# %% 8.7 wrong: k within a distance of the best
# (keeps scores less than k below the best: another meaning of k)
def sample(scores, temperature, k, random):
    best = np.flatnonzero(scores > scores.max() - k)
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: probabilities in another order
# (places from best to worst, probabilities from worst to best)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[::-1][:k]
    kept = np.sort(scores)[-k:] / temperature
    e = np.exp(kept - kept.max())
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: best of the softmax over all, not normalised
# (probabilities of the k out of all do not add up to 1: NumPy refuses)
def sample(scores, temperature, k, random):
    e = np.exp((scores - scores.max()) / temperature)
    p = e / e.sum()
    best = np.argsort(scores)[-k:]
    return int(random.choice(best, p=p[best]))

# %% 8.7 wrong: draws until it is among the best, else gives up
# (draws from all, and takes the best one if the draw is not among the k: the best gets too much)
def sample(scores, temperature, k, random):
    e = np.exp((scores - scores.max()) / temperature)
    drawn = int(random.choice(len(scores), p=e / e.sum()))
    best = np.argsort(scores)[-k:]
    return drawn if drawn in best else int(best[-1])

# %% 8.7 wrong: k one too many
# (-k - 1: one more than k may be drawn)
def sample(scores, temperature, k, random):
    best = np.argsort(scores)[-k - 1 :]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: temperature as a whole number
# (int(temperature) makes 0.8 a 0)
def sample(scores, temperature, k, random):
    temperature = max(1, int(temperature))
    best = np.argsort(scores)[-k:]
    e = np.exp((scores[best] - scores[best].max()) / temperature)
    return int(random.choice(best, p=e / e.sum()))

# %% 8.7 wrong: place in the sorted copy
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

# %% 8.8 wrong: learnt by heart
# (letter a with the right table)
cause = "c"


def may_look(length):
    return np.tri(length, dtype=bool)

# %% 8.8 wrong: padding blamed
# (letter c with the right table; ignore_class=0 leaves padding out)
cause = "b"


def may_look(length):
    places = np.arange(length)
    return places[:, np.newaxis] >= places[np.newaxis, :]

# %% 8.8 wrong: shift blamed
# (letter d with the right table; asked_and_next shifts)
cause = "a"


def may_look(length):
    return np.tri(length, dtype=bool)

# %% 8.8 wrong: not itself either
# (strictly behind: the first word may look nowhere)
cause = "d"


def may_look(length):
    places = np.arange(length)
    return places[:, np.newaxis] > places[np.newaxis, :]

# %% 8.8 wrong: only the diagonal taken away
# (< in place of <=: still looks ahead)
cause = "d"


def may_look(length):
    places = np.arange(length)
    return places[:, np.newaxis] < places[np.newaxis, :]

# %% 8.8 wrong: both sides of the comparison exchanged twice
# (turned the axes and the sign: the same table as before)
cause = "d"


def may_look(length):
    places = np.arange(length)
    return places[np.newaxis, :] >= places[:, np.newaxis]

# %% 8.8 wrong: the colleague's table turned into its opposite
# (~ takes the diagonal away too)
cause = "d"


def may_look(length):
    return ~colleagues_table(length)

# %% 8.8 wrong: mirrored in one direction only
# (the rows from below: a table along the other diagonal)
cause = "d"


def may_look(length):
    return colleagues_table(length)[::-1]

# %% 8.8 wrong: only itself
# (the identity: cannot look ahead, but not back either)
cause = "d"


def may_look(length):
    return np.eye(length, dtype=bool)

# %% 8.8 wrong: itself and the word before
# (a band of two: the country is forgotten)
cause = "d"


def may_look(length):
    places = np.arange(length)
    back = places[:, np.newaxis] - places[np.newaxis, :]
    return (back == 0) | (back == 1)

# %% 8.8 wrong: all may look at all
# (ones: still ahead)
cause = "d"


def may_look(length):
    return np.ones((length, length), dtype=bool)

# %% 8.8 wrong: fixed length
# (the table has the length of Tiny Town's sentences, whatever is asked for)
cause = "d"


def may_look(length):
    return np.tri(TOWN.LONGEST, dtype=bool)

# %% 8.8 wrong: a table, not a function
# (np.tri(4) under the name: cannot be called)
cause = "d"
may_look = np.tri(4, dtype=bool)

# %% 8.8 wrong: zero and minus infinity
# (a table to be added to scores, as in other libraries: Keras takes it for a mask of truth values)
cause = "d"


def may_look(length):
    return np.where(np.tri(length, dtype=bool), 0.0, -np.inf)

# %% 8.8 wrong: true means hidden
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

# %% 8.8 wrong: forgot to return
# (the table is made and printed, None comes back)
cause = "d"


def may_look(length):
    table = np.tri(length, dtype=bool)
    print(table)

# %% 8.8 wrong: one place too far
# (k=1: each may still look at the very word it has to guess)
cause = "d"


def may_look(length):
    return np.tri(length, k=1, dtype=bool)

# %% 8.8 wrong: two letters
# (d and a, to be on the safe side)
cause = "d, a"


def may_look(length):
    return np.tri(length, dtype=bool)

# %% 8.8 wrong: a vector
# (one row of length numbers: which places there are, not who looks where)
cause = "d"


def may_look(length):
    return np.arange(length) <= length - 1

# %% 8.8 right: transposed
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
