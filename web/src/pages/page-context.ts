// Creates the state of the page, tied to its address, for all elements of the page.
import { typedSlug } from "../state/catalogue";
import { ChartContext, provideContext } from "../state/chart-context";

// The server writes what a page is of, and what it opens with.
const { species, formula, opening, defaults } = document.body.dataset;

export const page = new ChartContext(
  opening?.split(",") ?? [],
  {
    plate: species ?? (formula === undefined ? undefined : typedSlug),
    defaults,
    labs: [...document.querySelectorAll("lab-player")].map((lab) => lab.getAttribute("lab")!),
  },
  { withUrl: true },
);
provideContext(document.body, page);
