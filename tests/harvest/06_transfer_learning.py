# %% 6.1 before
from keras import layers, ops

R = layers.Rescaling


def ok(low, high):
    return [R((high - low) / 255, offset=low)]


low, high = -1, 1

# %% 6.1 wrong: AveragePooling2D, not global -> Smaller maps come out
# average pooling
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = build61(ok, lambda: layers.AveragePooling2D(2))

# %% 6.1 wrong: GlobalAveragePooling2D(keepdims=True) -> Two axes of length one
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = build61(ok, lambda: layers.GlobalAveragePooling2D(keepdims=True))

# %% 6.1 wrong: with a head behind -> there a dense layer
# a dense softmax for ten kinds belongs to it
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = build61(ok, after=[lambda: layers.Dense(10, activation="softmax")])

# %% 6.1 wrong: scaled twice -> two scalings
# Rescaling(1/255) and then the scaling once more
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = build61(lambda low, high: [R(1 / 255), R((high - low) / 255, offset=low)])

# %% 6.1 wrong: divisor for scale -> the scale is a factor
# Rescaling(255 / (high - low), offset=low)
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = build61(lambda low, high: [R(255 / (high - low), offset=low)])

# %% 6.1 wrong: backbone cloned -> A clone, or one of your own
# keras.models.clone_model(backbone), so the old one is not changed
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = lambda b, low, high: build61(ok)(keras.models.clone_model(b), low, high)

# %% 6.1 wrong: ResNet's preprocessing -> all colours alike
# keras.applications.resnet.preprocess_input
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = build61(lambda low, high: [layers.Lambda(lambda x: keras.applications.resnet.preprocess_input(ops.cast(x, "float32")))])

# %% 6.1 wrong: batch normalisation for scaling -> Rescaling stands before it
# BatchNormalization brings it to the right range
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = build61(lambda low, high: [layers.BatchNormalization()])

# %% 6.1 wrong: scale by 1/256 -> which factor takes 255
# 256 numbers from 0 to 255
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = build61(lambda low, high: [R((high - low) / 256, offset=low)])

# %% 6.1 wrong: mean of 0 to 255 kept, offset -255 -> the offset is wrong; it is added after
# Rescaling((high - low) / 255, offset=-255)
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = build61(lambda low, high: [R((high - low) / 255, offset=-255)])

# %% 6.1 right: Normalization(mean, variance)
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = build61(lambda low, high: [layers.Normalization(mean=-255 * low / (high - low), variance=(255 / (high - low)) ** 2)])

# %% 6.1 wrong: Lambda -> Take layers that Keras has a name for
def build61(scaling, pool=layers.GlobalAveragePooling2D, after=()):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool(), *[a() for a in after]])
with_preprocessing = build61(lambda low, high: [layers.Lambda(lambda x: ops.cast(x, "float32") / 255 * (high - low) + low)])

# %% 6.1 right: AveragePooling2D over all, Flatten
with_preprocessing = lambda b, low, high: keras.Sequential([keras.Input(b.input_shape[1:]), *ok(low, high), b, layers.AveragePooling2D(b.output_shape[1:3]), layers.Flatten()])

# %% 6.1 right: nested Sequential
with_preprocessing = lambda b, low, high: keras.Sequential([keras.Sequential([keras.Input(b.input_shape[1:]), *ok(low, high)]), keras.Sequential([b, layers.GlobalAveragePooling2D()])])

# %% 6.1 wrong: scales to 0 to 1 -> an offset is missing, or wrong
# took the usual 1/255, whatever low and high are
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling(1 / 255),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: offset forgotten -> the offset is missing.
# right factor, but gives 0 to 2; say that 0 must become -1
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling(scale=(high - low) / 255),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: offset before the scale -> the offset is wrong; it is added after
# thinks Rescaling computes (pixel + offset) * scale; it computes pixel * scale + offset
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=-127.5),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: divisor given as scale -> the scale is a factor
# thinks Rescaling divides; scale is a factor, so (high - low) / 255
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling(255 / (high - low), offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: minus a half to a half -> the middle is right and the range is not
# centred with the wrong width; range -0.5 to 0.5
def with_preprocessing(backbone, low, high):
    inputs = keras.Input(shape=backbone.input_shape[1:])
    x = keras.layers.Rescaling(1 / 255, offset=-0.5)(inputs)
    x = backbone(x)
    return keras.Model(inputs, keras.layers.GlobalAveragePooling2D()(x))

# %% 6.1 wrong: 256 in place of 255 -> which factor takes 255
# divides by 256 (a power of two looks right); 255 then becomes 0.992, not 1
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 256, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: maximum in place of the average -> That is the largest number of each map
# took the global maximum; the exercise says average over all places
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.GlobalMaxPooling2D(),
    ])

# %% 6.1 wrong: flattens -> Flattened maps keep every place: 
# one row for each picture, but all places of all maps and no average
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.Flatten(),
    ])

# %% 6.1 wrong: no pooling at the end -> Maps come out
# forgot the last sentence; feature maps come out, not rows
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
    ])

# %% 6.1 wrong: scales after the backbone -> here it comes last
# order of the layers: the scaling belongs before the backbone
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        backbone,
        keras.layers.Rescaling((high - low) / 255, offset=low),
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: keeps two axes of length one -> Two axes of length one
# keepdims gives (1, 1, channels) for each picture, not a row of numbers
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(keepdims=True),
    ])

# %% 6.1 wrong: the size of the example written in -> Take the size from the backbone
# 224 comes from the notebook; the shape must be taken from the backbone that is handed over
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=(224, 224, 3)),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: side from the notebook -> Take the size from the backbone
# uses the global side, not the backbone's own input shape
def with_preprocessing(backbone, low, high):
    inputs = keras.Input(shape=(side, side, 3))
    x = keras.layers.Rescaling((high - low) / 255, offset=low)(inputs)
    x = backbone(x)
    return keras.Model(inputs, keras.layers.GlobalAveragePooling2D()(x))

# %% 6.1 wrong: a clone of the backbone -> A clone, or one of your own
# clone_model makes new random weights; the learnt ones are lost
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        keras.models.clone_model(backbone),
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: builds a MobileNet of its own -> no new network
# ignores the argument and makes another network, without the learnt weights
def with_preprocessing(backbone, low, high):
    body = keras.applications.MobileNet(alpha=0.25, include_top=False, weights=None, input_shape=backbone.input_shape[1:])
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        body,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: backbone left out -> The backbone itself is missing
# wrote the layers around it and forgot the backbone itself
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: a classifier at the end -> there a dense layer
# adds a dense layer already; the head comes in exercise 6.3, here features are asked
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
        keras.layers.Dense(n_classes, activation="softmax"),
    ])

# %% 6.1 wrong: averages over the channels -> not over the maps
# confused the axes: mean over the last axis, one map for each picture
def with_preprocessing(backbone, low, high):
    inputs = keras.Input(shape=backbone.input_shape[1:])
    x = backbone(keras.layers.Rescaling((high - low) / 255, offset=low)(inputs))
    return keras.Model(inputs, keras.layers.Flatten()(keras.ops.mean(x, axis=-1)))

# %% 6.1 wrong: channels first -> The average runs over width
# data_format says that the first axis holds the channels; the maps have them last
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(data_format="channels_first"),
    ])

# %% 6.1 wrong: scaled twice, again -> two scalings
# first to 0 to 1 and then once more as if it were still 0 to 255
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: a layer class without brackets -> each made with brackets
# GlobalAveragePooling2D is the class, not a layer; brackets are missing
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D,
    ])

# %% 6.1 wrong: return forgotten -> Does the function end with `return`
# the model is built but not returned
def with_preprocessing(backbone, low, high):
    model = keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: batch axis in the input shape -> leaves that off
# input_shape has the batch axis in front, Input wants the shape without it
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: a Python function in place of a model -> Put all into a keras.Sequential
# scales outside the model; a Keras model is asked
def with_preprocessing(backbone, low, high):
    def model(pictures):
        return backbone.predict(pictures / 255 * (high - low) + low, verbose=0).mean(axis=(1, 2))
    return model

# %% 6.1 wrong: stacks the layers of the backbone -> goes in as a whole
# takes the backbone apart; fails, or skips a shortcut, where the backbone is not one plain row of layers
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        *backbone.layers[1:],
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: 1D pooling -> ends in 2D
# GlobalAveragePooling1D wants three axes, the maps have four
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling1D(),
    ])

# %% 6.1 wrong: small pooling and flatten -> of smaller maps
# averages over 2 x 2 places only, not over all of them
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.AveragePooling2D(2),
        keras.layers.Flatten(),
    ])

# %% 6.1 wrong: sign of the scale turned -> the scale has the wrong sign
# 0 becomes 1 and 255 becomes -1: a negative picture
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling(-(high - low) / 255, offset=high),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 right: functional, as in the Keras guide
def with_preprocessing(backbone, low, high):
    inputs = keras.Input(shape=backbone.input_shape[1:])
    x = keras.layers.Rescaling(scale=(high - low) / 255, offset=low)(inputs)
    x = backbone(x, training=False)
    outputs = keras.layers.GlobalAveragePooling2D()(x)
    return keras.Model(inputs, outputs)

# %% 6.1 right: added one by one
def with_preprocessing(backbone, low, high):
    model = keras.Sequential()
    model.add(keras.Input(shape=backbone.input_shape[1:]))
    model.add(keras.layers.Rescaling((high - low) / 255, low))
    model.add(backbone)
    model.add(keras.layers.GlobalAveragePooling2D())
    return model

# %% 6.1 right: two rescalings
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling(1 / 255),
        keras.layers.Rescaling(high - low, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 right: average pooling over the whole map
def with_preprocessing(backbone, low, high):
    height, width = backbone.output_shape[1:3]
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.AveragePooling2D(pool_size=(height, width)),
        keras.layers.Flatten(),
    ])

# %% 6.1 right: places in one axis
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone,
        keras.layers.Reshape((-1, backbone.output_shape[-1])),
        keras.layers.GlobalAveragePooling1D(),
    ])

# %% 6.1 right: mean by keras.ops
def with_preprocessing(backbone, low, high):
    pictures = keras.Input(shape=backbone.input_shape[1:])
    maps = backbone(keras.layers.Rescaling((high - low) / 255, offset=low)(pictures))
    return keras.Model(pictures, keras.ops.mean(maps, axis=(1, 2)))

