// dkfds' stylesheet, cut down to what our templates can use, with its colours turned into custom properties.
//
// In: JSON on standard input {css, templates: [text, …]}. Out: the stylesheet on standard output.
// dkfds comes with fixed colours; as custom properties they follow the municipality's theme and the dark scheme
// (portal/assets/tokens.css gives every property its value).
import { readFileSync } from "node:fs";
import postcss from "postcss";
import { PurgeCSS } from "purgecss";

// Written by the Markdown renderer, not by a template.
const PROSE = "h2 h3 h4 h5 h6 p a ul ol li table thead tbody tr th td em strong code pre blockquote hr dl dt dd details summary".split(" ");

// Which role a colour plays depends on what it colours.
const ROLES = {
  background: {
    white: "surface", "#fff": "surface", "#f5f5f5": "surface-2", "#dcdcdc": "surface-3", "#bfbfbf": "line",
    "#454545": "theme", "#1a1a1a": "theme-deep", "#ffe0e0": "error-surface", "#ffeecc": "warning-surface", "#fec": "warning-surface",
    "#e2f2fb": "info-surface", "#ddf7ce": "success-surface", "#c00": "error", "#cc0000": "error", "#febb30": "warning",
    "#358000": "success", "#1b86c3": "info",
  },
  color: {
    white: "on-theme", "#fff": "on-theme", "#1a1a1a": "text", "#454545": "text-2", "#707070": "text-3", "#8e8e8e": "text-3",
    "#004d99": "link", "#800080": "link-visited", purple: "link-visited", "#c00": "error-text", "#cc0000": "error-text",
    "#358000": "success-text",
  },
  border: {
    white: "surface", "#fff": "surface", "#8e8e8e": "edge", "#707070": "edge", "#bfbfbf": "line", "#dcdcdc": "line", "#f5f5f5": "surface-2",
    "#1a1a1a": "text", "#454545": "theme", "#c00": "error-text", "#cc0000": "error-text",
  },
  outline: { "#454545": "focus" },
};

function roleOf(property) {
  if (property.startsWith("background")) return ROLES.background;
  if (property.startsWith("border")) return ROLES.border;
  if (property.startsWith("outline")) return ROLES.outline;
  return property === "color" || property === "fill" || property === "stroke" ? ROLES.color : undefined;
}

const colours = {
  postcssPlugin: "colours-to-roles",
  Declaration(declaration) {
    const roles = roleOf(declaration.prop);
    if (!roles || declaration.value.includes("url(")) return;
    declaration.value = declaration.value.replace(/#[0-9a-f]{3,8}\b|\b(?:white|purple)\b/gi, (colour) => {
      const role = roles[colour.toLowerCase()];
      return role ? `var(--${role})` : colour;
    });
  },
  // The fonts are ours to choose (tokens.css), and a comment would only weigh.
  AtRule: { "font-face": (rule) => rule.remove() },
  Comment: (comment) => comment.remove(),
};

// Words a template can turn into a tag, class, id or attribute: names and values within tags, but of the
// expressions of TAL only their quoted strings, and nothing of the running text.
function words(template) {
  const found = new Set(PROSE);
  const add = (text) => text.split(/[^\w-]+/).filter(Boolean).forEach((word) => found.add(word));
  for (const [, name, attributes] of template.matchAll(/<([a-z][\w:-]*)((?:\s+[\w:-]+(?:="[^"]*")?)*)/gs)) {
    found.add(name);
    for (const [, attribute, value = ""] of attributes.matchAll(/([\w:-]+)(?:="([^"]*)")?/gs)) {
      found.add(attribute);
      const expressions = /^(tal|metal|i18n):/.test(attribute) ? [value] : [...value.matchAll(/\$\{([^}]*)\}/g)].map((m) => m[1]);
      if (!attribute.includes(":")) add(value.replace(/\$\{[^}]*\}/g, " "));
      for (const expression of expressions) for (const [, text] of expression.matchAll(/'([^']*)'/g)) add(text);
    }
  }
  return [...found];
}

const { css, templates } = JSON.parse(readFileSync(0, "utf-8"));
const [purged] = await new PurgeCSS().purge({
  content: templates.map((raw) => ({ raw, extension: "pt" })),
  extractors: [{ extractor: words, extensions: ["pt"] }],
  css: [{ raw: css }],
  keyframes: true,
});
const result = await postcss([colours]).process(purged.css, { from: undefined });
process.stdout.write(result.css);
