// Loads the script and the style of the labs when one comes near.
const near = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  near.disconnect();
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("labs.css", import.meta.url).href;
  // What is drawn on a canvas takes its colors from the style: that comes first.
  style.onload = style.onerror = () => void import("./lab/labs");
  document.head.append(style);
}, { rootMargin: "100%" });
document.querySelectorAll("lab-player").forEach((player) => near.observe(player));