# %% 6.1 right: nested models
def with_preprocessing(backbone, low, high):
    shape = backbone.input_shape[1:]
    scaling = keras.Sequential([keras.Input(shape=shape), keras.layers.Rescaling((high - low) / 255, offset=low)])
    pooled = keras.Model(backbone.input, keras.layers.GlobalAveragePooling2D()(backbone.output))
    return keras.Sequential([keras.Input(shape=shape), scaling, pooled])

# %% 6.1 right: keepdims and then flatten
def with_preprocessing(backbone, low, high):
    layers = [keras.layers.Rescaling((high - low) / 255, offset=low), backbone, keras.layers.GlobalAveragePooling2D(keepdims=True), keras.layers.Flatten()]
    x = inputs = keras.Input(shape=backbone.input_shape[1:], name="photograph")
    for layer in layers:
        x = layer(x)
    return keras.Model(inputs=inputs, outputs=x, name="features")

# %% 6.1 wrong: -1 to 1 written in -> are written into the function
# measured the range, and wrote it into the function
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling(1 / 127.5, offset=-1),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: scale from low, high, offset written in -> 255 has to become that
# works for -1 to 1 alone
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=-1),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: twice high for the width -> 255 has to become that
# supposes that low is -high
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling(2 * high / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: offset is high -> the offset has the wrong sign
# low and high confused
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=high),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: scale is high / 255 -> 255 has to become
# forgets that the range begins at low
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling(high / 255, offset=low),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: a layer class of the student's own -> a class of your own
class Stretch(keras.layers.Layer):
    def __init__(self, low, high):
        super().__init__()
        self.low, self.high = low, high

    def call(self, pictures):
        return ops.cast(pictures, "float32") / 255 * (self.high - self.low) + self.low


def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        Stretch(low, high),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: backbone() in the list -> stands among the layers as it is
# calls the backbone in place of naming it
def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling((high - low) / 255, offset=low),
        backbone(),
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: the range is left at 0 to 1 -> the range is too narrow
low, high = 0, 1


def with_preprocessing(backbone, low, high):
    return build61(ok)(backbone, low, high)


def build61(scaling, pool=layers.GlobalAveragePooling2D):
    return lambda b, low, high: keras.Sequential([keras.Input(shape=b.input_shape[1:]), *scaling(low, high), b, pool()])

# %% 6.1 wrong: the range is 0 to 255 -> more than a hundred times
low, high = 0, 255


def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(backbone.input_shape[1:]), *ok(low, high), backbone, layers.GlobalAveragePooling2D()
    ])

# %% 6.1 wrong: the measured spreads in place of the range -> which one is remembered
low, high = 0.52, 1.04


def with_preprocessing(backbone, low, high):
    return keras.Sequential([
        keras.Input(backbone.input_shape[1:]), *ok(low, high), backbone, layers.GlobalAveragePooling2D()
    ])

# %% 6.1 right: plain arithmetic on the input
def with_preprocessing(backbone, low, high):
    pictures = keras.Input(shape=backbone.input_shape[1:])
    scaled = ops.cast(pictures, "float32") / 255 * (high - low) + low
    return keras.Model(pictures, layers.GlobalAveragePooling2D()(backbone(scaled)))

# %% 6.1 right: the slope and the value at zero of a line
low, high = -1.0, 1.0


def with_preprocessing(backbone, low, high):
    slope, at_zero = np.polyfit([0, 255], [low, high], 1)
    return keras.Sequential([
        keras.Input(shape=backbone.input_shape[1:]),
        keras.layers.Rescaling(float(slope), offset=float(at_zero)),
        backbone,
        keras.layers.GlobalAveragePooling2D(),
    ])

# %% 6.1 wrong: from 1 to -1 -> not the direction
low, high = 1, -1
with_preprocessing = lambda b, low, high: keras.Sequential([keras.Input(b.input_shape[1:]), *ok(low, high), b, layers.GlobalAveragePooling2D()])

# %% 6.1 wrong: fitted by trying -> three common ranges
low, high = -1.1, 1
with_preprocessing = lambda b, low, high: keras.Sequential([keras.Input(b.input_shape[1:]), *ok(low, high), b, layers.GlobalAveragePooling2D()])

# %% 6.2 before
import tensorflow as tf
from keras import ops


def chunks(p, k=64):
    return [p[i : i + k] for i in range(0, len(p), k)]


# %% 6.2 wrong: only the last batch (overwritten in the loop) -> Only the last batch came
# features = ... in the loop, return behind it
def last_only(model, pictures):
    for part in chunks(pictures):
        features = model.predict_on_batch(part)
    return features
extract_features = last_only

# %% 6.2 wrong: scaled before as well (-1 to 1) -> The scaling is inside the model
# preprocessing: pictures / 127.5 - 1
extract_features = lambda m, p: m.predict(p / 127.5 - 1, verbose=0)

# %% 6.2 wrong: batches overlap -> overlap or leave a gap
# range(0, n, 32) and [start : start + 64]
extract_features = lambda m, p: np.concatenate([m.predict_on_batch(p[i : i + 64]) for i in range(0, len(p), 32)])

# %% 6.2 wrong: argmax of the features -> argmax gives the place
# predict gives classes
extract_features = lambda m, p: m.predict(p, verbose=0).argmax(axis=1)

# %% 6.2 wrong: np.stack -> The last part may be smaller
# stack the batches
def chunks(p, k=64): return [p[i : i + k] for i in range(0, len(p), k)]
extract_features = lambda m, p: np.stack([m.predict_on_batch(x) for x in chunks(p)])

# %% 6.2 wrong: single pictures without batch axis -> a single one has lost its first axis
# for picture in pictures: model.predict_on_batch(picture)
extract_features = lambda m, p: np.array([m.predict_on_batch(x) for x in p])

# %% 6.2 wrong: predict with batch_size=len(pictures) -> in batches, 64 at a time
# all in one batch
extract_features = lambda m, p: m.predict(p, batch_size=len(p), verbose=0)

# %% 6.2 wrong: shuffled by a data set -> stand in another order
# tf.data with shuffle
extract_features = lambda m, p: m.predict(tf.data.Dataset.from_tensor_slices(p).shuffle(700, seed=1).batch(64), verbose=0)

# %% 6.2 wrong: each feature scaled to 0..1 -> not normalised
# normalised features
extract_features = lambda m, p: (lambda f: (f - f.min(0)) / (f.max(0) - f.min(0)))(m.predict(p, verbose=0))

# %% 6.2 wrong: flattened -> All numbers in one row
extract_features = lambda m, p: m.predict(p, verbose=0).ravel()

