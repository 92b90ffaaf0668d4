# %% [markdown]
# ## Goal
#
# A doctor looks at cells under a microscope and answers with one word: *benign* or *malignant*. Or a cardiologist looks at age, blood pressure and an electrocardiogram: heart disease, yes or no? Some numbers go in, one decision comes out. In this lesson an artificial **neuron** learns to make such a decision. Then you find out what one neuron can never do, and what two can.
#
# The word comes from biology. A nerve cell collects signals through its *dendrites*, some exciting, some inhibiting. When together they are strong enough, it fires through its *axon*, and other cells receive that. The artificial neuron keeps the idea and little else:
#
# $$\text{output} = g(\text{bias} + \text{sum of input} \times \text{weight})$$
#
# Each input has a **weight**: how much it counts, and in which direction. The **bias** says how easily the neuron fires at all. The function $g$ is its **activation**: what it makes of the sum.

# %% [markdown] tags=["instructor"]
# **Minutes: 6.** Draw the neuron: three inputs, three weights, a sum, a g, one output. Stay with it until somebody can compute one by hand; the numbers of hint 2 do. Do not dwell on the likeness with the brain: the aeroplane owes something to the bird and does not flap.

# %% [markdown]
# The formula multiplies two lists of numbers entry by entry and adds up. That is a **dot product**, `np.dot` or `@`. Lists and tables of numbers have a common name: **tensors**. The number of their axes is their **rank**.

# %% tags=["nbval-check-output"]
temperature = np.array(38.5)  # rank 0: one number
patient = np.array([38.5, 120.0, 80.0])  # rank 1: a vector, one patient
ward = np.array([[38.5, 120.0, 80.0], [36.6, 140.0, 90.0]])  # rank 2: a matrix, one patient a row
week = np.stack([ward] * 7)  # rank 3: seven such matrices

for tensor in [temperature, patient, ward, week]:
    print("rank", tensor.ndim, "shape", tensor.shape)

weights = np.array([1.0, 0.5, 0.0])
print("one patient times weights:", patient @ weights)
print("the whole ward at once:   ", ward @ weights)

# %% [markdown]
# Read the shape of a tensor before anything else: most mistakes in deep learning are mistakes of shape. In `ward @ weights` the shapes are (2, **3**) and (**3**,): the two threes must agree, they are summed away, and (2,) is left: one number per patient.
#
# ### Exercise 2.1: a neuron
#
# Write one neuron that looks at many patients at once.
#
# <details><summary>Hint 1</summary>
#
# First the sum, for all patients: `x @ weights + bias`. Then hand it to `activation`, which is a function.
# </details>
# <details><summary>Hint 2</summary>
#
# By hand: inputs 1 and 2, weights 3 and -1, bias 0.5. The sum is 0.5 + 1·3 + 2·(-1) = 1.5. With an activation that doubles, the output is 3.
# </details>

# %% tags=["nbval-check-output"]
def neuron(x, weights, bias, activation):
    """One artificial neuron.

    x: array of shape (examples, features)
    weights: array of shape (features,)
    bias: a number
    activation: a function of an array, applied to each entry
    returns: array of shape (examples,), one output per example
    """
    ### BEGIN SOLUTION
    return activation(x @ weights + bias)
    ### END SOLUTION


def double(total):
    return 2 * total


print(neuron(np.array([[1.0, 2.0], [0.0, 0.0]]), np.array([3.0, -1.0]), 0.5, double))

# %% tags=["nbval-check-output"]
check.neuron(neuron)

# %% [markdown]
# ## Activations
#
# What should $g$ be? Four have made history.
#
# - **step**: 1 when the sum is above 0, else 0. It decides, and nothing in between.
# - **sigmoid**: $1/(1+e^{-z})$, a step with a gentle slope, from 0 to 1. Read it as a probability.
# - **tanh**: the same shape from -1 to 1. NumPy has it: `np.tanh`.
# - **ReLU** (rectified linear unit): 0 below 0, above it the number itself. It looks too plain to be useful, and most large networks of today use it or a close relative.
#
# ### Exercise 2.2: activations
#
# Write `step`, `sigmoid` and `relu`. Let the sigmoid survive sums such as -1000 and 1000: no `nan`, and no overflow warning either. (The number $e^{1000}$ does not fit into a computer's floating-point number.)
#
# <details><summary>Hint 1</summary>
#
# `z > 0` gives True and False; multiplied by 1.0 they become 1 and 0. `np.maximum(a, b)` takes the larger one, entry by entry.
# </details>
# <details><summary>Hint 2</summary>
#
# The exponential of a *negative* number is never too large. Or use a relation to a function that NumPy has made safe already: the sigmoid of z is half of 1 + tanh(z / 2).
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** The plain sigmoid formula gives the right values and an overflow warning; the check asks for one without. `np.where` with both formulas computes both everywhere and warns as well. If the room is slow, give away tanh: the point is that a formula and a program are different things. On the figure, ask where the slopes vanish: lesson 5 needs it.

# %% tags=["nbval-check-output"]
def step(z):
    """1 where z is above 0, else 0 (also at 0). z: a number or an array of any shape; returns the same shape."""
    ### BEGIN SOLUTION
    return (z > 0) * 1.0
    ### END SOLUTION


def sigmoid(z):
    """1 / (1 + e^-z), between 0 and 1, without overflow for any z. Shape as that of z."""
    ### BEGIN SOLUTION
    return 0.5 * (1 + np.tanh(z / 2))
    ### END SOLUTION


