// The table of statistics: sorted by a press on a header, and species ticked to compare them.
import { columns, page } from "./index-settings";
import { orders, pressed, sorted, weight } from "./row-order";

const section = document.querySelector<HTMLElement>("#statistics")!;
const body = section.querySelector("tbody")!;
/** The rows in the catalogue's order. */
const rows = [...body.rows];

export function sort(): void {
  const { sort: by } = page.state;
  const order = page.state["order"] || orders[0];
  for (const column of columns) {
    if (column.dataset["key"] === by) column.setAttribute("aria-sort", order);
    else column.removeAttribute("aria-sort");
  }
  const value = (row: HTMLTableRowElement) =>
    weight(row.querySelector<HTMLElement>(`[data-key="${by}"]`)!.dataset["sort"]!);
  body.append(...(by ? sorted(rows, value, order) : rows));
}

for (const column of columns) {
  const button = document.createElement("button");
  button.type = "button";
  button.append(...column.childNodes);
  button.addEventListener("click", () => {
    page.set(pressed(column.dataset["key"]!, page.state));
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