# %% 6.2 right: recursion by halves, call without training
def halves(m, p): return ops.convert_to_numpy(m(p)) if len(p) <= 64 else np.concatenate([halves(m, p[: len(p) // 2]), halves(m, p[len(p) // 2 :])])
extract_features = halves

# %% 6.2 right: tf.data
extract_features = lambda m, p: m.predict(tf.data.Dataset.from_tensor_slices(p).batch(32), verbose=0)

# %% 6.2 right: layer by layer, a tensor
def by_layers(m, p):
    rows = []
    for x in chunks(p):
        for layer in m.layers: x = layer(x)
        rows.append(x)
    return ops.concatenate(rows)
extract_features = by_layers

# %% 6.2 right: extend a list of rows
def chunks(p, k=64): return [p[i : i + k] for i in range(0, len(p), k)]
extract_features = lambda m, p: np.array([row for x in chunks(p, 128) for row in m.predict(x, verbose=0).tolist()])

# %% 6.2 wrong: only the first batch -> Only one batch came
# no loop: 64 rows come back, whatever the number of pictures
def extract_features(model, pictures):
    return model.predict_on_batch(pictures[:64])

# %% 6.2 wrong: last part dropped -> the last batch may be smaller
# counts whole batches only; the last, smaller part is missing
def extract_features(model, pictures):
    parts = []
    for i in range(max(1, len(pictures) // 64)):
        parts.append(model.predict_on_batch(pictures[i * 64 : (i + 1) * 64]))
    return np.concatenate(parts)

# %% 6.2 wrong: training mode -> training=True
# calls the model as in training; batch normalisation then uses the batch's statistics
def extract_features(model, pictures):
    parts = [keras.ops.convert_to_numpy(model(pictures[start : start + 64], training=True)) for start in range(0, len(pictures), 64)]
    return np.concatenate(parts)

# %% 6.2 wrong: everything in one batch -> in batches, 64 at a time
# all pictures at once; thousands of them do not fit into memory, batches are asked
def extract_features(model, pictures):
    return model.predict_on_batch(pictures)

# %% 6.2 wrong: batch size is the number of pictures -> in batches, 64 at a time
# uses predict, but with one giant batch
def extract_features(model, pictures):
    return model.predict(pictures, batch_size=len(pictures), verbose=0)

# %% 6.2 wrong: scales once more -> The scaling is inside the model
# the scaling is inside the model already; do not divide
def extract_features(model, pictures):
    return model.predict(pictures / 255.0, batch_size=64, verbose=0)

# %% 6.2 wrong: scales to -1 to 1 outside -> The scaling is inside the model
# knows what the backbone wants, forgot that exercise 6.1 does it inside
def extract_features(model, pictures):
    parts = []
    for start in range(0, len(pictures), 64):
        batch = pictures[start : start + 64].astype("float32") / 127.5 - 1
        parts.append(model.predict_on_batch(batch))
    return np.concatenate(parts)

# %% 6.2 wrong: feature_model from the notebook -> handed in and not used
# the argument model is ignored
def extract_features(model, pictures):
    return feature_model.predict(pictures, batch_size=64, verbose=0)

# %% 6.2 wrong: the training pictures from the notebook -> only `pictures`
# the argument pictures is ignored
def extract_features(model, pictures):
    return model.predict(clothing.x_train[:len(pictures)], batch_size=64, verbose=0)

# %% 6.2 wrong: list of parts -> np.concatenate makes one table
# forgot to put the parts together
def extract_features(model, pictures):
    parts = []
    for start in range(0, len(pictures), 64):
        parts.append(model.predict_on_batch(pictures[start : start + 64]))
    return parts

# %% 6.2 wrong: list of rows -> np.array(...) makes an array
# extend gives a Python list of rows; an array of shape (pictures, features) is asked
def extract_features(model, pictures):
    rows = []
    for start in range(0, len(pictures), 64):
        rows.extend(model.predict_on_batch(pictures[start : start + 64]))
    return rows

# %% 6.2 wrong: np.stack, again -> The last part may be smaller
# stack wants equal parts and makes a new axis; concatenate
def extract_features(model, pictures):
    return np.stack([model.predict_on_batch(pictures[start : start + 64]) for start in range(0, len(pictures), 64)])

# %% 6.2 wrong: joined along the wrong axis -> one below the other, along axis 0
# axis=1 puts the features of different pictures side by side
def extract_features(model, pictures):
    return np.concatenate([model.predict_on_batch(pictures[start : start + 64]) for start in range(0, len(pictures), 64)], axis=1)

# %% 6.2 wrong: steps of one with batches of 64 -> overlap or leave a gap
# step forgotten in range: overlapping batches, far too many rows
def extract_features(model, pictures):
    return np.concatenate([model.predict_on_batch(pictures[start : start + 64]) for start in range(0, len(pictures))])

# %% 6.2 wrong: one picture short in each batch -> each batch is one short
# thinks that the end of a slice is included; every 64th picture is lost
def extract_features(model, pictures):
    parts = [model.predict_on_batch(pictures[start : start + 63]) for start in range(0, len(pictures), 64)]
    return np.concatenate(parts)

# %% 6.2 wrong: stops before the last full batch -> the last batch may be smaller
# range ends 64 too early, but small sets are handled on their own
def extract_features(model, pictures):
    if len(pictures) <= 64:
        return model.predict_on_batch(pictures)
    parts = [model.predict_on_batch(pictures[start : start + 64]) for start in range(0, len(pictures) - 64, 64)]
    return np.concatenate(parts)

# %% 6.2 wrong: shuffled order -> stand in another order
# shuffles as in training; rows must come in the order of the pictures
def extract_features(model, pictures):
    order = np.random.default_rng(SEED).permutation(len(pictures))
    return model.predict(pictures[order], batch_size=64, verbose=0)

# %% 6.2 wrong: class in place of features -> argmax gives the place
# thinks of answers: argmax gives one number, the features are the whole row
def extract_features(model, pictures):
    return model.predict(pictures, batch_size=64, verbose=0).argmax(axis=1)

# %% 6.2 wrong: 256 features written in -> How many pictures and features
# the number of features is the example's; other models have others
def extract_features(model, pictures):
    result = np.zeros((len(pictures), 256))
    for start in range(0, len(pictures), 64):
        result[start : start + 64] = model.predict_on_batch(pictures[start : start + 64])
    return result

# %% 6.2 wrong: whole numbers -> The fractions are cut off
# the result array is of integers, so every feature loses its fraction
def extract_features(model, pictures):
    result = np.zeros((len(pictures), model.output_shape[-1]), dtype=int)
    for start in range(0, len(pictures), 64):
        result[start : start + 64] = model.predict_on_batch(pictures[start : start + 64])
    return result

# %% 6.2 wrong: single pictures without batch axis, again -> a single one has lost its first axis
# the model wants (pictures, height, width, 3), a single picture has three axes
def extract_features(model, pictures):
    return np.array([model.predict_on_batch(picture) for picture in pictures])

# %% 6.2 wrong: batch axis kept for each picture -> An axis of length 1
# one picture at a time, result of shape (pictures, 1, features)
def extract_features(model, pictures):
    return np.array([model.predict_on_batch(picture[np.newaxis]) for picture in pictures])

# %% 6.2 wrong: squeezed -> no squeeze
# squeeze removes the first axis as well when there is only one picture
def extract_features(model, pictures):
    return model.predict(pictures, batch_size=64, verbose=0).squeeze()

# %% 6.2 wrong: rows of length one -> not normalised
# normalises the features, as for cosine similarity; what the model gives is asked
def extract_features(model, pictures):
    table = model.predict(pictures, batch_size=64, verbose=0)
    return table / np.linalg.norm(table, axis=1, keepdims=True)

# %% 6.2 wrong: returns inside the loop -> Only one batch came
# return is indented too far: only the first batch comes back
def extract_features(model, pictures):
    parts = []
    for start in range(0, len(pictures), 64):
        parts.append(model.predict_on_batch(pictures[start : start + 64]))
        return np.concatenate(parts)

# %% 6.2 wrong: transposed -> Each picture is a row
# features in rows and pictures in columns
def extract_features(model, pictures):
    return model.predict(pictures, batch_size=64, verbose=0).T

# %% 6.2 wrong: augments first -> something done to the pictures before
# changes the pictures at random, as in Batches; the features of the pictures themselves are asked
def extract_features(model, pictures):
    random = np.random.default_rng(SEED)
    changed = np.stack([augment(picture, random) for picture in pictures])
    return model.predict(changed, batch_size=64, verbose=0)

# %% 6.2 right: predict in one line
def extract_features(model, pictures):
    return model.predict(pictures, batch_size=64, verbose=0)

# %% 6.2 right: predict with its own batch size
def extract_features(model, pictures):
    table = model.predict(x=np.asarray(pictures))
    return table

# %% 6.2 right: array_split and vstack
def extract_features(model, pictures):
    n_parts = max(1, math.ceil(len(pictures) / 50))
    return np.vstack([model.predict_on_batch(part) for part in np.array_split(pictures, n_parts)])

# %% 6.2 right: calls the model itself
def extract_features(model, pictures):
    parts = []
    start = 0
    while start < len(pictures):
        parts.append(keras.ops.convert_to_numpy(model(pictures[start : start + 32], training=False)))
        start += 32
    return np.concatenate(parts, axis=0)

# %% 6.2 right: rows collected, then an array
def extract_features(model, pictures):
    rows = []
    for start in range(0, len(pictures), 64):
        for row in model.predict_on_batch(pictures[start : start + 64]):
            rows.append(row)
    return np.array(rows)

# %% 6.2 right: halves, by recursion
def extract_features(model, pictures):
    if len(pictures) <= 64:
        return model.predict_on_batch(pictures)
    half = len(pictures) // 2
    return np.concatenate([extract_features(model, pictures[:half]), extract_features(model, pictures[half:])])

# %% 6.2 right: filled in place, double precision
def extract_features(model, pictures):
    first = model.predict_on_batch(pictures[:64])
    result = np.empty((len(pictures), first.shape[1]), dtype="float64")
    result[:64] = first
    for start in range(64, len(pictures), 64):
        result[start : start + 64] = model.predict_on_batch(pictures[start : start + 64])
    return result

# %% 6.2 right: a PyDataset
class InOrder(keras.utils.PyDataset):
    def __init__(self, pictures):
        super().__init__()
        self.pictures = pictures

    def __len__(self):
        return -(-len(self.pictures) // 64)

    def __getitem__(self, number):
        return (self.pictures[64 * number : 64 * number + 64],)


def extract_features(model, pictures):
    return model.predict(InOrder(pictures), verbose=0)

# %% 6.3 before
from keras import layers, ops
from keras.regularizers import L2


# %% 6.3 wrong: no bias -> use_bias is False
# use_bias=False
def head(*parts): return lambda f, n: keras.Sequential([keras.Input((f,)), *[p(f, n) for p in parts]])
build_head = head(lambda f, n: layers.Dense(n, activation="softmax", use_bias=False, kernel_regularizer=L2(0.001)))

# %% 6.3 wrong: ten times too weak -> is L2(0.0001); asked for
# L2(1e-4)
def head(*parts): return lambda f, n: keras.Sequential([keras.Input((f,)), *[p(f, n) for p in parts]])
build_head = head(lambda f, n: layers.Dense(n, activation="softmax", kernel_regularizer=L2(1e-4)))

# %% 6.3 wrong: own regularizer function -> does not travel with the file
# 0.001 times the sum of squares
def head(*parts): return lambda f, n: keras.Sequential([keras.Input((f,)), *[p(f, n) for p in parts]])
build_head = head(lambda f, n: layers.Dense(n, activation="softmax", kernel_regularizer=lambda w: 0.001 * ops.sum(ops.square(w))))

# %% 6.3 wrong: activation as a lambda -> does not travel with the file
def head(*parts): return lambda f, n: keras.Sequential([keras.Input((f,)), *[p(f, n) for p in parts]])
build_head = head(lambda f, n: layers.Dense(n, activation=lambda x: ops.softmax(x, axis=-1), kernel_regularizer=L2(0.001)))

# %% 6.3 right: activation=keras.layers.Softmax()
def head(*parts): return lambda f, n: keras.Sequential([keras.Input((f,)), *[p(f, n) for p in parts]])
build_head = head(lambda f, n: layers.Dense(n, activation=layers.Softmax(), kernel_regularizer=L2(0.001)))

# %% 6.3 right: functional, keras.activations.softmax, L1L2(l2=0.001)
build_head = lambda f, n: (lambda i: keras.Model(i, layers.Dense(n, activation=keras.activations.softmax, kernel_regularizer=keras.regularizers.L1L2(l2=0.001))(i)))(keras.Input((f,)))

# %% 6.3 wrong: own Regularizer class -> does not travel with the file
class MyL2(keras.regularizers.Regularizer):
    def __call__(self, w): return 0.001 * ops.sum(w**2)
def head(*parts): return lambda f, n: keras.Sequential([keras.Input((f,)), *[p(f, n) for p in parts]])
build_head = head(lambda f, n: layers.Dense(n, activation="softmax", kernel_regularizer=MyL2()))

# %% 6.3 wrong: subclassed, built -> a class of your own
def sub63(f, n):
    class H(keras.Model):
        def __init__(self): super().__init__(); self.d = layers.Dense(n, activation="softmax", kernel_regularizer=L2(0.001))
        def call(self, x): return self.d(x)
    m = H(); m(np.zeros((1, f), "float32")); return m
build_head = sub63

# %% 6.3 wrong: no regularisation -> is nothing; asked for is L2(0.001)
# the L2 was forgotten
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="softmax")])

# %% 6.3 wrong: the string l2 -> is L2(0.01); asked for
# "l2" takes Keras' default of 0.01, ten times too much
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer="l2")])

# %% 6.3 wrong: strength 0.01 -> is L2(0.01); asked for
# a nought is missing: 0.001
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.01))])

