// Comfort only: without this file one saves and previews by buttons.
"use strict";

const SAVE_AFTER = 4000;
const SHOW_AFTER = 1200;
const form = document.querySelector("[data-editor]");

if (form) {
  const text = form.elements.tekst;
  const revision = form.elements.revision;
  const state = form.querySelector("[data-state]");
  const shown = document.getElementById("forhaandsvisning");
  const key = `kladde:${form.dataset.editor}`;
  let saved = text.value;
  let saving = false;
  let saveTimer;
  let showTimer;

  const say = (words) => { state.textContent = words; };

  // What is typed but not saved is kept in this browser until it is.
  const keep = () => {
    try {
      if (text.value === saved) localStorage.removeItem(key);
      else localStorage.setItem(key, text.value);
    } catch { /* no room, or not allowed: the server still gets it */ }
  };

  const send = (handling, accept) => {
    const fields = new URLSearchParams(new FormData(form));
    fields.set("handling", handling);
    return fetch(form.action, { method: "POST", body: fields, headers: { Accept: accept } });
  };

  const save = async () => {
    if (saving || text.value === saved) return;
    saving = true;
    const sent = text.value;
    say("Gemmer …");
    try {
      const answer = await send("gem", "application/json");
      const said = await answer.json();
      if (answer.ok) {
        revision.value = said.revision;
        saved = sent;
        say(`Gemt kl. ${said.saved}`);
      } else if (said.problem === "signed-out") {
        say("Du er logget ud. Teksten er her endnu: tryk Gem, og log ind igen.");
      } else if (said.problem === "conflict") {
        say(`${said.message} Tryk Gem for at se begge tekster.`);
      } else {
        say(said.message || "Teksten er ikke gemt. Tryk Gem for at se hvorfor.");
      }
    } catch {
      say("Ingen forbindelse. Teksten er gemt i din browser, og vi prøver igen.");
      saveTimer = setTimeout(save, SAVE_AFTER * 3);
    }
    saving = false;
    keep();
    if (text.value !== sent) saveTimer = setTimeout(save, SAVE_AFTER);
  };

  const show = async () => {
    try {
      const answer = await send("vis", "text/html");
      if (!answer.ok) return;
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      shown.replaceChildren(...page.getElementById("forhaandsvisning").childNodes);
    } catch { /* the next change tries again */ }
  };

  text.addEventListener("input", () => {
    keep();
    say("Ikke gemt endnu");
    clearTimeout(saveTimer);
    clearTimeout(showTimer);
    saveTimer = setTimeout(save, SAVE_AFTER);
    showTimer = setTimeout(show, SHOW_AFTER);
  });
  form.addEventListener("submit", () => { clearTimeout(saveTimer); saved = text.value; });
  window.addEventListener("beforeunload", (event) => { if (text.value !== saved) event.preventDefault(); });

  // What became of the pasted text stands below the field until something else is pasted.
  const tell = (remarks) => {
    const place = form.querySelector("[data-pasted]");
    place.replaceChildren();
    if (!remarks.length) return;
    const box = document.getElementById("aendret-paa-vejen").content.cloneNode(true);
    const list = document.createElement("ul");
    list.className = "alert-text";
    list.append(...remarks.map((words) => {
      const item = document.createElement("li");
      item.textContent = words;
      return item;
    }));
    box.querySelector(".alert-body").append(list);
    place.append(box);
  };

  // Formatted text from Word or a page comes in as Markdown.
  text.addEventListener("paste", async (event) => {
    const html = event.clipboardData.getData("text/html");
    if (!html) return;
    event.preventDefault();
    const plain = event.clipboardData.getData("text/plain");
    const [start, end] = [text.selectionStart, text.selectionEnd];
    let words = plain;
    let remarks = ["Teksten er sat ind uden at blive renset."];
    try {
      const fields = new URLSearchParams({ csrf_token: form.elements.csrf_token.value, html });
      const answer = await fetch(form.dataset.paste, { method: "POST", body: fields, headers: { Accept: "application/json" } });
      const said = await answer.json();
      if (answer.ok) [words, remarks] = [said.markdown, said.remarks];
      else if (said.message) remarks.unshift(said.message);
    } catch { /* then the plain words */ }
    text.setRangeText(words, start, end, "end");
    text.dispatchEvent(new Event("input"));
    tell(remarks);
  });

  // A finding's lines lead to the place in the text.
  shown.addEventListener("click", (event) => {
    const place = event.target.closest("[data-line]");
    if (!place) return;
    const lines = text.value.split("\n").slice(0, Number(place.dataset.line) - 1);
    const position = lines.reduce((sum, line) => sum + line.length + 1, 0);
    text.focus();
    text.setSelectionRange(position, position);
  });

  // Something unsaved was left here by a browser that closed or lost its connection.
  let left = null;
  try { left = localStorage.getItem(key); } catch { /* nothing was kept */ }
  if (left !== null && left !== text.value) {
    const offer = document.createElement("button");
    offer.type = "button";
    offer.className = "button button-secondary";
    offer.textContent = "Hent det, du ikke nåede at gemme";
    offer.addEventListener("click", () => {
      text.value = left;
      text.dispatchEvent(new Event("input"));
      offer.remove();
      text.focus();
    });
    state.before(offer);
  } else {
    keep();
  }
}
