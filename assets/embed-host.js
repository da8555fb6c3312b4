/* For the page that frames a view of Care Atlas: makes each frame as high as what is in it.
   Only messages of the site that this file comes from are heard, and only its own frames are touched. */
"use strict";
(() => {
  const site = new URL(document.currentScript.src).origin;
  const frames = () => [...document.querySelectorAll("iframe")].filter((frame) => frame.src.startsWith(`${site}/`));
  window.addEventListener("message", (event) => {
    if (event.origin !== site || event.data?.type !== "care-atlas:height") return;
    const height = Number(event.data.height);
    if (!(height > 0 && height < 20000)) return;
    for (const frame of frames()) if (frame.contentWindow === event.source) frame.style.height = `${height}px`;
  });
  for (const frame of frames()) frame.contentWindow.postMessage({ type: "care-atlas:height?" }, "*");
})();