# %% 6.3 wrong: L1 -> is L1(0.001); asked for
# sum of absolute values, not of squares
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L1(0.001))])

# %% 6.3 wrong: L1L2 by position -> is L1(0.001); asked for
# the first argument of L1L2 is l1
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L1L2(0.001))])

# %% 6.3 wrong: regularises the bias -> is nothing; asked for is L2(0.001)
# the weights are the kernel; the bias was chosen instead
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="softmax", bias_regularizer=keras.regularizers.L2(0.001))])

# %% 6.3 wrong: regularises the activity -> is nothing; asked for is L2(0.001)
# activity_regularizer makes large outputs cost, not large weights
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="softmax", activity_regularizer=keras.regularizers.L2(0.001))])

# %% 6.3 wrong: no softmax -> softmax is missing behind
# gives scores, not probabilities
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, kernel_regularizer=keras.regularizers.L2(0.001))])

# %% 6.3 wrong: sigmoid -> sigmoid stands behind
# each between 0 and 1, but the sum is not 1
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="sigmoid", kernel_regularizer=keras.regularizers.L2(0.001))])

# %% 6.3 wrong: softmax as a layer of its own -> Later cells read weights there
# the probabilities are right, but the last layer is not the dense one
def build_head(n_features, n_classes):
    return keras.Sequential([
        keras.Input(shape=(n_features,)),
        keras.layers.Dense(n_classes, kernel_regularizer=keras.regularizers.L2(0.001)),
        keras.layers.Softmax(),
    ])

# %% 6.3 wrong: a hidden layer -> ReLU are not asked for at the beginning
# two dense layers; one is asked
def build_head(n_features, n_classes):
    return keras.Sequential([
        keras.Input(shape=(n_features,)),
        keras.layers.Dense(64, activation="relu", kernel_regularizer=keras.regularizers.L2(0.001)),
        keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001)),
    ])

# %% 6.3 wrong: ten kinds written in -> handed in and not used
# the number of kinds is an argument
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(10, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))])

# %% 6.3 wrong: kinds counted from the notebook's data -> handed in and not used
# takes len(clothing.class_names), not the argument
def build_head(n_features, n_classes):
    return keras.Sequential([
        keras.Input(shape=(n_features,)),
        keras.layers.Dense(len(clothing.class_names), activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001)),
    ])

# %% 6.3 wrong: 256 features written in -> handed in and not used
# the number of features is an argument
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(256,)), keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))])

# %% 6.3 wrong: arguments swapped -> as many as n_features says
# n_classes inputs and n_features outputs
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_classes,)), keras.layers.Dense(n_features, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))])

# %% 6.3 wrong: no input -> handed in and not used
# without Input the model has no weights until the first call
def build_head(n_features, n_classes):
    return keras.Sequential([keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))])

# %% 6.3 wrong: no bias, again -> use_bias is False
# 2,560 parameters in place of 2,570
def build_head(n_features, n_classes):
    return keras.Sequential([
        keras.Input(shape=(n_features,)),
        keras.layers.Dense(n_classes, activation="softmax", use_bias=False, kernel_regularizer=keras.regularizers.L2(0.001)),
    ])

# %% 6.3 wrong: compiled -> the lesson compiles it itself
# not compiled is promised
def build_head(n_features, n_classes):
    model = keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))])
    model.compile(optimizer="adam", loss="sparse_categorical_crossentropy", metrics=["accuracy"])
    return model

# %% 6.3 wrong: one model for all calls -> inside the function: training must start afresh
# built once outside and kept in a dictionary; a new one each time is promised
heads = {}


def build_head(n_features, n_classes):
    if (n_features, n_classes) not in heads:
        heads[n_features, n_classes] = keras.Sequential([
            keras.Input(shape=(n_features,)),
            keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001)),
        ])
    return heads[n_features, n_classes]

# %% 6.3 wrong: only the layer -> Put it into a keras.Sequential
# returns a Dense layer, not a model
def build_head(n_features, n_classes):
    return keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))

# %% 6.3 wrong: shape without a comma -> a comma behind it makes it one
# (n_features) is a number, (n_features,) a shape
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features)), keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))])

# %% 6.3 wrong: backbone inside the head
# puts the feature model in; the head gets features, not pictures
def build_head(n_features, n_classes):
    return keras.Sequential([feature_model, keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))])

# %% 6.3 wrong: dropout in front -> Dropout is not asked for
# dropout is another means against learning by heart; it was not asked
def build_head(n_features, n_classes):
    return keras.Sequential([
        keras.Input(shape=(n_features,)),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001)),
    ])

# %% 6.3 wrong: a number as regulariser -> A number alone is no regulariser
# kernel_regularizer wants a regulariser, not its strength
def build_head(n_features, n_classes):
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=0.001)])

# %% 6.3 wrong: softmax over the wrong axis
# normalises over the batch, so a column sums to 1 and not a row
def build_head(n_features, n_classes):
    return keras.Sequential([
        keras.Input(shape=(n_features,)),
        keras.layers.Dense(n_classes, activation=lambda x: keras.activations.softmax(x, axis=0), kernel_regularizer=keras.regularizers.L2(0.001)),
    ])

# %% 6.3 right: own seed
# sets the seed inside, so every new head begins with the same weights and the notebook's seed is overwritten
def build_head(n_features, n_classes):
    keras.utils.set_random_seed(0)
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))])

# %% 6.3 right: functional
def build_head(n_features, n_classes):
    inputs = keras.Input((n_features,))
    outputs = keras.layers.Dense(units=n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(1e-3))(inputs)
    return keras.Model(inputs=inputs, outputs=outputs)

# %% 6.3 right: built by hand
def build_head(n_features, n_classes):
    model = keras.Sequential([keras.layers.Dense(n_classes, activation=keras.activations.softmax, kernel_regularizer=keras.regularizers.L2(l2=0.001))])
    model.build((None, n_features))
    return model

# %% 6.3 right: added, lower-case l2
def build_head(n_features, n_classes):
    head = keras.models.Sequential(name="head")
    head.add(keras.layers.InputLayer(shape=(n_features,)))
    head.add(keras.layers.Dense(n_classes, "softmax", kernel_regularizer=keras.regularizers.l2(0.001)))
    return head

# %% 6.3 right: L1L2 without an L1
def build_head(n_features, n_classes):
    return keras.Sequential([
        keras.Input(shape=[n_features]),
        keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L1L2(l1=0.0, l2=0.001)),
    ])

# %% 6.3 right: regulariser from a dictionary
def build_head(n_features, n_classes):
    options = {"activation": "softmax", "kernel_regularizer": {"class_name": "L2", "config": {"l2": 0.001}}}
    return keras.Sequential([keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, **options)])

# %% 6.3 right: weights begin at zero
def build_head(n_features, n_classes):
    dense = keras.layers.Dense(n_classes, activation="softmax", kernel_initializer="zeros", kernel_regularizer=keras.regularizers.L2(0.001))
    return keras.Sequential([keras.Input(shape=(n_features,), dtype="float32"), dense])

# %% 6.3 right: build_head itself is a lambda
build_head = lambda n_features, n_classes: keras.Sequential(
    [keras.Input(shape=(n_features,)), keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.001))]
)

# %% 6.3 wrong: Flatten, Dropout and ten times the factor -> Nor is Dropout
def build_head(n_features, n_classes):
    return keras.Sequential([
        keras.Input(shape=(n_features,)),
        keras.layers.Flatten(),
        keras.layers.Dropout(0.5),
        keras.layers.Dense(n_classes, activation="softmax", kernel_regularizer=keras.regularizers.L2(0.01)),
    ])

# %% 6.4 wrong: two of each written in -> handed in and not used
# as in the example
choose = lambda y, n, r: np.concatenate([r.choice(np.flatnonzero(y == c), 2, replace=False) for c in np.unique(y)])

# %% 6.4 wrong: stratified by share -> as many of each
# train_test_split(stratify=y): as many as their share
def proportional(y, n, r):
    k = len(np.unique(y)); total = n * k; out = []
    for c in np.unique(y):
        p = np.flatnonzero(y == c); out.append(r.choice(p, max(1, round(total * len(p) / len(y))), replace=False))
    out = np.concatenate(out); return out[:total] if len(out) >= total else np.concatenate([out, np.setdiff1d(np.arange(len(y)), out)[: total - len(out)]])
choose = proportional

# %% 6.4 wrong: the labels shuffled, in place -> changing old ones
# random.shuffle(y)
choose = lambda y, n, r: r.shuffle(y) or np.concatenate([np.flatnonzero(y == c)[:n] for c in np.unique(y)])

# %% 6.4 wrong: a dictionary by class -> Put the places of all classes one behind
# {label: places}
choose = lambda y, n, r: {int(c): r.choice(np.flatnonzero(y == c), n, replace=False) for c in np.unique(y)}

# %% 6.4 wrong: the last n_each of each class -> At random, not the first
def seed_from_draw(y, n, r):
    r.seed if hasattr(r, "seed") else None
    order = np.argsort(y, kind="stable"); counts = np.bincount(y); ends = np.cumsum(counts)
    return np.concatenate([order[e - n : e] for e in ends])
choose = seed_from_draw

# %% 6.4 wrong: the first of each kind -> handed in and not used
# takes the first n_each; at random is asked
def choose(y, n_each, random):
    return np.concatenate([np.flatnonzero(y == label)[:n_each] for label in np.unique(y)])

# %% 6.4 wrong: with putting back -> replace=False
# choice draws with replacement unless told otherwise: some index comes twice
def choose(y, n_each, random):
    return np.concatenate([random.choice(np.flatnonzero(y == label), n_each) for label in np.unique(y)])

# %% 6.4 wrong: own generator -> All chance comes from `random`
# makes a new generator with the seed, so every draw is the same
def choose(y, n_each, random):
    random = np.random.default_rng(SEED)
    return np.concatenate([random.choice(np.flatnonzero(y == label), n_each, replace=False) for label in np.unique(y)])

# %% 6.4 wrong: NumPy's global generator -> All chance comes from `random`
# np.random in place of the generator that was handed over
def choose(y, n_each, random):
    return np.concatenate([np.random.choice(np.flatnonzero(y == label), n_each, replace=False) for label in np.unique(y)])

