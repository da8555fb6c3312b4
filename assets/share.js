/* Copies what stands in a snippet: as text, or with its picture, so that it pastes into a letter as it will look. */
"use strict";
(() => {
  document.documentElement.classList.add("copies");
  document.addEventListener("click", async (event) => {
    const button = event.target.closest?.("[data-copy]");
    if (!button) return;
    const text = (name) => document.querySelector(`[data-snippet="${name}"]`).textContent;
    const snippet = text(button.dataset.copy);
    try {
      if (button.dataset.rich) {
        const kinds = { "text/html": snippet, "text/plain": text("text") };
        const blobs = Object.entries(kinds).map(([type, words]) => [type, new Blob([words], { type })]);
        await navigator.clipboard.write([new ClipboardItem(Object.fromEntries(blobs))]);
      } else await navigator.clipboard.writeText(snippet);
      document.getElementById("live").textContent = button.dataset.done;
      button.dataset.was ??= button.textContent;
      button.textContent = button.dataset.done;
      setTimeout(() => { button.textContent = button.dataset.was; }, 2500);
    } catch { /* the clipboard is not ours to use: mark the text, so that the reader can copy it */
      getSelection().selectAllChildren(document.querySelector(`[data-snippet="${button.dataset.copy}"]`));
    }
  });
})();