def relu(z):
    """z where it is above 0, else 0. Shape as that of z."""
    ### BEGIN SOLUTION
    return np.maximum(z, 0)
    ### END SOLUTION


sums = np.array([-1000.0, -1.0, 0.5, 1000.0])
for activation in [step, sigmoid, relu]:
    print(f"{activation.__name__:8s}", np.round(activation(sums), 2))

# %% tags=["nbval-check-output"]
check.activations(step, sigmoid, relu)

# %% [markdown]
# Now draw them, each with its slope. The slope matters: gradient descent can move a weight only where the slope is not 0. **Predict.** Which of the four is flat almost everywhere? (You need not read the lines that draw, here and below.)

# %% tags=["nbval-ignore-output"] alt="Four panels: step, sigmoid, tanh and ReLU drawn over sums from -5 to 5, each with its slope dashed. The step's slope is zero everywhere, those of sigmoid and tanh are bumps around zero, ReLU's is zero on the left and one on the right."
z = np.linspace(-5, 5, 201)
figure, axes = plt.subplots(1, 4, figsize=(12, 3.2))
titles = ["step: slope 0", "sigmoid: at most 1/4", "tanh: at most 1", "ReLU: 0 or 1"]
for ax, activation, title in zip(axes, [step, sigmoid, np.tanh, relu], titles, strict=True):
    slope = np.diff(activation(z)) / np.diff(z)
    slope[slope > 2] = np.nan  # the jump of the step is no slope
    ax.plot(z, activation(z), label="activation")
    ax.plot(z[:-1], slope, "--", label="its slope")
    ax.set(title=title, xlabel="sum", ylim=(-1.2, 2.2))
axes[0].legend()
plt.show()

# %% [markdown]
# It is the step. At 0 it jumps and has no slope at all; everywhere else its slope is 0, so a small change of a weight changes nothing. Gradient descent cannot train it. The first neuron that learnt was a step nevertheless, and it had a rule of its own.

# %% [markdown]
# ## Data
#
# In Wisconsin in the 1990s, doctors took cells from the breasts of 569 women with a fine needle and measured the nuclei on pictures: radius, texture, smoothness and so on, thirty numbers in all. For each woman it is known whether the tumour was malignant (1) or benign (0). A mistake is not the same in both directions, and you come back to that at the end.
#
# Begin with two of the thirty features, so that everything can be drawn: mean radius and mean texture.

# %% [markdown] tags=["instructor"]
# **Minutes: 4.** Data and baseline. Ask for the guess first: "if you always say benign, how often are you right, and would you want to be that doctor's patient?" Somebody in a medical room will say *sensitivity zero*. Keep that for the end.

# %% tags=["nbval-check-output"]
tumours = data.load("breast_cancer")
two_features = [tumours.feature_names.index(name) for name in ["mean radius", "mean texture"]]
raw = tumours.x[:, two_features]
x = (raw - raw.mean(axis=0)) / raw.std(axis=0)  # standardised, as in lesson 1
y = tumours.y

print("shape of x:", x.shape, "  shape of y:", y.shape)
print("malignant:", np.sum(y == 1), "  benign:", np.sum(y == 0))

# %% [markdown]
# ## Baseline
#
# **Predict.** Always answer *benign*, the more frequent class. What share of the women do you get right?

# %% tags=["nbval-check-output"]
always_benign = np.zeros(len(y))
claim("always answering 'benign' is right for more than six of ten", np.mean(always_benign == y), at_least=0.6)
claim("and misses every malignant tumour", not np.any(always_benign[y == 1] == 1))

# %% [markdown]
# The share of right answers is the **accuracy**. This rule has more than 60 %, and it helps nobody. A number without its baseline says little.
#
# ## Model
#
# One neuron with a step: the **perceptron**, built by Frank Rosenblatt in 1958. Its two weights and its bias define a line in the plane; on one side it fires, on the other it does not. That line is its **decision boundary**.
#
# Rosenblatt's rule looks at one example at a time:
#
# - the answer is right: change nothing;
# - it said 0 and should have said 1: *add* the inputs to the weights, and 1 to the bias;
# - it said 1 and should have said 0: *subtract* them.
#
# In one line, with error = right answer minus its answer (so 0, 1 or -1):
#
# $$\text{weights} \leftarrow \text{weights} + \text{error} \times \text{inputs}, \qquad \text{bias} \leftarrow \text{bias} + \text{error}$$
#
# ### Exercise 2.3: Rosenblatt's rule
#
# Write one step of the rule, for one patient. Return new weights and a new bias.
#
# <details><summary>Hint 1</summary>
#
# For one patient `inputs` has shape (features,), so the sum is `inputs @ weights + bias`.
# </details>
# <details><summary>Hint 2</summary>
#
# `error = answer - step(...)`. When the error is 0, the formula changes nothing by itself: no `if` is needed.
# </details>

# %% [markdown] tags=["instructor"]
# **Minutes: 8.** Walk through one update on the board with a point on the wrong side. The three panels show the line jump. The question to put: why does it come to rest on the clear cases and never on all of them? (A line exists that separates the first; for the second none does, so somebody is always wrong and pulls.)

