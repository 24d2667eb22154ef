// The script of the plate page.
import "./activation-plate";
import "./copy-code";
import "./similar-species";
