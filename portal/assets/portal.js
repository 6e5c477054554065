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

// Suggestions under a search field, from the address the field names: an editable combobox with a list of options.
// What was typed stays as it is until an option is chosen; Escape closes the list.
for (const field of document.querySelectorAll("[data-suggest]")) {
  const list = Object.assign(document.createElement("ul"), { id: `${field.id}-forslag`, className: "suggestions", hidden: true });
  list.setAttribute("role", "listbox");
  list.setAttribute("aria-label", "Forslag");
  const said = Object.assign(document.createElement("span"), { className: "sr-only" });
  said.setAttribute("role", "status");
  field.parentElement.append(list, said);
  for (const [name, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-controls": list.id, "aria-expanded": "false" })) field.setAttribute(name, value);
  let waiting, asked, active = -1;

  const mark = (number) => {
    active = number;
    [...list.children].forEach((option, at) => option.setAttribute("aria-selected", String(at === active)));
    if (active < 0) return field.removeAttribute("aria-activedescendant");
    field.setAttribute("aria-activedescendant", list.children[active].id);
    list.children[active].scrollIntoView({ block: "nearest" });
  };
  const show = (found) => {
    list.replaceChildren(...found.map((words, number) => {
      const option = Object.assign(document.createElement("li"), { id: `${list.id}-${number}`, textContent: words });
      option.setAttribute("role", "option");
      return option;
    }));
    mark(-1);
    list.hidden = !found.length;
    field.setAttribute("aria-expanded", String(!list.hidden));
    said.textContent = found.length ? `${found.length} forslag` : "";
  };
  const close = () => {
    clearTimeout(waiting);
    asked?.abort();
    show([]);
  };
  const choose = (option) => {
    field.value = option.textContent;
    close();
    field.form.requestSubmit();
  };

  field.addEventListener("input", () => {
    clearTimeout(waiting);
    asked?.abort();
    if (field.value.trim().length < 2) return show([]);
    waiting = setTimeout(async () => {
      asked = new AbortController();
      const address = new URL(field.dataset.suggest, location.href);
      address.searchParams.set("q", field.value);
      try {
        const answer = await fetch(address, { headers: { Accept: "application/json" }, signal: asked.signal });
        const found = answer.ok ? await answer.json() : [];
        if (document.activeElement === field) show(found);
      } catch (error) {
        if (error.name !== "AbortError") show([]); // no network: the search works without suggestions
      }
    }, 200);
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden || event.isComposing) return;
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step) {
      const places = list.children.length + 1; // one more: the field itself
      mark((active + 1 + step + places) % places - 1);
    } else if (event.key === "Escape") close();
    else if (event.key === "Enter" && active >= 0) choose(list.children[active]);
    else return;
    event.preventDefault();
  });
  field.addEventListener("blur", close);
  list.addEventListener("mousedown", (event) => event.preventDefault()); // the field keeps the focus
  list.addEventListener("click", (event) => {
    if (event.target.role === "option") choose(event.target);
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