# %% tags=["nbval-check-output"]
def rosenblatt(inputs, answer, weights, bias):
    """Learn from one example.

    inputs: array of shape (features,), one patient
    answer: 0 or 1, what is right for this patient
    weights: array of shape (features,); bias: a number
    returns: the new weights and the new bias
    """
    ### BEGIN SOLUTION
    error = answer - step(inputs @ weights + bias)
    return weights + error * inputs, bias + error
    ### END SOLUTION


for case, answer, start in [("missed one", 1, np.array([0.0, 0.0])), ("false alarm", 0, np.array([1.0, 1.0]))]:
    new_weights, new_bias = rosenblatt(np.array([2.0, -1.0]), answer, start, 0.0)
    print(f"{case}: weights {start} become {new_weights}, bias 0 becomes {new_bias:.0f}")

# %% tags=["nbval-check-output"]
check.rosenblatt(rosenblatt)

# %% [markdown]
# ## Train
#
# First on easy ground: only the clear cases, chosen so that a line can separate them. Once through all examples is one epoch, as in lesson 1.

# %% tags=["nbval-ignore-output"]
score = x.sum(axis=1)
clear = ((score > 0.5) & (y == 1)) | ((score < -0.5) & (y == 0))
x_clear, y_clear = x[clear], y[clear]


def train_perceptron(x, y, epochs, patients=None):
    """Rosenblatt's rule, patient by patient; returns weights, bias and the number of mistakes in each epoch."""
    weights, bias, mistakes = np.zeros(x.shape[1]), 0.0, []
    for _ in range(epochs):
        wrong = 0
        for inputs, answer in list(zip(x, y, strict=True))[:patients]:
            before = bias
            weights, bias = rosenblatt(inputs, answer, weights, bias)
            wrong += bias != before
        mistakes.append(wrong)
    return weights, bias, mistakes


# %% tags=["nbval-ignore-output"] alt="Three panels with the clear cases in two colours: after one patient the boundary is far off, after 20 patients it is better, after 20 epochs it separates all of them; each title counts the wrong ones."
figure, axes = plt.subplots(1, 3, figsize=(13, 4), sharey=True)
for ax, epochs, patients in zip(axes, [1, 1, 20], [1, 20, None], strict=True):
    w, b, _ = train_perceptron(x_clear, y_clear, epochs, patients)
    wrong = int(np.sum(neuron(x_clear, w, b, step) != y_clear))
    when = f"{patients} patient{'' if patients == 1 else 's'}" if patients else f"{epochs} epochs"
    plots.boundary(lambda grid, w=w, b=b: neuron(grid, w, b, step), x_clear, y_clear, f"after {when}: {wrong} wrong",
                   "mean radius (standardised)", "mean texture (standardised)", tumours.class_names, ax=ax)

# %% tags=["nbval-ignore-output"] alt="Mistakes per epoch: on the clear cases they fall to zero within a few epochs and stay there; on all patients they go up and down around a hundred for ever."
mistakes_clear = train_perceptron(x_clear, y_clear, 20)[2]
mistakes_all = train_perceptron(x, y, 20)[2]
plots.curves(
    {"clear cases": mistakes_clear, "all patients": mistakes_all},
    "It comes to rest only where a line can separate", "epoch", "mistakes in this epoch", first=1,
)

# %% tags=["nbval-check-output"]
claim("on the clear cases the perceptron comes to rest, without a mistake", mistakes_clear[-1] == 0)
claim("on all patients it still makes mistakes in every epoch", min(mistakes_all) > 0)

# %% [markdown]
# Where some line separates the two classes, Rosenblatt's rule finds one; this is a theorem. Where none does, it never rests: each patient on the wrong side pulls the line over, and the next one pulls it back. It cannot say "this one is doubtful".
#
# ## Revise: a neuron that doubts
#
# Give the neuron the sigmoid. Its output p now lies between 0 and 1: the probability it gives to *malignant*. And the sigmoid has a slope, so gradient descent works, once there is a loss.
#
# For probabilities the usual loss is the **cross-entropy**: minus the logarithm of the probability that was given to what turned out right.
#
# $$\text{loss of one patient} = \begin{cases} -\ln p & \text{if malignant} \\ -\ln (1 - p) & \text{if benign} \end{cases}$$
#
# Sure and right costs nearly 0. Sure and wrong costs without limit. **Predict.** With all weights at 0, what does the neuron say, and what is the loss?

# %% [markdown] tags=["instructor"]
# **Minutes: 10.** Take the chain rule slowly: three cogwheels. How fast does z move when w does? How fast p when z does? How fast the loss when p does? Multiply. The cell prints each factor by formula and by small differences. The beautiful part is what cancels; show it on the board. Wrong answers to expect: the extra factor p(1-p), which belongs to the squared error; the sign.

# %% tags=["nbval-check-output"]
def cross_entropy(x, y, weights, bias):
    """Mean cross-entropy of a sigmoid neuron."""
    p = neuron(x, weights, bias, sigmoid)
    given_to_truth = np.where(y == 1, p, 1 - p)
    return -np.mean(np.log(np.maximum(given_to_truth, 1e-12)))  # the logarithm of 0 is minus infinity


at_zero = cross_entropy(x, y, np.zeros(2), 0.0)
print(f"loss with all weights at zero: {at_zero:.3f}")
claim("a neuron that knows nothing has a cross-entropy of ln 2", abs(at_zero - np.log(2)), at_most=1e-9)

