// The script of a gate's plate.
import "./page-context";
import "../ui/copy-code";
import "../gates/gate-figure";
