// The tab about quality: fetched when it is shown, its list of questions filtered here.
const content = element.querySelector("[data-content]");
const chosen = { type: "", outcome: "" };
let last = "";

function filter() {
  const cases = [...content.querySelectorAll(".case")];
  for (const one of cases) {
    one.hidden = Object.entries(chosen).some(([name, value]) => value && one.dataset[name] !== value);
  }
  const count = content.querySelector("[data-count]");
  if (count) {
    const shown = cases.filter((one) => !one.hidden).length;
    count.textContent = count.dataset.count.replace("{shown}", shown).replace("{total}", cases.length);
  }
}

function choose(select) {
  chosen[select.dataset.filter] = select.value;
  filter();
}

/** Keep what was chosen when a new measurement is shown, as far as it can still be chosen. */
function restore() {
  for (const select of content.querySelectorAll("[data-filter]")) {
    select.value = chosen[select.dataset.filter];
    if (select.selectedIndex < 0) select.value = "";
    chosen[select.dataset.filter] = select.value;
  }
  filter();
}

async function show() {
  const html = await initiativ.reach(() => server.quality({}));
  content.setAttribute("aria-busy", "false");
  if (html === null || html === last) return;
  last = html;
  content.innerHTML = html;
  restore();
}

element.addEventListener("change", (event) => {
  if (event.target.matches("[data-filter]")) choose(event.target);
});
initiativ.shown("quality", show);
