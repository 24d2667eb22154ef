// The script of the index page.
import { render } from "lit";
import { key, page } from "./index-state";
import { problemList } from "./problem-list";
import { filter } from "./species-key";
import { sort } from "./species-table";

const notice = document.querySelector<HTMLElement>("#notice")!;

page.subscribe(() => render(problemList(page.problems, () => page.dismissProblems()), notice));
page.subscribe(sort);
page.subscribe(filter);
key.dataset["ready"] = "";
