// Loads the script and the style of the labs when a lab comes near the window.

const players = document.querySelectorAll("lab-player");
// Addresses, not an import: labs.ts imports guide.ts, which imports this file.
const addressOf = (name: string): string => new URL(name, import.meta.url).href;

const near = new IntersectionObserver(
  (entries) => {
    if (!entries.some((entry) => entry.isIntersecting)) return;
    near.disconnect();
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = addressOf("labs.css");
    // A canvas reads its colors from the style sheet once, so the sheet must be there first.
    style.onload = () => void import(addressOf("labs.js"));
    // Without the network the server's text stays; load again once the browser is online.
    style.onerror = () => {
      style.remove();
      addEventListener("online", watch, { once: true });
    };
    document.head.append(style);
  },
  { rootMargin: "40%" },
);
const watch = (): void => players.forEach((player) => near.observe(player));
// Two frames after the load event the figures above the labs have their final height.
const settled = (): number => requestAnimationFrame(() => requestAnimationFrame(watch));
if (document.readyState === "complete") settled();
else addEventListener("load", settled, { once: true });
