// The script of a gate's plate.
import "../ui/copy-code";
import "../gates/gate-figure";
