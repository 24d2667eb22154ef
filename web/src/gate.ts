// The script of a gate's plate.
import "./copy-code";
import "./gate-figure";
