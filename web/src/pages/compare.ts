// The script of the compare page.
import "../chart/activation-chart";
import "../compare/difference-plot";
import "../compare/statistics-table";
