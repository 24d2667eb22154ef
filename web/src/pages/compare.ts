// The script of the compare page.
import { page } from "./page-context";
import "../chart/activation-chart";
import "../compare/difference-plot";
import { followState } from "../compare/statistics-table";

followState(page);