# %% [markdown]
# To walk downhill you need the gradient: how fast the loss rises with each weight. Between weight and loss stand two more quantities, and each moves the next, like cogwheels:
#
# $$\text{weight } w \;\longrightarrow\; \text{sum } z \;\longrightarrow\; \text{probability } p \;\longrightarrow\; \text{loss } L$$
#
# Write $dz/dw$ for the speed at which $z$ moves when $w$ grows. The **chain rule** says: the speeds multiply. For one patient with input $x$ and answer $y$ they are
#
# | factor | in words | formula |
# |---|---|---|
# | $dz/dw$ | the sum moves with the weight as fast as the input says | $x$ |
# | $dp/dz$ | the slope of the sigmoid | $p\,(1-p)$ |
# | $dL/dp$ | the slope of the loss | $\dfrac{p-y}{p\,(1-p)}$ |
#
# The last one is two formulas in one: for $y = 1$ the loss is $-\ln p$ and its slope $-1/p$; for $y = 0$ it is $-\ln(1-p)$ with slope $1/(1-p)$. Put 1 or 0 in place of $y$ and see.
#
# Check each factor by small differences, for one patient and one weight.

# %% tags=["nbval-check-output"]
h = 1e-6
one_y = 0
one_x, w, b = np.array([1.5, 0.8, -0.3])
z = w * one_x + b
p = sigmoid(z)


def loss_of(p):
    return -np.log(p if one_y == 1 else 1 - p)


factors = {
    "dz/dw": (one_x, ((w + h) * one_x - (w - h) * one_x) / (2 * h)),
    "dp/dz": (p * (1 - p), (sigmoid(z + h) - sigmoid(z - h)) / (2 * h)),
    "dL/dp": ((p - one_y) / (p * (1 - p)), (loss_of(p + h) - loss_of(p - h)) / (2 * h)),
    "dL/dw": ((p - one_y) * one_x, (loss_of(sigmoid((w + h) * one_x + b)) - loss_of(sigmoid((w - h) * one_x + b))) / (2 * h)),
}
for name, (formula, difference) in factors.items():
    print(f"{name}: by formula {formula:.4f}, by small differences {difference:.4f}")

claim("each factor agrees with small differences", max(abs(f - d) for f, d in factors.values()), at_most=1e-6)

# %% [markdown]
# Multiply the three factors: $p\,(1-p)$ cancels, and what is left for one patient is
#
# $$\frac{dL}{dw} = (p - y)\, x$$
#
# The error times the input. You have met this pattern twice: in the gradient of lesson 1, and in Rosenblatt's rule. (There the error was answer minus output, so it was added; here it is output minus answer, so the step goes against it.)
#
# ### Exercise 2.4: gradient of the cross-entropy
#
# Write it for many patients at once: the gradient of their mean loss.
#
# <details><summary>Hint 1</summary>
#
# `error = neuron(x, weights, bias, sigmoid) - y` has shape (examples,).
# </details>
# <details><summary>Hint 2</summary>
#
# For each feature: the mean of error times that column. All features at once: `x.T @ error / len(y)`, where `.T` swaps rows and columns. The bias behaves like a weight whose input is always 1.
# </details>

# %% tags=["nbval-check-output"]
def cross_entropy_gradient(x, y, weights, bias):
    """Gradient of the mean cross-entropy of a sigmoid neuron.

    x: array of shape (examples, features); y: array of shape (examples,) of 0 and 1
    weights: array of shape (features,); bias: a number
    returns: how fast the loss rises with the weights, shape (features,), and with the bias, one number
    """
    ### BEGIN SOLUTION
    error = neuron(x, weights, bias, sigmoid) - y
    return x.T @ error / len(y), np.mean(error)
    ### END SOLUTION


along_weights, along_bias = cross_entropy_gradient(x, y, np.zeros(2), 0.0)
print("at zero:", along_weights.round(3), round(float(along_bias), 3))

# %% tags=["nbval-check-output"]
check.cross_entropy_gradient(cross_entropy_gradient)

# %% tags=["nbval-ignore-output"] alt="Left: the cross-entropy falls over 200 steps and flattens. Right: all patients on a ground that changes gradually from blue to orange, with the straight line where the neuron says one half between the two clouds."
fitted_weights, fitted_bias, losses = np.zeros(2), 0.0, []
for _ in range(200):
    losses.append(cross_entropy(x, y, fitted_weights, fitted_bias))
    along_weights, along_bias = cross_entropy_gradient(x, y, fitted_weights, fitted_bias)
    fitted_weights = fitted_weights - 1.0 * along_weights
    fitted_bias = fitted_bias - 1.0 * along_bias

figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4.2))
plots.curves({"loss": losses}, "The sigmoid neuron comes to rest", "step", "cross-entropy", ax=left)
plots.boundary(lambda grid: neuron(grid, fitted_weights, fitted_bias, sigmoid), x, y, "and says how sure it is: pale means doubt",
               "mean radius (standardised)", "mean texture (standardised)", tumours.class_names, ax=right)

# %% tags=["nbval-check-output"]
accuracy = np.mean((neuron(x, fitted_weights, fitted_bias, sigmoid) > 0.5) == y)
claim("with two features and one sigmoid neuron, at least 85 % of these patients are told right", accuracy, at_least=0.85)

