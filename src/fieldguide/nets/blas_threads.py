"""The limit on the threads of BLAS, for programs that train networks."""

from threadpoolctl import threadpool_limits


def limit_blas_threads() -> None:
    """Have the matrix products of this process computed by the thread that calls them.

    Call it once, in a program that runs labs or trains networks. The products
    here are small: BLAS's own threads would spend their time waiting for one
    another, most of all where other processes use the cores too. And the last
    digits of a product depend on the number of threads.

    It holds for every BLAS library that is loaded when it is called, NumPy's
    among them, until the process ends.
    """
    threadpool_limits(1, user_api="blas")
