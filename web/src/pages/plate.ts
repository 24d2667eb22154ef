// The script of the plate page.
import "./page-context";
import "../plates/activation-plate";
import "../ui/copy-code";
import "../plates/similar-species";