# %% [markdown]
# Not bad for three numbers. (They were judged on the patients they learnt from; the honest test comes last.) The perceptron gets nearly as many right. What the sigmoid neuron adds is something else: it comes to rest, and it says how sure it is. A sigmoid neuron trained like this is what statistics calls *logistic regression*.
#
# ## What one neuron cannot do
#
# Two switches, one lamp. The lamp is on when *exactly one* of the switches is on. This is called **XOR**, exclusive or.

# %% [markdown] tags=["instructor"]
# **Minutes: 10.** XOR, the dense layer, the hidden layer, back-propagation, the zero start. Let the room try to lay a pencil across the four points before the program does. Exercise 2.6 is the hardest of the lesson: whoever is stuck after five minutes opens hint 3 and explains each line to a neighbour. In 1969 a book by Minsky and Papert on what a single layer cannot do cooled the field for years; that is worth a sentence.

# %% tags=["nbval-check-output"]
switches = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
lamp = np.array([0, 1, 1, 0])

generator = np.random.default_rng(SEED)
many_weights = generator.normal(size=(2, 100_000))  # a hundred thousand neurons by chance
many_biases = generator.normal(size=100_000)
right = np.mean(step(switches @ many_weights + many_biases) == lamp[:, np.newaxis], axis=0)
claim("of a hundred thousand neurons by chance, none gets more than three of the four right", right.max(), at_most=0.75)

# %% [markdown]
# No luck, and no wonder. A neuron draws one straight line, and no straight line has (0, 1) and (1, 0) on one side and (0, 0) and (1, 1) on the other.
#
# Now take *two* neurons that look at the same inputs, each with its own weights. Put their weights side by side as the columns of a matrix, and both are computed at once. Neurons that share their inputs are called a **layer**; when each neuron sees every input, it is a **dense layer**.
#
# ### Exercise 2.5: a dense layer
#
# Write the layer: the neuron of exercise 2.1, for several neurons at once.
#
# <details><summary>Hint 1</summary>
#
# It is the neuron again, with a matrix in place of the vector. Shapes: (examples, inputs) @ (inputs, neurons) gives (examples, neurons).
# </details>
# <details><summary>Hint 2</summary>
#
# Adding `biases` of shape (neurons,) adds each neuron's bias to its column.
# </details>

# %% tags=["nbval-check-output"]
def dense(x, weights, biases, activation):
    """A dense layer.

    x: array of shape (examples, inputs)
    weights: array of shape (inputs, neurons), one column per neuron
    biases: array of shape (neurons,)
    returns: array of shape (examples, neurons)
    """
    ### BEGIN SOLUTION
    return activation(x @ weights + biases)
    ### END SOLUTION


either_or_both = np.array([[1.0, 1.0], [1.0, 1.0]])  # one neuron fires for "at least one", one for "both"
print(dense(switches, either_or_both, np.array([-0.5, -1.5]), step))

# %% tags=["nbval-check-output"]
check.dense(dense)

# %% [markdown]
# Read the two columns. The first neuron says *at least one switch is on*, the second *both are on*. Exactly one is on when the first fires and the second does not. And that, one more neuron can say:

# %% tags=["nbval-check-output"]
hidden = dense(switches, either_or_both, np.array([-0.5, -1.5]), step)
output = neuron(hidden, np.array([1.0, -1.0]), -0.5, step)
print("lamp:", lamp, "  network:", output.astype(int))
claim("two neurons and a third on top solve XOR", bool(np.all(output == lamp)))

# %% [markdown]
# The two neurons in between are a **hidden layer**: neither input nor output. They turn the four points into new ones, for which a line *is* enough.
#
# <details><summary>The notation of the books (optional)</summary>
#
# A superscript in brackets counts the layers: $\mathbf{a}^{(0)} = \mathbf{x}$ are the inputs, $\mathbf{z}^{(1)} = \mathbf{a}^{(0)} W^{(1)} + \mathbf{b}^{(1)}$ the sums of the first layer, $\mathbf{a}^{(1)} = g(\mathbf{z}^{(1)})$ its outputs, and so on. $W^{(k)}_{ij}$ is the weight from neuron $i$ of layer $k-1$ to neuron $j$ of layer $k$. Here each row of $\mathbf{a}$ is one example.
# </details>
#
# We chose these weights by thinking. Can they be *found*? The chain rule has to reach through two layers now. Going backwards, from the loss to the first weights, each layer needs only what the layer nearer to the loss has computed already: this is **back-propagation**.
#
# ### Exercise 2.6: back-propagation
#
# The network has a hidden layer with tanh and one sigmoid neuron on top. Follow a single number first: one example, one input $x$, one hidden neuron with output $a = \tanh(z)$, its weight $v$ at the top.
#
# $$w \;\longrightarrow\; z \;\longrightarrow\; a \;\longrightarrow\; \text{top sum} \;\longrightarrow\; p \;\longrightarrow\; L$$
#
# You know the end of the chain: at the top sum the error is $e = p - y$. Going back, multiply by the speed of each cogwheel: the top sum moves with $a$ at speed $v$; $a$ moves with $z$ at the slope of tanh, which is $1 - a^2$; $z$ moves with $w$ at speed $x$. So
#
# $$\frac{dL}{dv} = e\,a, \qquad \frac{dL}{dw} = e\, v\,(1 - a^2)\, x$$
#
# Now the same for $n$ examples and all hidden neurons at once. Compute the gradient of the mean cross-entropy for all four sets of parameters:
#
# | going back | formula | shape |
# |---|---|---|
# | error at the top, per example | $(p - y)/n$ | (n,) |
# | top weights | `hidden.T @ error` | (hidden,) |
# | top bias | the sum of the errors | one number |
# | error at the hidden sums | each error times each top weight, times $1 - \text{hidden}^2$ | (n, hidden) |
# | first weights | `x.T @` that | (inputs, hidden) |
# | first biases | its sum over the examples | (hidden,) |
#
# `.T` turns a table, rows into columns, so that `@` sums over the examples. And `np.outer(a, b)` makes the table of all products of an entry of a with an entry of b.
#
# <details><summary>Hint 1</summary>
#
# Forward first, with your own functions: `hidden = dense(x, weights_1, biases_1, np.tanh)` and `p = neuron(hidden, weights_2, bias_2, sigmoid)`.
# </details>
# <details><summary>Hint 2</summary>
#
# Each example's error meets each top weight: `np.outer(error, weights_2)` has shape (n, hidden).
# </details>
# <details><summary>Hint 3</summary>
#
# `error_hidden = np.outer(error, weights_2) * (1 - hidden**2)`, then `x.T @ error_hidden` and `error_hidden.sum(axis=0)`.
# </details>

