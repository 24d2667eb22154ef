"""Definitions written as JavaScript, for the page."""

from fieldguide.activations.javascript.module import javascript as javascript
