// The script of the plate page.
import "../plates/activation-plate";
import "../ui/copy-code";
import "../plates/similar-species";
