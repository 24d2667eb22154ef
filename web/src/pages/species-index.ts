// The script of the index page.
import { render } from "lit";
import { key, page } from "../species-index/index-settings";
import { problemList } from "../ui/problem-notice";
import { filter } from "../species-index/identification-key";
import { sort } from "../species-index/table-sorting";

const notice = document.querySelector<HTMLElement>("#notice")!;

page.subscribe(() => render(problemList(page), notice));
page.subscribe(sort);
page.subscribe(filter);
key.dataset["ready"] = "";
