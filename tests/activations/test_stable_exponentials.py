import numpy as np
from array_api_compat import numpy as numpy_api
from mpmath import mp

from fieldguide.activations.stable_exponentials import erfcx


def test_erfcx():
    t = np.concatenate([np.linspace(0, 8, 801), np.geomspace(1e-300, 1e3, 400)])
    got = erfcx(t, numpy_api)
    with mp.workdps(40):
        true = [mp.exp(mp.mpf(s) ** 2) * mp.erfc(mp.mpf(s)) for s in t.tolist()]
        errors = [abs(mp.mpf(g) / s - 1) for g, s in zip(got.tolist(), true, strict=True)]
    assert max(errors) < 3 * 2.0**-52
