// The script of the compare page.
import "./activation-chart";
import "./difference-plot";
import "./statistics-table";
