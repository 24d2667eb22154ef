"""The guide over HTTP, for one reader's machine."""

from fieldguide.serve.app import create_app as create_app
from fieldguide.serve.process import ServeError as ServeError
from fieldguide.serve.process import serve as serve
from fieldguide.serve.static_files import NOT_BUILT as NOT_BUILT
