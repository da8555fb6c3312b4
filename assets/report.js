// Shows a report while it is being put together: the form works without this, by its button.
(() => {
  const form = document.getElementById("report-form");
  let last = 0;
  const address = () => {
    const asked = new URLSearchParams(new FormData(form));
    const parts = form.querySelectorAll("[name=sections]");
    if ([...parts].every((part) => part.checked)) asked.delete("sections");
    return `${form.action}?${asked}`;
  };
  form.addEventListener("change", async (event) => {
    const now = (last += 1);
    if (event.target.name === "add" || event.target.name === "group") return form.requestSubmit();
    const answer = await fetch(address());
    if (!answer.ok || now !== last) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const fresh = page.getElementById("preview");
    document.getElementById("preview").replaceWith(fresh);
    history.replaceState(null, "", answer.url);
    document.getElementById("live").textContent = fresh.dataset.said;
  });
})();
