// The script of a gate's plate.
import "./gate-figure";
