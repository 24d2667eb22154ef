// The table of statistics: sorted by a press on a header, and species ticked to compare them.
import { columns, page } from "./index-settings";

const section = document.querySelector<HTMLElement>("#statistics")!;
const body = section.querySelector("tbody")!;
/** The rows in the catalogue's order. */
const rows = [...body.rows];
const orders = ["ascending", "descending"] as const;

/** What a row is sorted by: a number, a word, or null where there is nothing to compare. */
function weight(row: HTMLTableRowElement, key: string): number | string | null {
  const text = row.querySelector<HTMLElement>(`[data-key="${key}"]`)!.dataset["sort"]!;
  if (text === "") return null;
  const number = text === "inf" ? Infinity : text === "-inf" ? -Infinity : Number(text);
  return Number.isNaN(number) ? text : number;
}

export function sort(): void {
  const { sort: by } = page.state;
  const order = page.state["order"] || orders[0];
  for (const column of columns) {
    if (column.dataset["key"] === by) column.setAttribute("aria-sort", order);
    else column.removeAttribute("aria-sort");
  }
  const sign = order === "descending" ? -1 : 1;
  const sorted = [...rows];
  if (by) {
    const weights = new Map(rows.map((row) => [row, weight(row, by)]));
    sorted.sort((one, other) => {
      const [a, b] = [weights.get(one)!, weights.get(other)!];
      // What has no value stands last, whichever way the others go.
      if (a === null || b === null) return Number(a === null) - Number(b === null);
      return a === b ? 0 : sign * (a < b ? -1 : 1);
    });
  }
  body.append(...sorted);
}

for (const column of columns) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...column.childNodes);
  button.addEventListener("click", () => {
    const { sort: by, order } = page.state;
    const name = column.dataset["key"]!;
    if (by !== name) page.set({ sort: name, order: "" });
    else if (order === orders[1]) page.set({ sort: "", order: "" });
    else page.set({ sort: name, order: orders[1] });
  });
  column.append(button);
}

const how = section.querySelector<HTMLElement>(".how")!;
const link = section.querySelector<HTMLAnchorElement>(".chosen a")!;
body.addEventListener("change", () => {
  const chosen = rows
    .flatMap((row) => [...row.querySelectorAll("input")])
    .filter((box) => box.checked);
  link.hidden = chosen.length < 2;
  how.hidden = !link.hidden;
  link.href = `../compare?show=${chosen.map((box) => box.value).join(",")}`;
  link.textContent = `Compare the ${chosen.length} chosen`;
});
section.dataset["ready"] = "";
