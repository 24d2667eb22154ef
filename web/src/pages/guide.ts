// The script of the front page: its chart, its examples, and the labs when one comes near.
import "./page-context";
import "../chart/activation-chart";
import "../chart/try-step";
import "../examples/slope-product";
import "../examples/slope-contrast";
import "../examples/gelu-gap";
import "../examples/score-threshold";
import "../examples/tanh-loop";
import "./load-labs";
