"use strict";
(() => {
  const data = JSON.parse(document.getElementById("data").textContent);
  const at = (id) => document.getElementById(id);
  const cards = data.findings.map((finding) => ({
    ...finding,
    element: at(`f-${finding.id}`),
  }));
  const byId = new Map(cards.map((card) => [card.id, card]));
  const said = new Map();
  const past = [];
  let current = null;
  let words = "";
  let singleKeys = true;

  // ------------------------------------------------------------------ what the browser keeps

  const store = {
    works: true,
    read(name) {
      try {
        return JSON.parse(localStorage.getItem(`xdistify:${name}`));
      } catch {
        this.works = false;
        return null;
      }
    },
    write(name, value) {
      try {
        localStorage.setItem(`xdistify:${name}`, JSON.stringify(value));
      } catch {
        this.works = false;
      }
    },
  };

  const keep = () => store.write(data.key, [...said]);

  // ------------------------------------------------------------------ decisions

  const status = (card) => said.get(card.id)?.verdict ?? "undecided";

  // A comment in the code silences a hazard with all its findings, so these go together.
  const together = (card) => cards.filter((other) => other.hazard === card.hazard);

  function decide(chosen, verdict, reason = "") {
    const all = new Set(chosen);
    const freed = new Set();
    for (const card of chosen) {
      if (verdict !== "ignored" && status(card) !== "ignored") continue;
      for (const other of together(card)) {
        if (verdict === "ignored") all.add(other);
        else if (!all.has(other) && status(other) === "ignored") freed.add(other);
      }
    }
    const after = new Map([...all].map((card) => [card, { verdict, reason }]));
    for (const card of freed) after.set(card, undefined);
    take(after);
  }

  function clear(card) {
    const same = status(card) === "ignored" ? together(card) : [card];
    take(new Map(same.map((each) => [each, undefined])));
  }

  function take(after) {
    past.push([...after.keys()].map((card) => [card.id, said.get(card.id)]));
    for (const [card, decision] of after) put(card.id, decision);
    changed([...after.keys()]);
  }

  function put(id, decision) {
    if (decision) said.set(id, decision);
    else said.delete(id);
  }

  function recall() {
    const stored = store.read(data.key);
    said.clear();
    for (const [id, decision] of Array.isArray(stored) ? stored : []) {
      if (byId.has(id)) said.set(id, decision);
    }
  }

  function undo() {
    const step = past.pop();
    if (!step) return;
    for (const [id, before] of step) put(id, before);
    const back = step.map(([id]) => byId.get(id));
    changed(back);
    go(back[0]);
  }

  function changed(some) {
    keep();
    some.forEach(show);
    count();
  }

  // ------------------------------------------------------------------ what a card shows

  function show(card) {
    const { element } = card;
    const now = said.get(card.id);
    element.dataset.status = status(card);
    for (const button of element.querySelectorAll("[data-verdict]")) {
      button.setAttribute("aria-pressed", String(button.dataset.verdict === now?.verdict));
    }
    element.querySelector("[data-undo]").hidden = !now;
    const reason = element.querySelector(".reason");
    reason.hidden = !now || !["rejected", "ignored"].includes(now.verdict);
    const field = reason.querySelector("input");
    if (field !== document.activeElement) field.value = now?.reason ?? "";
  }

  function control(card) {
    const controls = at("controls").content.cloneNode(true).firstElementChild;
    controls.setAttribute("aria-labelledby", `t-${card.id}`);
    for (const button of controls.querySelectorAll("[data-verdict]")) {
      const { verdict } = button.dataset;
      if (!card.fix && verdict !== "ignored") button.remove();
      button.addEventListener("click", () => {
        if (status(card) === verdict) clear(card);
        else decide([card], verdict);
      });
    }
    controls.querySelector("[data-undo]").addEventListener("click", () => {
      clear(card);
      controls.querySelector("button").focus();
    });
    const field = controls.querySelector("input");
    field.addEventListener("change", () => {
      decide([card], status(card), field.value.trim());
    });
    card.element.querySelector("header").append(controls);
    card.element.addEventListener("focusin", () => {
      current = card;
    });
    show(card);
  }

  // ------------------------------------------------------------------ which cards are shown

  const choices = ["transform", "hazard", "safety", "status"];

  function text(card) {
    card.text ??= [...card.element.querySelectorAll("h3, .facts, .about, .diff")]
      .map((part) => part.textContent)
      .join("\n")
      .toLowerCase();
    return card.text;
  }

  function matches(card) {
    const wanted = words.split(/\s+/).filter(Boolean);
    return (
      choices.every((name) => {
        const value = at(`by-${name}`).value;
        return !value || (name === "status" ? status(card) : card.element.dataset[name]) === value;
      }) && wanted.every((word) => text(card).includes(word))
    );
  }

  function filter() {
    words = at("words").value.toLowerCase();
    for (const card of cards) card.element.hidden = !matches(card);
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector(".finding:not([hidden])");
    }
    at("nothing").hidden = cards.some((card) => !card.element.hidden);
    count();
  }

  function count() {
    const names = ["accepted", "rejected", "ignored", "later"];
    const numbers = new Map(names.map((name) => [name, 0]));
    for (const { verdict } of said.values()) numbers.set(verdict, numbers.get(verdict) + 1);
    const open = cards.filter((card) => card.fix && !said.has(card.id)).length;
    const parts = names.filter((name) => numbers.get(name)).map((name) => `${numbers.get(name)} ${name}`);
    const line = [...parts, `${open} open`].join(", ");
    const shown = cards.filter((card) => !card.element.hidden).length;
    at("counter").textContent =
      shown === cards.length ? line : `${line}. The filter shows ${shown} of ${cards.length}.`;
    at("export-counter").textContent = line;
    for (const button of document.querySelectorAll(".accept-safe")) offer(button);
  }

  // ------------------------------------------------------------------ all of a kind

  const safeOnes = (group) =>
    cards.filter(
      (card) =>
        card.safety === "safe" &&
        !said.has(card.id) &&
        !card.element.hidden &&
        card.element.parentElement === group,
    );

  function offer(button) {
    const number = safeOnes(button.closest(".group")).length;
    button.hidden = number === 0;
    button.textContent = number === 1 ? "Accept the safe one" : `Accept the ${number} safe ones`;
  }

  for (const group of document.querySelectorAll(".group")) {
    const button = document.createElement("button");
    button.type = "button";
    button.className = "accept-safe";
    button.addEventListener("click", () => {
      decide(safeOnes(group), "accepted");
      go(cards.find((card) => card.element.parentElement === group));
    });
    group.querySelector(".heading").append(button);
  }

  // ------------------------------------------------------------------ moving

  const visible = () => cards.filter((card) => !card.element.hidden);

  function go(card) {
    if (!card) return;
    current = card;
    card.element.focus({ preventScroll: true });
    card.element.scrollIntoView({ block: "start" });
  }

  function step(by) {
    const all = visible();
    const here = all.indexOf(current);
    go(all[here < 0 ? (by > 0 ? 0 : all.length - 1) : here + by]);
  }

  function onward() {
    const all = visible();
    const here = all.indexOf(current);
    const open = (card) => card.fix && !said.has(card.id);
    go(all.slice(here + 1).find(open) ?? all.slice(0, here).find(open) ?? current);
  }

  function judge(verdict) {
    if (!current || current.element.hidden) return step(1);
    if (!current.fix && verdict !== "ignored") return undefined;
    decide([current], verdict);
    if (verdict === "ignored") return current.element.querySelector(".reason input").focus();
    return onward();
  }

  function unfold() {
    const diff = current?.element.querySelector(".diff");
    if (diff) diff.open = !diff.open;
  }

  const keys = {
    j: () => step(1),
    k: () => step(-1),
    y: () => judge("accepted"),
    n: () => judge("rejected"),
    s: () => judge("later"),
    i: () => judge("ignored"),
    u: undo,
    o: unfold,
    "/": () => at("words").focus(),
    "?": () => at("help").showModal(),
  };

  document.addEventListener("keydown", (event) => {
    const typing = event.target.closest?.("input:not([type=checkbox]), textarea, select, dialog");
    if (event.key === "Escape" && event.target.closest?.(".reason, .words")) {
      event.preventDefault();
      if (event.target.id === "words" && event.target.value) {
        event.target.value = "";
        filter();
      } else {
        event.target.blur();
        current?.element.focus();
      }
    } else if (event.key === "Enter" && event.target.closest?.(".reason")) {
      event.target.dispatchEvent(new Event("change"));
      onward();
    } else if (!typing && singleKeys && !event.ctrlKey && !event.metaKey && !event.altKey) {
      if (Object.hasOwn(keys, event.key)) {
        event.preventDefault();
        keys[event.key]();
      }
    }
  });

  // ------------------------------------------------------------------ taking decisions along

  function exported() {
    const decisions = cards
      .filter((card) => said.has(card.id))
      .map(({ id, digest }) => ({ id, digest, ...said.get(id) }));
    return `${JSON.stringify({ version: data.version, page: data.key, decisions }, null, 2)}\n`;
  }

  at("export-open").addEventListener("click", () => {
    at("exported").value = exported();
    at("unkept").hidden = store.works;
    at("export").showModal();
  });
  at("download").addEventListener("click", () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([exported()], { type: "application/json" }));
    link.download = data.file;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  });
  at("copy").addEventListener("click", async () => {
    const button = at("copy");
    try {
      await navigator.clipboard.writeText(exported());
      button.textContent = "Copied";
    } catch {
      button.closest("dialog").querySelector("details").open = true;
      at("exported").select();
      button.textContent = "Copy it from below";
    }
    setTimeout(() => (button.textContent = "Copy"), 3000);
  });

  // ------------------------------------------------------------------ colours, print, picture

  const system = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (document.documentElement.dataset.theme ?? (system.matches ? "dark" : "light")) === "dark";

  function paint() {
    at("theme").setAttribute("aria-pressed", String(isDark()));
  }

  at("theme").addEventListener("click", () => {
    document.documentElement.dataset.theme = isDark() ? "light" : "dark";
    store.write("theme", document.documentElement.dataset.theme);
    paint();
  });
  system.addEventListener("change", paint);

  let folded = [];
  addEventListener("beforeprint", () => {
    folded = [...document.querySelectorAll("main details:not([open])")];
    for (const each of folded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of folded) each.open = false;
  });

  // ------------------------------------------------------------------ start

  const theme = store.read("theme");
  if (theme === "dark" || theme === "light") document.documentElement.dataset.theme = theme;
  paint();
  recall();
  // Another tab with this page has decided: whoever writes last must not undo that.
  window.addEventListener("storage", (event) => {
    if (event.key !== `xdistify:${data.key}`) return;
    recall();
    past.length = 0;
    cards.forEach(show);
    count();
  });
  singleKeys = store.read("keys") ?? true;
  at("single").checked = singleKeys;
  at("single").addEventListener("change", () => {
    singleKeys = at("single").checked;
    store.write("keys", singleKeys);
  });
  at("help-open").addEventListener("click", () => at("help").showModal());
  cards.forEach(control);
  let timer = 0;
  at("words").addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(filter, cards.length > 300 ? 150 : 0);
  });
  for (const name of choices) at(`by-${name}`).addEventListener("change", filter);
  at("readonly").hidden = true;
  at("bar").hidden = false;
  at("counter").hidden = false;
  if (cards.length) filter();
  else for (const name of ["bar", "counter"]) at(name).hidden = true;
})();
