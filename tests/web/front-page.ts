// The front page, as the server writes it. Import this before what reads the page.
import { python } from "./python";
import { openPage } from "./standing-in";

const players = ["collapse", "vanish"].map((lab) => `<lab-player lab="${lab}"></lab-player>`);
openPage(
  {
    opening: python.opening.join(","),
    defaults: `show=${python.opening.slice(0, -1)}&negative_slope=${python.leak}`,
  },
  players.join(""),
);
