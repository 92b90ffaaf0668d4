# %% 10.1 wrong: mean of the gradients, sizes forgotten
# right for equal parts only; hint: a part of two pictures counts less than one of three
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    x_parts, y_parts = np.array_split(x, workers), np.array_split(y, workers)
    return np.mean([gradient_of(weights, a, b) for a, b in zip(x_parts, y_parts)], axis=0)

# %% 10.1 wrong: the whole batch after all
# the numbers are right, but one looks at everything and nobody has helped; hint: each worker calls with its own part
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    return gradient_of(weights, x, y)

# %% 10.1 wrong: the rest is left out
# parts of len(x) // workers, so the last pictures are in no part; hint: the pictures that fill no part are missing
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    size = len(x) // workers
    total = 0
    for worker in range(workers):
        part = slice(worker * size, (worker + 1) * size)
        total = total + gradient_of(weights, x[part], y[part]) / workers
    return total

# %% 10.1 wrong: the last one takes the rest
# weighted rightly, but 10 for 4 is 2, 2, 2, 4; hint: the sizes may differ by one at most
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    size = len(x) // workers
    total = 0
    for worker in range(workers):
        start = worker * size
        end = len(x) if worker == workers - 1 else start + size
        total = total + gradient_of(weights, x[start:end], y[start:end]) * (end - start) / len(x)
    return total

# %% 10.1 wrong: pictures in turn, labels in blocks
# x goes round like cards, y is cut with array_split; hint: pictures and labels have to be cut alike
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    labels = np.array_split(y, workers)
    total = 0
    for worker in range(workers):
        mine = x[worker::workers]
        total = total + gradient_of(weights, mine, labels[worker]) * len(mine) / len(x)
    return total

# %% 10.1 wrong: each begins where the one before ended
# a step between the parts, as in gradient descent; hint: all start from the same weights
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    mean, moved = 0, weights
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        gradient = gradient_of(moved, a, b)
        moved = moved - 0.01 * gradient
        mean = mean + gradient * len(a) / len(x)
    return mean

# %% 10.1 wrong: average without an axis
# np.average(..., weights=sizes) without axis=0 stops with a TypeError on the shapes; hint: over the workers, axis 0
def data_parallel_gradient(gradient_of, weights, x, y, workers):
    gradients, sizes = [], []
    for a, b in zip(np.array_split(x, workers), np.array_split(y, workers)):
        gradients.append(gradient_of(weights, a, b))
        sizes.append(len(a))
    return np.average(gradients, weights=sizes)

# %% 10.1 wrong: weighted by the share of the workers
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

# %% 10.2 wrong: Gustafson's law
# the work grows with the machines; hint: for many machines it must not pass 1 / (1 - share)
def amdahl(parallel_share, machines):
    return (1 - parallel_share) + parallel_share * machines

# %% 10.2 wrong: the shares exchanged
# divides what cannot be split; hint: with share 1 it must be as many times as machines
def amdahl(parallel_share, machines):
    return 1 / (parallel_share + (1 - parallel_share) / machines)

# %% 10.2 wrong: the time, not how many times
# the seconds of many, forgot to divide 1 by it; hint: many machines are faster, so the number is above 1
def amdahl(parallel_share, machines):
    return (1 - parallel_share) + parallel_share / machines

# %% 10.2 wrong: the limit for any number
# 20 for 95 %, without looking at the machines; hint: one machine is once as fast as one
def amdahl(parallel_share, machines):
    return 1 / (1 - parallel_share) + 0 * machines

# %% 10.2 wrong: brackets of the denominator missing
# 1 / (1 - p) + p / n; hint: for one machine it must give 1
def amdahl(parallel_share, machines):
    return 1 / (1 - parallel_share) + parallel_share / machines

# %% 10.2 wrong: as many machines as the limit allows
# takes the law for a ceiling: full speed up to it; hint: 95 % on 10 machines is 6.9, not 10
def amdahl(parallel_share, machines):
    if parallel_share == 1:
        return machines
    return np.minimum(machines, 1 / (1 - parallel_share))

