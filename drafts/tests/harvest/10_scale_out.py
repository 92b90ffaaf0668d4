# %% 10.1 right: shares along with array_split
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    total = np.zeros_like(weights, dtype=float)
    for xs, ys in zip(np.array_split(x, workers), np.array_split(y, workers)):
        total += gradient_of(weights, xs, ys) * len(xs)
    return total / len(x)

# %% 10.1 right: every workers-th picture
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = [(x[i::workers], y[i::workers]) for i in range(workers)]
    return sum(len(b) / len(y) * gradient_of(weights, a, b) for a, b in parts)

# %% 10.1 right: np.average with weights
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    places = np.array_split(np.arange(len(x)), workers)
    gradients = np.array([gradient_of(weights, x[p], y[p]) for p in places])
    return np.average(gradients, axis=0, weights=[len(p) for p in places])

# %% 10.1 right: sizes by hand, the first ones one larger
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    size, rest = divmod(len(x), workers)
    begin, result = 0, 0
    for worker in range(workers):
        end = begin + size + (worker < rest)
        result = result + gradient_of(weights, x[begin:end], y[begin:end]) * (end - begin) / len(x)
        begin = end
    return result

# %% 10.1 right: einsum, in the opposite order
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = list(zip(np.array_split(x, workers), np.array_split(y, workers)))[::-1]
    shares = np.array([len(a) for a, _ in parts]) / len(x)
    return np.einsum("w,w...->...", shares, np.stack([gradient_of(weights, a, b) for a, b in parts]))

# %% 10.1 right: threads, one a worker
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    from concurrent.futures import ThreadPoolExecutor
    parts = [(x[i::workers], y[i::workers]) for i in range(workers)]
    with ThreadPoolExecutor(workers) as pool:
        results = list(pool.map(lambda part: gradient_of(weights, *part), parts))
    return sum(g * len(part[0]) for g, part in zip(results, parts)) / len(x)

# %% 10.1 wrong: plain mean -> Each gradient counts the same here
# The mean of unequal parts is not the mean of all: weight them.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = zip(np.array_split(x, workers), np.array_split(y, workers))
    return np.mean([gradient_of(weights, a, b) for a, b in parts], axis=0)

# %% 10.1 wrong: sum -> a mean is asked for
# Forgets to divide.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    total = 0
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        total = total + gradient_of(weights, a, b)
    return total

# %% 10.1 wrong: the rest is lost -> Some pictures are lost
# Cuts into parts of n // workers and forgets what is left over.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    size = len(x) // workers
    total = 0
    for worker in range(workers):
        part = slice(worker * size, (worker + 1) * size)
        total = total + gradient_of(weights, x[part], y[part])
    return total / workers

# %% 10.1 wrong: the rest is lost, though weighted -> nobody takes the last
# The share of len(x) is right, but two pictures are in no part.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    size = len(x) // workers
    total, seen = 0, 0
    for worker in range(workers):
        part = slice(worker * size, (worker + 1) * size)
        total = total + size * gradient_of(weights, x[part], y[part])
        seen += size
    return total / seen

# %% 10.1 wrong: labels are not cut -> Cut the labels as the pictures
# x in parts, y whole.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    total = 0
    for part in np.array_split(x, workers):
        total = total + len(part) / len(x) * gradient_of(weights, part, y)
    return total

# %% 10.1 wrong: the gradient of the whole batch -> somebody has seen the whole batch
# Equal, and no worker has a part.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    return gradient_of(weights, x, y)

# %% 10.1 wrong: each worker takes the whole batch -> somebody has seen the whole batch
# Loops over the workers, and hands each everything.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    return sum(gradient_of(weights, x, y) for _ in range(workers)) / workers

# %% 10.1 wrong: return inside the loop -> Only the first worker's gradient
# Stops after one.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        return gradient_of(weights, a, b)

# %% 10.1 wrong: overwrites the sum -> Only the last worker's gradient
# `=` in place of `+=`.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        mean = len(a) / len(x) * gradient_of(weights, a, b)
    return mean

# %% 10.1 wrong: multiplies by sizes and divides by workers -> by what do those numbers add up
# Weights do not add up to one.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = zip(np.array_split(x, workers), np.array_split(y, workers))
    return sum(len(a) * gradient_of(weights, a, b) for a, b in parts) / workers

# %% 10.1 wrong: multiplies by sizes -> divided by all of them together
# No division at all.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = zip(np.array_split(x, workers), np.array_split(y, workers))
    return sum(len(a) * gradient_of(weights, a, b) for a, b in parts)

# %% 10.1 wrong: shares and then the mean of them -> shares add up to 1 already
# Weighted, and divided once more.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = zip(np.array_split(x, workers), np.array_split(y, workers))
    return np.mean([len(a) / len(x) * gradient_of(weights, a, b) for a, b in parts], axis=0)

# %% 10.1 wrong: a list of gradients -> One gradient for each worker came
# Forgets the mean.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = zip(np.array_split(x, workers), np.array_split(y, workers))
    return np.array([gradient_of(weights, a, b) for a, b in parts])

# %% 10.1 wrong: the mean of everything -> run over the workers alone
# np.mean without axis.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = zip(np.array_split(x, workers), np.array_split(y, workers))
    return np.mean([gradient_of(weights, a, b) for a, b in parts])

# %% 10.1 wrong: np.split -> The parts need not be equally large
# Works where the batch is a multiple only.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = zip(np.split(x, workers), np.split(y, workers))
    return sum(len(a) / len(x) * gradient_of(weights, a, b) for a, b in parts)

# %% 10.1 wrong: the last worker takes all the rest -> the largest part
# Sizes 2, 2, 2, 4.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    size, total = len(x) // workers, 0
    for worker in range(workers):
        end = (worker + 1) * size if worker < workers - 1 else len(x)
        part = slice(worker * size, end)
        total = total + len(x[part]) / len(x) * gradient_of(weights, x[part], y[part])
    return total

# %% 10.1 wrong: one picture at a time -> `workers` is handed in and not used
# A worker for each picture.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    return sum(gradient_of(weights, x[i : i + 1], y[i : i + 1]) for i in range(len(x))) / len(x)

# %% 10.1 wrong: four workers written in -> `workers` is handed in and not used
# The example's number.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = zip(np.array_split(x, 4), np.array_split(y, 4))
    return sum(len(a) / len(x) * gradient_of(weights, a, b) for a, b in parts)

# %% 10.1 wrong: the notebook's batch size -> BATCH_SIZE
# A global in place of what comes in.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = zip(np.array_split(x, workers), np.array_split(y, workers))
    return sum(len(a) / BATCH_SIZE * gradient_of(weights, a, b) for a, b in parts)

# %% 10.1 wrong: makes the step -> The gradient alone is asked for
# Returns new weights.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = zip(np.array_split(x, workers), np.array_split(y, workers))
    return weights - sum(len(a) / len(x) * gradient_of(weights, a, b) for a, b in parts)

# %% 10.1 wrong: pictures in blocks, labels by turns -> a picture needs its own label
# Two ways of cutting.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    x_parts = np.array_split(x, workers)
    y_parts = [y[i::workers] for i in range(workers)]
    return sum(len(a) / len(x) * gradient_of(weights, a, b) for a, b in zip(x_parts, y_parts))

# %% 10.1 right: a class with __call__
class Workers:
    def __call__(self, gradient_of, weights, x, y, workers):
        s = np.zeros(np.shape(weights))
        n = len(x)
        for k in range(workers):
            lo, hi = k * n // workers, (k + 1) * n // workers
            s += (hi - lo) * np.asarray(gradient_of(weights, x[lo:hi], y[lo:hi]))
        return s / n
data_parallel_gradient = Workers()