# %% 6.4 wrong: labels in place of indices -> not what they are
# returns y at the chosen places
def choose(y, n_each, random):
    return y[np.concatenate([random.choice(np.flatnonzero(y == label), n_each, replace=False) for label in np.unique(y)])]

# %% 6.4 wrong: a mask -> The places where it is True
# True where chosen; indices are asked
def choose(y, n_each, random):
    mask = np.zeros(len(y), dtype=bool)
    for label in np.unique(y):
        mask[random.choice(np.flatnonzero(y == label), n_each, replace=False)] = True
    return mask

# %% 6.4 wrong: classes forgotten -> as many of each
# right number altogether, but not n_each of every class
def choose(y, n_each, random):
    return random.choice(len(y), n_each * len(np.unique(y)), replace=False)

# %% 6.4 wrong: n_each altogether -> is one left out
# reads n_each as the number of all examples
def choose(y, n_each, random):
    labels = np.unique(y)
    return np.concatenate([random.choice(np.flatnonzero(y == label), max(1, n_each // len(labels)), replace=False) for label in labels])

# %% 6.4 wrong: the ten kinds of the notebook -> replace=False
# loops over the global n_classes; y may have other classes
def choose(y, n_each, random):
    return np.concatenate([random.choice(np.flatnonzero(y == label), n_each, replace=False) for label in range(n_classes)])

# %% 6.4 wrong: labels 0 to the largest -> replace=False
# supposes that no label is missing in between
def choose(y, n_each, random):
    return np.concatenate([random.choice(np.flatnonzero(y == label), n_each, replace=False) for label in range(y.max() + 1)])

# %% 6.4 wrong: numbers the classes -> replace=False
# range(number of classes) in place of the labels themselves
def choose(y, n_each, random):
    return np.concatenate([random.choice(np.flatnonzero(y == label), n_each, replace=False) for label in range(len(np.unique(y)))])

# %% 6.4 wrong: last class left out -> is one left out
# range(y.max()) ends one too early
def choose(y, n_each, random):
    return np.concatenate([random.choice(np.flatnonzero(y == label), n_each, replace=False) for label in range(y.max())])

# %% 6.4 wrong: one row for each class -> Put the places of all classes one behind
# array of shape (classes, n_each); concatenate is missing
def choose(y, n_each, random):
    return np.array([random.choice(np.flatnonzero(y == label), n_each, replace=False) for label in np.unique(y)])

# %% 6.4 wrong: two written in -> handed in and not used
# the example's 2 in place of n_each
def choose(y, n_each, random):
    return np.concatenate([random.choice(np.flatnonzero(y == label), 2, replace=False) for label in np.unique(y)])

# %% 6.4 wrong: places within the class -> Are those places among the examples of one class
# counts within each class, so these are not indices into y
def choose(y, n_each, random):
    return np.concatenate([random.choice(np.sum(y == label), n_each, replace=False) for label in np.unique(y)])

# %% 6.4 wrong: the same places in every class -> At random, not the first
# draws once among the size of the smallest class: later examples of larger classes never come
def choose(y, n_each, random):
    labels, counts = np.unique(y, return_counts=True)
    places = random.choice(counts.min(), n_each, replace=False)
    return np.concatenate([np.flatnonzero(y == label)[places] for label in labels])

# %% 6.4 wrong: neighbours from a random start -> needs the same chance
# only the start is drawn; the examples always stand in a row
def choose(y, n_each, random):
    chosen = []
    for label in np.unique(y):
        places = np.flatnonzero(y == label)
        start = random.integers(len(places) - n_each + 1)
        chosen.append(places[start : start + n_each])
    return np.concatenate(chosen)

# %% 6.4 wrong: y from the notebook -> handed in and not used
# clothing.y_train in place of the argument
def choose(y, n_each, random):
    labels = clothing.y_train
    return np.concatenate([random.choice(np.flatnonzero(labels == label), n_each, replace=False) for label in np.unique(labels)])

# %% 6.4 wrong: shuffles y itself -> changing old ones
# shuffles the labels in place, which changes the argument, and the indices no longer fit the data
def choose(y, n_each, random):
    random.shuffle(y)
    return np.concatenate([np.flatnonzero(y == label)[:n_each] for label in np.unique(y)])

# %% 6.4 wrong: random.sample -> NumPy's generator has
# a NumPy generator has no sample; that is Python's module random
def choose(y, n_each, random):
    return np.concatenate([random.sample(list(np.flatnonzero(y == label)), n_each) for label in np.unique(y)])

# %% 6.4 wrong: random whole numbers -> replace=False
# integers may give the same place twice
def choose(y, n_each, random):
    chosen = []
    for label in np.unique(y):
        places = np.flatnonzero(y == label)
        chosen.append(places[random.integers(0, len(places), size=n_each)])
    return np.concatenate(chosen)

# %% 6.4 wrong: supposes that y is sorted -> if y were sorted
# computes where each class begins; right only when equal labels stand together
def choose(y, n_each, random):
    labels, counts = np.unique(y, return_counts=True)
    begins = np.concatenate([[0], np.cumsum(counts)[:-1]])
    return np.concatenate([begin + random.choice(count, n_each, replace=False) for begin, count in zip(begins, counts)])

# %% 6.4 wrong: a copy of the generator -> not from a copy
# draws from a copy, so that the next call gives the same again
def choose(y, n_each, random):
    import copy
    own = copy.deepcopy(random)
    return np.concatenate([own.choice(np.flatnonzero(y == label), n_each, replace=False) for label in np.unique(y)])

# %% 6.4 wrong: indices with a decimal point -> Floats pick nothing
# np.empty is of floats; floats cannot index
def choose(y, n_each, random):
    labels = np.unique(y)
    result = np.empty(n_each * len(labels))
    for i, label in enumerate(labels):
        result[i * n_each : (i + 1) * n_each] = random.choice(np.flatnonzero(y == label), n_each, replace=False)
    return result

# %% 6.4 wrong: np.where without its first entry -> replace=False
# np.where gives a tuple; choice then draws from an array of two axes
def choose(y, n_each, random):
    return np.concatenate([random.choice(np.where(y == label), n_each, replace=False) for label in np.unique(y)])

# %% 6.4 wrong: last index of a class never drawn -> needs the same chance
# integers-like thinking: leaves out the last place of every class that has more than enough
def choose(y, n_each, random):
    chosen = []
    for label in np.unique(y):
        places = np.flatnonzero(y == label)
        if len(places) > n_each:
            places = places[:-1]
        chosen.append(random.permutation(places)[:n_each])
    return np.concatenate(chosen)

# %% 6.4 wrong: overwrites the list in the loop -> Does the loop collect them
# only the last class comes back
def choose(y, n_each, random):
    for label in np.unique(y):
        chosen = random.choice(np.flatnonzero(y == label), n_each, replace=False)
    return chosen

# %% 6.4 right: permutation of each class
def choose(y, n_each, random):
    return np.hstack([random.permutation(np.flatnonzero(y == label))[:n_each] for label in np.unique(y)])

# %% 6.4 right: goes through a shuffled pack once
def choose(y, n_each, random):
    taken = {}
    chosen = []
    for place in random.permutation(len(y)):
        label = y[place]
        if taken.get(label, 0) < n_each:
            chosen.append(place)
            taken[label] = taken.get(label, 0) + 1
    return np.array(chosen)

# %% 6.4 right: the smallest random numbers win
def choose(y, n_each, random):
    keys = random.random(len(y))
    chosen = []
    for label in set(y.tolist()):
        places = np.nonzero(y == label)[0]
        chosen.extend(places[np.argsort(keys[places])[:n_each]])
    return np.array(chosen)

# %% 6.4 right: shuffled, then sorted by label
def choose(y, n_each, random):
    order = random.permutation(len(y))
    order = order[np.argsort(y[order], kind="stable")]
    _, begins = np.unique(y[order], return_index=True)
    return (order[begins[:, np.newaxis] + np.arange(n_each)]).ravel()

# %% 6.4 right: one after the other, never the same
def choose(y, n_each, random):
    chosen = []
    for label in np.unique(y):
        left = [i for i in range(len(y)) if y[i] == label]
        for _ in range(n_each):
            chosen.append(left.pop(int(random.integers(len(left)))))
    return np.asarray(chosen, dtype=np.int64)

# %% 6.4 right: shuffles a list of places, sorted in the end
def choose(y, n_each, random):
    result = np.zeros(0, dtype=int)
    for label in np.unique(y):
        places = np.argwhere(y == label)[:, 0].copy()
        random.shuffle(places)
        result = np.append(result, places[-n_each:] if n_each else places[:0])
    return np.sort(result)

# %% 6.4 right: draws whole examples until every class is full
def choose(y, n_each, random):
    wanted = {label: n_each for label in np.unique(y)}
    chosen = set()
    while len(chosen) < n_each * len(wanted):
        place = int(random.integers(len(y)))
        if place not in chosen and wanted[y[place]] > 0:
            chosen.add(place)
            wanted[y[place]] -= 1
    return np.array(list(chosen), dtype=int)

# %% 6.5 before
BN = keras.layers.BatchNormalization


# %% 6.5 wrong: one too few -> One layer too few
# layers[-n_layers + 1:]
def un(select, before=True, norm=lambda l: not isinstance(l, BN)):
    def f(b, n):
        b.trainable = before
        top = select(b.layers, n)
        for l in b.layers: l.trainable = any(l is t for t in top) and norm(l)
        return b
    return f
unfreeze_top = un(lambda L, n: L[-n + 1 :])

# %% 6.5 wrong: one too many -> One layer too many
# layers[-n_layers - 1:]
def un(select, before=True, norm=lambda l: not isinstance(l, BN)):
    def f(b, n):
        b.trainable = before
        top = select(b.layers, n)
        for l in b.layers: l.trainable = any(l is t for t in top) and norm(l)
        return b
    return f
unfreeze_top = un(lambda L, n: L[-n - 1 :])

# %% 6.5 wrong: counts layers other than batch normalisation -> Every layer counts
# batch normalisation stays frozen, so it does not count
def un(select, before=True, norm=lambda l: not isinstance(l, BN)):
    def f(b, n):
        b.trainable = before
        top = select(b.layers, n)
        for l in b.layers: l.trainable = any(l is t for t in top) and norm(l)
        return b
    return f
unfreeze_top = un(lambda L, n: [l for l in L if not isinstance(l, BN)][-n:])

# %% 6.5 wrong: == in place of = -> Everything learns
def compared(b, n):
    b.trainable = True
    for l in b.layers[:-n]: l.trainable == False
    for l in b.layers[-n:]: l.trainable == (not isinstance(l, BN))
    return b
unfreeze_top = compared

# %% 6.5 wrong: batch normalisation told by its name 'bn' -> told by its kind
# in MobileNet the names hold bn
def un(select, before=True, norm=lambda l: not isinstance(l, BN)):
    def f(b, n):
        b.trainable = before
        top = select(b.layers, n)
        for l in b.layers: l.trainable = any(l is t for t in top) and norm(l)
        return b
    return f
unfreeze_top = un(lambda L, n: L[-n:], norm=lambda l: "bn" not in l.name)

# %% 6.5 wrong: only the top touched -> The whole is frozen
# all others are frozen already
def only_top_touched(b, n):
    for l in b.layers[-n:]: l.trainable = not isinstance(l, BN)
    return b
unfreeze_top = only_top_touched

# %% 6.5 wrong: batch normalisation skipped, not frozen -> Batch normalisation learns too
# continue
def norm_skipped(b, n):
    b.trainable = True
    for l in b.layers[:-n]: l.trainable = False
    for l in b.layers[-n:]:
        if isinstance(l, BN): continue
        l.trainable = True
    return b
unfreeze_top = norm_skipped

# %% 6.5 right: zip with a list of flags
unfreeze_top = lambda b, n: [setattr(b, "trainable", True)] and [setattr(l, "trainable", f and type(l) is not BN) for l, f in zip(b.layers, [False] * (len(b.layers) - n) + [True] * n)] and b

# %% 6.5 right: reversed, two passes
def two_pass(b, n):
    b.trainable = False
    b.trainable = True
    for i, l in enumerate(reversed(b.layers)):
        if i >= n: l.trainable = False
    for l in b.layers:
        if isinstance(l, BN): l.trainable = False
    return b
unfreeze_top = two_pass

# %% 6.5 right: recursion
def from_the_end(layers, n):
    if layers:
        layers[-1].trainable = n > 0 and not isinstance(layers[-1], BN)
        from_the_end(layers[:-1], n - 1)


def unfreeze_top(b, n):
    b.trainable = True
    from_the_end(b.layers, n)
    return b

# %% 6.5 right: set of ids
def set_way(b, n):
    b.trainable = True
    top = set(map(id, b.layers[len(b.layers) - n :]))
    for l in b.layers:
        l.trainable = id(l) in top and l.__class__.__name__ != "BatchNormalization"
    return b
unfreeze_top = set_way

# %% 6.5 wrong: batch normalisation learns too -> Batch normalisation learns too
# the third rule was forgotten
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    return backbone

# %% 6.5 wrong: model set last -> Everything learns
# setting the model overwrites all its layers; set it first
def unfreeze_top(backbone, n_layers):
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    backbone.trainable = True
    return backbone

# %% 6.5 wrong: model not set -> The whole is frozen
# if the whole backbone is frozen, its layers do not learn whatever they say
def unfreeze_top(backbone, n_layers):
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 wrong: model frozen first -> The whole is frozen
# begins with False and frees the top layers; the model itself stays frozen
def unfreeze_top(backbone, n_layers):
    backbone.trainable = False
    for layer in backbone.layers[-n_layers:]:
        if not isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = True
    return backbone

# %% 6.5 wrong: others not frozen -> The first layers have to stay frozen
# frees everything and freezes only batch normalisation
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    return backbone

# %% 6.5 wrong: batch normalisation frozen in the top only, others free -> The first layers have to stay frozen
# goes through the top only; the layers below stay free
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 wrong: the first layers set free -> Those are the first
# counts from the beginning, not from the end
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:n_layers]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    for layer in backbone.layers[n_layers:]:
        layer.trainable = False
    return backbone

# %% 6.5 wrong: from layer n_layers on -> Counted from the beginning
# minus sign forgotten: frees from layer number n_layers to the end
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:n_layers]:
        layer.trainable = False
    for layer in backbone.layers[n_layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 wrong: one layer too many -> One layer too many
# index arithmetic: from len - n_layers - 1
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    border = len(backbone.layers) - n_layers - 1
    for number, layer in enumerate(backbone.layers):
        layer.trainable = number >= border and not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 wrong: one layer too few -> One layer too few
# > in place of >=
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    border = len(backbone.layers) - n_layers
    for number, layer in enumerate(backbone.layers):
        layer.trainable = number > border and not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 wrong: batch normalisation not counted -> Every layer counts
# frees n_layers layers besides batch normalisation; every layer counts
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers:
        layer.trainable = False
    others = [layer for layer in backbone.layers if not isinstance(layer, keras.layers.BatchNormalization)]
    for layer in others[-n_layers:]:
        layer.trainable = True
    return backbone

# %% 6.5 wrong: only layers with weights counted -> Every layer counts
# leaves activations and the like out of the count; every layer counts, of whatever kind
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers:
        layer.trainable = False
    with_weights = [layer for layer in backbone.layers if layer.weights]
    for layer in with_weights[-n_layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 wrong: nothing returned -> Does the function end with `return`
# the same backbone is to be returned
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)

# %% 6.5 wrong: a copy returned -> Give back the same backbone
# clones the backbone and changes the clone; the same backbone is asked
def unfreeze_top(backbone, n_layers):
    new = keras.models.clone_model(backbone)
    new.set_weights(backbone.get_weights())
    new.trainable = True
    for layer in new.layers[:-n_layers]:
        layer.trainable = False
    for layer in new.layers[-n_layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return new

# %% 6.5 wrong: returns the layers -> Give back the same backbone
# the list of free layers in place of the backbone
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return backbone.layers[-n_layers:]

# %% 6.5 wrong: 36 written in -> handed in and not used
# the notebook's number in place of n_layers
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:-36]:
        layer.trainable = False
    for layer in backbone.layers[-36:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 wrong: top from the notebook -> is not known in the function
# the global top in place of n_layers
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for i, layer in enumerate(reversed(backbone.layers)):
        layer.trainable = i < top and not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 wrong: batch normalisation found by its name -> told by its kind
# looks for bn in the name; a layer may have any name
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = "bn" not in layer.name
    return backbone

# %% 6.5 wrong: compares in place of setting -> Everything learns
# == False changes nothing
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainable == False
    for layer in backbone.layers[-n_layers:]:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable == False
    return backbone

# %% 6.5 wrong: misspelt attribute -> Everything learns
# layer.trainabel is a new attribute; Python does not complain
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainabel = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainabel = not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 wrong: isinstance with a string -> without quotes
# isinstance wants the class, not its name
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = not isinstance(layer, "BatchNormalization")
    return backbone

# %% 6.5 wrong: only the batch normalisation learns -> The wrong way round
# turned the condition round
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 wrong: top frozen and the rest free -> The wrong way round
# mixed up freeze and free
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = False
    for layer in backbone.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    return backbone

# %% 6.5 wrong: only convolutions learn -> not the convolutions alone
# frees Conv2D alone; dense or depthwise layers in the top stay frozen
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        if type(layer) is keras.layers.Conv2D:
            layer.trainable = True
    return backbone

# %% 6.5 wrong: only the one layer at the border -> Only one layer learns
# an index in place of a slice
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers:
        layer.trainable = False
    backbone.layers[-n_layers].trainable = True
    return backbone

# %% 6.5 wrong: backbone of the notebook -> Nothing has changed
# goes through feature_model.layers, which are not the backbone's
def unfreeze_top(backbone, n_layers):
    feature_model.trainable = True
    for layer in feature_model.layers[:-n_layers]:
        layer.trainable = False
    for layer in feature_model.layers[-n_layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 right: one loop with a border
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    border = len(backbone.layers) - n_layers
    for number, layer in enumerate(backbone.layers):
        layer.trainable = number >= border and not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 right: counted backwards
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    left = n_layers
    for layer in backbone.layers[::-1]:
        layer.trainable = left > 0
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
        left = left - 1
    return backbone

# %% 6.5 right: freeze all, then free some
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        if not isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = True
    return backbone

# %% 6.5 right: freezes the model and then frees it again
def unfreeze_top(backbone, n_layers):
    backbone.trainable = False
    backbone.trainable = True
    frozen = set(backbone.layers[:-n_layers]) | {layer for layer in backbone.layers if isinstance(layer, keras.layers.BatchNormalization)}
    for layer in frozen:
        setattr(layer, "trainable", False)
    return backbone

# %% 6.5 right: two lists
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    free = [layer for layer in backbone.layers[-n_layers:] if not isinstance(layer, keras.layers.BatchNormalization)]
    for layer in backbone.layers:
        layer.trainable = any(layer is other for other in free)
    return backbone

# %% 6.5 right: by class name
def unfreeze_top(backbone, n_layers):
    def is_normalisation(layer):
        return "BatchNormalization" in [kind.__name__ for kind in type(layer).__mro__]

    backbone.trainable = True
    for i in range(len(backbone.layers)):
        layer = backbone.get_layer(index=i)
        if i < len(backbone.layers) - n_layers or is_normalisation(layer):
            layer.trainable = False
        else:
            layer.trainable = True
    return backbone

# %% 6.5 wrong: the Keras guide's form, which freezes and never frees -> What was frozen before
# right on a frozen backbone; the second time, with more layers, what was frozen stays so where Keras passes over
def unfreeze_top(backbone, n_layers):
    if not backbone.trainable:
        backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    for layer in backbone.layers:
        if isinstance(layer, keras.layers.BatchNormalization):
            layer.trainable = False
    return backbone

# %% 6.5 wrong: only sets free, the second time with fewer
# the layers below the top learn on, from the first call
def unfreeze_top(backbone, n_layers):
    if not backbone.trainable:
        backbone.trainable = True
        for layer in backbone.layers:
            layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = not isinstance(layer, keras.layers.BatchNormalization)
    return backbone

# %% 6.5 right: frozen one by one, then the top, whatever was before
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = type(layer) is not keras.layers.BatchNormalization
    return backbone

# %% 6.5 wrong: asked by the name -> ask with isinstance
# MobileNet calls them conv_dw_1_bn
def unfreeze_top(backbone, n_layers):
    backbone.trainable = True
    for layer in backbone.layers[:-n_layers]:
        layer.trainable = False
    for layer in backbone.layers[-n_layers:]:
        layer.trainable = "_bn" not in layer.name
    return backbone

# %% 6.6 before
import functools

import scipy.special


# %% 6.6 wrong: maps @ weights[,, newaxis] -> An axis of length 1
# a column of weights
activation_map = lambda m, w: m @ w[:, None]

# %% 6.6 wrong: divided by the number of places -> Not divided by the number of places
# the score is a mean over places
activation_map = lambda m, w: m @ w / (m.shape[0] * m.shape[1])

# %% 6.6 wrong: softmax over the places -> No softmax over the places
# shares of the whole
activation_map = lambda m, w: (lambda e: e / e.sum())(np.exp(m @ w - (m @ w).max()))

# %% 6.6 wrong: weights made to add up to 1 -> divides by the sum of the weights
# weighted average
activation_map = lambda m, w: np.average(m, axis=-1, weights=w)

# %% 6.6 wrong: reshaped channels first (Grad-CAM code) -> reshape moves no axes
# weights @ maps.reshape(channels, h*w)
activation_map = lambda m, w: (w @ m.reshape(m.shape[2], -1)).reshape(m.shape[:2])

# %% 6.6 wrong: negative weights left out -> Weights below 0 count too
# only what speaks for the class
activation_map = lambda m, w: m @ np.maximum(w, 0)

# %% 6.6 wrong: strongest channel -> That is one channel
# argmax
activation_map = lambda m, w: m[..., np.argmax(w)]

# %% 6.6 wrong: np.dot(weights, maps) -> is that the channels
activation_map = lambda m, w: np.dot(w, m)

# %% 6.6 wrong: bias added -> Everywhere the same amount
# the score has a bias
activation_map = lambda m, w: m @ w + 0.3

# %% 6.6 wrong: sigmoid -> No sigmoid
activation_map = lambda m, w: scipy.special.expit(m @ w)

# %% 6.6 right: tensordot
activation_map = lambda m, w: np.tensordot(m, w, axes=1)

# %% 6.6 right: np.inner
activation_map = lambda m, w: np.inner(m, w)

# %% 6.6 right: functools.reduce over channels
activation_map = lambda m, w: functools.reduce(np.add, (m[:, :, k] * w[k] for k in range(len(w))))

# %% 6.6 wrong: mean over the channels -> the mean over the channels
# sum, not mean: the map must not be divided by the number of channels
def activation_map(feature_maps, weights):
    return (feature_maps * weights).mean(axis=-1)

# %% 6.6 wrong: one number for the whole picture -> not one for all
# sums over everything; one number for each place is asked
def activation_map(feature_maps, weights):
    return (feature_maps * weights).sum()

# %% 6.6 wrong: negative contributions cut -> keep what is below 0
# as in Grad-CAM; do not clip
def activation_map(feature_maps, weights):
    return np.maximum(feature_maps @ weights, 0)

# %% 6.6 wrong: divided by the largest -> not scaled for drawing
# scaled for drawing; do not divide
def activation_map(feature_maps, weights):
    heat = feature_maps @ weights
    return heat / heat.max()

# %% 6.6 wrong: scaled to 0 to 1 -> not scaled for drawing
# from another tutorial: minimum to 0, maximum to 1
def activation_map(feature_maps, weights):
    heat = feature_maps @ weights
    return (heat - heat.min()) / (heat.max() - heat.min())

# %% 6.6 wrong: divided by the number of places, again -> Not divided by the number of places
# thinks that the sum of the map is the score; its mean is
def activation_map(feature_maps, weights):
    height, width, channels = feature_maps.shape
    return feature_maps @ weights / (height * width)

# %% 6.6 wrong: bias added, again -> Everywhere the same amount
# takes the bias of the head in; the text says not to
def activation_map(feature_maps, weights):
    return feature_maps @ weights + head.layers[-1].get_weights()[1][0]

# %% 6.6 wrong: wrong axis -> The sum goes over the channels
# sums over the rows in place of the channels
def activation_map(feature_maps, weights):
    return (feature_maps * weights).sum(axis=0)

# %% 6.6 wrong: weights not used -> The weights are missing
# adds the maps without weighting them
def activation_map(feature_maps, weights):
    return feature_maps.sum(axis=-1)

# %% 6.6 wrong: sum forgotten -> add up over the channels
# weighted maps, still one for each channel
def activation_map(feature_maps, weights):
    return feature_maps * weights

# %% 6.6 wrong: factors in the wrong order -> is that the channels
# weights @ feature_maps adds over the second axis from the end, the width
def activation_map(feature_maps, weights):
    return weights @ feature_maps

# %% 6.6 wrong: transposed -> Height first, then width
# width first and height second
def activation_map(feature_maps, weights):
    return (feature_maps @ weights).T

# %% 6.6 wrong: third axis kept -> An axis of length 1
# shape (height, width, 1)
def activation_map(feature_maps, weights):
    return (feature_maps * weights).sum(axis=-1, keepdims=True)

# %% 6.6 wrong: absolute values -> The sign says
# what speaks against the class becomes bright as well
def activation_map(feature_maps, weights):
    return np.abs(feature_maps * weights).sum(axis=-1)

# %% 6.6 wrong: flat -> All numbers in one row
# one row of numbers, not height by width
def activation_map(feature_maps, weights):
    return feature_maps.reshape(-1, feature_maps.shape[-1]) @ weights

# %% 6.6 wrong: whole numbers -> The fractions are cut off
# the result array is of integers, fractions are lost
def activation_map(feature_maps, weights):
    height, width, channels = feature_maps.shape
    heat = np.zeros((height, width), dtype=int)
    for i in range(height):
        for j in range(width):
            heat[i, j] = np.sum(feature_maps[i, j] * weights)
    return heat

# %% 6.6 wrong: square maps supposed -> A map may be wider than high
# uses the height for both axes
def activation_map(feature_maps, weights):
    n = feature_maps.shape[0]
    heat = np.zeros((n, n))
    for i in range(n):
        for j in range(n):
            heat[i, j] = feature_maps[i, j] @ weights
    return heat

# %% 6.6 wrong: 7 by 7 written in -> Maps may have any size
# the size of the notebook's maps; any height and width may come
def activation_map(feature_maps, weights):
    return (feature_maps.reshape(49, -1) @ weights).reshape(7, 7)

# %% 6.6 wrong: softmax over the places, again -> No softmax over the places
# turns the map into shares; the contributions themselves are asked
def activation_map(feature_maps, weights):
    heat = np.exp(feature_maps @ weights)
    return heat / heat.sum()

# %% 6.6 wrong: the heaviest channel only -> That is one channel
# shows one map, that of the largest weight, not the sum over all
def activation_map(feature_maps, weights):
    best = weights.argmax()
    return feature_maps[:, :, best] * weights[best]

# %% 6.6 wrong: weights brought to the sum one -> divides by the sum of the weights
# a weighted average; np.average divides by the sum of the weights
def activation_map(feature_maps, weights):
    return np.average(feature_maps, axis=-1, weights=weights)

# %% 6.6 wrong: tensordot with its default -> tensordot goes over two axes
# tensordot contracts two axes unless told otherwise
def activation_map(feature_maps, weights):
    return np.tensordot(feature_maps, weights)

# %% 6.6 wrong: head of the notebook -> handed in and not used
# uses the head's weights for the first class, not the argument
def activation_map(feature_maps, weights):
    return feature_maps @ head.layers[-1].get_weights()[0][:, 0]

# %% 6.6 wrong: last channel left out -> The last channel is left out
# range ends one too early
def activation_map(feature_maps, weights):
    heat = np.zeros(feature_maps.shape[:2])
    for channel in range(len(weights) - 1):
        heat += feature_maps[:, :, channel] * weights[channel]
    return heat

# %% 6.6 wrong: adds map and weight -> here they are added
# plus in place of times
def activation_map(feature_maps, weights):
    return (feature_maps + weights).sum(axis=-1)

# %% 6.6 wrong: channels first -> The channels stand on the last axis
# thinks the maps have shape (channels, height, width)
def activation_map(feature_maps, weights):
    return sum(weights[i] * feature_maps[i] for i in range(len(feature_maps)))

# %% 6.6 wrong: negative maps cut before -> no ReLU here
# applies a ReLU to the feature maps first; take them as they come
def activation_map(feature_maps, weights):
    return np.maximum(feature_maps, 0) @ weights

# %% 6.6 right: einsum
def activation_map(feature_maps, weights):
    return np.einsum("hwc,c->hw", feature_maps, weights)

# %% 6.6 right: two loops
def activation_map(feature_maps, weights):
    height, width, channels = feature_maps.shape
    heat = np.zeros((height, width))
    for row in range(height):
        for column in range(width):
            for channel in range(channels):
                heat[row, column] += feature_maps[row, column, channel] * weights[channel]
    return heat

# %% 6.6 right: tensordot, again
def activation_map(feature_maps, weights):
    return np.tensordot(feature_maps, weights, axes=([2], [0]))

# %% 6.6 right: np.inner, again
def activation_map(feature_maps, weights):
    return np.inner(np.asarray(feature_maps), weights)

# %% 6.6 right: sum of weighted maps
def activation_map(feature_maps, weights):
    return sum(weight * feature_maps[..., channel] for channel, weight in enumerate(weights))

# %% 6.6 right: flattened and back
def activation_map(feature_maps, weights):
    table = feature_maps.reshape(-1, feature_maps.shape[-1])
    return np.dot(table, weights.reshape(-1, 1)).reshape(feature_maps.shape[:2])

# %% 6.6 right: list comprehension
def activation_map(feature_maps, weights):
    return np.array([[np.dot(place, weights) for place in row] for row in feature_maps], dtype="float64")

# %% 6.6 right: keras.ops
def activation_map(feature_maps, weights):
    return keras.ops.convert_to_numpy(keras.ops.sum(keras.ops.multiply(feature_maps, weights), axis=-1))

# %% 6.7 before
cause = "b"
PICS = clothing.x_validation[:100] / 255


def wanted(photographs):
    return shrink(np.rot90(photographs, 3, axes=(1, 2)), 2)


# %% 6.7 wrong: times 255 -> so do not multiply
# undo the page's division
prepare = lambda p: wanted(p).astype("float32") * 255

# %% 6.7 wrong: standardised picture by picture -> not standardised
# mean 0, deviation 1
prepare = lambda p: (wanted(p) - p.mean()) / p.std()

# %% 6.7 wrong: red and blue swapped -> Red and blue are swapped
# OpenCV order
prepare = lambda p: wanted(p)[..., ::-1]

# %% 6.7 wrong: called at once -> Hand over the function itself
# prepare = colleagues_prepare(pictures)
prepare = PICS

# %% 6.7 wrong: the whole sentence for the letter -> The letter alone
# cause = "the pictures are scaled twice"
cause = "the pictures are scaled twice"
prepare = wanted

# %% 6.7 right: float16, clip
prepare = lambda p: np.clip(wanted(p), 0, 255).astype("float16")

# %% 6.7 right: the page's function undone
# colleagues_prepare(p) * 255
prepare = lambda p: np.rot90(shrink(p, 2), 3, axes=(1, 2)).astype("float32") / 255 * 255

# %% 6.7 right: list of pictures
# np.stack of copies
prepare = lambda p: np.stack([np.rot90(x, -1) for x in shrink(p, 2)])

# %% 6.7 before
# From here on each answer sets its own cause.
def wanted(photographs):
    return shrink(np.rot90(photographs, 3, axes=(1, 2)), 2)

# %% 6.7 wrong: turned the wrong way -> does it lie, or stand
# cause a, what most say after the turned photographs
cause = "a"


def prepare(pictures):
    return wanted(pictures)

# %% 6.7 wrong: sharp pictures -> compare with `hundred`
# cause c; coarse copies did harm before
cause = "c"


def prepare(pictures):
    return wanted(pictures)

# %% 6.7 wrong: batch normalisation mixes them -> keeps to what it has stored
# cause d; the network in use is the same
cause = "d"


def prepare(pictures):
    return wanted(pictures)

# %% 6.7 wrong: leaves out pixels -> compare with `hundred`
# cause c, and every other pixel as the mending
cause = "c"


def prepare(pictures):
    return np.rot90(pictures, 3, axes=(1, 2))[:, ::2, ::2] / 255

# %% 6.7 wrong: scales to -1 to 1 outside -> do not do it again
# right letter, but the scaling of the backbone is done a second time
cause = "b"


def prepare(pictures):
    return wanted(pictures).astype("float32") / 127.5 - 1

# %% 6.7 wrong: the page's own preparation -> what the page did
# right letter, nothing mended
cause = "b"


def prepare(pictures):
    return wanted(pictures).astype("float32") / 255

# %% 6.7 wrong: same function under another name -> what the page did
# right letter, prepare is still the colleague's
cause = "b"
prepare = colleagues_prepare

# %% 6.7 wrong: multiplies by 255 -> so do not multiply
# thinks that it gets the page's pictures, 0 to 1; it gets them from 0 to 255
cause = "b"


def prepare(pictures):
    return wanted(pictures).astype("float32") * 255

# %% 6.7 wrong: multiplies whole numbers by 255 -> so do not multiply
# the same without a change of type: eight bits overflow
cause = "b"


def prepare(pictures):
    return wanted(pictures) * 255

# %% 6.7 wrong: whole-number division -> That leaves 0 and 1
# // 255 leaves only 0 and 1
cause = "b"


def prepare(pictures):
    return wanted(pictures) // 255

# %% 6.7 wrong: back to eight bits too late -> That leaves 0 and 1
# divides and then casts: only black is left
cause = "b"


def prepare(pictures):
    return (wanted(pictures) / 255).astype("uint8")

# %% 6.7 wrong: nothing returned -> Does the function end with `return`
# the function ends without return
cause = "b"


def prepare(pictures):
    pictures = wanted(pictures).astype("float32")

# %% 6.7 wrong: pass -> handed in and not used
# nothing is left to do, so pass; but the pictures must come back
cause = "b"


def prepare(pictures):
    pass

# %% 6.7 wrong: pictures of the notebook -> handed in and not used
# ignores the argument
cause = "b"


def prepare(pictures):
    return clothing.x_validation[:100]

# %% 6.7 wrong: an array in place of a function -> Hand over the function itself
# prepare is asked as a function
cause = "b"
prepare = clothing.x_validation[:100]

# %% 6.7 wrong: called at once, again -> Hand over the function itself
# prepare should be the function, not its result
cause = "b"


def prepare(pictures):
    return wanted(pictures)


prepare = prepare(clothing.x_validation[:100])

# %% 6.7 wrong: no argument -> as many arguments, in the same order
# prepare() cannot take the pictures
cause = "b"


def prepare():
    return clothing.x_validation[:100]

# %% 6.7 wrong: extra axis -> no new axis in front
# as for a single photograph; the batch axis is there already
cause = "b"


def prepare(pictures):
    return wanted(pictures)[np.newaxis]

# %% 6.7 wrong: standardised -> not standardised
# mean 0 and spread 1; the network wants 0 to 255
cause = "b"


def prepare(pictures):
    small = wanted(pictures)
    return (small - small.mean()) / small.std()

# %% 6.7 wrong: letter without quotes
# b without quotes is a name that does not exist
cause = b


def prepare(pictures):
    return wanted(pictures)

# %% 6.7 wrong: the sentence in place of the letter -> The letter alone
# the letter is asked
cause = "the pictures are scaled twice: by the page, and again inside the network"


def prepare(pictures):
    return wanted(pictures)

# %% 6.7 wrong: number of the answer -> The letter alone
# 2 for the second; the letter is asked
cause = 2


def prepare(pictures):
    return wanted(pictures)

# %% 6.7 wrong: two letters -> The letter alone
# could not decide
cause = "b, d"


def prepare(pictures):
    return wanted(pictures)

# %% 6.7 wrong: function under another name
# the name prepare was asked
cause = "b"


def prepare_pictures(pictures):
    return wanted(pictures)

# %% 6.7 wrong: no cause
# only the function was written
def prepare(pictures):
    return wanted(pictures)

# %% 6.7 wrong: only the cause
# the function was forgotten
cause = "b"

# %% 6.7 wrong: negative -> That is the negative
# turns the brightness round
cause = "b"


def prepare(pictures):
    return 255 - wanted(pictures)

# %% 6.7 wrong: blue, green, red -> Red and blue are swapped
# order of the colours turned, as other libraries want it; hardly scaled wrongly but other pictures
cause = "b"


def prepare(pictures):
    return wanted(pictures)[..., ::-1]

# %% 6.7 wrong: gives the answers -> not the network's answers
# prepare must give pictures, not predictions
cause = "b"


def prepare(pictures):
    return network.predict(wanted(np.resize(pictures, sent.shape)), verbose=0)[: len(pictures)]

# %% 6.7 wrong: mends the measuring in place of the pictures -> what the page did
# leaves the page's preparation and redefines accuracy_in_use
cause = "b"
prepare = colleagues_prepare


def accuracy_in_use(prepare):
    return here_accuracy

# %% 6.7 right: pictures as they are
cause = "b"


def prepare(pictures):
    return wanted(pictures)

# %% 6.7 right: every other pixel, turned by the axes in the other order
cause = 'b'
prepare = lambda pictures: np.rot90(pictures, axes=(2, 1))[:, ::2, ::2]

# %% 6.7 right: upper case, only another type
cause = "B"


def prepare(pictures):
    """Leave 0 to 255 as it is: the network scales."""
    return wanted(pictures).astype("float32")

# %% 6.7 right: undoes what the page does
cause = "b"


def prepare(pictures):
    return colleagues_prepare(pictures) * 255

# %% 6.7 right: functools.partial, one function behind the other
import functools

cause = "b"
upright = functools.partial(np.rot90, k=-1, axes=(1, 2))
prepare = lambda photographs: np.asarray(shrink(upright(photographs), 2))

# %% 6.7 right: a class with call
cause = "b"


class AsTheyAre:
    def __call__(self, pictures):
        return np.array(wanted(pictures), dtype="float32", copy=True)


prepare = AsTheyAre()

# %% 6.7 right: clipped to 0 to 255
cause = "b"


def prepare(pictures):
    return np.clip(wanted(pictures), 0, 255)

# %% 6.7 right: blank around the letter, one by one
cause = " b "


def prepare(pictures):
    return np.stack([wanted(picture[np.newaxis])[0] for picture in pictures])

# %% 6.7 right: Keras makes them small
cause = "b"


def prepare(photographs):
    size = photographs.shape[2] // 2, photographs.shape[1] // 2
    return keras.ops.image.resize(np.rot90(photographs, -1, axes=(1, 2)).copy(), size)

# %% 6.7 right: turned by hand, axes swapped and then mirrored
cause = "b"
prepare = lambda photographs: shrink(photographs, 2).swapaxes(1, 2)[:, :, ::-1]

# %% 6.7 wrong: leaves the pictures as they are sent -> only the third step is at fault
# nothing is to be done, since the network scales
cause = "b"


def prepare(photographs):
    return photographs

# %% 6.7 wrong: not shrunk -> twice as large
# turns, and lets the network see to the size
cause = "b"
prepare = lambda photographs: np.rot90(photographs, 3, axes=(1, 2))

# %% 6.7 wrong: not turned -> still lie on their side
cause = "b"
prepare = lambda photographs: shrink(photographs, 2)

# %% 6.7 wrong: turned the other way -> the wrong way
cause = "b"
prepare = lambda photographs: shrink(np.rot90(photographs, axes=(1, 2)), 2)

# %% 6.7 wrong: axes swapped -> np.rot90 turns
# a transposed picture is mirrored too
cause = "b"
prepare = lambda photographs: shrink(photographs.swapaxes(1, 2), 2)

# %% 6.7 wrong: turned on the wrong axes
# without axes np.rot90 turns pictures against rows
cause = "b"
prepare = lambda photographs: shrink(np.rot90(photographs, 3), 2)

# %% 6.7 wrong: shrunk by four -> Twice smaller
cause = "b"
prepare = lambda photographs: shrink(wanted(photographs), 2)

# %% 6.7 wrong: to the size of this notebook -> not to a size of its own
# always side × side
cause = "b"


def prepare(photographs):
    return keras.ops.image.resize(np.rot90(photographs, -1, axes=(1, 2)).copy(), (side, side))
