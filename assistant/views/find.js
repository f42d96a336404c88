// The tab »Find tilbud«, with `element` and `server` (`results`, `when`) from Gradio.

const form = element.querySelector("form");
const [status, found, chart] = [".status", ".found", ".timeline"].map((name) => element.querySelector(name));
const situation = form.elements.situation;
let searches = 0; // the latest alone is shown
let isAll = false;

function wanted() {
  const { target, topic, municipality, running } = form.elements;
  return {
    situation: situation.value, target: target.value, topic: topic.value,
    municipality: municipality.value, running: running.checked,
  };
}

async function search() {
  const mine = ++searches;
  status.textContent = form.dataset.searching;
  found.setAttribute("aria-busy", "true");
  await initiativ.ready;
  const html = await initiativ.reach(() => server.results(wanted()));
  if (mine !== searches) return;
  status.textContent = "";
  found.removeAttribute("aria-busy");
  if (html === null) return;
  found.innerHTML = html;
  const heading = found.querySelector("h3");
  if (heading) heading.scrollIntoView({ block: "start" });
  (heading ?? situation).focus({ preventScroll: Boolean(heading) });
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  search();
});
form.addEventListener("reset", () => {
  searches += 1; // what is on its way is not shown
  status.textContent = "";
  found.replaceChildren();
  situation.focus();
});
situation.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
    event.preventDefault();
    form.requestSubmit();
  }
});

function offer(key, words) {
  const options = words.map((word) => Object.assign(document.createElement("option"), { value: word }));
  element.querySelector(`#find-${key}-list`).replaceChildren(...options);
}

let drawn = "";
async function draw() {
  await initiativ.ready;
  const told = await initiativ.reach(() => server.when({ all: isAll }));
  if (told === null || told.html === drawn) return;
  drawn = told.html;
  const isOpen = chart.querySelector("details")?.open;
  chart.innerHTML = told.html;
  if (isOpen) chart.querySelector("details")?.setAttribute("open", "");
  ["target", "topic", "municipality"].forEach((key) => offer(key, told[key]));
}

// All are shown, and focus goes to the first one that was not there before.
async function drawAll(button) {
  const list = button.closest("details") ? "details ul" : ".rows";
  const before = chart.querySelectorAll(`${list} > li`).length;
  isAll = true;
  await draw();
  const after = chart.querySelectorAll(`${list} > li`);
  if (after.length > before) after[before].querySelector("button").focus();
  else isAll = false; // there was no connection
}

element.addEventListener("click", (event) => {
  const button = event.target.closest("button");
  if (button?.dataset.ask !== undefined) initiativ.ask(button.dataset.ask);
  else if (button?.dataset.all !== undefined) drawAll(button);
});

initiativ.shown("find", draw);