# %% 10.1 wrong: random pictures for each
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    r = np.random.default_rng(0)
    g = []
    for _ in range(workers):
        i = r.choice(len(x), len(x) // workers, replace=False)
        g.append(gradient_of(weights, x[i], y[i]))
    return np.mean(g, axis=0)

# %% 10.1 wrong: weights by len of y parts wrong way
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    xs, ys = np.array_split(x, workers), np.array_split(y, workers)
    w = [1 / len(a) for a in xs]
    return np.average([gradient_of(weights, a, b) for a, b in zip(xs, ys)], axis=0, weights=w)

# %% 10.1 wrong: splits along axis 1 -> Cut the labels as the pictures
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    xs, ys = np.array_split(x, workers, axis=1), np.array_split(y, workers)
    return sum(gradient_of(weights, a, b) * len(a) for a, b in zip(xs, ys)) / len(x)

# %% 10.1 wrong: ceil parts -> the largest part
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    size = int(np.ceil(len(x) / workers))
    total = 0
    for i in range(0, len(x), size):
        total = total + len(x[i:i+size]) * gradient_of(weights, x[i:i+size], y[i:i+size])
    return total / len(x)

# %% 10.1 wrong: overwrites total in loop with first share
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    total = gradient_of(weights, x[:1], y[:1])
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        total += gradient_of(weights, a, b) * len(a) / len(x)
    return total

# %% 10.1 wrong: no return -> Does the function end with `return`
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    total = 0
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        total = total + gradient_of(weights, a, b) * len(a) / len(x)

# %% 10.1 wrong: forgets weights in the call -> as many arguments
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    total = 0
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        total = total + gradient_of(a, b) * len(a) / len(x)
    return total

# %% 10.2 right: the two times by name
def amdahl(parallel_share, machines):
    alone = 1 - parallel_share
    shared = parallel_share / machines
    return 1.0 / (alone + shared)

# %% 10.2 right: multiplied out
def amdahl(parallel_share, machines):
    return machines / (machines - machines * parallel_share + parallel_share)

# %% 10.2 right: a loop over whatever comes
def amdahl(parallel_share, machines):
    if np.ndim(machines) == 0:
        return (1 - parallel_share + parallel_share / machines) ** -1
    return np.array([amdahl(parallel_share, n) for n in machines])

# %% 10.2 right: NumPy's own words
def amdahl(parallel_share, machines):
    return np.reciprocal(np.add(1.0 - parallel_share, np.divide(parallel_share, machines)))

# %% 10.2 right: a lambda
amdahl = lambda s, n: 1 / (1 - s * (1 - 1 / n))

# %% 10.2 wrong: the time -> How many times as fast
# The time, not the speed-up.
def amdahl(parallel_share, machines):
    return (1 - parallel_share) + parallel_share / machines

# %% 10.2 wrong: all is shared -> if all could be split
# A thousand machines, a thousand times.
def amdahl(parallel_share, machines):
    return machines

# %% 10.2 wrong: share times machines -> What cannot be split takes its time still
# 95 % of a thousand.
def amdahl(parallel_share, machines):
    return parallel_share * machines

# %% 10.2 wrong: Gustafson -> another law
# From another page of the encyclopedia.
def amdahl(parallel_share, machines):
    return (1 - parallel_share) + parallel_share * machines

# %% 10.2 wrong: the limit -> `machines` is handed in and not used
# 1 / (1 - p), machines forgotten.
def amdahl(parallel_share, machines):
    return 1 / (1 - parallel_share)

# %% 10.2 wrong: swapped -> the part that *can* be split is divided
# Divides the wrong part.
def amdahl(parallel_share, machines):
    return 1 / (parallel_share + (1 - parallel_share) / machines)

# %% 10.2 wrong: brackets forgotten -> Brackets: the whole time
# 1 / 1 - p + ...
def amdahl(parallel_share, machines):
    return 1 / (1 - parallel_share) + parallel_share / machines

# %% 10.2 wrong: one without brackets at all -> brackets forgotten
# Typed as it stands on paper.
def amdahl(parallel_share, machines):
    return 1 / 1 - parallel_share + parallel_share / machines

# %% 10.2 wrong: the fixed part is missing -> The part that cannot be split is missing
# 1 / (p / n)
def amdahl(parallel_share, machines):
    return 1 / (parallel_share / machines)

# %% 10.2 wrong: in percent -> not in percent
# Thinks of 95.
def amdahl(parallel_share, machines):
    share = parallel_share / 100
    return 1 / (1 - share + share / machines)

# %% 10.2 wrong: how much faster -> as fast as one is 1
# "19 times faster".
def amdahl(parallel_share, machines):
    return 1 / (1 - parallel_share + parallel_share / machines) - 1

# %% 10.2 wrong: efficiency -> do not divide by them once more
# Speed-up for each machine.
def amdahl(parallel_share, machines):
    return 1 / (1 - parallel_share + parallel_share / machines) / machines

# %% 10.2 wrong: both parts divided -> if all could be split
# Everything by n.
def amdahl(parallel_share, machines):
    return 1 / ((1 - parallel_share + parallel_share) / machines)

# %% 10.2 wrong: rounded -> rounded
# Looks nicer.
def amdahl(parallel_share, machines):
    return np.round(1 / (1 - parallel_share + parallel_share / machines), 1)

# %% 10.2 wrong: if one machine -> compute with all of them at once
# `if` with an array.
def amdahl(parallel_share, machines):
    if machines == 1:
        return 1.0
    return 1 / (1 - parallel_share + parallel_share / machines)

# %% 10.2 wrong: whole division -> `//` cuts the fraction off
# Two strokes.
def amdahl(parallel_share, machines):
    return 1 / (1 - parallel_share + parallel_share // machines)

# %% 10.2 wrong: the example's share -> `parallel_share` is handed in and not used
# 0.95 written in.
def amdahl(parallel_share, machines):
    return 1 / (0.05 + 0.95 / machines)

# %% 10.2 wrong: prints only -> Does the function end with `return`
# No return.
def amdahl(parallel_share, machines):
    print(1 / (1 - parallel_share + parallel_share / machines))

# %% 10.2 right: float of numpy
def amdahl(parallel_share, machines):
    t1 = 1
    tn = (1 - parallel_share) * t1 + parallel_share * t1 / np.asarray(machines, dtype=float)
    return t1 / tn

# %% 10.2 wrong: min with machines -> two bounds
def amdahl(parallel_share, machines):
    return np.minimum(machines, 1 / (1 - parallel_share))

# %% 10.2 wrong: int
def amdahl(parallel_share, machines):
    return int(1 / (1 - parallel_share + parallel_share / machines))

# %% 10.2 wrong: share minus
def amdahl(parallel_share, machines):
    return 1 / (parallel_share - 1 + parallel_share / machines)

# %% 10.2 wrong: math domain list -> A single number has no entries
def amdahl(parallel_share, machines):
    return [1 / (1 - parallel_share + parallel_share / n) for n in machines]

# %% 10.3 right: min and max
def learning_rate(step, small_rate, times, warm_up_steps):
    done = min(1, step / max(1, warm_up_steps)) if warm_up_steps else 1
    return small_rate * (1 + (times - 1) * done)

# %% 10.3 right: np.interp
def learning_rate(step, small_rate, times, warm_up_steps):
    if warm_up_steps == 0:
        return times * small_rate
    return np.interp(step, [0, warm_up_steps], [small_rate, times * small_rate])

# %% 10.3 right: linspace and a list
def learning_rate(step, small_rate, times, warm_up_steps):
    rates = np.linspace(small_rate, times * small_rate, warm_up_steps + 1)
    if step < warm_up_steps:
        return rates[step]
    return small_rate * times

# %% 10.3 right: adds in a loop
def learning_rate(step, small_rate, times, warm_up_steps):
    if warm_up_steps == 0:
        return times * small_rate
    rate = small_rate
    for _ in range(min(step, warm_up_steps)):
        rate = rate + (times * small_rate - small_rate) / warm_up_steps
    return rate

# %% 10.3 right: a mean of both ends
def learning_rate(step, small_rate, times, warm_up_steps):
    large = times * small_rate
    if step >= warm_up_steps:
        return large
    return ((warm_up_steps - step) * small_rate + step * large) / warm_up_steps

# %% 10.3 right: a keras schedule by hand, as an array of no axis
def learning_rate(step, small_rate, times, warm_up_steps):
    share = np.array(1.0) if not warm_up_steps else np.clip(step / warm_up_steps, 0, 1)
    return np.array(small_rate + share * small_rate * (times - 1))

# %% 10.3 wrong: begins at 0 -> begins at small_rate, in step 0, not at 0
# The usual warm-up of other books.
def learning_rate(step, small_rate, times, warm_up_steps):
    if step >= warm_up_steps:
        return times * small_rate
    return times * small_rate * step / warm_up_steps

# %% 10.3 wrong: one step early -> the warm-up is one step early
# step + 1
def learning_rate(step, small_rate, times, warm_up_steps):
    if step + 1 >= warm_up_steps:
        return times * small_rate
    return small_rate + (step + 1) / warm_up_steps * (times - 1) * small_rate

# %% 10.3 wrong: no warm-up -> There is no warm-up
# Scaled at once.
def learning_rate(step, small_rate, times, warm_up_steps):
    return times * small_rate

# %% 10.3 wrong: never scaled -> The rate stays small
# Warm-up misread.
def learning_rate(step, small_rate, times, warm_up_steps):
    return small_rate

# %% 10.3 wrong: jumps -> The rate jumps
# Small, then large.
def learning_rate(step, small_rate, times, warm_up_steps):
    return small_rate if step < warm_up_steps else small_rate * times

# %% 10.3 wrong: never stops -> it has to stay
# No end of the growth.
def learning_rate(step, small_rate, times, warm_up_steps):
    if warm_up_steps == 0:
        return times * small_rate
    return small_rate + step / warm_up_steps * (times * small_rate - small_rate)

# %% 10.3 wrong: divides by zero -> Without a warm-up nothing may be divided
# min(1, step / warm_up_steps) with 0.
def learning_rate(step, small_rate, times, warm_up_steps):
    share = min(1, step / warm_up_steps)
    return small_rate + share * (times * small_rate - small_rate)

# %% 10.3 wrong: way too long -> so how long is it
# small + share * large
def learning_rate(step, small_rate, times, warm_up_steps):
    share = 1 if step >= warm_up_steps else step / warm_up_steps
    return small_rate + share * times * small_rate

# %% 10.3 wrong: multiplies -> the same amount is to be added
# Geometric.
def learning_rate(step, small_rate, times, warm_up_steps):
    share = 1 if step >= warm_up_steps else step / warm_up_steps
    return small_rate * times**share

# %% 10.3 wrong: root of times -> not to the root of that
# Adam's rule.
def learning_rate(step, small_rate, times, warm_up_steps):
    large = small_rate * np.sqrt(times)
    share = 1 if step >= warm_up_steps else step / warm_up_steps
    return small_rate + share * (large - small_rate)

# %% 10.3 wrong: divides -> A larger batch takes a larger rate
# The wrong direction.
def learning_rate(step, small_rate, times, warm_up_steps):
    large = small_rate / times
    share = 1 if step >= warm_up_steps else step / warm_up_steps
    return small_rate + share * (large - small_rate)

# %% 10.3 wrong: falls -> the rate begins small and becomes large
# Start and end are swapped.
def learning_rate(step, small_rate, times, warm_up_steps):
    share = 1 if step >= warm_up_steps else step / warm_up_steps
    return times * small_rate + share * (small_rate - times * small_rate)

# %% 10.3 wrong: falls back behind the warm-up -> here it falls back
# The small rate after it.
def learning_rate(step, small_rate, times, warm_up_steps):
    if step >= warm_up_steps:
        return small_rate
    return small_rate + step / warm_up_steps * (times * small_rate - small_rate)

# %% 10.3 wrong: grows to times -> not to `times`
# 8 in place of 0.8.
def learning_rate(step, small_rate, times, warm_up_steps):
    if step >= warm_up_steps:
        return times
    return small_rate + step / warm_up_steps * (times - small_rate)

# %% 10.3 wrong: the beginning is missing -> The beginning is missing
# Only the way that is done.
def learning_rate(step, small_rate, times, warm_up_steps):
    if step < warm_up_steps:
        return step / warm_up_steps * (times * small_rate - small_rate)
    return times * small_rate

# %% 10.3 wrong: arrives one step early -> divided by one less
# warm_up_steps - 1
def learning_rate(step, small_rate, times, warm_up_steps):
    if warm_up_steps < 2 or step >= warm_up_steps - 1:
        return times * small_rate if step or warm_up_steps == 0 else small_rate
    return small_rate + step / (warm_up_steps - 1) * (times * small_rate - small_rate)

# %% 10.3 wrong: the notebook's rate -> is a name of the notebook
# A global.
def learning_rate(step, small_rate, times, warm_up_steps):
    if step >= warm_up_steps:
        return TIMES * SMALL_RATE
    return SMALL_RATE + step / warm_up_steps * (TIMES - 1) * SMALL_RATE

# %% 10.3 wrong: whole division -> The rate jumps
# step // warm_up_steps is 0 until it is over.
def learning_rate(step, small_rate, times, warm_up_steps):
    share = 1 if step >= warm_up_steps else step // warm_up_steps
    return small_rate + share * (times * small_rate - small_rate)

# %% 10.3 right: numpy clip
def learning_rate(step, small_rate, times, warm_up_steps):
    return float(np.clip(small_rate + step * (times - 1) * small_rate / max(warm_up_steps, 1), small_rate, times * small_rate)) if warm_up_steps else times * small_rate

# %% 10.3 wrong: > in place of >= with no warm up -> nothing may be divided by its 0 steps
def learning_rate(step, small_rate, times, warm_up_steps):
    if step > warm_up_steps:
        return times * small_rate
    return small_rate + step / warm_up_steps * (times * small_rate - small_rate)

# %% 10.3 wrong: zero step without warm up is small -> Without a warm-up step 0
def learning_rate(step, small_rate, times, warm_up_steps):
    if step == 0:
        return small_rate
    if step >= warm_up_steps:
        return times * small_rate
    return small_rate + step / warm_up_steps * (times * small_rate - small_rate)

# %% 10.3 wrong: adds small_rate per step -> `warm_up_steps` is handed in and not used
def learning_rate(step, small_rate, times, warm_up_steps):
    return min(small_rate * (1 + step), times * small_rate)

# %% 10.3 wrong: smooth cosine
def learning_rate(step, small_rate, times, warm_up_steps):
    if step >= warm_up_steps:
        return times * small_rate
    return small_rate + (times - 1) * small_rate * (1 - np.cos(np.pi * step / warm_up_steps)) / 2

# %% 10.3 wrong: list of all rates -> not in a list
def learning_rate(step, small_rate, times, warm_up_steps):
    return [small_rate + s / max(1, warm_up_steps) * (times - 1) * small_rate for s in range(step + 1)]

# %% 10.4 right: next with a default
def latest(folder):
    files = sorted(folder.glob("epoch-*.keras"), key=lambda file: int(file.stem.split("-")[1]))
    return next((file for file in reversed(files) if is_whole(file)), None)

# %% 10.4 right: the best so far
def latest(folder):
    best, best_epoch = None, -1
    for file in folder.iterdir():
        if file.name.startswith("epoch-") and file.suffix == ".keras" and is_whole(file):
            epoch = int(file.stem[len("epoch-"):])
            if epoch > best_epoch:
                best, best_epoch = file, epoch
    return best

# %% 10.4 right: max of the whole ones
def latest(folder):
    whole = [file for file in folder.glob("epoch-*.keras") if is_whole(file)]
    if not whole:
        return None
    return max(whole, key=lambda file: int(file.stem.removeprefix("epoch-")))

# %% 10.4 right: a regular expression and os.listdir
def latest(folder):
    import os
    import re
    found = {}
    for name in os.listdir(folder):
        match = re.fullmatch(r"epoch-(\d+)\.keras", name)
        if match:
            found[int(match[1])] = folder / name
    for epoch in sorted(found, reverse=True):
        if is_whole(found[epoch]):
            return found[epoch]

# %% 10.4 right: as text, with os.path
def latest(folder):
    import os
    files = [f for f in os.listdir(folder) if f.startswith("epoch-") and f.endswith(".keras")]
    files.sort(key=lambda f: -int(f[6:-6]))
    for f in files:
        if is_whole(os.path.join(folder, f)):
            return os.path.join(folder, f)
    return None

# %% 10.4 right: its own look into the zip file
def latest(folder):
    def opens(file):
        try:
            return zipfile.ZipFile(file).testzip() is None
        except Exception:
            return False
    numbers = {int(f.stem.rsplit("-")[-1]): f for f in folder.glob("epoch-*.keras") if opens(f)}
    return numbers[max(numbers)] if numbers else None

# %% 10.4 wrong: the last two alone -> Not the last two alone: look through all
def latest(folder):
    files = sorted(folder.glob("epoch-*.keras"), key=lambda file: int(file.stem.split("-")[1]))
    for file in reversed(files[-2:]):
        if is_whole(file):
            return file

# %% 10.4 wrong: sorted as text -> Sorted as text
# "epoch-7" > "epoch-12"
def latest(folder):
    for file in sorted(folder.glob("epoch-*.keras"), reverse=True):
        if is_whole(file):
            return file
    return None

# %% 10.4 wrong: max as text, not looked at -> Sorted as text, and whole or not
# max(files)
def latest(folder):
    files = list(folder.glob("epoch-*.keras"))
    return max(files) if files else None

# %% 10.4 wrong: not asked whether whole -> whole or not: ask is_whole
# The newest, damaged or not.
def latest(folder):
    files = sorted(folder.glob("epoch-*.keras"), key=lambda f: int(f.stem.split("-")[1]))
    return files[-1] if files else None

# %% 10.4 wrong: by the clock -> newest by the clock, which says nothing
# st_mtime
def latest(folder):
    for file in sorted(folder.glob("epoch-*.keras"), key=lambda f: f.stat().st_mtime, reverse=True):
        if is_whole(file):
            return file

# %% 10.4 wrong: by the clock, not looked at -> newest by the clock, whole or not
# st_mtime and max.
def latest(folder):
    return max(folder.glob("epoch-*.keras"), key=lambda f: f.stat().st_mtime, default=None)

# %% 10.4 wrong: the unfinished ones as well -> called unfinished is no checkpoint
# *.keras
def latest(folder):
    files = sorted(folder.glob("*.keras"), key=lambda f: int(f.stem.split("-")[-1]), reverse=True)
    for file in files:
        if is_whole(file):
            return file
    return None

# %% 10.4 wrong: the oldest -> begin with the newest
# reverse forgotten
def latest(folder):
    for file in sorted(folder.glob("epoch-*.keras"), key=lambda f: int(f.stem.split("-")[1])):
        if is_whole(file):
            return file
    return None

# %% 10.4 wrong: gives up after the newest -> go on looking
# Only one look.
def latest(folder):
    files = sorted(folder.glob("epoch-*.keras"), key=lambda f: int(f.stem.split("-")[1]))
    if files and is_whole(files[-1]):
        return files[-1]
    return None

# %% 10.4 wrong: return None inside the loop -> go on looking
# else in the loop
def latest(folder):
    for file in sorted(folder.glob("epoch-*.keras"), key=lambda f: int(f.stem.split("-")[1]), reverse=True):
        if is_whole(file):
            return file
        else:
            return None

# %% 10.4 wrong: only one back -> may be damaged as well
# Two are kept, she thinks.
def latest(folder):
    files = sorted(folder.glob("epoch-*.keras"), key=lambda f: int(f.stem.split("-")[1]))
    if not files:
        return None
    if is_whole(files[-1]):
        return files[-1]
    return files[-2] if len(files) > 1 else None

# %% 10.4 wrong: the number -> The number is not yet the file
# Returns the epoch.
def latest(folder):
    whole = [int(f.stem.split("-")[1]) for f in folder.glob("epoch-*.keras") if is_whole(f)]
    return max(whole) if whole else None

# %% 10.4 wrong: the name alone -> does not say where it lies
# file.name
def latest(folder):
    files = sorted(folder.glob("epoch-*.keras"), key=lambda f: int(f.stem.split("-")[1]), reverse=True)
    return next((f.name for f in files if is_whole(f)), None)

# %% 10.4 wrong: all that are whole -> One file alone
# A list.
def latest(folder):
    return [file for file in folder.glob("epoch-*.keras") if is_whole(file)]

# %% 10.4 wrong: stops where there is none -> there is nothing to choose from
# max of nothing
def latest(folder):
    whole = [file for file in folder.glob("epoch-*.keras") if is_whole(file)]
    return max(whole, key=lambda f: int(f.stem.split("-")[1]))

# %% 10.4 wrong: next without a default -> None is to be returned
# StopIteration
def latest(folder):
    files = sorted(folder.glob("epoch-*.keras"), key=lambda f: int(f.stem.split("-")[1]), reverse=True)
    return next(f for f in files if is_whole(f))

# %% 10.4 wrong: the number from the whole path -> the number from file.stem
# The folder's name has a - as well.
def latest(folder):
    files = [f for f in folder.glob("epoch-*.keras") if is_whole(f)]
    return max(files, key=lambda f: int(str(f).split("-")[1].split(".")[0]), default=None)

# %% 10.4 wrong: every file of the folder -> take files called epoch-*.keras alone
# iterdir
def latest(folder):
    for file in sorted(folder.iterdir(), key=lambda f: int(f.stem.split("-")[1]), reverse=True):
        if is_whole(file):
            return file

# %% 10.4 wrong: is_whole turned round -> *not* whole
# not is_whole
def latest(folder):
    files = [f for f in folder.glob("epoch-*.keras") if not is_whole(f)]
    return max(files, key=lambda f: int(f.stem.split("-")[1]), default=None)

# %% 10.4 wrong: deletes the damaged ones -> nothing is to be deleted
# Tidies up.
def latest(folder):
    for file in sorted(folder.glob("epoch-*.keras"), key=lambda f: int(f.stem.split("-")[1]), reverse=True):
        if is_whole(file):
            return file
        file.unlink()
    return None

# %% 10.4 wrong: the last digit -> Only the last digit
# file.stem[-1]
def latest(folder):
    files = [f for f in folder.glob("epoch-*.keras") if is_whole(f)]
    return max(sorted(files), key=lambda f: int(f.stem[-1]), default=None)

# %% 10.4 wrong: True -> Whether one is whole
# Returns what is_whole says.
def latest(folder):
    for file in sorted(folder.glob("epoch-*.keras"), key=lambda f: int(f.stem.split("-")[1]), reverse=True):
        if is_whole(file):
            return True

# %% 10.4 right: glob.glob
def latest(folder):
    import glob
    best = None
    for name in glob.glob(f"{folder}/epoch-*.keras"):
        n = int(name.rsplit("-", 1)[1].removesuffix(".keras"))
        if is_whole(name) and (best is None or n > best[0]):
            best = (n, Path(name))
    return best and best[1]

# %% 10.4 wrong: size decides
def latest(folder):
    files = sorted(folder.glob("epoch-*.keras"), key=lambda f: f.stat().st_size)
    return files[-1] if files else None

# %% 10.4 wrong: stat ctime -> newest by the clock
def latest(folder):
    files = [f for f in folder.glob("epoch-*.keras") if is_whole(f)]
    return max(files, key=lambda f: f.stat().st_ctime, default=None)

# %% 10.4 wrong: is_zipfile
def latest(folder):
    files = [f for f in folder.glob("epoch-*.keras") if zipfile.is_zipfile(f)]
    return max(files, key=lambda f: int(f.stem[6:]), default=None)

# %% 10.4 wrong: empty string -> None itself
def latest(folder):
    files = [f for f in folder.glob("epoch-*.keras") if is_whole(f)]
    return max(files, key=lambda f: int(f.stem[6:]), default="")

# %% 10.4 wrong: by counting -> no such file
def latest(folder):
    files = [f for f in folder.glob("epoch-*.keras") if is_whole(f)]
    return folder / f"epoch-{len(files)}.keras"

# %% 10.5 right: three terms
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    compute = computing / machines
    ring = (2 - 2 / machines) * gradient_bytes / bandwidth
    return compute + fixed + ring

# %% 10.5 right: a loop
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    def one(n):
        return computing / n + fixed + 2 * (n - 1) * (gradient_bytes / n) / bandwidth
    if np.ndim(machines):
        return np.array([one(n) for n in machines])
    return one(machines)

# %% 10.5 right: round by round
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    rounds = 2 * (machines - 1)
    one_round = gradient_bytes / machines / bandwidth
    return fixed + rounds * one_round + computing / machines

# %% 10.5 right: vectorize
predicted_seconds = np.vectorize(lambda n, c, f, g, b: c / n + f + 2 * (n - 1) / n * g / b, otypes=[float])

# %% 10.5 right: np.where for one machine
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    n = np.asarray(machines)
    exchange = np.where(n > 1, 2 * (n - 1) / n * gradient_bytes / bandwidth, 0)
    return computing / n + fixed + exchange

# %% 10.5 wrong: the bytes below the line -> Brackets: the bytes do not divide
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * (machines - 1) / (machines * gradient_bytes) / bandwidth

# %% 10.5 wrong: no exchange -> The exchange is missing
# Amdahl only.
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed

# %% 10.5 wrong: once around -> a 2 is missing
# (n - 1) / n
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + (machines - 1) / machines * gradient_bytes / bandwidth

# %% 10.5 wrong: not divided by n -> an n-th of the gradient
# 2 (n - 1)
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * (machines - 1) * gradient_bytes / bandwidth

# %% 10.5 wrong: always twice -> put in 1 for n, the exchange must vanish
# 2 x gradient
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * gradient_bytes / bandwidth

# %% 10.5 wrong: brackets -> Brackets
# 2 * n - 1 / n
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * machines - 1 / machines * gradient_bytes / bandwidth

# %% 10.5 wrong: brackets, the other ones -> Brackets: twice (n - 1)
# (2n - 1) / n
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + (2 * machines - 1) / machines * gradient_bytes / bandwidth

# %% 10.5 wrong: fixed is divided -> `fixed` is what no machine saves
# (c + f) / n
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return (computing + fixed) / machines + 2 * (machines - 1) / machines * gradient_bytes / bandwidth

# %% 10.5 wrong: computing is not divided -> Computing is divided by the number of machines
# c + f + ...
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing + fixed + 2 * (machines - 1) / machines * gradient_bytes / bandwidth

# %% 10.5 wrong: times the bandwidth -> The bytes are divided by the bandwidth
# * bandwidth
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * (machines - 1) / machines * gradient_bytes * bandwidth

# %% 10.5 wrong: turned round -> Turned round
# bandwidth / bytes
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * (machines - 1) / machines * bandwidth / gradient_bytes

# %% 10.5 wrong: fixed is forgotten -> What nobody saves is missing
# two terms
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + 2 * (machines - 1) / machines * gradient_bytes / bandwidth

# %% 10.5 wrong: everything is divided -> Only computing is divided
# brackets around all
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return (computing + fixed + 2 * (machines - 1) / machines * gradient_bytes / bandwidth) / machines

# %% 10.5 wrong: the speed-up -> the seconds are asked for
# t(1) / t(n)
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    one = computing + fixed
    return one / (computing / machines + fixed + 2 * (machines - 1) / machines * gradient_bytes / bandwidth)

# %% 10.5 wrong: bits -> not in bits
# * 8
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * (machines - 1) / machines * 8 * gradient_bytes / bandwidth

# %% 10.5 wrong: one machine is special -> compute with all of them at once
# if with an array
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    if machines == 1:
        return computing + fixed
    return computing / machines + fixed + 2 * (machines - 1) / machines * gradient_bytes / bandwidth

# %% 10.5 wrong: the ring's numbers turned round -> Turned round: (n - 1) / n
# n / (n - 1)
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * machines / (machines - 1) * gradient_bytes / bandwidth

# %% 10.5 wrong: a list of three -> Only one is asked for
# The three terms themselves.
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines, fixed, 2 * (machines - 1) / machines * gradient_bytes / bandwidth

# %% 10.5 wrong: at the same time -> One after the other
# maximum
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return np.maximum(computing / machines + fixed, 2 * (machines - 1) / machines * gradient_bytes / bandwidth)

# %% 10.5 right: arrays by default
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    n = np.array(machines, float)
    return fixed + (computing + 2 * (n - 1) * gradient_bytes / bandwidth) / n

# %% 10.5 wrong: log tree -> That is a tree
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * np.log2(machines) * gradient_bytes / bandwidth

# %% 10.5 wrong: n - 1 / n brackets -> Brackets
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * (machines - 1 / machines) * gradient_bytes / bandwidth

# %% 10.5 wrong: divides by n times bandwidth twice -> once too often
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * (machines - 1) / machines * gradient_bytes / bandwidth / machines

# %% 10.5 wrong: arguments swapped -> are swapped
def predicted_seconds(machines, fixed, computing, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * (machines - 1) / machines * gradient_bytes / bandwidth

# %% 10.6 right: blocks
cause = "B"
def part_of(order, step, batch_size, worker, workers):
    share = batch_size // workers
    begin = step * batch_size + worker * share
    return order[begin : begin + share]

# %% 10.6 right: reshaped
cause = " b "
def part_of(order, step, batch_size, worker, workers):
    batch = order[step * batch_size : (step + 1) * batch_size]
    return batch.reshape(workers, -1)[worker]

# %% 10.6 right: strides of the whole order
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    mine, share = order[worker::workers], batch_size // workers
    return mine[step * share : (step + 1) * share]

# %% 10.6 right: np.split
cause = "b)"
def part_of(order, step, batch_size, worker, workers):
    batches = np.array_split(order[: len(order) // batch_size * batch_size], len(order) // batch_size)
    return np.split(batches[step], workers)[worker]

# %% 10.6 right: a loop
cause = "(b)"
def part_of(order, step, batch_size, worker, workers):
    mine = []
    for place in range(batch_size):
        if place % workers == worker:
            mine.append(order[step * batch_size + place])
    return np.array(mine)

# %% 10.6 wrong: d, since it was just said -> A small rate makes it slower
# The rate.
cause = "d"
def part_of(order, step, batch_size, worker, workers):
    return order[step * batch_size : (step + 1) * batch_size][worker::workers]

# %% 10.6 wrong: a -> the losses of four different parts would differ
# Sum, not mean.
cause = "a"
def part_of(order, step, batch_size, worker, workers):
    return order[step * batch_size : (step + 1) * batch_size][worker::workers]

# %% 10.6 wrong: c -> it is of other pictures
# Too late.
cause = "c"
def part_of(order, step, batch_size, worker, workers):
    return order[step * batch_size : (step + 1) * batch_size][worker::workers]

# %% 10.6 wrong: in words -> The letter alone
# The sentence.
cause = "each worker takes the same pictures"
def part_of(order, step, batch_size, worker, workers):
    return order[step * batch_size : (step + 1) * batch_size][worker::workers]

# %% 10.6 wrong: the colleague's own -> All workers take the same numbers
# worker is not used
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    share = batch_size // workers
    return order[step * share : (step + 1) * share]

# %% 10.6 wrong: the whole batch -> That is the whole batch
# Each takes all.
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return order[step * batch_size : (step + 1) * batch_size]

# %% 10.6 wrong: the step is ignored -> The step makes no difference
# Always the first batch.
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return order[:batch_size][worker::workers]

# %% 10.6 wrong: blocks overlap -> taken by two workers
# begins one too early
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    share = batch_size // workers
    begin = step * batch_size + worker * (share - 1)
    return order[begin : begin + share]

# %% 10.6 wrong: a block of the epoch for each -> cut the whole batch out first
# Each worker has a quarter of the data and goes through that.
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    share, own = batch_size // workers, len(order) // workers
    return order[worker * own : (worker + 1) * own][step * share : (step + 1) * share]

# %% 10.6 wrong: places, not numbers -> places in the order
# np.arange
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return np.arange(step * batch_size, (step + 1) * batch_size)[worker::workers]

# %% 10.6 wrong: drawn by chance -> taken by two workers
# Every worker draws for itself.
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return np.random.default_rng(worker).choice(order[step * batch_size : (step + 1) * batch_size], batch_size // workers)

# %% 10.6 wrong: all parts -> All parts came
# reshape without the worker
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return order[step * batch_size : (step + 1) * batch_size].reshape(workers, -1)

# %% 10.6 wrong: every batch_size-th -> Too few
# step and batch mixed up
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return order[step * batch_size : (step + 1) * batch_size][worker::batch_size]

# %% 10.6 wrong: one number -> One number came
# An index, not a slice.
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return order[step * batch_size + worker]

# %% 10.6 wrong: steps counted from 1 -> belong to another step
# (step - 1)
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return order[(step + 1) * batch_size : (step + 2) * batch_size][worker::workers]

# %% 10.6 wrong: division without rest forgotten -> slice indices must be integers
# /
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    share = batch_size / workers
    return order[step * batch_size + worker * share : step * batch_size + (worker + 1) * share]

# %% 10.6 wrong: a list of numbers -> np.array(...) makes an array
# Not an array.
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return [int(number) for number in order[step * batch_size : (step + 1) * batch_size][worker::workers]]

# %% 10.6 wrong: the notebook's pictures -> is a name of the notebook
# Global length, ignores the order.
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    numbers = np.random.default_rng(SEED).permutation(len(x_train))
    return numbers[step * batch_size : (step + 1) * batch_size][worker::workers]

# %% 10.6 right: np.take
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return np.take(order, range(step * batch_size + worker, (step + 1) * batch_size, workers))

# %% 10.6 wrong: worker and step swapped -> cut the whole batch out first
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    share = batch_size // workers
    begin = worker * batch_size + step * share
    return order[begin : begin + share]

# %% 10.6 wrong: np.array_split whole order -> cut the whole batch out first
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return np.array_split(order, workers)[worker][:batch_size // workers]

# %% 10.6 wrong: shuffles -> belong to another step
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    o = np.random.default_rng(step).permutation(order)
    return o[step * batch_size : (step + 1) * batch_size][worker::workers]

# %% 10.6 wrong: returns lists of all -> All parts came
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    return [order[step * batch_size : (step + 1) * batch_size][w::workers] for w in range(workers)]

# %% 10.6 wrong: modulo of the numbers
cause = "b"
def part_of(order, step, batch_size, worker, workers):
    batch = order[step * batch_size : (step + 1) * batch_size]
    return batch[batch % workers == worker]

# %% 10.1 wrong: pictures in turn, labels in blocks -> cut in different ways
# x goes round like cards, y is cut with array_split.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    labels = np.array_split(y, workers)
    total = 0
    for worker in range(workers):
        mine = x[worker::workers]
        total = total + gradient_of(weights, mine, labels[worker]) * len(mine) / len(x)
    return total

# %% 10.1 wrong: each begins where the one before ended -> All workers hold the same weights
# A step between the parts, as in gradient descent.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    mean, moved = 0, weights
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        gradient = gradient_of(moved, a, b)
        moved = moved - 0.01 * gradient
        mean = mean + gradient * len(a) / len(x)
    return mean

# %% 10.1 wrong: average without an axis -> `axis=0`
# np.average with weights stops on the shapes.
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = list(zip(np.array_split(x, workers), np.array_split(y, workers)))
    return np.average([gradient_of(weights, a, b) for a, b in parts], weights=[len(a) for a, b in parts])

# %% 10.1 right: the weights as numbers of 64 bits
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    own = np.array(weights, dtype="float64")
    parts = zip(np.array_split(x, workers), np.array_split(y, workers))
    return sum(gradient_of(own.copy(), a, b) * (len(a) / len(x)) for a, b in parts)

# %% 10.2 wrong: the limit for any number -> what ever so many machines reach
# 20 for 95 %, without looking at the machines.
def amdahl(parallel_share, machines):
    return 1 / (1 - parallel_share) + 0 * machines

# %% 10.4 wrong: counts up from the first -> need not be there any more
# Stops at the first gap, though old ones have been deleted.
def latest(folder):
    found, number = None, 1
    while (folder / f"epoch-{number}.keras").exists():
        if is_whole(folder / f"epoch-{number}.keras"):
            found = folder / f"epoch-{number}.keras"
        number += 1
    return found

# %% 10.4 wrong: counts up as long as they are whole -> need not be there any more
# The last before the first that is damaged or missing.
def latest(folder):
    number = 0
    while is_whole(folder / f"epoch-{number + 1}.keras"):
        number += 1
    return folder / f"epoch-{number}.keras" if number else None

# %% 10.5 wrong: computes while it sends -> all three are added up
# The longer of the two in place of the sum.
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    exchange = 2 * (machines - 1) / machines * gradient_bytes / bandwidth
    return fixed + np.maximum(computing / machines, exchange)

# %% 10.5 right: the ring, message by message
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    def one(n):
        seconds = computing / n + fixed
        for _ in range(2 * (n - 1)):
            seconds += gradient_bytes / n / bandwidth
        return seconds

    return one(machines) if np.ndim(machines) == 0 else np.array([one(n) for n in machines])

# %% 10.6 wrong: a batch for each -> As many as a whole batch has
# The order is dealt to the workers, and each takes batch_size of its part.
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    mine = order[worker::workers]
    return mine[step * batch_size : (step + 1) * batch_size]

# %% 10.1 wrong: mean of the gradients, sizes forgotten -> Each gradient counts the same here, though not all parts
# right for equal parts only; hint: a part of two pictures counts less than one of three
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    x_parts, y_parts = np.array_split(x, workers), np.array_split(y, workers)
    return np.mean([gradient_of(weights, a, b) for a, b in zip(x_parts, y_parts)], axis=0)

# %% 10.1 wrong: the whole batch after all -> The result is right, but somebody has seen the whole batch:
# the numbers are right, but one looks at everything and nobody has helped; hint: each worker calls with its own part
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    return gradient_of(weights, x, y)

# %% 10.1 wrong: the rest is left out -> Some pictures are lost: 10 divided by 4 is 2, and then
# parts of len(x) // workers, so the last pictures are in no part; hint: the pictures that fill no part are missing
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    size = len(x) // workers
    total = 0
    for worker in range(workers):
        part = slice(worker * size, (worker + 1) * size)
        total = total + gradient_of(weights, x[part], y[part]) / workers
    return total

# %% 10.1 wrong: the last one takes the rest -> The mean is right, but somebody waits for the one with the
# weighted rightly, but 10 for 4 is 2, 2, 2, 4; hint: the sizes may differ by one at most
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    size = len(x) // workers
    total = 0
    for worker in range(workers):
        start = worker * size
        end = len(x) if worker == workers - 1 else start + size
        total = total + gradient_of(weights, x[start:end], y[start:end]) * (end - start) / len(x)
    return total

# %% 10.1 wrong: pictures dealt like cards, labels cut in blocks -> Pictures and labels are cut in different ways: a picture
# x goes round like cards, y is cut with array_split; hint: pictures and labels have to be cut alike
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    labels = np.array_split(y, workers)
    total = 0
    for worker in range(workers):
        mine = x[worker::workers]
        total = total + gradient_of(weights, mine, labels[worker]) * len(mine) / len(x)
    return total

# %% 10.1 wrong: a step between the workers -> All workers hold the same weights: none waits for a step of
# a step between the parts, as in gradient descent; hint: all start from the same weights
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    mean, moved = 0, weights
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        gradient = gradient_of(moved, a, b)
        moved = moved - 0.01 * gradient
        mean = mean + gradient * len(a) / len(x)
    return mean

# %% 10.1 wrong: np.average with the sizes alone -> The mean runs over the workers alone: `axis=0`.
# np.average(..., weights=sizes) without axis=0 stops with a TypeError on the shapes; hint: over the workers, axis 0
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    gradients, sizes = [], []
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        gradients.append(gradient_of(weights, a, b))
        sizes.append(len(a))
    return np.average(gradients, weights=sizes)

# %% 10.1 wrong: weighted by the share of the workers -> Each gradient is multiplied by its number of pictures, and
# len(part) / workers in place of len(part) / len(x), so everything is many times too long; hint: the shares add up to 1
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    mean = 0
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        mean = mean + len(a) / workers * gradient_of(weights, a, b)
    return mean

# %% 10.1 right: dealt like cards
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    total = np.zeros_like(weights, dtype=float)
    for worker in range(workers):
        hand_x, hand_y = x[worker::workers], y[worker::workers]
        total += len(hand_y) * gradient_of(weights, hand_x, hand_y)
    return total / len(y)

# %% 10.1 right: np.average with the sizes
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    parts = list(zip(np.array_split(x, workers), np.array_split(y, workers)))
    gradients = np.array([gradient_of(weights, *part) for part in parts])
    return np.average(gradients, axis=0, weights=[len(part[1]) for part in parts])

# %% 10.1 right: a queue that hands on the mean so far
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    seen, mean = 0, None
    for numbers in np.array_split(np.arange(len(x)), workers):
        mine = gradient_of(weights, x[numbers], y[numbers])
        seen += len(numbers)
        mean = mine if mean is None else mean + (mine - mean) * len(numbers) / seen
    return mean

# %% 10.1 right: threads and tensordot
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    from concurrent.futures import ThreadPoolExecutor

    parts_x, parts_y = np.array_split(x, workers), np.array_split(y, workers)
    with ThreadPoolExecutor(workers) as pool:
        gradients = list(pool.map(lambda a, b: gradient_of(weights, a, b), parts_x, parts_y))
    shares = np.array([len(part) for part in parts_x]) / len(x)
    return np.tensordot(shares, np.array(gradients), axes=1)

# %% 10.2 wrong: Gustafson's law -> That is another law (Gustafson's), where the work grows
# the work grows with the machines; hint: for many machines it must not pass 1 / (1 - share)
def amdahl(parallel_share, machines):
    return (1 - parallel_share) + parallel_share * machines

# %% 10.2 wrong: the shares exchanged -> Turned round: the part that *can* be split is divided by
# divides what cannot be split; hint: with share 1 it must be as many times as machines
def amdahl(parallel_share, machines):
    return 1 / (parallel_share + (1 - parallel_share) / machines)

# %% 10.2 wrong: the time, not how many times -> That is the time of many machines, where one takes 1. How
# the seconds of many, forgot to divide 1 by it; hint: many machines are faster, so the number is above 1
def amdahl(parallel_share, machines):
    return (1 - parallel_share) + parallel_share / machines

# %% 10.2 wrong: as if without end -> That is what ever so many machines reach: divide the share
# 20 for 95 %, without looking at the machines; hint: one machine is once as fast as one
def amdahl(parallel_share, machines):
    return 1 / (1 - parallel_share) + 0 * machines

# %% 10.2 wrong: brackets of the denominator missing -> Brackets: the whole time stands below the stroke.
# 1 / (1 - p) + p / n; hint: for one machine it must give 1
def amdahl(parallel_share, machines):
    return 1 / (1 - parallel_share) + parallel_share / machines

# %% 10.2 wrong: as many machines as the limit allows -> Those are two bounds, and the truth lies below both: add up
# takes the law for a ceiling: full speed up to it; hint: 95 % on 10 machines is 6.9, not 10
def amdahl(parallel_share, machines):
    if parallel_share == 1:
        return machines
    return np.minimum(machines, 1 / (1 - parallel_share))

# %% 10.2 wrong: a special case for one machine -> Machines may be an array: compute with all of them at once,
# `if machines == 1` works for a number, stops with ValueError for an array; hint: an array has no one answer to if
def amdahl(parallel_share, machines):
    if machines == 1:
        return 1.0
    return 1 / (1 - parallel_share + parallel_share / machines)

# %% 10.2 wrong: whole machines are saved -> That is what ever so many machines reach: divide the share
# // in place of /: with 95 % nothing is left for 2 machines; hint: parallel_share / machines is not a whole number
def amdahl(parallel_share, machines):
    return 1 / (1 - parallel_share + parallel_share // machines)

# %% 10.2 right: one fraction
def amdahl(parallel_share, machines):
    return machines / (machines - (machines - 1) * parallel_share)

# %% 10.2 right: a mean of two speeds
def amdahl(parallel_share, machines):
    shares, speeds = (1 - parallel_share, parallel_share), (1, machines)
    return 1 / sum(share / speed for share, speed in zip(shares, speeds))

# %% 10.2 right: one by one, with vectorize
def amdahl(parallel_share, machines):
    return np.vectorize(lambda n: 1 / (1 - parallel_share * (1 - 1 / n)), otypes=[float])(machines)

# %% 10.2 right: to the power of minus one
def amdahl(parallel_share, machines):
    saved = np.multiply(parallel_share, np.subtract(1.0, np.power(np.asarray(machines, float), -1)))
    return np.power(1.0 - saved, -1.0)

# %% 10.3 wrong: begins at nothing -> The warm-up begins at small_rate, in step 0, not at 0.
# from 0 to the end, the most common warm-up elsewhere; hint: step 0 has the small rate
def learning_rate(step, small_rate, times, warm_up_steps):
    if step >= warm_up_steps:
        return times * small_rate
    return times * small_rate * step / warm_up_steps

# %% 10.3 wrong: divides by nothing -> Without a warm-up nothing may be divided by its 0 steps.
# no thought of 0 warm-up steps; hint: ZeroDivisionError, what is asked for without warm-up?
def learning_rate(step, small_rate, times, warm_up_steps):
    share = min(1, step / warm_up_steps)
    return small_rate + share * (times - 1) * small_rate

# %% 10.3 wrong: without warm-up step 0 is small -> Without a warm-up step 0 has the large rate already.
# max(1, warm_up_steps) avoids the division, and step 0 has share 0; hint: without warm-up from the very start
def learning_rate(step, small_rate, times, warm_up_steps):
    share = min(1, step / max(1, warm_up_steps))
    return small_rate * (1 + (times - 1) * share)

# %% 10.3 wrong: grows for ever -> After the warm-up the rate grows on: it has to stay.
# no end of the warm-up; hint: it stays there
def learning_rate(step, small_rate, times, warm_up_steps):
    if warm_up_steps == 0:
        return times * small_rate
    return small_rate + (times * small_rate - small_rate) * step / warm_up_steps

# %% 10.3 wrong: by the same factor in each step -> The rate is multiplied by the same number in each step: the
# geometric, not "by the same amount"; hint: half-way it must be half-way between the two
def learning_rate(step, small_rate, times, warm_up_steps):
    share = 1 if step >= warm_up_steps else step / warm_up_steps
    return small_rate * times**share

# %% 10.3 wrong: the whole end is added to the beginning -> It ends at small_rate more than it should: the way is from
# ends at (times + 1) * small_rate; hint: in the end times * small_rate
def learning_rate(step, small_rate, times, warm_up_steps):
    share = min(step, warm_up_steps) / warm_up_steps if warm_up_steps else 1
    return small_rate + share * times * small_rate

# %% 10.3 wrong: divided by the steps, begun at one -> In step 0 it is still small_rate: the warm-up is one step
# counts steps from 1; hint: step 0 has the small rate, and the end comes in step warm_up_steps
def learning_rate(step, small_rate, times, warm_up_steps):
    if warm_up_steps == 0:
        return times * small_rate
    share = min(1, (step + 1) / warm_up_steps)
    return small_rate + share * (times - 1) * small_rate

# %% 10.3 wrong: small after the warm-up -> After the warm-up the rate stays at times * small_rate;
# back to the small rate once warmed up (the branches exchanged); hint: it stays at times * small_rate
def learning_rate(step, small_rate, times, warm_up_steps):
    if step < warm_up_steps:
        return small_rate + (times - 1) * small_rate * step / warm_up_steps
    return small_rate

# %% 10.3 right: interp
def learning_rate(step, small_rate, times, warm_up_steps):
    if not warm_up_steps:
        return small_rate * times
    return np.interp(step, [0, warm_up_steps], [small_rate, times * small_rate])

# %% 10.3 right: a table, counted from its end
def learning_rate(step, small_rate, times, warm_up_steps):
    downwards = np.linspace(times * small_rate, small_rate, warm_up_steps + 1)
    return downwards[max(warm_up_steps - step, 0)]

# %% 10.3 right: step by step
def learning_rate(step, small_rate, times, warm_up_steps):
    if warm_up_steps == 0:
        return times * small_rate
    rate = small_rate
    for _ in range(min(step, warm_up_steps)):
        rate += (times - 1) * small_rate / warm_up_steps
    return rate

# %% 10.3 right: from the end backwards
def learning_rate(step, small_rate, times, warm_up_steps):
    missing = max(0, warm_up_steps - step)
    return times * small_rate - (missing and (times * small_rate - small_rate) * missing / warm_up_steps)

# %% 10.4 wrong: the last of sorted -> Sorted as text, "epoch-7" comes behind "epoch-12": compare
# epoch-7 comes behind epoch-12; hint: sort by the number
def latest(folder):
    for file in sorted(folder.glob("epoch-*.keras"), reverse=True):
        if is_whole(file):
            return file
    return None

# %% 10.4 wrong: the newest by the clock -> That is the newest by the clock, which says nothing of a
# st_mtime; hint: what the clock says means nothing
def latest(folder):
    files = [file for file in folder.glob("epoch-*.keras") if is_whole(file)]
    return max(files, key=lambda file: file.stat().st_mtime, default=None)

# %% 10.4 wrong: the newest, whole or not -> The newest is taken, whole or not: ask is_whole before you
# never asks is_whole; hint: a file cut off is taken
def latest(folder):
    return max(folder.glob("epoch-*.keras"), key=lambda file: int(file.stem.split("-")[1]), default=None)

# %% 10.4 wrong: gives up if the newest is damaged -> Where the newest is damaged, the one before it may be
# asks is_whole of one file only; hint: there is an older one that is whole
def latest(folder):
    files = sorted(folder.glob("epoch-*.keras"), key=lambda file: int(file.stem[6:]))
    if files and is_whole(files[-1]):
        return files[-1]
    return None

# %% 10.4 wrong: the unfinished ones, too -> A file that is called unfinished is no checkpoint, whole as
# *epoch-*.keras and the last number of the name; hint: unfinished-epoch-13.keras is no checkpoint
def latest(folder):
    files = sorted(folder.glob("*epoch-*.keras"), key=lambda file: int(file.stem.split("-")[-1]), reverse=True)
    return next((file for file in files if is_whole(file)), None)

# %% 10.4 wrong: max of nothing -> Where no checkpoint is whole there is nothing to choose
# max() without default stops with a ValueError in an empty folder; hint: None if there is none
def latest(folder):
    whole = [file for file in folder.glob("epoch-*.keras") if is_whole(file)]
    return max(whole, key=lambda file: int(file.stem.split("-")[1]))

# %% 10.4 wrong: epoch after epoch from 1 -> The first ones need not be there any more, and others may
# stops at the first gap, though old ones have been deleted; hint: epoch-1 need not be there
def latest(folder):
    found, number = None, 1
    while (folder / f"epoch-{number}.keras").exists():
        if is_whole(folder / f"epoch-{number}.keras"):
            found = folder / f"epoch-{number}.keras"
        number += 1
    return found

# %% 10.4 wrong: the name, not the path -> The name alone does not say where it lies: return the path
# "epoch-12.keras" is not found from another folder; hint: return the path of the file
def latest(folder):
    files = sorted(folder.glob("epoch-*.keras"), key=lambda file: int(file.stem.split("-")[1]), reverse=True)
    for file in files:
        if is_whole(file):
            return file.name
    return None

# %% 10.4 right: the longest name first
def latest(folder):
    for file in sorted(folder.glob("epoch-*.keras"), key=lambda file: (len(file.name), file.name))[::-1]:
        if is_whole(file):
            return file

# %% 10.4 right: a dictionary of numbers
def latest(folder):
    import re

    found = {}
    for file in folder.iterdir():
        match = re.fullmatch(r"epoch-(\d+)\.keras", file.name)
        if match:
            found[int(match.group(1))] = file
    while found:
        newest = max(found)
        if is_whole(found[newest]):
            return found[newest]
        del found[newest]
    return None

# %% 10.4 right: a race through all of them
def latest(folder):
    best, best_number = None, -1
    for file in folder.glob("epoch-*.keras"):
        number = int(file.name.removeprefix("epoch-").removesuffix(".keras"))
        if number > best_number and is_whole(file):
            best, best_number = file, number
    return best

# %% 10.4 right: max over filter
def latest(folder):
    return max(filter(is_whole, folder.glob("epoch-*.keras")), key=lambda f: int(f.stem.partition("-")[2]), default=None)

# %% 10.5 wrong: half of the exchange -> Twice around the ring: a 2 is missing in the exchange.
# once around, not twice; hint: for two machines once the gradient, for many nearly twice
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + (machines - 1) / machines * gradient_bytes / bandwidth

# %% 10.5 wrong: all send to all -> In the ring each machine sends a part alone, an n-th of the
# 2 (n - 1) gradients, not divided by n; hint: never more than twice the gradient
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * (machines - 1) * gradient_bytes / bandwidth

# %% 10.5 wrong: one machine sends, too -> For 1 machine nothing is exchanged: put in 1 for n, the
# twice the gradient for any number; hint: put in 1, the exchange must vanish
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * gradient_bytes / bandwidth

# %% 10.5 wrong: what is fixed is shared, too -> `fixed` is what no machine saves: it is not divided.
# (computing + fixed) / n; hint: nobody saves the fixed part
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    exchange = 2 * (machines - 1) / machines * gradient_bytes / bandwidth
    return (computing + fixed) / machines + exchange

# %% 10.5 wrong: the longer of both -> One after the other: all three are added up.
# the longer of the two in place of the sum; hint: three terms, added
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    exchange = 2 * (machines - 1) / machines * gradient_bytes / bandwidth
    return fixed + np.maximum(computing / machines, exchange)

# %% 10.5 wrong: whole gradients -> `//` cuts the fraction off: `/` divides.
# // cuts the share off: 1 for any number of machines above 1; hint: for four machines 1.5 times the gradient
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    sent = 2 * (machines - 1) // machines * gradient_bytes
    return computing / machines + fixed + sent / bandwidth

# %% 10.5 wrong: the network as one long wire -> The exchange is divided by n once too often.
# the exchange is divided by the bandwidth of all machines together; hint: bandwidth is what one sends in a second
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    exchange = 2 * (machines - 1) / machines * gradient_bytes / (bandwidth * machines)
    return computing / machines + fixed + exchange

# %% 10.5 wrong: how many times as fast -> That is how many times as fast: the seconds are asked for.
# divides the time of one by it; hint: seconds are asked for
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    exchange = 2 * (machines - 1) / machines * gradient_bytes / bandwidth
    return (computing + fixed) / (computing / machines + fixed + exchange)

# %% 10.5 right: all over the number of machines
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    around = 2 * (machines - 1) * gradient_bytes / bandwidth
    return (computing + around) / machines + fixed

# %% 10.5 right: two minus two parts
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    gradient_seconds = gradient_bytes / bandwidth
    return fixed + 2 * gradient_seconds + (computing - 2 * gradient_seconds) / machines

# %% 10.5 right: turn by turn around the ring
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    def one(n):
        seconds = computing / n + fixed
        for _ in range(2 * (n - 1)):
            seconds += gradient_bytes / n / bandwidth
        return seconds

    if np.ndim(machines) == 0:
        return one(machines)
    return np.array([one(n) for n in machines])

# %% 10.5 right: a product of two rows
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    share = 1 / np.asarray(machines, dtype=float)
    costs = np.array([computing, fixed, 2 * gradient_bytes / bandwidth])
    return costs @ np.array([share, np.ones_like(share), 1 - share])

# %% 10.6 wrong: the rate -> A small rate makes it slower, but four different parts
# "d", what most say, with a function that is right; hint: would the four columns be equal?
cause = "d"


def part_of(order, step, batch_size, worker, workers):
    batch = order[step * batch_size : (step + 1) * batch_size]
    return batch[worker::workers]

# %% 10.6 wrong: late gradients -> What comes too late is lost, but it is of other pictures:
# "c" explains the speed and not the columns; hint: would the four columns be equal?
cause = "c"


def part_of(order, step, batch_size, worker, workers):
    batch = order[step * batch_size : (step + 1) * batch_size]
    return batch[worker::workers]

# %% 10.6 wrong: the step forgotten -> The step makes no difference: in each of them the next
# the first batch in every step; hint: another step, another batch
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    return order[worker * batch_size // workers : (worker + 1) * batch_size // workers]

# %% 10.6 wrong: a step of one's own share -> Some of these belong to another step: cut the whole batch
# (step + worker) * share: worker 1 in step 0 takes what worker 0 takes in step 1; hint: the batch of a step begins at step * batch_size
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    share = batch_size // workers
    start = (step + worker) * share
    return order[start : start + share]

# %% 10.6 wrong: each takes a whole batch -> As many as a whole batch has: each worker takes batch_size
# order dealt to the workers, and then batch_size of it for each; hint: batch_size // workers numbers
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    mine = order[worker::workers]
    return mine[step * batch_size : (step + 1) * batch_size]

# %% 10.6 wrong: another order for each -> Some of these belong to another step: cut the whole batch
# each shuffles by itself, so pictures come twice and others never; hint: the parts together are this step's batch, each once
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    share = batch_size // workers
    own = np.random.default_rng(worker).permutation(order)
    return own[step * share : (step + 1) * share]

# %% 10.6 wrong: where they stand -> Those are places in the order: return what stands in the
# the positions in order; hint: numbers out of order
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    return np.arange(step * batch_size + worker, (step + 1) * batch_size, workers)

# %% 10.6 wrong: share and workers exchanged -> Too many: each worker takes batch_size // workers numbers.
# blocks of `workers` pictures: fits only where batch_size is workers squared; hint: batch_size // workers numbers
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    batch = order[step * batch_size : (step + 1) * batch_size]
    return batch[worker * workers : (worker + 1) * workers]

# %% 10.6 right: a table with a row for each worker
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    batch = order[step * batch_size : (step + 1) * batch_size]
    return batch.reshape(workers, -1)[worker]

# %% 10.6 right: the order dealt first, then cut
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    share = batch_size // workers
    return order[worker::workers][step * share : (step + 1) * share]

# %% 10.6 right: picture by picture, from behind
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    last = (step + 1) * batch_size - 1 - worker
    return np.array([order[last - workers * n] for n in range(batch_size // workers)])

# %% 10.6 right: shuffled alike for all, then split
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    batch = order[step * batch_size : (step + 1) * batch_size].copy()
    np.random.default_rng(step).shuffle(batch)  # the same for all workers: the seed is the step
    return np.split(batch, workers)[worker]
