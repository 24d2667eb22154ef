// Loads the script and the style of the labs when one comes near.
const near = new IntersectionObserver((entries) => {
  if (!entries.some((entry) => entry.isIntersecting)) return;
  near.disconnect();
  const style = document.createElement("link");
  style.rel = "stylesheet";
  style.href = new URL("labs.css", import.meta.url).href;
  document.head.append(style);
  void import("./lab/labs");
}, { rootMargin: "100%" });
document.querySelectorAll("lab-player").forEach((player) => near.observe(player));
