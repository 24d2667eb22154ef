// A button that copies the code beside it; without script the code stands by itself.

class CopyCode extends HTMLElement {
  connectedCallback(): void {
    if (this.querySelector("button")) return;
    const button = document.createElement("button");
    const status = document.createElement("span");
    button.type = "button";
    button.className = "link copy";
    button.textContent = "Copy";
    button.setAttribute("aria-label", `Copy: ${this.getAttribute("label") ?? "the code"}`);
    status.className = "visually-hidden";
    status.setAttribute("role", "status");
    button.addEventListener("click", () => {
      void navigator.clipboard
        .writeText(this.querySelector("pre, code")?.textContent ?? "")
        .then(
          () => "Copied",
          // Without permission for the clipboard the code can be selected.
          () => "Select the code to copy it",
        )
        .then((line) => {
          button.textContent = status.textContent = line;
          setTimeout(() => {
            button.textContent = "Copy";
            status.textContent = "";
          }, 2500);
        });
    });
    this.append(button, status);
  }
}
customElements.define("copy-code", CopyCode);