# %% tags=["nbval-check-output"]
def backpropagate(x, y, weights_1, biases_1, weights_2, bias_2):
    """Gradient of the mean cross-entropy of a network with one hidden layer of tanh neurons.

    x: array of shape (n, inputs); y: array of shape (n,) of 0 and 1
    weights_1: (inputs, hidden); biases_1: (hidden,); weights_2: (hidden,); bias_2: a number
    returns: four gradients, in the order and with the shapes of the four parameters
    """
    ### BEGIN SOLUTION
    hidden = dense(x, weights_1, biases_1, np.tanh)
    p = neuron(hidden, weights_2, bias_2, sigmoid)
    error = (p - y) / len(y)
    error_hidden = np.outer(error, weights_2) * (1 - hidden**2)
    return x.T @ error_hidden, error_hidden.sum(axis=0), hidden.T @ error, error.sum()
    ### END SOLUTION


example = np.array([[0.5, 1.0, -1.0], [2.0, 0.0, 1.0]]), np.zeros(3), np.array([1.0, -2.0, 0.5]), 0.1
for name, part in zip(["weights_1", "biases_1", "weights_2", "bias_2"], backpropagate(switches, lamp, *example), strict=True):
    print(f"{name}: shape {np.shape(part)}, sum {np.sum(part):.3f}")

# %% tags=["nbval-check-output"]
check.backpropagate(backpropagate)

# %% [markdown]
# Now train it on XOR, with eight hidden neurons (two are enough in principle, but then every second start gets stuck) and random initial weights.

# %% tags=["nbval-ignore-output"] alt="Left: the loss on XOR falls from 0.7 to nearly zero. Right: the four points with a decision boundary that is no straight line: the two points with exactly one switch on lie together on one side."
def train_network(parameters, learning_rate=1.0, steps=2000):
    """Gradient descent on XOR; returns the parameters and the loss at each step."""
    losses = []
    for _ in range(steps):
        hidden = dense(switches, parameters[0], parameters[1], np.tanh)
        losses.append(cross_entropy(hidden, lamp, parameters[2], parameters[3]))
        gradients = backpropagate(switches, lamp, *parameters)
        parameters = [value - learning_rate * g for value, g in zip(parameters, gradients, strict=True)]
    return parameters, losses


def network(x, parameters):
    return neuron(dense(x, parameters[0], parameters[1], np.tanh), parameters[2], parameters[3], sigmoid)


generator = np.random.default_rng(SEED)
random_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=8), 0.0]
solved, losses = train_network(random_start)

figure, (left, right) = plt.subplots(1, 2, figsize=(12, 4.2))
plots.curves({"loss": losses}, "The network finds what no neuron could", "step", "cross-entropy", ax=left)
plots.boundary(lambda grid: network(grid, solved), switches, lamp, "Its boundary is no straight line",
               "switch 1", "switch 2", ["lamp off", "lamp on"], ax=right)

# %% tags=["nbval-check-output"]
claim("the trained hidden layer solves XOR", bool(np.all((network(switches, solved) > 0.5) == lamp)))

# %% [markdown]
# ### Exercise 2.7: a network that does not start
#
# A colleague finds random initial weights untidy and starts with zeros everywhere. Run the cell and look at the loss.

# %% tags=["nbval-check-output"]
zero_start = [np.zeros((2, 8)), np.zeros(8), np.zeros(8), 0.0]
stuck, stuck_losses = train_network(zero_start)
for when in [0, 10, 1999]:
    print(f"step {when:4d}: loss {stuck_losses[when]:.3f}")

claim("in two thousand steps the loss has not moved", abs(stuck_losses[0] - stuck_losses[-1]), at_most=1e-9)

# %% [markdown]
# **Diagnose.** Why does nothing happen?
#
# - **a** The learning rate is too small.
# - **b** XOR cannot be solved by such a network.
# - **c** Each weight's gradient is multiplied by other weights or by hidden outputs, and all of these are zero. (The top bias alone could move, but two examples with the lamp on and two with it off pull it both ways alike.)
# - **d** Two thousand steps are too few.
#
# Set `cause` to your letter, in quotes, and make a `better_start` from which the same training solves XOR: a list of three arrays and one number, shaped as in `zero_start`.
#
# <details><summary>Hint 1</summary>
#
# Print `backpropagate(switches, lamp, *zero_start)`.
# </details>
# <details><summary>Hint 2</summary>
#
# Any equal numbers, even all ones, keep the hidden neurons identical for ever: they get the same gradient. Chance tells them apart: `generator.normal(size=(2, 8))`.
# </details>