# %% 10.2 wrong: a special case for one machine
# `if machines == 1` works for a number, stops with ValueError for an array; hint: an array has no one answer to if
def amdahl(parallel_share, machines):
    if machines == 1:
        return 1.0
    return 1 / (1 - parallel_share + parallel_share / machines)

# %% 10.2 wrong: whole machines are saved
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

# %% 10.3 wrong: begins at nothing
# from 0 to the end, the most common warm-up elsewhere; hint: step 0 has the small rate
def learning_rate(step, small_rate, times, warm_up_steps):
    if step >= warm_up_steps:
        return times * small_rate
    return times * small_rate * step / warm_up_steps

# %% 10.3 wrong: divides by nothing
# no thought of 0 warm-up steps; hint: ZeroDivisionError, what is asked for without warm-up?
def learning_rate(step, small_rate, times, warm_up_steps):
    share = min(1, step / warm_up_steps)
    return small_rate + share * (times - 1) * small_rate

# %% 10.3 wrong: without warm-up step 0 is small
# max(1, warm_up_steps) avoids the division, and step 0 has share 0; hint: without warm-up from the very start
def learning_rate(step, small_rate, times, warm_up_steps):
    share = min(1, step / max(1, warm_up_steps))
    return small_rate * (1 + (times - 1) * share)

# %% 10.3 wrong: grows for ever
# no end of the warm-up; hint: it stays there
def learning_rate(step, small_rate, times, warm_up_steps):
    if warm_up_steps == 0:
        return times * small_rate
    return small_rate + (times * small_rate - small_rate) * step / warm_up_steps

# %% 10.3 wrong: by the same factor in each step
# geometric, not "by the same amount"; hint: half-way it must be half-way between the two
def learning_rate(step, small_rate, times, warm_up_steps):
    share = 1 if step >= warm_up_steps else step / warm_up_steps
    return small_rate * times**share

# %% 10.3 wrong: the whole end is added to the beginning
# ends at (times + 1) * small_rate; hint: in the end times * small_rate
def learning_rate(step, small_rate, times, warm_up_steps):
    share = min(step, warm_up_steps) / warm_up_steps if warm_up_steps else 1
    return small_rate + share * times * small_rate

# %% 10.3 wrong: one step early
# counts steps from 1; hint: step 0 has the small rate, and the end comes in step warm_up_steps
def learning_rate(step, small_rate, times, warm_up_steps):
    if warm_up_steps == 0:
        return times * small_rate
    share = min(1, (step + 1) / warm_up_steps)
    return small_rate + share * (times - 1) * small_rate

# %% 10.3 wrong: small after the warm-up
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

# %% 10.4 wrong: sorted as text
# epoch-7 comes behind epoch-12; hint: sort by the number
def latest(folder):
    for file in sorted(folder.glob("epoch-*.keras"), reverse=True):
        if is_whole(file):
            return file
    return None

# %% 10.4 wrong: the newest by the clock
# st_mtime; hint: what the clock says means nothing
def latest(folder):
    files = [file for file in folder.glob("epoch-*.keras") if is_whole(file)]
    return max(files, key=lambda file: file.stat().st_mtime, default=None)

# %% 10.4 wrong: the newest, whole or not
# never asks is_whole; hint: a file cut off is taken
def latest(folder):
    return max(folder.glob("epoch-*.keras"), key=lambda file: int(file.stem.split("-")[1]), default=None)

# %% 10.4 wrong: gives up if the newest is damaged
# asks is_whole of one file only; hint: there is an older one that is whole
def latest(folder):
    files = sorted(folder.glob("epoch-*.keras"), key=lambda file: int(file.stem[6:]))
    if files and is_whole(files[-1]):
        return files[-1]
    return None

# %% 10.4 wrong: the unfinished ones, too
# *epoch-*.keras and the last number of the name; hint: unfinished-epoch-13.keras is no checkpoint
def latest(folder):
    files = sorted(folder.glob("*epoch-*.keras"), key=lambda file: int(file.stem.split("-")[-1]), reverse=True)
    return next((file for file in files if is_whole(file)), None)

# %% 10.4 wrong: max of nothing
# max() without default stops with a ValueError in an empty folder; hint: None if there is none
def latest(folder):
    whole = [file for file in folder.glob("epoch-*.keras") if is_whole(file)]
    return max(whole, key=lambda file: int(file.stem.split("-")[1]))

