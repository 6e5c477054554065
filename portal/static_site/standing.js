// On a later day than the copy was made: picks, of what was worked out then, what is true from that day on.
"use strict";
{
  const zone = { timeZone: "Europe/Copenhagen" };
  const now = new Date();
  const day = new Intl.DateTimeFormat("sv-SE", { ...zone, year: "numeric", month: "2-digit", day: "2-digit" }).format(now);
  const words = new Intl.DateTimeFormat("da-DK", { ...zone, year: "numeric", month: "long", day: "numeric" }).format(now);
  const picked = (list) => JSON.parse(list).filter((one) => one.from <= day).pop();

  if (day > document.documentElement.dataset.day) {
    for (const today of document.querySelectorAll("[data-today]")) today.textContent = words;
    for (const status of document.querySelectorAll("[data-statuses]")) {
      const one = picked(status.dataset.statuses);
      status.className = `status status-${one.kind}`;
      status.textContent = `Pr. ${words}: ${one.words}`;
    }
    for (const period of document.querySelectorAll("[data-periods]")) period.textContent = picked(period.dataset.periods).words;
    for (const box of document.querySelectorAll("[data-notices]")) {
      const one = picked(box.dataset.notices);
      if (!one.words) continue;
      const [heading, list, line] = box.lastElementChild.children;
      heading.textContent = `Pr. ${words}: ${one.words}`;
      list.replaceChildren(...one.items.map((item) => Object.assign(document.createElement("li"), { textContent: item })));
      list.hidden = !one.items.length;
      if (one.href) Object.assign(line.firstElementChild, { href: one.href, textContent: one.link });
      line.hidden = !one.href;
      box.hidden = false;
    }
  }
}
