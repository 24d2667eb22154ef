// The plate of SwiGLU, as the server writes it. Import this before what reads the page.
import { openPage } from "./standing-in";

openPage({ species: "swiglu" });