# %% tags=["nbval-check-output"]
generator = np.random.default_rng(7)
### BEGIN SOLUTION
cause = "c"
better_start = [generator.normal(size=(2, 8)), np.zeros(8), generator.normal(size=8), 0.0]
### END SOLUTION
mended, mended_losses = train_network(better_start)
print("it solves XOR:", bool(np.all((network(switches, mended) > 0.5) == lamp)))

# %% tags=["nbval-check-output"]
check.zero_start(cause, better_start, network(switches, mended))

# %% [markdown]
# ## Two layers without an activation
#
# Why the activation at all? **Predict.** What can two dense layers do, one upon the other, that one cannot, if neither has an activation?

# %% [markdown] tags=["instructor"]
# **Minutes: 2.** Short and exact. Depth without a bend adds nothing; lesson 3 shows it on pictures.

# %% [markdown]
# ### Exercise 2.8: collapse two layers into one
#
# Find the single layer that computes exactly what two layers without activation compute.
#
# <details><summary>Hint 1</summary>
#
# Write the second layer's input as x @ weights_1 + biases_1 and multiply out.
# </details>
# <details><summary>Hint 2</summary>
#
# (x @ A + a) @ B + b = x @ (A @ B) + (a @ B + b)
# </details>

# %% tags=["nbval-check-output"]
def collapse(weights_1, biases_1, weights_2, biases_2):
    """The one layer that equals two layers without an activation.

    weights_1: (inputs, middle); biases_1: (middle,); weights_2: (middle, outputs); biases_2: (outputs,)
    returns: weights of shape (inputs, outputs) and biases of shape (outputs,)
    """
    ### BEGIN SOLUTION
    return weights_1 @ weights_2, biases_1 @ weights_2 + biases_2
    ### END SOLUTION


one_weights, one_biases = collapse(np.ones((4, 3)), np.ones(3), np.ones((3, 2)), np.array([10.0, 20.0]))
print("weights", one_weights.tolist(), "biases", one_biases.tolist())

# %% tags=["nbval-check-output"]
check.collapse(collapse)

# %% tags=["nbval-check-output"]
def identity(z):
    return z


generator = np.random.default_rng(SEED)
first = generator.normal(size=(30, 50)), generator.normal(size=50)
second = generator.normal(size=(50, 4)), generator.normal(size=4)
two_layers = dense(dense(tumours.x, *first, identity), *second, identity)
one_layer = dense(tumours.x, *collapse(*first, *second), identity)
claim("two layers without an activation are one layer", np.max(np.abs(two_layers / one_layer - 1)), at_most=1e-6)

# %% [markdown]
# Nothing is gained. The activation is what makes depth worth its name: it bends.
#
# ## Test: all thirty features
#
# Back to the patients, now with all thirty features, a hidden layer of 16 ReLU neurons, in Keras. Keras does the back-propagation. The **optimiser** (the way to walk downhill) is **Adam**, a gradient descent that adapts the length of the step to each weight.
#
# The judgement must come from patients the network has not seen, and 569 patients are few: a single test set of a hundred would leave a lot to chance. So put a fifth aside, train on the rest, predict the part put aside; then put the next fifth aside, and start again from nothing. After five rounds each patient has been predicted once, by a network that had never seen her. This is **cross-validation**. For comparison, a single sigmoid neuron with the same thirty features does the same; scikit-learn has it as `LogisticRegression`.

# %% [markdown] tags=["instructor"]
# **Minutes: 5.** While it trains (a few seconds), ask: the network says 0.3, do you send the patient home? Everything after that is the threshold. Then quiz and recap.

# %% tags=["nbval-ignore-output"]
from sklearn.linear_model import LogisticRegression
from sklearn.model_selection import StratifiedKFold


def build_model():
    model = keras.Sequential(
        [
            keras.Input(shape=(30,)),
            keras.layers.Dense(16, activation="relu"),
            keras.layers.Dense(1, activation="sigmoid"),
        ]
    )
    model.compile(optimizer=keras.optimizers.Adam(0.01), loss="binary_crossentropy")
    return model


# %% tags=["nbval-ignore-output"]
probability, one_neuron = np.zeros(len(y)), np.zeros(len(y))
fifths = StratifiedKFold(5, shuffle=True, random_state=SEED)  # equal shares of malignant in each fifth
for train, test in fifths.split(tumours.x, y):
    mean, spread = tumours.x[train].mean(axis=0), tumours.x[train].std(axis=0)  # of the training part alone
    x_train, x_test = (tumours.x[train] - mean) / spread, (tumours.x[test] - mean) / spread
    keras.utils.set_random_seed(SEED)
    model = build_model()
    model.fit(x_train, y[train], epochs=15, batch_size=32, verbose=0)
    probability[test] = model.predict(x_test, verbose=0)[:, 0]
    one_neuron[test] = LogisticRegression().fit(x_train, y[train]).predict_proba(x_test)[:, 1]

