// What the pages gain from a script: a slider of years, a page that changes in place, word of a
// wait, names of states that follow the year. Without it every form and link still works.
"use strict";

const wait = document.getElementById("wait");
const words = wait.querySelector(".words");
let clock = 0;

function waiting(said) {
  if (said) words.textContent = said;
  if (clock) return;
  const begun = Date.now();
  clock = setInterval(() => {
    const seconds = Math.round((Date.now() - begun) / 1000);
    words.textContent = seconds < 2 ? "Reading the data…" : `Reading the data… ${seconds} s`;
  }, 500);
  words.textContent = "Reading the data…";
  wait.hidden = false;
}

function ready() {
  clearInterval(clock);
  clock = 0;
  wait.hidden = true;
}

// A view in place: fetch its page, put its content where the old one was, keep focus and address.
let turn = 0;
let here = location.pathname + location.search;

async function show(address, push) {
  const mine = ++turn;
  waiting();
  const focused = document.activeElement && document.activeElement.id;
  let response;
  for (let tries = 0; ; tries++) {
    try {
      response = await fetch(address, { headers: { Accept: "text/html" } });
    } catch {
      location.assign(address);
      return;
    }
    if (mine !== turn) return;
    if (response.status !== 503 || tries > 20) break;
    const seconds = Number(response.headers.get("Retry-After")) || 3;
    await new Promise((resolve) => setTimeout(resolve, seconds * 1000));
    if (mine !== turn) return;
  }
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  if (mine !== turn) return;
  const open = [...document.querySelectorAll("main details[open][id]")].map((one) => one.id);
  document.getElementById("main").replaceWith(page.getElementById("main"));
  document.title = page.title;
  if (push) history.pushState(null, "", response.url);
  here = location.pathname + location.search;
  for (const id of open) document.getElementById(id)?.setAttribute("open", "");
  dress();
  ready();
  document.getElementById(focused || "main")?.focus({ preventScroll: true });
}

function asked(form) {
  const query = new URLSearchParams(new FormData(form));
  for (const [name, value] of [...query]) if (value === "") query.delete(name, value);
  return `${form.getAttribute("action")}?${query}`;
}

// Sliders appear only here, since they do nothing without a script.
function dress() {
  for (const slider of document.querySelectorAll("input[type=range][data-for]")) {
    slider.hidden = false;
  }
  opened();
}

function opened() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (target && target.tagName === "DETAILS") target.open = true;
}

let pause = 0;

document.addEventListener("input", (event) => {
  const slider = event.target.closest("input[type=range][data-for]");
  if (!slider) return;
  const box = document.getElementById(slider.dataset.for);
  box.value = slider.value;
  clearTimeout(pause);
  if (slider.form.matches("[data-live]")) {
    pause = setTimeout(() => show(asked(slider.form), true), 250);
  } else {
    renamed(box);
  }
});

document.addEventListener("change", (event) => {
  const field = event.target;
  if (field.name === "kind") {
    const size = field.parentElement.querySelector("[name=size]"); // of another unit
    if (size) size.value = "";
  }
  if (!field.form || field.matches("[data-for]")) return;
  const slider = document.querySelector(`[data-for="${field.id}"]`);
  if (slider) slider.value = field.value;
  if (field.form.matches("[data-live]") && field.matches("[type=number], select")) {
    if (field.reportValidity()) show(asked(field.form), true);
  } else if (field.name === "as_of") {
    renamed(field);
  }
});

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.matches("[data-live]")) {
    event.preventDefault();
    show(asked(form), true);
  } else if (form.matches("[data-wait]")) {
    waiting();
  }
});

document.addEventListener("click", (event) => {
  const link = event.target.closest("a");
  if (!link || event.ctrlKey || event.metaKey || event.shiftKey || event.button) return;
  if (link.hash && link.pathname === location.pathname && link.search === location.search) {
    const target = document.getElementById(link.hash.slice(1));
    if (target && target.tagName === "DETAILS") target.open = true;
  } else if (link.matches(".step")) {
    const form = link.closest("form");
    const box = form.querySelector("input[type=number]");
    const next = Number(box.value) + (link === link.parentElement.firstElementChild ? -1 : 1);
    event.preventDefault();
    if (next < Number(box.min) || next > Number(box.max)) return;
    box.value = next;
    box.dispatchEvent(new Event("change", { bubbles: true }));
  } else if (link.matches("[data-wait]")) {
    waiting();
  }
});

// The names offered are those of the year's states.
async function renamed(box) {
  const list = document.getElementById("states");
  if (!list || !box.checkValidity() || !box.value) return;
  const response = await fetch(`/api/v1/states?year=${encodeURIComponent(box.value)}`);
  if (!response.ok) return;
  list.replaceChildren(
    ...(await response.json()).map((state) => new Option(state.code, state.name)),
  );
}

window.addEventListener("hashchange", opened);
window.addEventListener("popstate", () => {
  if (location.pathname + location.search !== here) show(location.href, false);
});
window.addEventListener("pageshow", ready);
dress();
