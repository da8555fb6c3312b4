// Shows the answer of the API under the form that asked: without this, the form opens it.
(() => {
  const said = document.getElementById("addresses").dataset;
  const most = 4000;
  const show = async (form) => {
    const asked = [...new FormData(form)].filter(([, value]) => value !== "");
    const address = `${form.getAttribute("action")}?${new URLSearchParams(asked)}`;
    const shown = form.nextElementSibling;
    const [link, text] = shown.children;
    link.href = address;
    link.textContent = address;
    shown.hidden = false;
    text.textContent = "\u2026";
    try {
      const answer = await fetch(address);
      document.getElementById("live").textContent = `${answer.status} ${address}`;
      const kind = answer.headers.get("Content-Type") || "";
      if (kind.includes("parquet")) text.textContent = said.file;
      else {
        const whole = await answer.text();
        const told = whole.length > most ? `${whole.slice(0, most)}\u2026\n\n${said.cut}` : whole;
        text.textContent = answer.ok ? told : `${answer.status}\n${told}`;
      }
    } catch {
      text.textContent = said.failed;
    }
  };
  for (const form of document.querySelectorAll("form.try")) {
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      show(form);
    });
  }
})();
