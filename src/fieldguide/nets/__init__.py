"""Many small fully connected networks trained as one, and data to train them on."""

from fieldguide.nets.blas_threads import limit_blas_threads as limit_blas_threads
from fieldguide.nets.datasets.dataset import Data as Data
from fieldguide.nets.datasets.digits import digits as digits
from fieldguide.nets.datasets.mnist import mnist as mnist
from fieldguide.nets.datasets.toys import TOYS as TOYS
from fieldguide.nets.datasets.toys import toy as toy
from fieldguide.nets.initialization import (
    CriticalInitializationError as CriticalInitializationError,
)
from fieldguide.nets.initialization import weight_variances as weight_variances
from fieldguide.nets.network import Network as Network
from fieldguide.nets.network import Signals as Signals
from fieldguide.nets.trainer import Trainer as Trainer