# %% 10.4 wrong: counts up from the first
# stops at the first gap, though old ones have been deleted; hint: epoch-1 need not be there
def latest(folder):
    found, number = None, 1
    while (folder / f"epoch-{number}.keras").exists():
        if is_whole(folder / f"epoch-{number}.keras"):
            found = folder / f"epoch-{number}.keras"
        number += 1
    return found

# %% 10.4 wrong: the name, not the path
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

# %% 10.5 wrong: half of the exchange
# once around, not twice; hint: for two machines once the gradient, for many nearly twice
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + (machines - 1) / machines * gradient_bytes / bandwidth

# %% 10.5 wrong: all send to all
# 2 (n - 1) gradients, not divided by n; hint: never more than twice the gradient
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * (machines - 1) * gradient_bytes / bandwidth

# %% 10.5 wrong: one machine sends, too
# twice the gradient for any number; hint: put in 1, the exchange must vanish
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    return computing / machines + fixed + 2 * gradient_bytes / bandwidth

# %% 10.5 wrong: what is fixed is shared, too
# (computing + fixed) / n; hint: nobody saves the fixed part
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    exchange = 2 * (machines - 1) / machines * gradient_bytes / bandwidth
    return (computing + fixed) / machines + exchange

# %% 10.5 wrong: computes while it sends
# the longer of the two in place of the sum; hint: three terms, added
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    exchange = 2 * (machines - 1) / machines * gradient_bytes / bandwidth
    return fixed + np.maximum(computing / machines, exchange)

# %% 10.5 wrong: whole gradients
# // cuts the share off: 1 for any number of machines above 1; hint: for four machines 1.5 times the gradient
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    sent = 2 * (machines - 1) // machines * gradient_bytes
    return computing / machines + fixed + sent / bandwidth

# %% 10.5 wrong: the network as one long wire
# the exchange is divided by the bandwidth of all machines together; hint: bandwidth is what one sends in a second
def predicted_seconds(machines, computing, fixed, gradient_bytes, bandwidth):
    exchange = 2 * (machines - 1) / machines * gradient_bytes / (bandwidth * machines)
    return computing / machines + fixed + exchange

# %% 10.5 wrong: how many times as fast
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

# %% 10.5 right: the ring, message by message
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

# %% 10.6 wrong: the rate
# "d", what most say, with a function that is right; hint: would the four columns be equal?
cause = "d"


def part_of(order, step, batch_size, worker, workers):
    batch = order[step * batch_size : (step + 1) * batch_size]
    return batch[worker::workers]

# %% 10.6 wrong: late gradients
# "c" explains the speed and not the columns; hint: would the four columns be equal?
cause = "c"


def part_of(order, step, batch_size, worker, workers):
    batch = order[step * batch_size : (step + 1) * batch_size]
    return batch[worker::workers]

# %% 10.6 wrong: the step forgotten
# the first batch in every step; hint: another step, another batch
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    return order[worker * batch_size // workers : (worker + 1) * batch_size // workers]

# %% 10.6 wrong: a step of one's own share
# (step + worker) * share: worker 1 in step 0 takes what worker 0 takes in step 1; hint: the batch of a step begins at step * batch_size
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    share = batch_size // workers
    start = (step + worker) * share
    return order[start : start + share]

# %% 10.6 wrong: a batch for each
# order dealt to the workers, and then batch_size of it for each; hint: batch_size // workers numbers
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    mine = order[worker::workers]
    return mine[step * batch_size : (step + 1) * batch_size]

# %% 10.6 wrong: another order for each
# each shuffles by itself, so pictures come twice and others never; hint: the parts together are this step's batch, each once
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    share = batch_size // workers
    own = np.random.default_rng(worker).permutation(order)
    return own[step * share : (step + 1) * share]

# %% 10.6 wrong: places, not numbers
# the positions in order; hint: numbers out of order
cause = "b"


def part_of(order, step, batch_size, worker, workers):
    return np.arange(step * batch_size + worker, (step + 1) * batch_size, workers)

# %% 10.6 wrong: share and workers exchanged
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
