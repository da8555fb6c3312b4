/* What is printed names the address at which it is to be had: of the view as it is now, by the name that readers know.
   A chart is as wide as the window it was drawn in; told its own size, it can be fitted to the page. */
"use strict";
(() => {
  const line = document.querySelector(".printed");
  window.addEventListener("beforeprint", () => {
    line.textContent = (line.dataset.site || window.location.origin) + window.location.pathname + window.location.search;
    for (const drawn of document.querySelectorAll(".trend .main-svg")) {
      drawn.setAttribute("viewBox", `0 0 ${drawn.getAttribute("width")} ${drawn.getAttribute("height")}`);
    }
  });
})();
