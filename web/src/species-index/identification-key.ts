// The identification key: answers narrow the grid and the table down to what fits them.
import { html, nothing, render } from "lit";
import { animateLayout } from "../ui/animated-layout";
import type { State } from "./index-query";
import { key, page, questions } from "./index-settings";

const cards = [...document.querySelectorAll<HTMLElement>("#species > li")];
const gates = document.querySelector<HTMLElement>("#gates")!;
const [remaining, verdict] = [".remaining .n", ".verdict"].map((at) =>
  key.querySelector<HTMLElement>(at)!,
);
const startOver = key.querySelector<HTMLButtonElement>("#start-over")!;
const most = 8; // species on one chart that can still be told apart

const fits = (card: HTMLElement, state: State): boolean =>
  questions.every(({ name }) => !state[name] || card.dataset[name] === state[name]);
const left = (state: State): HTMLElement[] => cards.filter((card) => fits(card, state));

const asked = (state: State): boolean => questions.some(({ name }) => state[name]);

export function filter(): void {
  const { state } = page;
  const remainingCards = left(state);
  for (const radio of key.querySelectorAll<HTMLInputElement>("input")) {
    radio.checked = radio.value === (state[radio.name] ?? "");
    if (!radio.value) continue;
    const would = left({ ...state, [radio.name]: radio.value }).length;
    radio.parentElement!.querySelector(".count")!.textContent = String(would);
    // A given answer can be taken back, even one that contradicts the others.
    radio.disabled = would === 0 && !radio.checked;
  }
  startOver.disabled = !asked(state);
  remaining!.textContent = String(remainingCards.length);
  render(sentence(remainingCards, state), verdict!);
  const slugs = new Set(remainingCards.map((card) => card.dataset["slug"]!));
  animateLayout([...cards, gates], () => {
    for (const card of cards) card.hidden = !remainingCards.includes(card);
    // The key asks about a curve, and a gate is a surface.
    gates.hidden = asked(state);
  });
  for (const row of document.querySelectorAll<HTMLElement>("#statistics tbody tr")) {
    row.hidden = !slugs.has(row.dataset["slug"]!);
  }
}

/** What the answers have come to. */
function sentence(remainingCards: readonly HTMLElement[], state: State): unknown {
  if (!asked(state)) return "Answer what you see; what does not fit goes away.";
  const [first, ...others] = remainingCards;
  if (!first) return "No species is like this. Take an answer back.";
  const named = (card: HTMLElement): string => card.querySelector("h3")!.textContent!.trim();
  if (others.length === 0)
    return html`It is <a href=${first.dataset["slug"]!}>${named(first)}</a>.`;
  const distinct = questions.some(({ name }) =>
    others.some((card) => card.dataset[name] !== first.dataset[name]),
  );
  const link = html`<a
    href="../compare?show=${remainingCards.map((card) => card.dataset["slug"]).join(",")}"
    >Compare these ${remainingCards.length}</a
  >`;
  if (!distinct)
    return html`The key tells these ${remainingCards.length} no further apart. ${link}.`;
  return remainingCards.length <= most ? html`${link}.` : nothing;
}

key.addEventListener("change", (event) => {
  const { name, value } = event.target as HTMLInputElement;
  page.set({ [name]: value });
});
key.addEventListener("submit", (event) => event.preventDefault());
startOver.addEventListener("click", () => {
  page.set(Object.fromEntries(questions.map(({ name }) => [name, ""])));
  // The pressed button rests now: the focus goes where the key begins.
  key.querySelector<HTMLInputElement>("input:checked")!.focus();
});
