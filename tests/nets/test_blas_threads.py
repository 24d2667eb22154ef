"""BLAS computes with one thread after the limit."""

import json
import subprocess
import sys

CODE = """
import json
import scipy.linalg
from threadpoolctl import threadpool_info, threadpool_limits
from fieldguide.nets import limit_blas_threads

def threads():
    return [one["num_threads"] for one in threadpool_info() if one["user_api"] == "blas"]

threadpool_limits(2, user_api="blas")
before = threads()
limit_blas_threads()
print(json.dumps([before, threads()]))
"""


def test_every_blas_that_is_loaded_is_limited_to_one_thread():
    ended = subprocess.run([sys.executable, "-c", CODE], capture_output=True, text=True)
    before, after = json.loads(ended.stdout)
    assert before
    assert set(before) == {2}
    assert set(after) == {1}
