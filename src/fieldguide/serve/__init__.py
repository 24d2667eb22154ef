"""The guide over HTTP, for one reader's machine."""

from fieldguide.serve.app import NOT_BUILT as NOT_BUILT
from fieldguide.serve.app import ServeError as ServeError
from fieldguide.serve.app import create_app as create_app
from fieldguide.serve.app import serve as serve
