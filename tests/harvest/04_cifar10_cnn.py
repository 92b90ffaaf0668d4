# %% 4.1 wrong: no + 1 -> A row and a column are missing
# 9 - 3
def convolve(image, kernel):
    rows = image.shape[0] - kernel.shape[0]
    columns = image.shape[1] - kernel.shape[1]
    feature_map = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            part = image[row : row + kernel.shape[0], column : column + kernel.shape[1]]
            feature_map[row, column] = np.sum(part * kernel)
    return feature_map

# %% 4.1 wrong: plus -> it is added here
# part + kernel
def convolve(image, kernel):
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    feature_map = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            part = image[row : row + kernel.shape[0], column : column + kernel.shape[1]]
            feature_map[row, column] = np.sum(part + kernel)
    return feature_map

# %% 4.1 wrong: overwrites image -> what was handed in changed
# in the picture
def convolve(image, kernel):
    kh, kw = kernel.shape
    for row in range(image.shape[0] - kh + 1):
        for column in range(image.shape[1] - kw + 1):
            image[row, column] = np.sum(image[row : row + kh, column : column + kw] * kernel)
    return image[: image.shape[0] - kh + 1, : image.shape[1] - kw + 1]

# %% 4.1 wrong: flipped -> turned round: mathematics
# scipy.signal.convolve2d
def convolve(image, kernel):
    from scipy.signal import convolve2d
    return convolve2d(image, kernel, mode='valid')

# %% 4.1 wrong: full size -> hang over the edge
# mode full
def convolve(image, kernel):
    from scipy.signal import correlate2d
    return correlate2d(image, kernel)

# %% 4.1 wrong: inclusive -> a row and a column too small
# row + kernel - 1
def convolve(image, kernel):
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    feature_map = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            part = image[row : row + kernel.shape[0] - 1, column : column + kernel.shape[1] - 1]
            feature_map[row, column] = np.sum(part * kernel)
    return feature_map

# %% 4.1 wrong: agreement -> counts equal pixels
# share of equal pixels
def convolve(image, kernel):
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    feature_map = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            part = image[row : row + kernel.shape[0], column : column + kernel.shape[1]]
            feature_map[row, column] = np.sum(part == kernel)
    return feature_map

# %% 4.1 wrong: divided by kernel -> mean of the products
# normalised
def convolve(image, kernel):
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    feature_map = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            part = image[row : row + kernel.shape[0], column : column + kernel.shape[1]]
            feature_map[row, column] = np.sum(part * kernel) / kernel.size
    return feature_map

# %% 4.1 wrong: relu inside -> below 0 are cut off
# nothing below 0
def convolve(image, kernel):
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    feature_map = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            part = image[row : row + kernel.shape[0], column : column + kernel.shape[1]]
            feature_map[row, column] = max(np.sum(part * kernel), 0)
    return feature_map

# %% 4.1 wrong: nested list -> Almost: np.array
# list of lists
def convolve(image, kernel):
    kh, kw = kernel.shape
    return [[np.sum(image[r : r + kh, c : c + kw] * kernel) for c in range(image.shape[1] - kw + 1)] for r in range(image.shape[0] - kh + 1)]

# %% 4.1 wrong: flat -> in one row
# one long row
def convolve(image, kernel):
    kh, kw = kernel.shape
    return np.array([np.sum(image[r : r + kh, c : c + kw] * kernel) for r in range(image.shape[0] - kh + 1) for c in range(image.shape[1] - kw + 1)])

# %% 4.1 wrong: zeros_like -> keeps the picture's size
# zeros_like(image)
def convolve(image, kernel):
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    feature_map = np.zeros_like(image)
    for row in range(rows):
        for column in range(columns):
            part = image[row : row + kernel.shape[0], column : column + kernel.shape[1]]
            feature_map[row, column] = np.sum(part * kernel)
    return feature_map

# %% 4.1 wrong: global kernel -> `kernel` is handed in
# crossing
def convolve(image, kernel):
    kernel = from_text('#.# .#. #.#')
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    feature_map = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            part = image[row : row + kernel.shape[0], column : column + kernel.shape[1]]
            feature_map[row, column] = np.sum(part * kernel)
    return feature_map

# %% 4.1 wrong: return in loop -> Only the first row is filled
# return too far in
def convolve(image, kernel):
    rows = image.shape[0] - kernel.shape[0] + 1
    columns = image.shape[1] - kernel.shape[1] + 1
    feature_map = np.zeros((rows, columns))
    for row in range(rows):
        for column in range(columns):
            part = image[row : row + kernel.shape[0], column : column + kernel.shape[1]]
            feature_map[row, column] = np.sum(part * kernel)
        return feature_map

# %% 4.1 right: correlate2d
# scipy
def convolve(image, kernel):
    from scipy.signal import correlate2d
    return correlate2d(image, kernel, mode='valid')

