// Loads the script and the style of the labs when one comes near.
const players = document.querySelectorAll("lab-player");
const near = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  near.disconnect();
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("labs.css", import.meta.url).href;
  // What is drawn on a canvas takes its colors from the style: that comes first.
  style.onload = () => void import("./lab/labs");
  // Without the network the server's words stand there; with it, once more.
  style.onerror = () => {
    style.remove();
    addEventListener("online", watch, { once: true });
  };
  document.head.append(style);
}, { rootMargin: "40%" });
const watch = (): void => players.forEach((player) => near.observe(player));
// What stands above them has taken its room two frames after the page is there.
const settled = (): number => requestAnimationFrame(() => requestAnimationFrame(watch));
if (document.readyState === "complete") settled();
else addEventListener("load", settled, { once: true });