accuracy, simple_accuracy = np.mean((probability > 0.5) == y), np.mean((one_neuron > 0.5) == y)
print(f"right for unseen patients: with a hidden layer {accuracy:.1%}, one neuron alone {simple_accuracy:.1%}")

# %% tags=["nbval-check-output"]
claim("at least 95 % of unseen patients are told right", accuracy, at_least=0.95)
claim("one neuron with all thirty features comes within three points", abs(accuracy - simple_accuracy), at_most=0.03)

# %% [markdown]
# So was the hidden layer needed? Hardly: with thirty good features a straight boundary nearly does. Always try the simplest model first; it is the baseline of the next one. In lesson 3 the inputs are pixels, and the difference will be large.
#
# Accuracy counts all mistakes alike. A clinic does not. Two shares are kept apart:
#
# - **sensitivity**: of the malignant tumours, how many are found?
# - **specificity**: of the benign ones, how many are left in peace?
#
# The network gives a probability; where to draw the line, the **threshold**, is your choice, and it trades one for the other. **Predict.** You lower the threshold from 0.5 to 0.1. Which of the two rises, which falls?

# %% tags=["nbval-ignore-output"] alt="Sensitivity and specificity over the threshold from 0 to 1: sensitivity falls as the threshold rises, specificity rises; they cross at a low threshold."
thresholds = np.linspace(0.005, 0.995, 199)
sensitivity = np.array([np.mean(probability[y == 1] > t) for t in thresholds])
specificity = np.array([np.mean(probability[y == 0] <= t) for t in thresholds])

plt.plot(thresholds, sensitivity, label="sensitivity: malignant ones found")
plt.plot(thresholds, specificity, "--", label="specificity: benign ones left in peace")
plt.title("The threshold trades one mistake for the other")
plt.xlabel("threshold")
plt.ylabel("share of patients")
plt.ylim(0.8, 1.005)
plt.legend()
plt.show()

# %% tags=["nbval-ignore-output"]
for threshold in [0.5, 0.1]:
    alarmed = probability > threshold
    print(f"threshold {threshold}: {np.sum(alarmed & (y == 1))} of {np.sum(y == 1)} malignant tumours found, "
          f"{np.sum(alarmed & (y == 0))} of {np.sum(y == 0)} women with a benign one alarmed")

# %% tags=["nbval-check-output"]
found = {t: np.mean(probability[y == 1] > t) for t in (0.1, 0.5)}
spared = {t: np.mean(probability[y == 0] <= t) for t in (0.1, 0.5)}
claim("at threshold 0.5 at least nine of ten malignant tumours are found", found[0.5], at_least=0.9)
claim("at threshold 0.1 at least 94 of 100 are found", found[0.1], at_least=0.94)
claim("and at least nine of ten women with a benign tumour are still left in peace", spared[0.1], at_least=0.9)

# %% [markdown]
# Sensitivity rises and specificity falls. Read the counts: how many more women are alarmed for nothing, for how many more tumours found? Whom to alarm for nothing, and whom to miss: no network can decide that for you. It depends on what follows, another needle or a year without treatment. The threshold is a medical choice, made before the test and written down.
#
# One more caution. These are 569 women of one hospital, measured with one microscope. Another hospital is another data distribution.
#
# ## Quiz
#
# **1. A neuron has weights 2 and -3, bias 1 and a step. What does it answer for the inputs (1, 1)?**
#
# <details><summary>Answer</summary>
#
# The sum is 1 + 2 - 3 = 0. The step fires above 0, so the answer is 0.
# </details>
#
# **2. Why does nobody train networks of step neurons by gradient descent?**
#
# <details><summary>Answer</summary>
#
# The step's slope is 0 almost everywhere, and the chain rule multiplies by it: every gradient is 0.
# </details>
#
# **3. Which of these can a single neuron learn: AND, OR, XOR?**
#
# <details><summary>Answer</summary>
#
# AND and OR: a straight line separates their cases. XOR: no.
# </details>
#
# **4. A friend stacks ten dense layers without an activation "for more depth". What does she get?**
#
# <details><summary>Answer</summary>
#
# One layer, with more numbers than it needs. A product of matrices is a matrix.
# </details>
#
# **5. A test for a rare disease (1 in 1,000) has 99 % accuracy. Good?**
#
# <details><summary>Answer</summary>
#
# Worse than the baseline: always answering "healthy" is right 99.9 % of the time. Ask for sensitivity and specificity.
# </details>
#
# ## Recap
#
# - A **neuron** computes g(bias + sum of input × weight); its boundary is straight.
# - **Rosenblatt's rule** finds a separating line where there is one. A **sigmoid** neuron with **cross-entropy** learns also where there is none.
# - The **chain rule** multiplies the speeds of the cogwheels; **back-propagation** does so layer by layer, from the loss backwards.
# - A **hidden layer** solves what one neuron cannot, if it has an activation and its neurons do not all start alike.
# - Accuracy needs a baseline; in a clinic, **sensitivity** and **specificity** and a threshold that somebody answers for.
#
# ## Go further
#
# 1. Train the XOR network with two hidden neurons from 50 random starts. How many solve it? Draw the boundary of one that does not.
# 2. Replace the cross-entropy by the squared error in exercise 2.4: one factor no longer cancels. Start with weights that are very wrong. Which loss escapes faster, and why?
# 3. Choose a threshold for a screening programme and one for the decision to operate. Write two sentences for each that a patient would understand.