# %% 4.1 right: windows
# sliding windows
def convolve(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum('rcij,ij->rc', windows, kernel)

# %% 4.1 right: keras conv
# keras.ops.conv
def convolve(image, kernel):
    x = keras.ops.cast(image, 'float32')[None, :, :, None]
    k = keras.ops.cast(kernel, 'float32')[:, :, None, None]
    return keras.ops.conv(x, k)[0, :, :, 0]

# %% 4.1 right: flip twice
# convolve2d with flipped kernel
def convolve(image, kernel):
    from scipy.signal import convolve2d
    return convolve2d(image, kernel[::-1, ::-1], 'valid')

# %% 4.1 right: fft
# FFT
def convolve(image, kernel):
    from scipy.signal import fftconvolve
    return fftconvolve(image, np.flip(kernel), mode='valid')

# %% 4.1 wrong: kernel turned round -> turned round: mathematics
# (thinks of convolution as in mathematics; hint: in deep learning the kernel is not turned)
def convolve(image, kernel):
    kernel = np.rot90(kernel, 2)
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.sum(image[row : row + kh, column : column + kw] * kernel)
    return result

# %% 4.1 wrong: scipy convolve2d -> turned round: mathematics
# (takes the library function of that name; hint: SciPy turns the kernel round, and the default mode is "full")
def convolve(image, kernel):
    from scipy.signal import convolve2d
    return convolve2d(image, kernel, mode="valid")

# %% 4.1 wrong: padded with zeros to the picture's size -> keeps the picture's size
# (knows padding="same"; hint: the kernel must lie wholly inside the picture)
def convolve(image, kernel):
    kh, kw = kernel.shape
    padded = np.pad(image, ((kh // 2, kh - 1 - kh // 2), (kw // 2, kw - 1 - kw // 2)))
    result = np.zeros(image.shape)
    for row in range(image.shape[0]):
        for column in range(image.shape[1]):
            result[row, column] = np.sum(padded[row : row + kh, column : column + kw] * kernel)
    return result

# %% 4.1 wrong: plus one forgotten -> A row and a column are missing
# (height minus kernel height; hint: 9 - 3 + 1 places, the last row and column are missing)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh, image.shape[1] - kw))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.sum(image[row : row + kh, column : column + kw] * kernel)
    return result

# %% 4.1 wrong: loops end one too early -> loops one too short
# (the result is large enough but the last row and column stay 0; hint: range already leaves out its end)
def convolve(image, kernel):
    kh, kw = kernel.shape
    h, w = image.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for row in range(h - kh):
        for column in range(w - kw):
            result[row, column] = np.sum(image[row : row + kh, column : column + kw] * kernel)
    return result

# %% 4.1 wrong: kernel taken as square -> from kernel.shape
# (one size for both directions; hint: a kernel may be higher than wide)
def convolve(image, kernel):
    size = len(kernel)
    h, w = image.shape
    result = np.zeros((h - size + 1, w - size + 1))
    for row in range(h - size + 1):
        for column in range(w - size + 1):
            result[row, column] = np.sum(image[row : row + size, column : column + size] * kernel)
    return result

# %% 4.1 wrong: picture taken as square -> from image.shape
# (the height is used for the width too; hint: try it with a picture that is wider than high)
def convolve(image, kernel):
    kh, kw = kernel.shape
    n = image.shape[0]
    result = np.zeros((n - kh + 1, n - kw + 1))
    for row in range(n - kh + 1):
        for column in range(n - kw + 1):
            result[row, column] = np.sum(image[row : row + kh, column : column + kw] * kernel)
    return result

# %% 4.1 wrong: kernel size 2 written in -> from kernel.shape
# (took the example's size; hint: the size comes from kernel.shape)
def convolve(image, kernel):
    result = np.zeros((image.shape[0] - 1, image.shape[1] - 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            part = image[row : row + 2, column : column + 2]
            result[row, column] = np.sum(part * kernel)
    return result

# %% 4.1 wrong: kernel size 3 written in -> from kernel.shape
# (took the 3 of the hint; hint: the size comes from kernel.shape)
def convolve(image, kernel):
    result = np.zeros((image.shape[0] - 3 + 1, image.shape[1] - 3 + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.sum(image[row : row + 3, column : column + 3] * kernel)
    return result

# %% 4.1 wrong: mean instead of sum -> mean of the products
# (wants a value between -1 and 1; hint: add up, a perfect fit of nine gives 9)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.mean(image[row : row + kh, column : column + kw] * kernel)
    return result

# %% 4.1 wrong: matrix product -> matrix product
# (multiplies with @; hint: pixel by pixel, with *)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.sum(image[row : row + kh, column : column + kw] @ kernel)
    return result

# %% 4.1 wrong: result of whole numbers -> fractions are cut off
# (works on the example of whole numbers; hint: fractions are cut off)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1), dtype=int)
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.sum(image[row : row + kh, column : column + kw] * kernel)
    return result

# %% 4.1 wrong: result with the type of the picture -> fractions are cut off
# (an integer picture with a kernel of fractions loses the fractions; hint: let the result be float)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1), dtype=image.dtype)
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.sum(image[row : row + kh, column : column + kw] * kernel)
    return result

# %% 4.1 wrong: lists instead of an array -> Almost: np.array
# (appends rows; hint: np.array around it)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = []
    for row in range(image.shape[0] - kh + 1):
        line = []
        for column in range(image.shape[1] - kw + 1):
            line.append(np.sum(image[row : row + kh, column : column + kw] * kernel))
        result.append(line)
    return result

# %% 4.1 wrong: flat result -> in one row
# (one long row of answers; hint: it needs the shape of the map)
def convolve(image, kernel):
    kh, kw = kernel.shape
    answers = []
    for row in range(image.shape[0] - kh + 1):
        for column in range(image.shape[1] - kw + 1):
            answers.append(np.sum(image[row : row + kh, column : column + kw] * kernel))
    return np.array(answers)

# %% 4.1 wrong: jumps by the size of the kernel -> jumps by the size
# (windows side by side as in pooling; hint: slide by one pixel)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] // kh, image.shape[1] // kw))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            part = image[row * kh : (row + 1) * kh, column * kw : (column + 1) * kw]
            result[row, column] = np.sum(part * kernel)
    return result

# %% 4.1 wrong: rows and columns exchanged -> columns are swapped
# (x first, then y; hint: the map lies on its side)
def convolve(image, kernel):
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    result = np.zeros((w, h))
    for x in range(w):
        for y in range(h):
            result[x, y] = np.sum(image[y : y + kh, x : x + kw] * kernel)
    return result

# %% 4.1 wrong: return inside the loop -> Only the first row is filled
# (indented too far; hint: only the first row is filled)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.sum(image[row : row + kh, column : column + kw] * kernel)
        return result

# %% 4.1 wrong: nothing returned -> end with `return`
# (prints the map; hint: return it)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.sum(image[row : row + kh, column : column + kw] * kernel)
    print(result)

# %% 4.1 wrong: multiplies in place -> what was handed in changed
# (part *= kernel writes into the picture, the next places see changed pixels; hint: part * kernel makes a new array)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            part = image[row : row + kh, column : column + kw]
            part *= kernel
            result[row, column] = part.sum()
    return result

# %% 4.1 wrong: sum goes on from place to place -> goes on from place to place
# (total is not set to 0 again; hint: each place begins anew)
def convolve(image, kernel):
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    result = np.zeros((h, w))
    total = 0
    for row in range(h):
        for column in range(w):
            for i in range(kh):
                for j in range(kw):
                    total += image[row + i, column + j] * kernel[i, j]
            result[row, column] = total
    return result

# %% 4.1 wrong: negative answers cut off -> below 0 are cut off
# (puts the ReLU in; hint: answers below 0 belong to the map, ReLU comes later)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = max(0, np.sum(image[row : row + kh, column : column + kw] * kernel))
    return result

# %% 4.1 wrong: counts equal pixels -> counts equal pixels
# (as in the comparison above; hint: multiply and add up)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column] = np.sum(image[row : row + kh, column : column + kw] == kernel)
    return result

# %% 4.1 wrong: works on the global cross -> `straight` is a name
# (uses straight in place of the argument; hint: the picture is image)
def convolve(image, kernel):
    kh, kw = kernel.shape
    h, w = straight.shape
    result = np.zeros((h - kh + 1, w - kw + 1))
    for row in range(h - kh + 1):
        for column in range(w - kw + 1):
            result[row, column] = np.sum(straight[row : row + kh, column : column + kw] * kernel)
    return result

# %% 4.1 wrong: extra axis for the channel -> An axis of length 1
# (thinks Keras wants it; hint: two axes only)
def convolve(image, kernel):
    kh, kw = kernel.shape
    result = np.zeros((image.shape[0] - kh + 1, image.shape[1] - kw + 1, 1))
    for row in range(result.shape[0]):
        for column in range(result.shape[1]):
            result[row, column, 0] = np.sum(image[row : row + kh, column : column + kw] * kernel)
    return result

# %% 4.1 wrong: divided by the kernel's sum -> one and the same number
# (knows it from blurring filters; hint: no normalising; a kernel with sum 0 gives infinity)
def convolve(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("rcij,ij->rc", windows, kernel) / kernel.sum()

# %% 4.1 right: windows and einsum
def convolve(image, kernel):
    windows = np.lib.stride_tricks.sliding_window_view(image, kernel.shape)
    return np.einsum("rcij,ij->rc", windows, kernel)

# %% 4.1 right: scipy correlate2d
def convolve(image, kernel):
    from scipy.signal import correlate2d
    return correlate2d(image, kernel, mode="valid")

# %% 4.1 right: scipy convolve2d with the kernel turned back
def convolve(image, kernel):
    import scipy.signal
    return scipy.signal.convolve2d(image, kernel[::-1, ::-1], mode="valid")

# %% 4.1 right: shifts the whole picture, once per weight
def convolve(image, kernel):
    kh, kw = kernel.shape
    h, w = image.shape[0] - kh + 1, image.shape[1] - kw + 1
    total = 0.0
    for i in range(kh):
        for j in range(kw):
            total = total + kernel[i, j] * image[i : i + h, j : j + w]
    return total

# %% 4.1 right: list comprehension
def convolve(image, kernel):
    kh, kw = kernel.shape
    return np.array([
        [(image[r : r + kh, c : c + kw] * kernel).sum() for c in range(image.shape[1] - kw + 1)]
        for r in range(image.shape[0] - kh + 1)
    ])

# %% 4.1 right: four loops
def convolve(image, kernel):
    kernel_height, kernel_width = np.shape(kernel)
    height, width = np.shape(image)
    out = np.zeros((height - kernel_height + 1, width - kernel_width + 1), dtype=np.float64)
    for r in range(out.shape[0]):
        for c in range(out.shape[1]):
            s = 0.0
            for i in range(kernel_height):
                for j in range(kernel_width):
                    s += float(image[r + i, c + j]) * float(kernel[i, j])
            out[r, c] = s
    return out

# %% 4.1 right: lambda with tensordot
convolve = lambda image, kernel: np.tensordot(
    np.lib.stride_tricks.sliding_window_view(np.asarray(image), np.shape(kernel)), kernel, axes=2
)

# %% 4.1 right: fills an array with ndindex and vdot
def convolve(image, kernel):
    shape = tuple(np.subtract(image.shape, kernel.shape) + 1)
    feature_map = np.empty(shape)
    for r, c in np.ndindex(shape):
        feature_map[r, c] = np.vdot(image[r:, c:][: kernel.shape[0], : kernel.shape[1]], kernel)
    return feature_map

# %% 4.2 wrong: reshape wrong order -> a piece of one row
# reshape(h, w, size, size)
def max_pool(maps, size=2):
    h, w, c = maps.shape[0] // size, maps.shape[1] // size, maps.shape[2]
    return maps[: h * size, : w * size].reshape(h, w, size, size, c).max(axis=(2, 3))

# %% 4.2 wrong: reshape no crop -> Cut the maps first
# reshape without cutting
def max_pool(maps, size=2):
    h, w, c = maps.shape
    return maps.reshape(h // size, size, w // size, size, c).max(axis=(1, 3))

# %% 4.2 wrong: stride 1 -> lie side by side
# windows overlap
def max_pool(maps, size=2):
    h, w, c = maps.shape
    return np.array([[maps[r : r + size, k : k + size].max(axis=(0, 1)) for k in range(w - size + 1)] for r in range(h - size + 1)])

# %% 4.2 wrong: stride 1, right shape -> number 1 begins at `size`
# row : row + size
def max_pool(maps, size=2):
    h, w, c = maps.shape
    pooled = np.zeros((h // size, w // size, c))
    for r in range(h // size):
        for k in range(w // size):
            pooled[r, k] = maps[r : r + size, k : k + size].max(axis=(0, 1))
    return pooled

# %% 4.2 wrong: size 2 hard-coded -> `size`, not 2
# 2
def max_pool(maps, size=2):
    h, w, c = maps.shape
    pooled = np.zeros((h // 2, w // 2, c))
    for r in range(h // 2):
        for k in range(w // 2):
            pooled[r, k] = maps[2 * r : 2 * r + 2, 2 * k : 2 * k + 2].max(axis=(0, 1))
    return pooled

# %% 4.2 wrong: rounds up -> What is left over is dropped
# the rest gets a window
def max_pool(maps, size=2):
    h, w, c = maps.shape
    return np.array([[maps[r : r + size, k : k + size].max(axis=(0, 1)) for k in range(0, w, size)] for r in range(0, h, size)])

# %% 4.2 wrong: max axis 0 only -> goes over rows and columns
# .max(axis=0)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    pooled = np.zeros((h // size, w // size, c))
    for r in range(h // size):
        for k in range(w // size):
            pooled[r, k] = maps[r * size : (r + 1) * size, k * size : (k + 1) * size].max(axis=0)
    return pooled

# %% 4.2 wrong: mean -> the mean of each window
# mean
def max_pool(maps, size=2):
    h, w, c = maps.shape
    pooled = np.zeros((h // size, w // size, c))
    for r in range(h // size):
        for k in range(w // size):
            pooled[r, k] = maps[r * size : (r + 1) * size, k * size : (k + 1) * size].mean(axis=(0, 1))
    return pooled

# %% 4.2 wrong: first channel -> first channel alone
# channel 0
def max_pool(maps, size=2):
    h, w, c = maps.shape
    return np.array([[[maps[r * size : (r + 1) * size, k * size : (k + 1) * size, 0].max()] for k in range(w // size)] for r in range(h // size)])

# %% 4.2 wrong: global max -> maximum over everything
# one per channel
def max_pool(maps, size=2):
    return maps.max(axis=(0, 1))

# %% 4.2 wrong: window shifted by one
# size + 1
def max_pool(maps, size=2):
    h, w, c = maps.shape
    pooled = np.zeros((h // size, w // size, c))
    for r in range(h // size):
        for k in range(w // size):
            pooled[r, k] = maps[r * size : (r + 1) * size + 1, k * size : (k + 1) * size + 1].max(axis=(0, 1))
    return pooled

# %% 4.2 right: reshape
# reshape and crop
def max_pool(maps, size=2):
    h, w = maps.shape[0] // size, maps.shape[1] // size
    return maps[: h * size, : w * size].reshape(h, size, w, size, -1).max(axis=(1, 3))

# %% 4.2 right: Keras
# MaxPooling2D
def max_pool(maps, size=2):
    return keras.layers.MaxPooling2D(size)(keras.ops.cast(maps, 'float32')[None])[0]

# %% 4.2 wrong: mean instead of maximum -> the mean of each window
# (average pooling; hint: keep the largest)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h // size, w // size, c))
    for row in range(h // size):
        for column in range(w // size):
            result[row, column] = maps[row * size : (row + 1) * size, column * size : (column + 1) * size].mean(axis=(0, 1))
    return result

# %% 4.2 wrong: size ignored -> `size`, not 2
# (2 written in; hint: size may be 3)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h // 2, w // 2, c))
    for row in range(h // 2):
        for column in range(w // 2):
            result[row, column] = maps[row * 2 : (row + 1) * 2, column * 2 : (column + 1) * 2].max(axis=(0, 1))
    return result

# %% 4.2 wrong: one maximum over all channels -> over the channels too
# (max() without axis; right on the example with one channel; hint: each channel has its own maximum)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h // size, w // size, c))
    for row in range(h // size):
        for column in range(w // size):
            result[row, column] = maps[row * size : (row + 1) * size, column * size : (column + 1) * size].max()
    return result

# %% 4.2 wrong: only the first channel -> Only the first channel is filled
# (the example has one; hint: all channels)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h // size, w // size, c))
    for row in range(h // size):
        for column in range(w // size):
            window = maps[row * size : (row + 1) * size, column * size : (column + 1) * size]
            result[row, column, 0] = window[:, :, 0].max()
    return result

# %% 4.2 wrong: windows overlap -> lie side by side
# (slides by one pixel as in convolve; hint: the windows lie side by side)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h - size + 1, w - size + 1, c))
    for row in range(h - size + 1):
        for column in range(w - size + 1):
            result[row, column] = maps[row : row + size, column : column + size].max(axis=(0, 1))
    return result

# %% 4.2 wrong: right shape, windows overlap -> number 1 begins at `size`
# (row not multiplied by size; hint: window number row begins at row * size)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h // size, w // size, c))
    for row in range(h // size):
        for column in range(w // size):
            result[row, column] = maps[row : row + size, column : column + size].max(axis=(0, 1))
    return result

# %% 4.2 wrong: reshape without leaving out the rest -> Cut the maps first
# (fails with 7 rows and size 2; hint: cut the maps first)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    return maps.reshape(h // size, size, w // size, size, c).max(axis=(1, 3))

# %% 4.2 wrong: keeps the rest as a smaller window -> What is left over is dropped
# (rounds up; hint: the rest is left out)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    rows, columns = math.ceil(h / size), math.ceil(w / size)
    result = np.zeros((rows, columns, c))
    for row in range(rows):
        for column in range(columns):
            result[row, column] = maps[row * size : (row + 1) * size, column * size : (column + 1) * size].max(axis=(0, 1))
    return result

# %% 4.2 wrong: every second pixel -> upper left pixel
# (a stride, no maximum; hint: the largest of the window)
def max_pool(maps, size=2):
    h, w = maps.shape[0] // size * size, maps.shape[1] // size * size
    return maps[:h:size, :w:size]

# %% 4.2 wrong: lower right pixel of each window -> lower right pixel
# (that is the largest in the example; hint: try numbers in no order)
def max_pool(maps, size=2):
    return maps[size - 1 :: size, size - 1 :: size]

# %% 4.2 wrong: maps taken as square -> from maps.shape
# (height for both; hint: maps may be wider than high)
def max_pool(maps, size=2):
    n = maps.shape[0] // size
    result = np.zeros((n, n, maps.shape[2]))
    for row in range(n):
        for column in range(n):
            result[row, column] = maps[row * size : (row + 1) * size, column * size : (column + 1) * size].max(axis=(0, 1))
    return result

# %% 4.2 wrong: channels first -> channels come last
# (order of the axes as in PyTorch; hint: (height, width, channels))
def max_pool(maps, size=2):
    c, h, w = maps.shape
    result = np.zeros((c, h // size, w // size))
    for row in range(h // size):
        for column in range(w // size):
            result[:, row, column] = maps[:, row * size : (row + 1) * size, column * size : (column + 1) * size].max(axis=(1, 2))
    return result

# %% 4.2 wrong: maximum against zero -> filled up from zeros
# (starts from zeros; hint: maps may hold negative numbers only)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h // size, w // size, c))
    for i in range(size):
        for j in range(size):
            result = np.maximum(result, maps[i : h // size * size : size, j : w // size * size : size])
    return result

# %% 4.2 wrong: whole numbers only -> fractions are cut off
# (dtype=int from the example; hint: fractions are cut off)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h // size, w // size, c), dtype=int)
    for row in range(h // size):
        for column in range(w // size):
            result[row, column] = maps[row * size : (row + 1) * size, column * size : (column + 1) * size].max(axis=(0, 1))
    return result

# %% 4.2 wrong: axis of channels lost -> channels are gone
# (maximum over the channels too, two axes come out; hint: (height // size, width // size, channels))
def max_pool(maps, size=2):
    h, w, c = maps.shape
    return maps[: h // size * size, : w // size * size].reshape(h // size, size, w // size, size, c).max(axis=(1, 3, 4))

# %% 4.2 wrong: reshape with the axes in a wrong order -> a piece of one row
# (cuts the rows into pieces of four in a line; hint: size must stand beside its own direction)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    cut = maps[: h // size * size, : w // size * size]
    return cut.reshape(h // size, w // size, size, size, c).max(axis=(2, 3))

# %% 4.2 wrong: no default for size -> keep the first line
# (writes the def line anew; hint: size=2 if nothing is said)
def max_pool(maps, size):
    h, w, c = maps.shape
    return maps[: h // size * size, : w // size * size].reshape(h // size, size, w // size, size, c).max(axis=(1, 3))

# %% 4.2 wrong: rest left out at the top and on the left -> at the wrong end
# (cuts at the wrong end; hint: at the bottom and on the right)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    cut = maps[h % size :, w % size :]
    return cut.reshape(h // size, size, w // size, size, c).max(axis=(1, 3))

# %% 4.2 wrong: minus the rest, and the rest is zero -> ends at -0
# (maps[:-0] is empty; hint: count from the front)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    cut = maps[: -(h % size), : -(w % size)]
    return cut.reshape(h // size, size, w // size, size, c).max(axis=(1, 3))

# %% 4.2 wrong: leaves out a row even if nothing is left over -> where nothing is left over
# (always cuts the last row of an odd or even map; hint: 4 rows give 2, 28 give 14)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    rows, columns = (h - 1) // size, (w - 1) // size
    result = np.zeros((rows, columns, c))
    for row in range(rows):
        for column in range(columns):
            result[row, column] = maps[row * size : (row + 1) * size, column * size : (column + 1) * size].max(axis=(0, 1))
    return result

# %% 4.2 wrong: largest by size without sign -> without its sign
# (takes np.abs; hint: -9 is not larger than 1)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h // size, w // size, c))
    for row in range(h // size):
        for column in range(w // size):
            window = np.abs(maps[row * size : (row + 1) * size, column * size : (column + 1) * size])
            result[row, column] = window.max(axis=(0, 1))
    return result

# %% 4.2 wrong: batch axis left on -> An axis of length 1
# (Keras's layer needs a batch, and it stays there; hint: take picture 0 of the batch)
def max_pool(maps, size=2):
    return keras.ops.convert_to_numpy(keras.layers.MaxPooling2D(size)(maps[np.newaxis].astype("float32")))

# %% 4.2 wrong: windows only 2 high
# (size used for the step alone; hint: the window is size by size)
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h // size, w // size, c))
    for row in range(h // size):
        for column in range(w // size):
            result[row, column] = maps[row * size : row * size + 2, column * size : column * size + 2].max(axis=(0, 1))
    return result

# %% 4.2 wrong: max of axis 0 only -> goes over rows and columns
# (a row of maxima does not fit; hint: .max(axis=(0, 1)))
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h // size, w // size, c))
    for row in range(h // size):
        for column in range(w // size):
            result[row, column] = maps[row * size : (row + 1) * size, column * size : (column + 1) * size].max(axis=0)
    return result

# %% 4.2 right: two loops
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.zeros((h // size, w // size, c))
    for row in range(h // size):
        for column in range(w // size):
            result[row, column] = maps[row * size : (row + 1) * size, column * size : (column + 1) * size].max(axis=(0, 1))
    return result

# %% 4.2 right: cut and reshape
def max_pool(maps, size=2):
    height, width, channels = maps.shape
    rows, columns = height // size, width // size
    return maps[: rows * size, : columns * size].reshape(rows, size, columns, size, channels).max(axis=(1, 3))

# %% 4.2 right: maximum of shifted copies
def max_pool(maps, size=2):
    from functools import reduce
    h, w = maps.shape[0] // size * size, maps.shape[1] // size * size
    return reduce(np.maximum, [maps[i:h:size, j:w:size] for i in range(size) for j in range(size)])

# %% 4.2 right: reduceat in both directions
def max_pool(maps, size=2):
    h, w = maps.shape[0] // size * size, maps.shape[1] // size * size
    upright = np.maximum.reduceat(maps[:h, :w], np.arange(0, h, size), axis=0)
    return np.maximum.reduceat(upright, np.arange(0, w, size), axis=1)

# %% 4.2 right: sliding windows, every size-th
def max_pool(maps, size=2):
    windows = np.lib.stride_tricks.sliding_window_view(maps, (size, size), axis=(0, 1))
    return windows[::size, ::size].max(axis=(-2, -1))

# %% 4.2 right: five loops
def max_pool(maps, size=2):
    h, w, c = maps.shape
    result = np.full((h // size, w // size, c), -np.inf)
    for row in range(h // size * size):
        for column in range(w // size * size):
            for channel in range(c):
                if maps[row, column, channel] > result[row // size, column // size, channel]:
                    result[row // size, column // size, channel] = maps[row, column, channel]
    return result

# %% 4.2 right: list comprehension
def max_pool(maps, size=2):
    return np.array([
        [np.max(maps[r : r + size, c : c + size], axis=(0, 1)) for c in range(0, maps.shape[1] - size + 1, size)]
        for r in range(0, maps.shape[0] - size + 1, size)
    ])

# %% 4.2 right: keras layer
def max_pool(maps, size=2):
    layer = keras.layers.MaxPooling2D(pool_size=size, dtype="float64")
    return keras.ops.convert_to_numpy(layer(np.asarray(maps, dtype="float64")[None]))[0]

# %% 4.3 wrong: one bias -> not the whole layer
# one bias
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + 1, weights * height * width

# %% 4.3 wrong: bias per weight group -> not one for each channel
# (w + 1)
def count_convolution(height, width, channels, filters, size):
    return (size * size + 1) * channels * filters, size * size * channels * filters * height * width

# %% 4.3 wrong: filters forgotten in work -> work of one filter
# one filter's work
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + filters, size * size * channels * height * width

# %% 4.3 wrong: channels forgotten in work -> times channels
# no channels in work
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + filters, size * size * filters * height * width

# %% 4.3 wrong: params per place -> height and width do not matter
# weights for every place
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return (weights + filters) * height * width, weights * height * width

# %% 4.3 wrong: width squared -> `height` is handed in
# width * width
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + filters, weights * width * width

# %% 4.3 wrong: dense -> not height x width
# as a dense layer
def count_convolution(height, width, channels, filters, size):
    return height * width * channels * filters + filters, height * width * channels * filters

# %% 4.3 wrong: one number -> Return them all
# sum
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + filters + weights * height * width

# %% 4.3 wrong: text -> Text is no number
# formatted
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return f'{weights + filters:,d}', f'{weights * height * width:,d}'

# %% 4.3 wrong: depthwise -> weights of its own
# separable
def count_convolution(height, width, channels, filters, size):
    return size * size * channels + channels * filters + filters, (size * size * channels + channels * filters) * height * width

# %% 4.3 wrong: sum in place of product -> size + size
# size + size
def count_convolution(height, width, channels, filters, size):
    weights = (size + size) * channels * filters
    return weights + filters, weights * height * width

# %% 4.3 wrong: work per channel out -> once too often
# work * channels again
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + filters, weights * height * width * channels

# %% 4.3 right: Keras
# Conv2D
def count_convolution(height, width, channels, filters, size):
    layer = keras.layers.Conv2D(filters, size, padding='same')
    out = layer(np.zeros((1, height, width, channels), 'float32'))
    return layer.count_params(), int(np.prod(layer.kernel.shape)) * out.shape[1] * out.shape[2]

# %% 4.3 right: np.prod list
# np.prod
def count_convolution(height, width, channels, filters, size):
    one = np.prod([size, size, channels])
    return [(one + 1) * filters, one * filters * height * width]

# %% 4.3 wrong: bias forgotten -> biases are missing
# (weights only; hint: each filter has a bias)
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights, weights * height * width

# %% 4.3 wrong: one bias for the whole layer -> not the whole layer
# (adds 1; hint: one bias per filter)
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + 1, weights * height * width

# %% 4.3 wrong: a bias per channel and filter -> not one for each channel
# (hint: a filter looks at all channels at once and has one bias)
def count_convolution(height, width, channels, filters, size):
    return (size * size + 1) * channels * filters, size * size * channels * filters * height * width

# %% 4.3 wrong: channels forgotten -> times channels
# (a 3 x 3 filter has nine weights; hint: on three channels it has 27)
def count_convolution(height, width, channels, filters, size):
    return (size * size + 1) * filters, size * size * filters * height * width

# %% 4.3 wrong: channels forgotten in the work only -> times channels
# (hint: each place costs as many multiplications as the filter has weights)
def count_convolution(height, width, channels, filters, size):
    return (size * size * channels + 1) * filters, size * size * filters * height * width

# %% 4.3 wrong: filters forgotten in the work -> work of one filter
# (counts one map; hint: each filter has its map)
def count_convolution(height, width, channels, filters, size):
    return (size * size * channels + 1) * filters, size * size * channels * height * width

# %% 4.3 wrong: map without padding -> as large as the picture
# (height - size + 1; hint: with padding="same" the map keeps the size)
def count_convolution(height, width, channels, filters, size):
    parameters = (size * size * channels + 1) * filters
    return parameters, size * size * channels * filters * (height - size + 1) * (width - size + 1)

# %% 4.3 wrong: border of zeros counted as places -> border of zeros is no place
# (the padded picture has height + 2 rows; hint: the map keeps the picture's size)
def count_convolution(height, width, channels, filters, size):
    parameters = (size * size * channels + 1) * filters
    return parameters, size * size * channels * filters * (height + size - 1) * (width + size - 1)

# %% 4.3 wrong: biases multiplied too -> not multiplied
# (parameters times places; hint: a bias is added)
def count_convolution(height, width, channels, filters, size):
    parameters = (size * size * channels + 1) * filters
    return parameters, parameters * height * width

# %% 4.3 wrong: results exchanged -> parameters come first
# (work first; hint: parameters, then multiplications)
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights * height * width, weights + filters

# %% 4.3 wrong: floats -> Places and counts
# (np.power with a float; hint: whole numbers)
def count_convolution(height, width, channels, filters, size):
    weights = size**2.0 * channels * filters
    return weights + filters, weights * height * width

# %% 4.3 wrong: three channels written in -> `channels` is handed in
# (colour pictures only; hint: the argument channels)
def count_convolution(height, width, channels, filters, size):
    return (3 * size * size + 1) * filters, 3 * size * size * filters * height * width

# %% 4.3 wrong: filter size three written in -> `size` is handed in
# (a 3 x 3 filter always; hint: the argument size)
def count_convolution(height, width, channels, filters, size):
    return (9 * channels + 1) * filters, 9 * channels * filters * height * width

# %% 4.3 wrong: height squared -> `width` is handed in
# (square pictures only; hint: height times width)
def count_convolution(height, width, channels, filters, size):
    weights = size**2 * channels * filters
    return weights + filters, weights * height**2

# %% 4.3 wrong: size cubed -> `channels` is handed in
# (3 x 3 x 3 of the text as size**3; hint: the last 3 is the channels)
def count_convolution(height, width, channels, filters, size):
    weights = size**3 * filters
    return weights + filters, weights * height * width

# %% 4.3 wrong: twice the size -> size + size
# (size * 2 for the square; hint: size times size)
def count_convolution(height, width, channels, filters, size):
    weights = size * 2 * channels * filters
    return weights + filters, weights * height * width

# %% 4.3 wrong: additions counted too -> twice what is right
# (FLOPs, twice as many; hint: only multiplications)
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + filters, 2 * weights * height * width

# %% 4.3 wrong: bias per channel that comes in -> not each channel that comes in
# (adds channels; hint: the biases belong to the filters)
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + channels, weights * height * width

# %% 4.3 wrong: a batch of 32 -> not for a batch
# (work of a whole batch; hint: for one picture)
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + filters, 32 * weights * height * width

# %% 4.3 wrong: only the parameters -> Return them all
# (hint: two numbers, separated by a comma)
def count_convolution(height, width, channels, filters, size):
    return size * size * channels * filters + filters

# %% 4.3 wrong: numbers as text -> Text is no number
# (formats them already; hint: numbers, not strings)
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return f"{weights + filters:,d}", f"{weights * height * width:,d}"

# %% 4.3 wrong: the dense layer -> a dense layer's
# (connects every pixel with every place; hint: the filter's own weights only)
def count_convolution(height, width, channels, filters, size):
    inputs, outputs = height * width * channels, height * width * filters
    return inputs * outputs + outputs, inputs * outputs

# %% 4.3 wrong: each place with its own weights -> height and width do not matter
# (parameters grow with the picture; hint: the same weights at every place)
def count_convolution(height, width, channels, filters, size):
    work = size * size * channels * filters * height * width
    return work + filters, work

# %% 4.3 wrong: keras layer without padding -> as large as the picture
# (lets Keras count, but with padding "valid"; hint: padding="same")
def count_convolution(height, width, channels, filters, size):
    layer = keras.layers.Conv2D(filters, size)
    shape = layer(keras.Input(shape=(height, width, channels))).shape
    return layer.count_params(), size * size * channels * filters * shape[1] * shape[2]

# %% 4.3 wrong: example numbers for the picture -> `height` is handed in
# (32 x 32 written in; hint: height and width)
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + filters, weights * 32 * 32

# %% 4.3 right: formula
def count_convolution(height, width, channels, filters, size):
    weights = size * size * channels * filters
    return weights + filters, weights * height * width

# %% 4.3 right: keras counts
def count_convolution(height, width, channels, filters, size):
    layer = keras.layers.Conv2D(filters, size, padding="same")
    out = layer(keras.Input(shape=(height, width, channels)))
    parameters = layer.count_params()
    return parameters, (parameters - filters) * out.shape[1] * out.shape[2]

# %% 4.3 right: a lambda
count_convolution = lambda height, width, channels, filters, size: (
    filters * (1 + channels * size**2),
    height * width * filters * channels * size**2,
)

# %% 4.3 right: counted in loops
def count_convolution(height, width, channels, filters, size):
    parameters = work = 0
    for _ in range(filters):
        for _ in range(channels):
            parameters += size**2
            work += size**2 * height * width
        parameters += 1
    return parameters, work

# %% 4.3 right: math.prod and a list
def count_convolution(height, width, channels, filters, size):
    shape = (size, size, channels, filters)
    return [math.prod(shape) + filters, math.prod((height, width, *shape))]

# %% 4.3 right: numpy integers
def count_convolution(height, width, channels, filters, size):
    kernel = np.prod([size, size, channels, filters], dtype=np.int64)
    return kernel + np.int64(filters), kernel * height * width

# %% 4.3 right: named tuple
def count_convolution(height, width, channels, filters, size):
    from collections import namedtuple
    Cost = namedtuple("Cost", "parameters multiplications")
    per_place = size * size * channels
    return Cost(parameters=filters * (per_place + 1), multiplications=per_place * filters * (height * width))

# %% 4.3 right: class with a call
class Counter:
    def __call__(self, height, width, channels, filters, size):
        one_filter = size * size * channels
        return one_filter * filters + filters, one_filter * filters * width * height

count_convolution = Counter()

# %% 4.4 before
def convolution_block(filters, stride=1):
    """Convolution, batch normalisation, ReLU: three layers, as a list."""
    return [
        keras.layers.Conv2D(filters, 3, strides=stride, padding="same", use_bias=False),
        keras.layers.BatchNormalization(momentum=0.9),  # its running averages look back over ten to twenty steps
        keras.layers.ReLU(),
    ]

# %% 4.4 wrong: no star -> A star unpacks it
# star forgotten
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        convolution_block(32, stride=2),
        *convolution_block(64),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: stars nowhere -> A star unpacks it
# stars forgotten everywhere
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        convolution_block(32, stride=2),
        convolution_block(64),
        keras.layers.MaxPooling2D(),
        convolution_block(128),
        keras.layers.MaxPooling2D(),
        convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: blocks as layers -> in a loop
# the block called like a layer
def build_cnn():
    x = inputs = keras.Input((28, 28, 3))
    x = convolution_block(32, stride=2)(x)
    return keras.Model(inputs, x)

# %% 4.4 wrong: flatten -> Flatten stands
# Flatten for the average
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.Flatten(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: no average -> GlobalAveragePooling2D is missing
# average forgotten
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: both poolings missing -> MaxPooling2D is missing
# forgotten
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64),
        *convolution_block(128),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: filters 32 64 128 256 -> filters is
# doubled
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(256),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: input 32 -> shape=(28, 28, 3)
# 32
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(32, 32, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: no softmax -> softmax is missing
# forgotten
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10),
    ])

# %% 4.4 wrong: extra dense -> Dense(64), ReLU are not asked for
# a dense layer before
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(64, activation="relu"),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: pool 3 -> stride is 3
# pool size 3
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64),
        keras.layers.MaxPooling2D(3),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: no batch norm -> BatchNormalization is missing
# own convolutions
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(64, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(128, 3, padding="same", activation="relu"),
        keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(128, 3, padding="same", activation="relu"),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: grey -> shape=(28, 28, 3)
# one channel
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 1)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: pooling before block -> it belongs behind ReLU
# pooling first
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        keras.layers.MaxPooling2D(),
        *convolution_block(64),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: swapped arguments -> filters come first
# convolution_block(2, 32)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(2, 32),
        *convolution_block(64),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 right: functional
# functional API
def build_cnn():
    x = inputs = keras.Input((28, 28, 3))
    layers = [keras.layers.Rescaling(1 / 255)] + convolution_block(32, 2) + convolution_block(64) + [keras.layers.MaxPooling2D()] + convolution_block(128) + [keras.layers.MaxPool2D(2, 2)] + convolution_block(128)
    for layer in layers:
        x = layer(x)
    x = keras.ops.mean(x, axis=(1, 2))
    return keras.Model(inputs, keras.layers.Softmax()(keras.layers.Dense(10)(x)))

# %% 4.4 right: blocks as models
# nested Sequential
def build_cnn():
    block = lambda *a: keras.Sequential(convolution_block(*a))
    return keras.Sequential([keras.Input((28, 28, 3)), keras.layers.Rescaling(1 / 255), block(32, 2), block(64), keras.layers.MaxPooling2D(), block(128), keras.layers.MaxPooling2D(), block(128), keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation='softmax')])

# %% 4.4 right: average written out
# AveragePooling2D(3) and Flatten
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.AveragePooling2D(3),
        keras.layers.Flatten(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 right: own blocks
# layers written out, Activation
def build_cnn():
    def block(f, s=1):
        return [keras.layers.Conv2D(f, (3, 3), strides=(s, s), padding='same', use_bias=False), keras.layers.BatchNormalization(), keras.layers.Activation('relu')]
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *block(32, 2),
        *block(64),
        keras.layers.MaxPooling2D(),
        *block(128),
        keras.layers.MaxPooling2D(),
        *block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 right: conv with bias
# own blocks with a bias (harmless)
def build_cnn():
    def block(f, s=1):
        return [keras.layers.Conv2D(f, 3, strides=s, padding='same'), keras.layers.BatchNormalization(momentum=0.9), keras.layers.ReLU()]
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *block(32, 2),
        *block(64),
        keras.layers.MaxPooling2D(),
        *block(128),
        keras.layers.MaxPooling2D(),
        *block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: 1x1 kernels -> kernel size is 1
# own blocks, kernel 1
def build_cnn():
    def block(f, s=1):
        return [keras.layers.Conv2D(f, 1, strides=s, padding='same', use_bias=False), keras.layers.BatchNormalization(), keras.layers.ReLU()]
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *block(32, 2),
        *block(64),
        keras.layers.MaxPooling2D(),
        *block(128),
        keras.layers.MaxPooling2D(),
        *block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: input of 32 pixels -> shape=(28, 28, 3)
# (CIFAR's size; hint: shape=(28, 28, 3))
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(32, 32, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: rescaling forgotten -> Rescaling is missing
# (no parameters are missing; hint: the pictures are 0 to 255)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: stride forgotten -> stride is 1; asked
# (same number of parameters; hint: 14 x 14 after the first block)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: stars forgotten -> A star unpacks it
# (lists inside the list; hint: a star unpacks a list)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        convolution_block(32, stride=2),
        convolution_block(64), keras.layers.MaxPooling2D(),
        convolution_block(128), keras.layers.MaxPooling2D(),
        convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: softmax forgotten -> softmax is missing
# (as with from_logits; hint: ten probabilities)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10),
    ])

# %% 4.4 wrong: softmax twice -> Softmax twice
# (once in the layer, once after it; hint: it stands there once)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"), keras.layers.Softmax(),
    ])

# %% 4.4 wrong: average pooling -> of 2 x 2 places stays
# (same shapes, same parameters; hint: MaxPooling2D)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.AveragePooling2D(),
        *convolution_block(128), keras.layers.AveragePooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: flatten, again -> Flatten stands
# (habit from lesson 3; hint: GlobalAveragePooling2D, 128 numbers)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: global maximum -> GlobalMaxPooling2D stands
# (same parameters; hint: GlobalAveragePooling2D)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalMaxPooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: last block left out -> ReLU are missing behind MaxPooling2D
# (128 twice looks like a slip; hint: there are two blocks with 128)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: the same model each time -> inside the function: training
# (built once outside; hint: a new model each time, or the second training goes on from the first)
the_cnn = keras.Sequential([
    keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
    *convolution_block(32, stride=2),
    *convolution_block(64), keras.layers.MaxPooling2D(),
    *convolution_block(128), keras.layers.MaxPooling2D(),
    *convolution_block(128),
    keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
])

def build_cnn():
    return the_cnn

# %% 4.4 wrong: new model around old layers -> inside the function: training
# (the list of layers is made once, so the weights are shared; hint: new layers in each call)
cnn_layers = [
    keras.layers.Rescaling(1 / 255),
    *convolution_block(32, stride=2),
    *convolution_block(64), keras.layers.MaxPooling2D(),
    *convolution_block(128), keras.layers.MaxPooling2D(),
    *convolution_block(128),
    keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
]

def build_cnn():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), *cnn_layers])

# %% 4.4 wrong: the same block twice -> call convolution_block anew
# (one block of 128 used in two places, needs 128 channels on both sides; hint: call convolution_block twice)
def build_cnn():
    block = convolution_block(128)
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *block, keras.layers.MaxPooling2D(),
        *block,
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: compiled -> the lesson compiles it
# (compiles as in lesson 3; hint: not compiled, compile_and_fit does it)
def build_cnn():
    model = keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

# %% 4.4 wrong: sigmoid at the end -> sigmoid stands
# (ten numbers between 0 and 1 that need not add up to 1; hint: softmax)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="sigmoid"),
    ])

# %% 4.4 wrong: pooling keeps the odd row -> padding is same
# (padding="same" gives 4 x 4; hint: 3 x 3, the last row and column are left out)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(padding="same"),
        *convolution_block(128), keras.layers.MaxPooling2D(padding="same"),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: pooling before the block -> it belongs behind ReLU
# (order exchanged, same parameters; hint: first the block, then the pooling)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        keras.layers.MaxPooling2D(), *convolution_block(64),
        keras.layers.MaxPooling2D(), *convolution_block(128),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: stride instead of pooling -> MaxPooling2D is missing
# (halves with stride 2 everywhere; hint: the table says MaxPooling2D)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2), *convolution_block(64, stride=2),
        *convolution_block(128, stride=2), *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: rescaled to minus one to one -> scale is
# (the scale of LeNet and MobileNet; hint: 1 / 255)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 127.5, offset=-1),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: rescaling by 255 -> scale is
# (multiplies instead of dividing; hint: 1 / 255)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: batch normalisation left out -> BatchNormalization is missing
# (writes Conv2D with activation by hand; hint: a block has three layers)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(32, 3, strides=2, padding="same", activation="relu"),
        keras.layers.Conv2D(64, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(128, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Conv2D(128, 3, padding="same", activation="relu"),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: returns the list of layers -> around the list
# (Sequential forgotten; hint: keras.Sequential around it)
def build_cnn():
    return [
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ]

# %% 4.4 wrong: dropout added -> Dropout is not asked for
# (means well; hint: the network of the table, nothing more)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dropout(0.5), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: ReLU before the normalising -> The order: ReLU stands
# (order of another book, same parameters; hint: convolution, batch normalisation, ReLU)
def build_cnn():
    def block(filters, stride=1):
        conv, norm, relu = convolution_block(filters, stride)
        return [conv, relu, norm]
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *block(32, stride=2),
        *block(64), keras.layers.MaxPooling2D(),
        *block(128), keras.layers.MaxPooling2D(),
        *block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: first filters 16 -> filters is
# (confused with the small CNN; hint: 32, 64, 128, 128)
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(16, stride=2),
        *convolution_block(32), keras.layers.MaxPooling2D(),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: nothing returned -> end with `return`
# (hint: return the model)
def build_cnn():
    model = keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 wrong: no input -> Begin with keras.Input
# (Input left out, so nothing is built; hint: begin with keras.Input)
def build_cnn():
    return keras.Sequential([
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 right: flat list with stars
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)),
        keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.4 right: added one by one
def build_cnn():
    model = keras.Sequential(name="table")
    model.add(keras.Input(shape=(28, 28, 3)))
    model.add(keras.layers.Rescaling(scale=1.0 / 255.0))
    for filters, stride, pool in [(32, 2, False), (64, 1, True), (128, 1, True), (128, 1, False)]:
        for layer in convolution_block(filters, stride):
            model.add(layer)
        if pool:
            model.add(keras.layers.MaxPooling2D())
    model.add(keras.layers.GlobalAveragePooling2D())
    model.add(keras.layers.Dense(10, activation="softmax"))
    return model

# %% 4.4 right: functional, again
def build_cnn():
    def through(x, layers):
        for layer in layers:
            x = layer(x)
        return x
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = through(x, convolution_block(32, stride=2))
    x = keras.layers.MaxPooling2D()(through(x, convolution_block(64)))
    x = keras.layers.MaxPooling2D()(through(x, convolution_block(128)))
    x = keras.layers.GlobalAveragePooling2D()(through(x, convolution_block(128)))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.4 right: sum of lists
def build_cnn():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    layers = layers + convolution_block(32, 2)
    layers += convolution_block(64) + [keras.layers.MaxPool2D(2)]
    layers += convolution_block(128) + [keras.layers.MaxPool2D((2, 2), strides=2)]
    layers.extend(convolution_block(filters=128, stride=1))
    layers += [keras.layers.GlobalAvgPool2D(), keras.layers.Dense(10, "softmax")]
    return keras.Sequential(layers)

# %% 4.4 right: softmax as a layer of its own
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2),
        *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(),
        *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10), keras.layers.Softmax(),
    ])

# %% 4.4 right: every layer by hand
def build_cnn():
    L = keras.layers
    return keras.Sequential([
        keras.Input((28, 28, 3)), L.Rescaling(1 / 255),
        L.Conv2D(32, (3, 3), strides=(2, 2), padding="same", use_bias=False), L.BatchNormalization(momentum=0.9), L.ReLU(),
        L.Conv2D(64, (3, 3), padding="same", use_bias=False), L.BatchNormalization(momentum=0.9), L.ReLU(), L.MaxPooling2D(),
        L.Conv2D(128, (3, 3), padding="same", use_bias=False), L.BatchNormalization(momentum=0.9), L.ReLU(), L.MaxPooling2D(),
        L.Conv2D(128, (3, 3), padding="same", use_bias=False), L.BatchNormalization(momentum=0.9), L.ReLU(),
        L.GlobalAveragePooling2D(), L.Dense(10, activation=keras.activations.softmax),
    ])

# %% 4.4 right: subclass of the functional model
class TableCNN(keras.Model):
    pass

def build_cnn():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    for layer in [
        *convolution_block(32, stride=2), *convolution_block(64), keras.layers.MaxPooling2D(),
        *convolution_block(128), keras.layers.MaxPooling2D(), *convolution_block(128),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ]:
        x = layer(x)
    return TableCNN(inputs=inputs, outputs=x)

# %% 4.4 right: nested Sequential
def build_cnn():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.Sequential(convolution_block(32, stride=2)),
        keras.Sequential([*convolution_block(64), keras.layers.MaxPooling2D()]),
        keras.Sequential([*convolution_block(128), keras.layers.MaxPooling2D()]),
        keras.Sequential(convolution_block(128)),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])

# %% 4.5 wrong: colours turned -> last axis is the colours
# [:, :, ::-1]
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture[:, :, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: upside down -> a ship does not hang
# [::-1]
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture[::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: mirror thrown away -> is not kept
# np.fliplr without =
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture
            np.fliplr(picture)
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: integers(0, 4) -> never comes
# 0 to 4 exclusive
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = random.integers(0, 4, size=2)
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: integers(0, 6) -> 28 pixels further on
# 32 - 28 + 2
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = random.integers(0, 6, size=2)
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: diagonal -> Two numbers for each
# one number for both
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top = left = random.integers(0, 5)
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: one corner for all -> for each picture anew
# outside the loop
def augment(images, random):
    top, left = random.integers(0, 5, size=2)
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: middle -> for each picture anew
# always the middle
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = 2, 2
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: np.random -> from `random`, the generator
# global np.random
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = np.random.randint(0, 5, size=2)
        picture = image[top : top + 28, left : left + 28]
        if np.random.rand() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: np.random for the mirror -> from `random`, the generator
# half global
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = image[top : top + 28, left : left + 28]
        if np.random.rand() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: scaled -> type that came in
# / 255
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented / 255

# %% 4.5 wrong: order changed -> Picture 5 must stay
# shuffled
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return random.permutation(augmented)

# %% 4.5 wrong: last row missing -> Cut 28 x 28
# 27
def augment(images, random):
    augmented = np.zeros((len(images), 27, 27, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = image[top : top + 27, left : left + 27]
        if random.random() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: black border -> nothing around it
# pad, then cut 28 anywhere
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = np.pad(image, ((4, 4), (4, 4), (0, 0)))[3 * top : 3 * top + 28, 3 * left : 3 * left + 28]
        if random.random() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: only left -> other direction
# top 0
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = 0, random.integers(0, 5)
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: mirrored in place -> what was handed in changed
# images[number] = ...
def augment(images, random):
    for number, image in enumerate(images):
        if random.random() < 0.5:
            images[number] = image[:, ::-1]
    top, left = random.integers(0, 5, size=2)
    return images[:, top : top + 28, left : left + 28]

# %% 4.5 wrong: transposed -> mirror from left to right
# swapaxes
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture.transpose(1, 0, 2)
        augmented[number] = picture
    return augmented

# %% 4.5 wrong: both copies -> As many pictures as came in
# picture and mirror image
def augment(images, random):
    cut = np.stack([image[t : t + 28, l : l + 28] for image, (t, l) in zip(images, random.integers(0, 5, size=(len(images), 2)))])
    return np.concatenate([cut, cut[:, :, ::-1]])

# %% 4.5 wrong: corners by random.random -> never comes
# int(random.random() * 4)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, image in enumerate(images):
        top, left = int(random.random() * 4), int(random.random() * 4)
        picture = image[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            picture = picture[:, ::-1]
        augmented[number] = picture
    return augmented

# %% 4.5 right: windows
# fancy index
def augment(images, random):
    n = len(images)
    top, left = random.integers(0, 5, n), random.integers(0, 5, n)
    w = np.lib.stride_tricks.sliding_window_view(images, (28, 28), axis=(1, 2))[np.arange(n), top, left]
    out = np.moveaxis(w, 1, -1).copy()
    flip = random.integers(0, 2, n).astype(bool)
    out[flip] = out[flip, :, ::-1]
    return out

# %% 4.5 right: divmod of 25
# one number for the corner; binomial
def augment(images, random):
    return np.stack([(lambda t, l, s: image[t : t + 28, l : l + 28][:, ::s])(*divmod(int(random.integers(25)), 5), 1 - 2 * int(random.binomial(1, 0.5))) for image in images])

# %% 4.5 right: batch mirror
# mirror half with where
def augment(images, random):
    flip = random.random(len(images)) > 0.5
    m = np.where(flip[:, None, None, None], images[:, :, ::-1], images)
    return np.array([p[t : 28 + t, l : 28 + l] for p, t, l in zip(m, *random.integers(5, size=(2, len(images))))])

# %% 4.5 wrong: one place for all pictures -> for each picture anew
# (draws once before the loop; hint: each picture at a place of its own)
def augment(images, random):
    top, left = random.integers(0, 5, size=2)
    augmented = images[:, top : top + 28, left : left + 28].copy()
    for i in range(len(images)):
        if random.random() < 0.5:
            augmented[i] = augmented[i][:, ::-1]
    return augmented

# %% 4.5 wrong: all mirrored or none -> One coin turns the whole batch
# (one coin for the batch; hint: a coin for each picture)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        augmented[i] = picture[top : top + 28, left : left + 28]
    if random.random() < 0.5:
        augmented = augmented[:, :, ::-1]
    return augmented

# %% 4.5 wrong: numpy's global generator -> from `random`, the generator
# (np.random instead of random; hint: use only the generator that is handed in)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = np.random.randint(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if np.random.rand() < 0.5 else picture
    return augmented

# %% 4.5 wrong: own seed -> own seed
# (makes a new generator in each call; hint: each batch would be cut alike)
def augment(images, random):
    random = np.random.default_rng(SEED)
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: coin from another generator -> from `random`, the generator
# (places from random, mirror from np.random; hint: only this one)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if np.random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: corner never at 4 -> never comes
# (32 - 28 = 4 as the end, which integers leaves out; hint: 0 to 4 are five numbers)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 4, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: corner up to 5 -> 28 pixels further on
# (5 included, then only 27 pixels are left; hint: the last corner is 4)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2, endpoint=True)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: same number for top and left -> Two numbers for each
# (moves only along the diagonal; hint: two numbers)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        corner = random.integers(0, 5)
        picture = picture[corner : corner + 28, corner : corner + 28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: only left at random -> other direction
# (top always 2; hint: in each direction)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        left = random.integers(0, 5)
        picture = picture[2:30, left : left + 28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: upside down, again -> a ship does not hang
# (picture[::-1] turns the rows round; hint: from left to right is the second axis)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: colours turned round -> last axis is the colours
# (last axis; hint: [:, ::-1], the last axis is the colours)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[..., ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: both directions turned -> np.flip needs
# (np.flip without axis turns everything; hint: axis=1)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = np.flip(picture) if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: always mirrored -> for each picture anew
# (no coin; hint: with probability one half)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        augmented[i] = picture[top : top + 28, left : left + 28][:, ::-1]
    return augmented

# %% 4.5 wrong: a coin that knows only 0 -> gives only 0
# (integers without the upper end; hint: integers(0, 1) gives only 0)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        if random.integers(0, 1) == 1:
            picture = picture[:, ::-1]
        augmented[i] = picture
    return augmented

# %% 4.5 wrong: never mirrored -> is not kept
# (cuts only; hint: mirror half of them)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        augmented[i] = picture[top : top + 28, left : left + 28]
    return augmented

# %% 4.5 wrong: every second one mirrored -> in turn
# (half of them, but not at random; hint: a coin for each picture)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        augmented[i] = picture[top : top + 28, left : left + 28]
    augmented[::2] = augmented[::2, :, ::-1].copy()
    return augmented

# %% 4.5 wrong: normal numbers for the coin -> below 0.5 so often
# (random.normal() < 0.5 is true in seven of ten cases; hint: random.random())
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if random.normal() < 0.5 else picture
    return augmented

# %% 4.5 wrong: mirrors in the original -> what was handed in changed
# (writes into images; hint: a new array, the training pictures must stay as they are)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i in range(len(images)):
        if random.random() < 0.5:
            images[i] = images[i][:, ::-1].copy()
        top, left = random.integers(0, 5, size=2)
        augmented[i] = images[i, top : top + 28, left : left + 28]
    return augmented

# %% 4.5 wrong: type of the pictures lost -> type that came in
# (np.zeros makes floats; hint: dtype=images.dtype)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3))
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: uint8 written in -> type that came in
# (works on CIFAR; hint: the same type as images)
def augment(images, random):
    augmented = np.empty((len(images), 28, 28, 3), dtype=np.uint8)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: divided by 255 -> type that came in
# (rescales as well; hint: the network rescales, return 0 to 255)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3))
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented / 255

# %% 4.5 wrong: global training pictures -> `x_train` is a name
# (x_train in place of images; hint: the batch is the argument)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i in range(len(images)):
        top, left = random.integers(0, 5, size=2)
        picture = x_train[i, top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: hundred pictures written in -> As many pictures as came in
# (number of the example; hint: len(images))
def augment(images, random):
    augmented = np.zeros((100, 28, 28, 3), dtype=images.dtype)
    for i in range(100):
        top, left = random.integers(0, 5, size=2)
        picture = images[i, top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: always the middle -> for each picture anew
# (cuts as for validation; hint: at a random place)
def augment(images, random):
    augmented = images[:, 2:30, 2:30].copy()
    mirrored = random.random(len(images)) < 0.5
    augmented[mirrored] = augmented[mirrored, :, ::-1]
    return augmented

# %% 4.5 wrong: slice ends at 28 -> 28 pixels further on
# (picture[top:28]; hint: top + 28)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top:28, left:28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: pictures in a new order -> Picture 5 must stay
# (shuffles the batch; hint: the labels keep their order)
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(random.permutation(images)):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture[:, ::-1] if random.random() < 0.5 else picture
    return augmented

# %% 4.5 wrong: mirror images added -> As many pictures as came in
# (twice as many pictures; hint: as many as came in)
def augment(images, random):
    augmented = []
    for picture in images:
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented += [picture, picture[:, ::-1]]
    return np.array(augmented)

# %% 4.5 wrong: a list -> Almost: np.array
# (hint: np.array or np.stack around it)
def augment(images, random):
    augmented = []
    for picture in images:
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented.append(picture[:, ::-1] if random.random() < 0.5 else picture)
    return augmented

# %% 4.5 wrong: keras layers -> from `random`, the generator
# (RandomCrop and RandomFlip have a generator of their own; hint: use the one handed in)
def augment(images, random):
    change = keras.Sequential([keras.layers.RandomCrop(28, 28), keras.layers.RandomFlip("horizontal")])
    return keras.ops.convert_to_numpy(change(images, training=True)).astype(images.dtype)

# %% 4.5 wrong: rows and columns exchanged -> mirror from left to right
# (transposes half of the pictures instead of mirroring; hint: [:, ::-1])
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for i, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        picture = picture[top : top + 28, left : left + 28]
        augmented[i] = picture.transpose(1, 0, 2) if random.random() < 0.5 else picture
    return augmented

# %% 4.5 right: loop of the hints
def augment(images, random):
    augmented = np.zeros((len(images), 28, 28, 3), dtype=images.dtype)
    for number, picture in enumerate(images):
        top, left = random.integers(0, 5, size=2)
        cut = picture[top : top + 28, left : left + 28]
        if random.random() < 0.5:
            cut = cut[:, ::-1]
        augmented[number] = cut
    return augmented

# %% 4.5 right: fancy indices for all at once
def augment(images, random):
    n = len(images)
    rows = random.integers(0, 5, size=(n, 1)) + np.arange(28)
    columns = random.integers(0, 5, size=(n, 1)) + np.arange(28)
    mirrored = random.random(n) < 0.5
    columns[mirrored] = columns[mirrored, ::-1]
    return images[np.arange(n)[:, None, None], rows[:, :, None], columns[:, None, :]]

# %% 4.5 right: stack of a list
def augment(images, random):
    def one(picture):
        step = random.choice([1, -1])
        top, left = random.choice(5), random.choice(5)
        return picture[top : top + 28, left : left + 28][:, ::step]
    return np.stack([one(picture) for picture in images])

# %% 4.5 right: mirrored first, then cut
def augment(images, random):
    flip = random.integers(0, 2, size=len(images)).astype(bool)
    turned = np.where(flip[:, None, None, None], images[:, :, ::-1], images)
    corners = random.integers(0, 4, size=(len(images), 2), endpoint=True)
    return np.array([p[t : t + 28, l : l + 28] for p, (t, l) in zip(turned, corners)])

# %% 4.5 right: sliding windows
def augment(images, random):
    windows = np.lib.stride_tricks.sliding_window_view(images, (28, 28), axis=(1, 2))  # (n, 5, 5, 3, 28, 28)
    n = len(images)
    cut = windows[np.arange(n), random.integers(5, size=n), random.integers(5, size=n)].transpose(0, 2, 3, 1).copy()
    heads = random.binomial(1, 0.5, size=n) == 1
    cut[heads] = np.flip(cut[heads], axis=2)
    return cut

# %% 4.5 right: np.fliplr and floor of a random number
def augment(images, random):
    out = np.empty_like(images[:, :28, :28])
    for i in range(images.shape[0]):
        top = int(random.random() * 5)
        left = int(random.random() * 5)
        out[i] = images[i, top : 28 + top, left : 28 + left, :]
        if random.uniform() >= 0.5:
            out[i] = np.fliplr(out[i]).copy()
    return out

# %% 4.5 right: one of fifty ways
def augment(images, random):
    result = np.empty((images.shape[0], 28, 28, 3), images.dtype)
    for i, way in enumerate(random.integers(50, size=len(images))):
        place, mirror = divmod(int(way), 2)
        top, left = divmod(place, 5)
        result[i] = images[i, top:, left:][:28, :28][:, :: -1 if mirror else 1]
    return result

# %% 4.6 wrong: shared conv -> called twice
# conv reused, works for equal channels
def residual_block(x, filters):
    conv = keras.layers.Conv2D(filters, 3, padding='same')
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = conv(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = conv(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: conditions swapped -> where the channels differ, else none
# == filters
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] == filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: x overwritten -> added to itself
# everything is called x
def residual_block(x, filters):
    x = keras.layers.Conv2D(filters, 3, padding='same')(x)
    x = keras.layers.BatchNormalization()(x)
    x = keras.layers.ReLU()(x)
    x = keras.layers.Conv2D(filters, 3, padding='same')(x)
    x = keras.layers.BatchNormalization()(x)
    return keras.layers.ReLU()(keras.layers.Add()([x, x]))

# %% 4.6 wrong: relu before addition -> The order: ReLU stands
# relu on the correction
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.Add()([shortcut, keras.layers.ReLU()(y)])

# %% 4.6 wrong: relu before and after -> ReLU is not asked for
# relu on both
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: no last relu -> ReLU is missing behind Add
# forgotten
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.Add()([shortcut, y])

# %% 4.6 wrong: no middle relu -> ReLU is missing behind Batch
# forgotten
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: one norm -> BatchNormalization is missing
# second norm forgotten
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: no norms -> BatchNormalization is missing
# no norms
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: norm after addition -> The order: Add stands
# norm after the sum
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    return keras.layers.ReLU()(keras.layers.BatchNormalization()(keras.layers.Add()([shortcut, y])))

# %% 4.6 wrong: one conv -> where the channels differ, else none
# one conv
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: average -> Average stands
# Average
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Average()([shortcut, y]))

# %% 4.6 wrong: concatenate -> side by side: add
# Concatenate
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Concatenate()([shortcut, y]))

# %% 4.6 wrong: valid -> padding that keeps them
# padding forgotten
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3)(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3)(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: pre-activation -> BatchNormalization stands at the beginning
# norm, relu, conv
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.BatchNormalization()(x)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding='same')(y)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding='same')(y)
    return keras.layers.Add()([shortcut, y])

# %% 4.6 wrong: returns a model -> without a model around
# keras.Model
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.Model(x, keras.layers.ReLU()(keras.layers.Add()([shortcut, y])))

# %% 4.6 wrong: add not as list -> take one list
# Add()(shortcut, y)
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()(shortcut, y))

# %% 4.6 wrong: x.shape[1] -> where the channels differ, else none
# shape[1] for channels
def residual_block(x, filters):
    shortcut = x
    if x.shape[1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: stride in shortcut -> padding that keeps them
# stride 2
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1, strides=2)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 right: Sequential inside
# correction as Sequential
def residual_block(x, filters):
    correction = keras.Sequential([*convolution_block(filters), *convolution_block(filters)[:2]])(x)
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, (1, 1), padding='same')(x)
    return keras.layers.Activation('relu')(keras.layers.add([correction, shortcut]))

# %% 4.6 right: layer class
# a layer of its own
def residual_block(x, filters):
    class Residual(keras.layers.Layer):
        def __init__(self, filters):
            super().__init__()
            self.filters = filters
            self.c1, self.c2 = (keras.layers.Conv2D(filters, 3, padding="same") for _ in range(2))
            self.b1, self.b2 = keras.layers.BatchNormalization(), keras.layers.BatchNormalization()
            self.short = keras.layers.Conv2D(filters, 1)
        def call(self, x, training=None):
            y = keras.ops.relu(self.b1(self.c1(x), training=training))
            y = self.b2(self.c2(y), training=training)
            return keras.ops.relu(y + (x if x.shape[-1] == self.filters else self.short(x)))
    return Residual(filters)(x)

# %% 4.6 right: norm on the shortcut
# as in the ResNet paper
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.BatchNormalization()(keras.layers.Conv2D(filters, 1, use_bias=False)(x))
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 right: helper loop
# loop over layers, biases
def residual_block(x, filters):
    y = x
    for last in (False, True):
        y = keras.layers.Conv2D(filters, (3, 3), padding='same', kernel_initializer='he_normal')(y)
        y = keras.layers.BatchNormalization(momentum=0.9, epsilon=1e-5)(y)
        if not last:
            y = keras.activations.relu(y)
    if x.shape[3] != filters:
        x = keras.layers.Conv2D(filters, 1, padding='same', use_bias=False)(x)
    return keras.layers.Activation(keras.ops.relu)(keras.layers.Add()([y, x]))

# %% 4.6 right: gamma zeros
# second norm starts at 0
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization(gamma_initializer='zeros')(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: shortcut never brought to the channels -> brings the shortcut there
# (adds 32 channels to 64; hint: a convolution of size 1 on the shortcut)
def residual_block(x, filters):
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.ReLU()(keras.layers.BatchNormalization()(y))
    y = keras.layers.BatchNormalization()(keras.layers.Conv2D(filters, 3, padding="same")(y))
    return keras.layers.ReLU()(keras.layers.Add()([x, y]))

# %% 4.6 wrong: one behind the other instead of added -> side by side: add
# (Concatenate; hint: Add)
def residual_block(x, filters):
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.ReLU()(keras.layers.BatchNormalization()(y))
    y = keras.layers.BatchNormalization()(keras.layers.Conv2D(filters, 3, padding="same")(y))
    return keras.layers.ReLU()(keras.layers.Concatenate()([x, y]))

# %% 4.6 wrong: convolution on the shortcut always -> where the channels differ, else none
# (also if the channels fit; hint: then what came in goes through unchanged)
def residual_block(x, filters):
    shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.ReLU()(keras.layers.BatchNormalization()(y))
    y = keras.layers.BatchNormalization()(keras.layers.Conv2D(filters, 3, padding="same")(y))
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: no ReLU after the sum -> ReLU is missing behind Add
# (hint: add the two, then ReLU)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.ReLU()(keras.layers.BatchNormalization()(y))
    y = keras.layers.BatchNormalization()(keras.layers.Conv2D(filters, 3, padding="same")(y))
    return keras.layers.Add()([shortcut, y])

# %% 4.6 wrong: ReLU before the sum instead of after it -> The order: ReLU stands
# (the correction could never be negative; hint: the last ReLU comes after the sum)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in convolution_block(filters) + convolution_block(filters):
        y = layer(y)
    return keras.layers.Add()([shortcut, y])

# %% 4.6 wrong: ReLU before and after the sum -> ReLU is not asked for
# (two whole blocks, then sum and ReLU; hint: no ReLU at the end of the correction)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in convolution_block(filters) + convolution_block(filters):
        y = layer(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: one convolution only -> where the channels differ, else none
# (hint: the correction has two)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: padding forgotten -> padding that keeps them
# (14 becomes 10, the sum does not fit; hint: padding="same")
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3)(x)
    y = keras.layers.ReLU()(keras.layers.BatchNormalization()(y))
    y = keras.layers.BatchNormalization()(keras.layers.Conv2D(filters, 3)(y))
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: shortcut begins after the first convolution -> begins behind the first
# (has the right channels at once; hint: the shortcut is what came in)
def residual_block(x, filters):
    x = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.ReLU()(keras.layers.BatchNormalization()(x))
    y = keras.layers.BatchNormalization()(keras.layers.Conv2D(filters, 3, padding="same")(y))
    return keras.layers.ReLU()(keras.layers.Add()([x, y]))

# %% 4.6 wrong: one name for both paths -> added to itself
# (x is overwritten, so y is added to itself; hint: two names)
def residual_block(x, filters):
    x = keras.layers.Conv2D(filters, 3, padding="same")(x)
    x = keras.layers.ReLU()(keras.layers.BatchNormalization()(x))
    x = keras.layers.BatchNormalization()(keras.layers.Conv2D(filters, 3, padding="same")(x))
    return keras.layers.ReLU()(keras.layers.Add()([x, x]))

# %% 4.6 wrong: no shortcut at all -> Add is missing
# (a plain double block; hint: plus what came in)
def residual_block(x, filters):
    y = x
    for layer in convolution_block(filters) + convolution_block(filters):
        y = layer(y)
    return y

# %% 4.6 wrong: filters ignored -> `filters` is handed in
# (as many channels as come in; hint: filters go out)
def residual_block(x, filters):
    channels = x.shape[-1]
    y = keras.layers.Conv2D(channels, 3, padding="same")(x)
    y = keras.layers.ReLU()(keras.layers.BatchNormalization()(y))
    y = keras.layers.BatchNormalization()(keras.layers.Conv2D(channels, 3, padding="same")(y))
    return keras.layers.ReLU()(keras.layers.Add()([x, y]))

# %% 4.6 wrong: 64 written in -> `filters` is handed in
# (number of the example; hint: filters)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == 64 else keras.layers.Conv2D(64, 1)(x)
    y = keras.layers.Conv2D(64, 3, padding="same")(x)
    y = keras.layers.ReLU()(keras.layers.BatchNormalization()(y))
    y = keras.layers.BatchNormalization()(keras.layers.Conv2D(64, 3, padding="same")(y))
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: batch normalisation left out -> BatchNormalization is missing
# (hint: one after each convolution of the correction)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: second batch normalisation left out -> BatchNormalization is missing
# (hint: one after each convolution)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in convolution_block(filters):
        y = layer(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: a model instead of a tensor -> without a model around
# (hint: return the Keras tensor itself)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in [*convolution_block(filters), *convolution_block(filters)[:2]]:
        y = layer(y)
    return keras.Model(x, keras.layers.ReLU()(keras.layers.Add()([shortcut, y])))

# %% 4.6 wrong: 5 x 5 convolutions -> where the channels differ, else none
# (LeNet's size; hint: 3 x 3)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 5, padding="same")(x)
    y = keras.layers.ReLU()(keras.layers.BatchNormalization()(y))
    y = keras.layers.BatchNormalization()(keras.layers.Conv2D(filters, 5, padding="same")(y))
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: asks the height for the channels -> where the channels differ, else none
# (x.shape[1]; right on the example; hint: the channels are the last axis)
def residual_block(x, filters):
    shortcut = x if x.shape[1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in [*convolution_block(filters), *convolution_block(filters)[:2]]:
        y = layer(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: only if more channels go out -> brings the shortcut there
# (fails when there are fewer; hint: another number, larger or smaller)
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] < filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in [*convolution_block(filters), *convolution_block(filters)[:2]]:
        y = layer(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: ReLU in the middle left out -> ReLU is missing behind Batch
# (hint: convolution, batch normalisation, ReLU, convolution, batch normalisation)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in [*convolution_block(filters)[:2], *convolution_block(filters)[:2]]:
        y = layer(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: one normalising layer used twice -> called twice
# (a layer made once shares its weights; hint: make a second one)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    normalise = keras.layers.BatchNormalization()
    y = keras.layers.ReLU()(normalise(keras.layers.Conv2D(filters, 3, padding="same")(x)))
    y = normalise(keras.layers.Conv2D(filters, 3, padding="same")(y))
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: 3 x 3 on the shortcut -> where the channels differ, else none
# (hint: a convolution of size 1)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = x
    for layer in [*convolution_block(filters), *convolution_block(filters)[:2]]:
        y = layer(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: stride 2 -> padding that keeps them
# (halves as ResNet does between stages; hint: height and width stay)
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1, strides=2)(x)
    stride = 1 if x.shape[-1] == filters else 2
    y = x
    for layer in [*convolution_block(filters, stride), *convolution_block(filters)[:2]]:
        y = layer(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: mean of the two paths -> Average stands
# (Average; hint: plus)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in [*convolution_block(filters), *convolution_block(filters)[:2]]:
        y = layer(y)
    return keras.layers.ReLU()(keras.layers.Average()([shortcut, y]))

# %% 4.6 wrong: product of the two paths -> a multiplication stands
# (Multiply; hint: plus)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in [*convolution_block(filters), *convolution_block(filters)[:2]]:
        y = layer(y)
    return keras.layers.ReLU()(keras.layers.Multiply()([shortcut, y]))

# %% 4.6 wrong: correction taken away -> a subtraction stands
# (Subtract; hint: plus)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in [*convolution_block(filters), *convolution_block(filters)[:2]]:
        y = layer(y)
    return keras.layers.ReLU()(keras.layers.Subtract()([shortcut, y]))

# %% 4.6 wrong: ReLU inside the convolutions -> ReLU is not asked for
# (activation="relu" comes before the normalising; hint: convolution, normalising, then ReLU)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: pre-activation order -> BatchNormalization stands at the beginning
# (second ResNet paper; hint: here the convolution comes first and the ReLU after the sum)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for _ in range(2):
        y = keras.layers.ReLU()(keras.layers.BatchNormalization()(y))
        y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    return keras.layers.Add()([shortcut, y])

# %% 4.6 wrong: ReLU on the shortcut -> ReLU is not asked for
# (activation in the 1 x 1 convolution; hint: a convolution alone)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1, activation="relu")(x)
    y = x
    for layer in [*convolution_block(filters), *convolution_block(filters)[:2]]:
        y = layer(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 wrong: tensors as a list of layers -> one after the other in one list
# (adds a list to a Keras tensor; hint: call each layer with y)
def residual_block(x, filters):
    y = keras.Sequential([convolution_block(filters), convolution_block(filters)[:2]])
    return keras.layers.ReLU()(x + y)

# %% 4.6 wrong: add called with two arguments -> take one list
# (Add()(shortcut, y); hint: one list of two)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in [*convolution_block(filters), *convolution_block(filters)[:2]]:
        y = layer(y)
    return keras.layers.ReLU()(keras.layers.Add()(shortcut, y))

# %% 4.6 wrong: returns both paths -> that alone
# (hint: one tensor)
def residual_block(x, filters):
    shortcut = x if x.shape[-1] == filters else keras.layers.Conv2D(filters, 1)(x)
    y = x
    for layer in [*convolution_block(filters), *convolution_block(filters)[:2]]:
        y = layer(y)
    return shortcut, keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 right: by the hints
def residual_block(x, filters):
    shortcut = x
    if x.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(x)
    y = keras.layers.Conv2D(filters, 3, padding="same")(x)
    y = keras.layers.BatchNormalization()(y)
    y = keras.layers.ReLU()(y)
    y = keras.layers.Conv2D(filters, 3, padding="same")(y)
    y = keras.layers.BatchNormalization()(y)
    return keras.layers.ReLU()(keras.layers.Add()([shortcut, y]))

# %% 4.6 right: with the blocks and a plus sign
def residual_block(x, filters):
    y = x
    for layer in [*convolution_block(filters), *convolution_block(filters)[:-1]]:
        y = layer(y)
    shortcut = x if filters == x.shape[-1] else keras.layers.Conv2D(filters, 1, use_bias=False)(x)
    return keras.layers.ReLU()(shortcut + y)

# %% 4.6 right: keras.ops
def residual_block(x, filters):
    L = keras.layers
    y = L.BatchNormalization()(L.Conv2D(filters, 3, padding="same", use_bias=False)(x))
    y = keras.ops.relu(y)
    y = L.BatchNormalization()(L.Conv2D(filters, 3, padding="same", use_bias=False)(y))
    if x.shape[3] != filters:
        x = L.Conv2D(filters, kernel_size=(1, 1), padding="same")(x)
    return keras.ops.relu(keras.ops.add(y, x))

# %% 4.6 right: correction as a nested Sequential
def residual_block(x, filters):
    correction = keras.Sequential([*convolution_block(filters), *convolution_block(filters)[:2]])
    shortcut = x
    if shortcut.shape[-1] != filters:
        shortcut = keras.layers.Conv2D(filters, 1)(shortcut)
    return keras.layers.Activation("relu")(keras.layers.add([correction(x), shortcut]))

# %% 4.6 right: a layer of its own
class Residual(keras.layers.Layer):
    def __init__(self, filters, channels):
        super().__init__()
        self.correction = keras.Sequential([
            keras.layers.Conv2D(filters, 3, padding="same"), keras.layers.BatchNormalization(), keras.layers.ReLU(),
            keras.layers.Conv2D(filters, 3, padding="same"), keras.layers.BatchNormalization(),
        ])
        self.bridge = None if filters == channels else keras.layers.Conv2D(filters, 1)

    def build(self, shape):
        self.correction.build(shape)
        if self.bridge is not None:
            self.bridge.build(shape)

    def call(self, x, training=None):
        shortcut = x if self.bridge is None else self.bridge(x)
        return keras.ops.relu(shortcut + self.correction(x, training=training))

def residual_block(x, filters):
    return Residual(filters, x.shape[-1])(x)

# %% 4.6 right: an inner model
def residual_block(x, filters):
    inside = keras.Input(shape=x.shape[1:])
    y = keras.layers.Conv2D(filters, (3, 3), padding="same", kernel_initializer="he_normal")(inside)
    y = keras.layers.ReLU()(keras.layers.BatchNormalization()(y))
    y = keras.layers.Conv2D(filters, (3, 3), padding="same", kernel_initializer="he_normal")(y)
    y = keras.layers.BatchNormalization()(y)
    way = inside if inside.shape[-1] == filters else keras.layers.Conv2D(filters, (1, 1))(inside)
    return keras.Model(inside, keras.activations.relu(way + y))(x)

# %% 4.7 wrong: end, as it was -> flatten the maps
# unchanged
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: end, no softmax -> softmax is missing
# softmax lost
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10)])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: end, calls broken -> flatten the maps
# returns broken_end()
def mended_end():
    return broken_end()
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: end, whole-picture kernel -> As many 3 x 3
# kernel 28
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 28, activation='relu'), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: end, one output -> Ten probabilities
# Dense(1)
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(1, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: depth, three convolutions -> As many 3 x 3
# 128 left out
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: depth, kernel 2 -> As many 3 x 3
# kernel 2
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 2, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: depth, as it was -> too small for this kernel
# unchanged
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: sum, one convolution -> As many 3 x 3
# second convolution removed
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = x
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: sum, second 1x1 -> As many 3 x 3
# second convolution 1x1
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 1, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: sum, as it was -> must agree in height
# unchanged
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: sum, y cut -> a part, [...] is not asked for
# y[..., :16]
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y[..., :16]]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: sum, forgot the average -> flatten the maps
# GAP lost
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.Add()([x, y])
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 right: end, reshape functional
# functional, Reshape
def mended_end():
    i = keras.Input((28, 28, 3))
    x = keras.layers.MaxPooling2D()(keras.ops.relu(keras.layers.Conv2D(16, 3)(i / 255)))
    return keras.Model(i, keras.ops.softmax(keras.layers.Dense(10)(keras.layers.Reshape((-1,))(x))))
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 right: depth, poolings left out
# pooling only twice
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for place, filters in enumerate((16, 32, 64, 128)):
        layers.append(keras.layers.Conv2D(filters, 3, activation='relu'))
        if place < 2:
            layers.append(keras.layers.MaxPooling2D())
    return keras.Sequential([*layers, keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 right: depth, pool stride 1
# MaxPooling2D(2, strides=1)
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, activation='relu'), keras.layers.MaxPooling2D(2, strides=1)]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 right: sum, 1x1 on y
# 1x1 back to 16
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.ops.add(x, keras.layers.Conv2D(16, 1)(y)))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 right: sum, Dense as 1x1
# Dense on the channels
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([keras.layers.Dense(32)(x), y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 right: sum, one map broadcast
# y has 1 filter, added to all 16
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(1, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 right: depth, fewer filters, average pooling
# AveragePooling
def mended_end():
    return keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255), keras.layers.Conv2D(16, 3, activation='relu'), keras.layers.MaxPooling2D(), keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (8, 8, 8, 8):
        layers += [keras.layers.Conv2D(filters, 3, padding='same', activation='relu'), keras.layers.AveragePooling2D(2)]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation='softmax')])
def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding='same', activation='relu')(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation='softmax')(x))

# %% 4.7 wrong: end flattened after the dense layer -> flatten the maps
# (1,690 numbers come out; hint: one answer per picture, so flatten before the dense layer)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Dense(10, activation="softmax"), keras.layers.Flatten(),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: end with one neuron -> Ten probabilities
# (thinks one label is one neuron; hint: ten probabilities)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(1, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: end unchanged -> flatten the maps
# (the model builds, so it seems fine; hint: its output is (None, 13, 13, 10))
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: end without softmax -> softmax is missing
# (lost when writing it anew; hint: probabilities)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: end with sigmoid -> sigmoid stands
# (ten yes-or-no answers; hint: softmax)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="sigmoid"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: end without its convolution -> As many 3 x 3
# (flattens the picture itself; hint: as many convolutions as before)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: depth with three convolutions -> As many 3 x 3
# (the fourth is left out; hint: still four)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64):
        layers += [keras.layers.Conv2D(filters, 3, activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: depth with a 1 x 1 kernel at the end -> As many 3 x 3
# (the last kernel made smaller until it fits; hint: as many 3 x 3 convolutions as before)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64):
        layers += [keras.layers.Conv2D(filters, 3, activation="relu"), keras.layers.MaxPooling2D()]
    layers += [keras.layers.Conv2D(128, 1, activation="relu")]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: depth with 2 x 2 kernels -> As many 3 x 3
# (smaller kernels everywhere; hint: 3 x 3 as before)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 2, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: depth for larger pictures -> mend the network
# (makes the input 64 x 64 so that it builds; hint: the pictures are 28 x 28)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(64, 64, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: depth pooled once more than fits -> too small for this kernel
# (same padding in the last layer only, pooling of 1 x 1 left in; hint: a map of 1 x 1 cannot be pooled)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters, padding in [(16, "valid"), (32, "valid"), (64, "valid"), (128, "same")]:
        layers += [keras.layers.Conv2D(filters, 3, padding=padding, activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: depth without flatten -> flatten the maps
# (1 x 1 x 10 comes out; hint: (None, 10))
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: depth with a fifth convolution -> As many 3 x 3
# (goes deeper since it fits now; hint: still four)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu")]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: depth without rescaling -> Rescaling is missing
# (lost when writing it anew; hint: the pictures are 0 to 255)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3))]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: depth with half the convolutions replaced by dense layers -> As many 3 x 3
# (dense layers always fit; hint: four convolutions)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32):
        layers += [keras.layers.Conv2D(filters, 3, activation="relu"), keras.layers.MaxPooling2D()]
    layers += [keras.layers.Flatten(), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(128, activation="relu")]
    return keras.Sequential([*layers, keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: depth raises still -> too small for this kernel
# (nothing changed but the pooling's padding; hint: 28, 26, 13, 11, 6, 4, 2, then 3 x 3 does not fit)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, activation="relu"), keras.layers.MaxPooling2D(padding="same")]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: sum by Concatenate -> Concatenate stands
# (16 and 32 channels one behind the other; hint: the two paths are still added)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Concatenate()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: sum with itself -> *different* paths
# (adds y to y; hint: x and y)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([y, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: sum left out -> Add is missing
# (only the second path goes on; hint: still added)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(y)
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: sum of a path that is nobody's output -> Add is missing
# (the sum is computed but not used; hint: the result of Add must go on)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    keras.layers.Add()([x, y])
    x = keras.layers.GlobalAveragePooling2D()(y)
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: sum with a third 3 x 3 convolution -> As many 3 x 3
# (brings x to 32 channels by a 3 x 3; hint: a 1 x 1 does it)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    shortcut = keras.layers.Conv2D(32, 3, padding="same")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([shortcut, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: sum with its second convolution made 1 x 1 -> As many 3 x 3
# (changes the wrong one; hint: as many 3 x 3 convolutions as before)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 1, activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: sum of 28 and 26 -> must agree in height
# (channels mended, padding lost; hint: both paths need the same height and width)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: sum of pooled paths, channels as before -> must agree in height
# (averages before adding; hint: 16 numbers cannot be added to 32 either)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    pooled = [keras.layers.GlobalAveragePooling2D()(x), keras.layers.GlobalAveragePooling2D()(y)]
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(keras.layers.Add()(pooled)))

# %% 4.7 wrong: models instead of functions -> function that builds
# (assigns finished models; hint: functions that build)
mended_end = keras.Sequential([
    keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
    keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
    keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: return forgotten in one -> end with `return`
# (hint: return the model)
def mended_end():
    model = keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: depth and sum exchanged
# (the right networks under the wrong names; hint: each under its own name)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_sum():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_depth():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 wrong: the plain network in place of all -> mend the network
# (takes a network that works; hint: mend the colleague's, for 28 x 28)
def mended_end():
    return build_plain()

def mended_depth():
    return build_plain()

def mended_sum():
    return build_plain()

# %% 4.7 wrong: shapes instead of models -> Return the model itself
# (returns the wanted output shape; hint: return the model)
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    return (None, 10)

# %% 4.7 right: shortest changes
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, padding="same", activation="relu"), keras.layers.MaxPooling2D()]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 right: pooling changed, left out, and a 1 x 1 on the way
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers.append(keras.layers.Conv2D(filters, 3, activation="relu"))
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    bridge = keras.layers.Conv2D(32, 1)(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([bridge, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 right: sixteen filters on both, plus sign, functional throughout
def mended_end():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Rescaling(1 / 255)(inputs)
    x = keras.layers.MaxPooling2D()(keras.layers.Conv2D(16, 3, activation="relu")(x))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(keras.layers.Flatten()(x)))

def mended_depth():
    x = inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Rescaling(1 / 255)(x)
    for filters in (16, 32, 64, 128):
        x = keras.layers.Conv2D(filters, 3, padding="same", activation="relu")(x)
        if filters < 128:
            x = keras.layers.MaxPooling2D()(x)
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(keras.layers.Flatten()(x)))

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(x)
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(keras.layers.GlobalAveragePooling2D()(x + y)))

# %% 4.7 right: last convolution padded, last pooling left out, 1 x 1 after the second convolution
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    model = keras.Sequential([keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)])
    for filters in (16, 32, 64):
        model.add(keras.layers.Conv2D(filters, 3, activation="relu"))
        model.add(keras.layers.MaxPooling2D())
    model.add(keras.layers.Conv2D(128, 3, padding="same", activation="relu"))
    model.add(keras.layers.Flatten())
    model.add(keras.layers.Dense(10, activation="softmax"))
    return model

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    y = keras.layers.Conv2D(16, 1)(y)
    x = keras.layers.GlobalAveragePooling2D()(keras.ops.add(x, y))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 right: larger pooling window at the end, smaller pools, both paths by 1 x 1
def mended_end():
    return keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(13),
        keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
    ])

def mended_depth():
    layers = [keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255)]
    for filters in (16, 32, 64, 128):
        layers += [keras.layers.Conv2D(filters, 3, activation="relu"), keras.layers.MaxPooling2D(2, strides=1)]
    return keras.Sequential([*layers, keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(16, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    paths = [keras.layers.Conv2D(24, 1)(path) for path in (x, y)]
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.add(paths))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.7 right: global maximum, one pooling left out, lambdas
mended_end = lambda: keras.Sequential([
    keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
    keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.GlobalMaxPooling2D(),
    keras.layers.Dense(10, activation="softmax"),
])

mended_depth = lambda: keras.Sequential([
    keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
    keras.layers.Conv2D(16, 3, activation="relu"), keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(32, 3, activation="relu"),
    keras.layers.Conv2D(64, 3, activation="relu"), keras.layers.MaxPooling2D(),
    keras.layers.Conv2D(128, 3, activation="relu"), keras.layers.MaxPooling2D(),
    keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax"),
])

def mended_sum():
    inputs = keras.Input(shape=(28, 28, 3))
    x = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(keras.layers.Rescaling(1 / 255)(inputs))
    y = keras.layers.Conv2D(32, 3, padding="same", activation="relu")(x)
    x = keras.layers.GlobalAveragePooling2D()(keras.layers.Add()([x, y]))
    return keras.Model(inputs, keras.layers.Dense(10, activation="softmax")(x))

# %% 4.8 before
cause = "c"

# %% 4.8 wrong: cause b -> comparison above
# b
cause = 'b'

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x[order], y[order]

# %% 4.8 wrong: two orders -> use it for both
# two permutations
cause = 'c'

def mix(x, y):
    rng = np.random.default_rng(SEED)
    return x[rng.permutation(len(x))], y[rng.permutation(len(y))]

# %% 4.8 wrong: labels only -> pictures still stand
# y[order]
cause = 'c'

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x, y[order]

# %% 4.8 wrong: with replacement -> every number once
# integers
cause = 'c'

def mix(x, y):
    order = np.random.default_rng(SEED).integers(0, len(x), len(x))
    return x[order], y[order]

# %% 4.8 right: same seed twice
# two generators with the same seed
cause = 'c'

def mix(x, y):
    return np.random.default_rng(SEED).permutation(x), np.random.default_rng(SEED).permutation(y)

# %% 4.8 right: zip and shuffle
# pairs, unseeded, list
cause = ' c '

def mix(x, y):
    import random
    pairs = list(zip(x, y))
    random.shuffle(pairs)
    pictures, labels = zip(*pairs)
    return [np.array(pictures), np.array(labels)]

# %% 4.8 right: reversed
# another order (stand-in accuracy)
def mix(x, y):
    return x[::-1], y[::-1]

# %% 4.8 wrong: learning rate blamed -> lies still at ln 10
# (letter a, function mended; hint: the loss does not grow, look at what mix returns)
cause = "a"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x[order], y[order]

# %% 4.8 wrong: size of the network blamed -> comparison above
# (letter b; hint: the same network learns with mended data)
cause = "b"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x[order], y[order]

# %% 4.8 wrong: short training blamed -> five epochs are enough
# (letter d; hint: longer does not help where labels are not theirs)
cause = "D"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x[order], y[order]

# %% 4.8 wrong: cause in words -> The letter alone
# (a sentence; hint: only the letter, in quotes)
cause = "the labels kept their order"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x[order], y[order]

# %% 4.8 wrong: letter without quotes
# (NameError; hint: in quotes)
cause = c

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x[order], y[order]

# %% 4.8 wrong: two letters -> The letter alone
# (thinks two causes; hint: one)
cause = "a, c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x[order], y[order]

# %% 4.8 wrong: two orders, again -> use it for both
# (draws a new permutation for the labels; hint: the same order for both)
cause = "c"

def mix(x, y):
    random = np.random.default_rng(SEED)
    return x[random.permutation(len(x))], y[random.permutation(len(y))]

# %% 4.8 wrong: shuffled one after the other -> use it for both
# (random.permutation of each array, the generator goes on; hint: one order)
cause = "c"

def mix(x, y):
    random = np.random.default_rng(SEED)
    return random.permutation(x), random.permutation(y)

# %% 4.8 wrong: nothing is mixed -> still mix
# (leaves all as it is; hint: it must still change the order)
cause = "c"

def mix(x, y):
    return x, y

# %% 4.8 wrong: only the labels mixed -> pictures still stand
# (hint: pictures too)
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x, y[order]

# %% 4.8 wrong: the colleague's function -> labels still stand
# (mix is only a new name; hint: the labels too)
cause = "c"
mix = colleagues_mix

# %% 4.8 wrong: labels back by the order -> use it for both
# (argsort of the order, which is the way back; hint: the same order for both)
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x[order], y[np.argsort(order)]

# %% 4.8 wrong: results exchanged -> The two are swapped
# (labels first; hint: x, y)
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return y[order], x[order]

# %% 4.8 wrong: only pictures returned -> Return both
# (hint: two things)
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    y = y[order]
    return x[order]

# %% 4.8 wrong: shuffled in place, nothing returned -> end with `return`
# (hint: return x, y)
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    x, y = x[order], y[order]

# %% 4.8 wrong: thousand written in -> has more places
# (works in this run; hint: len(x))
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(1000)
    return x[order], y[order]

# %% 4.8 wrong: drawn with replacement -> every number once
# (integers in place of a permutation: some pictures twice, others never; hint: permutation)
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).integers(0, len(x), size=len(x))
    return x[order], y[order]

# %% 4.8 wrong: one example lost -> once: how long
# (len(x) - 1 as the largest index; hint: permutation(len(x)) holds 0 to len(x) - 1)
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x) - 1)
    return x[order], y[order]

# %% 4.8 wrong: global training pictures -> `x_train` is a name
# (x_train in place of x; hint: the arguments)
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x_train))
    return x_train[order], y_train[order]

# %% 4.8 wrong: pixels mixed -> the first axis
# (the order is applied to the rows of each picture; hint: first axis)
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(x.shape[1])
    return x[:, order], y

# %% 4.8 wrong: function under another name
# (mend instead of mix; hint: the name is mix)
cause = "c"

def mended_mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x[order], y[order]

# %% 4.8 wrong: labels as text -> Text is no number
# (y becomes strings on the way through zip; hint: same types)
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x[order], y[order].astype(str)

# %% 4.8 wrong: lists -> Almost: np.array
# (zip gives tuples, and Batches cannot take x[chosen] of a tuple; hint: np.array)
cause = "c"

def mix(x, y):
    pairs = list(zip(x, y))
    np.random.default_rng(SEED).shuffle(pairs)
    x, y = zip(*[(picture, label) for picture, label in pairs])
    return x, y

# %% 4.8 right: same order for both
cause = "c"

def mix(x, y):
    order = np.random.default_rng(SEED).permutation(len(x))
    return x[order], y[order]

# %% 4.8 right: upper case, scikit-learn
cause = "C"

def mix(x, y):
    from sklearn.utils import shuffle
    return shuffle(x, y, random_state=SEED)

# %% 4.8 right: blanks around, two generators with the same seed
cause = " c "

def mix(x, y):
    return np.random.default_rng(SEED).permutation(x), np.random.default_rng(SEED).permutation(y)

# %% 4.8 right: lambda without a seed
cause = 'c'
mix = lambda x, y: (lambda order: (x[order], y[order]))(np.random.default_rng().permutation(len(y)))

# %% 4.8 right: pairs, shuffled by Python
cause = "c"

def mix(x, y):
    import random
    pairs = list(zip(x, y))
    random.Random(SEED).shuffle(pairs)
    return np.array([picture for picture, _ in pairs]), np.array([label for _, label in pairs])

# %% 4.8 right: argsort of random numbers, as a list
cause = """c"""

def mix(x, y):
    order = np.argsort(np.random.default_rng(7).random(len(x)))
    return [np.take(part, order, axis=0) for part in (x, y)]

# %% 4.8 right: colleague's function called twice
cause = "c"

def mix(x, y):
    return colleagues_mix(x, None)[0], colleagues_mix(y, None)[0]

# %% 4.9 wrong: scaled outside -> more than guess
# x / 255, no Rescaling
keras.utils.set_random_seed(SEED)
def train_entry(x, y):
    model = keras.Sequential([keras.Input((32, 32, 3)), *convolution_block(16, 2), *convolution_block(32, 2), keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation='softmax')])
    compile_and_fit(model, Batches(x / 255, y, batch_size=32), epochs=2, learning_rate=0.01)
    return model

# %% 4.9 wrong: too slow -> stride 2 in the first layer
# many epochs
keras.utils.set_random_seed(SEED)
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, Batches(x, y, batch_size=16), epochs=40, learning_rate=0.01)
    return model

# %% 4.9 wrong: crash -> No argument of that name
# typo
keras.utils.set_random_seed(SEED)
def train_entry(x, y):
    model = keras.Sequential([keras.Input(shape=(32, 32, 3)), keras.layers.Rescaling(1 / 255), *convolution_block(24, stride=2), *convolution_block(48), keras.layers.MaxPooling2D(), *convolution_block(80), keras.layers.MaxPooling2D(), *convolution_block(64), keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation='softmax')])
    compile_and_fit(model, Batches(x, y), epoch=3)
    return model

# %% 4.9 wrong: nine outputs -> Ten outputs
# flat output
keras.utils.set_random_seed(SEED)
def train_entry(x, y):
    model = keras.Sequential([keras.Input((32, 32, 3)), keras.layers.Rescaling(1 / 255), *convolution_block(16, 2), keras.layers.Dense(10, activation='softmax')])
    return model

# %% 4.9 right: small cnn
# build_small_cnn
keras.utils.set_random_seed(SEED)
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, Batches(x, y, batch_size=32), epochs=4, learning_rate=0.01)
    return model

# %% 4.9 right: cropping and augment
# 28 x 28 inside
keras.utils.set_random_seed(SEED)
def train_entry(x, y):
    inner = keras.Sequential([keras.Input((28, 28, 3)), keras.layers.Rescaling(1 / 255), *convolution_block(16, 2), *convolution_block(32, 2), *convolution_block(64, 2), keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation='softmax')])
    compile_and_fit(inner, Batches(x, y, batch_size=32, change=augment), epochs=4, learning_rate=0.01)
    return keras.Sequential([keras.Input((32, 32, 3)), keras.layers.Cropping2D(2), inner])

# %% 4.9 wrong: nothing returned -> end with `return`
# (trains and forgets; hint: return the model)
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, Batches(x, y, batch_size=64), epochs=6, learning_rate=0.01)

# %% 4.9 wrong: history returned -> Return the trained model
# (compile_and_fit's result; hint: return the model)
def train_entry(x, y):
    model = build_small_cnn()
    return compile_and_fit(model, Batches(x, y, batch_size=64), epochs=6, learning_rate=0.01)

# %% 4.9 wrong: model and history -> Return the trained model
# (a tuple; hint: the model alone)
def train_entry(x, y):
    model = build_small_cnn()
    history, seconds = compile_and_fit(model, Batches(x, y, batch_size=64), epochs=6, learning_rate=0.01)
    return model, history

# %% 4.9 wrong: too many parameters -> Fewer filters
# (the lesson's CNN with cropping, 243,178; hint: at most 100,000)
def train_entry(x, y):
    model = build_cnn()
    compile_and_fit(model, Batches(x, y, batch_size=64, change=augment), epochs=5, learning_rate=0.02)
    return keras.Sequential([keras.Input(shape=(32, 32, 3)), keras.layers.Cropping2D(2), model])

# %% 4.9 wrong: far too long -> stride 2 in the first layer
# (hundred and fifty epochs; hint: three times the seconds of the course's entry)
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, Batches(x, y, batch_size=32), epochs=150, learning_rate=0.01)
    return model

# %% 4.9 wrong: not trained -> more than guess
# (builds only; hint: builds and trains)
def train_entry(x, y):
    model = build_small_cnn()
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

# %% 4.9 wrong: global training pictures -> there the ten classes
# (all of x_train in place of x; hint: both get the same pictures)
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, Batches(x_train, y_train, batch_size=64), epochs=6, learning_rate=0.01)
    return model

# %% 4.9 wrong: trained on the test pictures -> there the ten classes
# (wants gold; hint: then the test says nothing)
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, Batches(cifar.x_test, cifar.y_test, batch_size=64), epochs=6, learning_rate=0.01)
    return model

# %% 4.9 wrong: LeNet from above -> Build it anew
# (returns a network that is trained already; hint: build and train one on x, y)
def train_entry(x, y):
    return lenet

# %% 4.9 wrong: no softmax -> Is the softmax
# (from_logits; right classes but no probabilities; hint: ten probabilities)
def train_entry(x, y):
    model = keras.Sequential([
        keras.Input(shape=(32, 32, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2), *convolution_block(64, stride=2), *convolution_block(96, stride=2),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10),
    ])
    model.compile(optimizer=keras.optimizers.Adam(0.005), loss=keras.losses.SparseCategoricalCrossentropy(from_logits=True))
    model.fit(x, y, batch_size=64, epochs=6, verbose=0)
    return model

# %% 4.9 wrong: cropping forgotten -> put the cutting inside
# (network for 28 x 28 comes out; hint: Cropping2D(2) before it)
def train_entry(x, y):
    model = keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2), *convolution_block(64, stride=2), *convolution_block(96, stride=2),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])
    compile_and_fit(model, Batches(x, y, batch_size=64, change=augment), epochs=6, learning_rate=0.01)
    return model

# %% 4.9 wrong: augmented pictures for a 32 x 32 network
# (augment gives 28 x 28; hint: build it for 28 x 28)
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, Batches(x, y, batch_size=64, change=augment), epochs=6, learning_rate=0.01)
    return model

# %% 4.9 wrong: scaled outside the model -> more than guess
# (trained on 0 to 1, tested on 0 to 255; hint: rescaling belongs into the model)
def train_entry(x, y):
    model = keras.Sequential([
        keras.Input(shape=(32, 32, 3)),
        *convolution_block(32, stride=2), *convolution_block(64, stride=2), *convolution_block(96, stride=2),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])
    compile_and_fit(model, Batches(x.astype("float32") / 255, y, batch_size=64), epochs=6, learning_rate=0.01)
    return model

# %% 4.9 wrong: arrays handed to compile_and_fit -> No argument of that name
# (x, y in place of Batches; hint: compile_and_fit takes Batches(x, y))
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, x, y, epochs=6, learning_rate=0.01)
    return model

# %% 4.9 wrong: pictures mixed, labels not -> more than guess
# (mistake of 4.8; hint: the same order for both)
def train_entry(x, y):
    x = x[np.random.default_rng(SEED).permutation(len(x))]
    model = build_small_cnn()
    compile_and_fit(model, Batches(x, y, batch_size=64), epochs=6, learning_rate=0.01)
    return model

# %% 4.9 wrong: huge steps
# (plain descent with learning rate 100 and no normalising; hint: the network must learn something)
def train_entry(x, y):
    model = keras.Sequential([
        keras.Input(shape=(32, 32, 3)), keras.layers.Rescaling(1 / 255),
        keras.layers.Conv2D(16, 3, strides=2, activation="relu"), keras.layers.Conv2D(32, 3, strides=2, activation="relu"),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])
    model.compile(optimizer=keras.optimizers.SGD(100.0), loss="sparse_categorical_crossentropy")
    model.fit(x, y, batch_size=64, epochs=4, verbose=0)
    return model

# %% 4.9 wrong: only 64 pictures
# (the numbers of the first try written in; hint: all of x)
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, Batches(x[:64], y[:64], batch_size=64), epochs=6, learning_rate=0.01)
    return model

# %% 4.9 wrong: the MLP -> Fewer filters
# (394,634 parameters; hint: at most 100,000)
def train_entry(x, y):
    model = build_mlp()
    compile_and_fit(model, Batches(x, y, batch_size=64), epochs=4, learning_rate=0.001)
    return model

# %% 4.9 wrong: one-hot labels with the sparse loss -> takes labels as
# (hint: whole numbers as labels)
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, Batches(x, keras.utils.to_categorical(y, 10), batch_size=64), epochs=6, learning_rate=0.01)
    return model

# %% 4.9 wrong: as many classes as labels met, plus one -> Ten outputs
# (eleven outputs; hint: ten)
def train_entry(x, y):
    model = keras.Sequential([
        keras.Input(shape=(32, 32, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2), *convolution_block(64, stride=2), *convolution_block(96, stride=2),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(11, activation="softmax"),
    ])
    compile_and_fit(model, Batches(x, y, batch_size=64), epochs=6, learning_rate=0.01)
    return model

# %% 4.9 wrong: keeps the first try -> Build it anew
# (gives back the model that was trained on 64 pictures; hint: train anew on what is handed in)
kept_models = []

def train_entry(x, y):
    if not kept_models:
        model = build_small_cnn()
        compile_and_fit(model, Batches(x, y, batch_size=64), epochs=6, learning_rate=0.01)
        kept_models.append(model)
    return kept_models[0]

first_try = train_entry(x_train[:64], y_train[:64])  # as the notebook does

# %% 4.9 wrong: classes instead of probabilities -> Return the trained model
# (a function that names the class; hint: return the Keras model)
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, Batches(x, y, batch_size=64), epochs=6, learning_rate=0.01)
    return lambda pictures: model.predict(pictures, verbose=0).argmax(axis=1)

# %% 4.9 right: wider small CNN
def train_entry(x, y):
    model = keras.Sequential([
        keras.Input(shape=(32, 32, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2), *convolution_block(64, stride=2), *convolution_block(96, stride=2),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])
    compile_and_fit(model, Batches(x, y, batch_size=64), epochs=6, learning_rate=0.01)
    return model

# %% 4.9 right: small CNN of the lesson
def train_entry(x, y):
    model = build_small_cnn()
    compile_and_fit(model, Batches(x, y, batch_size=64), epochs=8, learning_rate=0.01)
    return model

# %% 4.9 right: augmented, with cropping before it
def train_entry(x, y):
    inner = keras.Sequential([
        keras.Input(shape=(28, 28, 3)), keras.layers.Rescaling(1 / 255),
        *convolution_block(32, stride=2), *convolution_block(64, stride=2), *convolution_block(96, stride=2),
        keras.layers.GlobalAveragePooling2D(), keras.layers.Dense(10, activation="softmax"),
    ])
    compile_and_fit(inner, Batches(x, y, batch_size=64, change=augment), epochs=8, learning_rate=0.01)
    return keras.Sequential([keras.Input(shape=(32, 32, 3)), keras.layers.Cropping2D(2), inner])

# %% 4.9 right: subclassed model
class Entry(keras.Model):
    def __init__(self):
        super().__init__()
        self.scale = keras.layers.Rescaling(1 / 255)
        self.blocks = convolution_block(32, stride=2) + convolution_block(64, stride=2) + convolution_block(96, stride=2)
        self.mean = keras.layers.GlobalAveragePooling2D()
        self.head = keras.layers.Dense(10, activation="softmax")

    def call(self, x, training=False):
        x = self.scale(x)
        for layer in self.blocks:
            x = layer(x, training=training) if isinstance(layer, keras.layers.BatchNormalization) else layer(x)
        return self.head(self.mean(x))

def train_entry(x, y):
    model = Entry()
    compile_and_fit(model, Batches(x, y, batch_size=64), epochs=6, learning_rate=0.01)
    return model

# %% 4.10 wrong: bias in the loop -> for each channel
def convolve_channels(picture, kernels, bias):
    feature_map = 0
    for channel in range(picture.shape[2]):
        feature_map = feature_map + convolve(picture[:, :, channel], kernels[:, :, channel]) + bias
    return feature_map

# %% 4.10 wrong: bias forgotten -> bias is missing
def convolve_channels(picture, kernels, bias):
    return sum(convolve(picture[:, :, c], kernels[:, :, c]) for c in range(picture.shape[2]))

# %% 4.10 wrong: one map for each channel -> One map comes out
def convolve_channels(picture, kernels, bias):
    maps = []
    for channel in range(picture.shape[2]):
        maps.append(convolve(picture[:, :, channel], kernels[:, :, channel]) + bias)
    return np.stack(maps, axis=-1)

# %% 4.10 wrong: sum overwritten -> forget the sum
def convolve_channels(picture, kernels, bias):
    for channel in range(picture.shape[2]):
        feature_map = convolve(picture[:, :, channel], kernels[:, :, channel])
    return feature_map + bias

# %% 4.10 wrong: return inside the loop -> inside the loop
def convolve_channels(picture, kernels, bias):
    feature_map = bias
    for channel in range(picture.shape[2]):
        feature_map = feature_map + convolve(picture[:, :, channel], kernels[:, :, channel])
        return feature_map

# %% 4.10 wrong: red, green and blue written out -> how many
def convolve_channels(picture, kernels, bias):
    red = convolve(picture[:, :, 0], kernels[:, :, 0])
    green = convolve(picture[:, :, 1], kernels[:, :, 1])
    blue = convolve(picture[:, :, 2], kernels[:, :, 2])
    return red + green + blue + bias

# %% 4.10 wrong: channels taken from the first axis
def convolve_channels(picture, kernels, bias):
    feature_map = bias
    for channel in range(picture.shape[0]):
        feature_map = feature_map + convolve(picture[channel], kernels[channel])
    return feature_map

# %% 4.10 wrong: whole picture handed to convolve
def convolve_channels(picture, kernels, bias):
    return convolve(picture, kernels) + bias

# %% 4.10 wrong: grey first -> Convolve first
def convolve_channels(picture, kernels, bias):
    return convolve(picture.sum(axis=2), kernels.sum(axis=2)) + bias

# %% 4.10 wrong: mean of the channels -> the mean of
def convolve_channels(picture, kernels, bias):
    maps = [convolve(picture[..., c], kernels[..., c]) for c in range(picture.shape[-1])]
    return np.mean(maps, axis=0) + bias

# %% 4.10 wrong: one kernel for all channels -> has its own kernel
def convolve_channels(picture, kernels, bias):
    total = 0
    for channel in range(picture.shape[2]):
        total = total + convolve(picture[:, :, channel], kernels[:, :, 0])
    return total + bias

# %% 4.10 wrong: nothing returned -> end with `return`
def convolve_channels(picture, kernels, bias):
    feature_map = bias
    for channel in range(picture.shape[2]):
        feature_map = feature_map + convolve(picture[:, :, channel], kernels[:, :, channel])

# %% 4.10 wrong: the flower written in
def convolve_channels(picture, kernels, bias):
    feature_map = bias
    for channel in range(3):
        feature_map = feature_map + convolve(flower[:, :, channel], kernels[:, :, channel])
    return feature_map

# %% 4.10 right: windows and einsum
def convolve_channels(picture, kernels, bias):
    windows = np.lib.stride_tricks.sliding_window_view(picture, kernels.shape[:2], axis=(0, 1))
    return np.einsum("rcnij,ijn->rc", windows, kernels) + bias

# %% 4.10 right: with map and sum
def convolve_channels(picture, kernels, bias):
    return sum(map(convolve, np.moveaxis(picture, 2, 0), np.moveaxis(kernels, 2, 0))) + bias

# %% 4.10 right: loops over places, 27 products at once
def convolve_channels(picture, kernels, bias):
    h, w, _ = kernels.shape
    rows, columns = picture.shape[0] - h + 1, picture.shape[1] - w + 1
    return np.array([
        [np.sum(picture[r : r + h, c : c + w] * kernels) + bias for c in range(columns)] for r in range(rows)
    ])

# %% 4.10 right: by Keras
def convolve_channels(picture, kernels, bias):
    answer = keras.ops.conv(picture[None].astype("float32"), kernels[..., None].astype("float32"), padding="valid")
    return answer[0, :, :, 0] + bias

# %% 4.10 right: one channel after the other, recursively
def convolve_channels(picture, kernels, bias):
    if picture.shape[2] == 0:
        return bias
    return convolve(picture[:, :, 0], kernels[:, :, 0]) + convolve_channels(picture[:, :, 1:], kernels[:, :, 1:], bias)
