"""The gates of two inputs."""

from fieldguide.activations.gate import Gate
from fieldguide.activations.species.gelu import gelu
from fieldguide.activations.species.identity import identity
from fieldguide.activations.species.rectifiers import relu
from fieldguide.activations.species.sigmoidal import sigmoid
from fieldguide.activations.species.swish import silu

_SHAZEER = "N. Shazeer, GLU variants improve Transformer, arXiv:2002.05202, 2020."

glu = Gate(
    slug="glu",
    name="GLU",
    formula="b / (1 + exp(-a))",
    inner=sigmoid,
    year=2016,
    citation=(
        "Y. N. Dauphin, A. Fan, M. Auli and D. Grangier, Language modeling with gated "
        "convolutional networks, arXiv:1612.08083, 2016."
    ),
    habitats=("the gated convolutional networks of Dauphin et al. (2016)",),
    similar=("swiglu", "bilinear"),
)

bilinear = Gate(
    slug="bilinear",
    name="Bilinear",
    formula="a * b",
    inner=identity,
    year=2007,
    citation=(
        "A. Mnih and G. Hinton, Three new graphical models for statistical language modelling, "
        "ICML 2007, to which Dauphin et al. (2016) trace the gate without its sigmoid. In "
        f"Transformers: {_SHAZEER}"
    ),
    habitats=("the comparison of Shazeer (2020)",),
    similar=("glu", "reglu"),
)

reglu = Gate(
    slug="reglu",
    name="ReGLU",
    formula="max(a, 0) * b",
    inner=relu,
    year=2020,
    citation=_SHAZEER,
    habitats=("the comparison of Shazeer (2020)",),
    similar=("geglu", "swiglu"),
)

geglu = Gate(
    slug="geglu",
    name="GEGLU",
    formula="a * Phi(a) * b",
    inner=gelu,
    year=2020,
    citation=_SHAZEER,
    habitats=("T5 version 1.1 (2020)", "Gemma (2024)"),
    similar=("swiglu", "reglu"),
)

swiglu = Gate(
    slug="swiglu",
    name="SwiGLU",
    formula="a * b / (1 + exp(-a))",
    inner=silu,
    year=2020,
    citation=_SHAZEER,
    habitats=("PaLM (2022)", "LLaMA (2023)"),
    similar=("geglu", "reglu", "glu"),
)
