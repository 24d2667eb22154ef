"""Many small fully connected networks trained as one, and data to train them on."""

from fieldguide.nets._data import Data as Data
from fieldguide.nets._data import digits as digits
from fieldguide.nets._mnist import mnist as mnist
from fieldguide.nets._network import Network as Network
from fieldguide.nets._network import Signals as Signals
from fieldguide.nets._toys import TOYS as TOYS
from fieldguide.nets._toys import toy as toy
from fieldguide.nets._train import Trainer as Trainer
