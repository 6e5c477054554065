// Comfort only: every page works without this file.
"use strict";

// Buttons that copy the text of the element they name, with its headings where they say so; hidden until now, for without script they would do nothing.
if (navigator.clipboard) {
  for (const button of document.querySelectorAll("[data-copy]")) {
    // Beside the button: what the button is called stays, and only what is new is read out.
    const said = document.createElement("span");
    said.className = "copied";
    said.setAttribute("role", "status");
    button.after(said);
    button.hidden = false;
    button.addEventListener("click", async () => {
      const source = document.getElementById(button.dataset.copy);
      const plain = (source.value ?? ("copyRich" in button.dataset ? source.innerText : source.textContent)).trim();
      if ("copyRich" in button.dataset && window.ClipboardItem) {
        await navigator.clipboard.write([new ClipboardItem({
          "text/html": new Blob([source.innerHTML], { type: "text/html" }),
          "text/plain": new Blob([plain], { type: "text/plain" }),
        })]);
      } else await navigator.clipboard.writeText(plain);
      said.textContent = "Kopieret";
      setTimeout(() => { said.textContent = ""; }, 4000);
    });
  }
}

// Suggestions under a search field, from the address the field names; the browser draws and reads out the list.
for (const field of document.querySelectorAll("[data-suggest]")) {
  const list = document.createElement("datalist");
  list.id = `${field.id}-forslag`;
  field.after(list);
  field.setAttribute("list", list.id);
  let waiting, asked;
  field.addEventListener("input", () => {
    clearTimeout(waiting);
    asked?.abort();
    if (field.value.trim().length < 2) return list.replaceChildren();
    waiting = setTimeout(async () => {
      asked = new AbortController();
      const address = new URL(field.dataset.suggest, location.href);
      address.searchParams.set("q", field.value);
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: asked.signal });
        if (answer.ok) list.replaceChildren(...(await answer.json()).map((words) => new Option(words, words)));
      } catch {
        list.replaceChildren(); // no network, or a newer question: the search works without suggestions
      }
    }, 200);
  });
}

// A text for professionals opens when one follows a link into it, and all open for print.
function openTarget() {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  for (let details = target && target.closest("details"); details; details = details.parentElement.closest("details")) details.open = true;
  if (target) target.scrollIntoView();
}
addEventListener("hashchange", openTarget);
openTarget();
addEventListener("beforeprint", () => document.querySelectorAll("details").forEach((details) => { details.open = true; }));
