// The page's script: every custom element of the guide.
import "./activation-chart";
import "./try-step";
import "./slope-product";
import "./slope-contrast";
import "./gelu-gap";
import "./score-threshold";
import "./tanh-loop";
import "./near-labs";
