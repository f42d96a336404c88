// The tab »Dokumenter«: the list, which the server searches and sorts, and files that are uploaded.

const form = element.querySelector(".choose");
const table = element.querySelector("table");
const body = table.querySelector("tbody");
const none = element.querySelector(".none");
const more = element.querySelector(".more");
const pause = (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds));
let asked = 0; // which answer is waited for: an earlier one that comes late is not shown
let timer;

async function list(start = 0) {
  clearTimeout(timer);
  const number = ++asked;
  const { query, state, sort } = form.elements;
  const wanted = { query: query.value, state: state.value, sort: sort.value, start };
  await initiativ.ready;
  const found = await initiativ.reach(() => server.listed(wanted));
  if (!found || number !== asked) return;
  const before = start ? body.rows.length : 0;
  if (start) body.insertAdjacentHTML("beforeend", found.rows);
  else body.innerHTML = found.rows;
  const told = element.querySelector(".count");
  if (told.textContent !== found.told) told.textContent = found.told;
  table.hidden = !body.rows.length;
  more.hidden = !found.more;
  none.hidden = !found.none || !found.made;
  none.querySelector("p").textContent = found.none;
  none.querySelector("button").textContent = found.ask;
  none.querySelector("button").hidden = !found.ask;
  const skipped = element.querySelector(".skipped");
  skipped.innerHTML = found.skipped;
  skipped.hidden = !found.skipped;
  if (start) body.rows[before]?.querySelector("button").focus({ preventScroll: true });
  if (!found.made) timer = setTimeout(list, 500);
}

function soon() {
  clearTimeout(timer);
  timer = setTimeout(list, 200);
}

form.addEventListener("input", (event) => (event.target.name === "query" ? soon() : list()));
form.addEventListener("submit", (event) => {
  event.preventDefault();
  list();
});
more.addEventListener("click", () => list(body.rows.length));
none.querySelector("button").addEventListener("click", () => initiativ.ask(form.elements.query.value.trim()));
initiativ.shown("documents", () => list());

// Files, one after the other; once they are taken in, the index is brought up to date.
const input = element.querySelector("input[type=file]");
const texts = input ? JSON.parse(input.dataset.texts) : {};
const shown = element.querySelector(".files");
let queue = Promise.resolve();

function entry(file) {
  const item = document.createElement("li");
  const name = document.createElement("strong");
  name.textContent = file.name;
  const bar = document.createElement("progress");
  bar.setAttribute("aria-label", `${texts.sending} ${file.name}`);
  const report = document.createElement("p");
  report.textContent = texts.sending;
  item.append(name, bar, report);
  shown.append(item);
  shown.hidden = false;
  return item;
}

function report(item, state, text) {
  item.className = state;
  item.querySelector("progress").hidden = state !== "sending" && state !== "waiting";
  item.querySelector("p").textContent = text;
}

const encoded = (file) => new Promise((resolve, reject) => {
  const reader = new FileReader();
  reader.onload = () => resolve(reader.result.slice(reader.result.indexOf(",") + 1));
  reader.onerror = () => reject(reader.error);
  reader.readAsDataURL(file);
});

// Whether the file was taken in.
async function send(item, file, replace) {
  const megabytes = Number(input.dataset.megabytes);
  if (file.size > megabytes * 1024 * 1024) {
    report(item, "refused", texts.large.replace("{megabytes}", megabytes));
    return false;
  }
  report(item, "sending", texts.sending);
  let content;
  try {
    content = file.size ? await encoded(file) : "";
  } catch {
    report(item, "refused", texts.unreadable);
    return false;
  }
  for (;;) {
    const found = await initiativ.reach(() => server.take({ name: file.name, content, replace }));
    if (!found) {
      report(item, "refused", texts.lost);
      return false;
    }
    report(item, found.state, found.text);
    if (found.state === "known") offer(item, file);
    if (found.state !== "waiting") return found.state === "new" || found.state === "changed";
    await pause(1000);
  }
}

// Another file has the name: it is replaced only when that is wished.
function offer(item, file) {
  const button = document.createElement("button");
  button.type = "button";
  button.textContent = texts.replace;
  button.setAttribute("aria-label", `${texts.replace}: ${file.name}`);
  button.addEventListener("click", () => {
    item.tabIndex = -1;
    item.focus({ preventScroll: true });
    button.remove();
    queue = queue.then(() => add([[item, file]], true));
  });
  item.append(button);
}

async function add(files, replace) {
  let taken = 0;
  await initiativ.ready;
  for (const [item, file] of files) taken += await send(item, file, replace);
  const counted = files.length === 1 ? texts.one : texts.counted.replace("{taken}", taken).replace("{files}", files.length);
  initiativ.tell(taken ? counted : texts.none);
  if (taken) await renew();
}

async function renew() {
  const box = element.querySelector(".renewal");
  const [told, bar] = [box.querySelector("p"), box.querySelector("progress")];
  told.textContent = texts.renewing;
  bar.removeAttribute("value");
  bar.hidden = box.hidden = false;
  const state = await renewed((now) => {
    if (now.total) Object.assign(bar, { max: now.total, value: now.done });
  });
  told.textContent = state.text || texts.renewed;
  bar.hidden = true;
  initiativ.tell(told.textContent);
  await list();
}

// The connection may end before the index is ready, so how far it is is asked for all the while.
async function renewed(tell) {
  let [ended, isWorking, isOthers] = [null, false, false];
  const failed = () => { isWorking = true; };
  server.renew({}).then((state) => { if (state) ended = state; else failed(); }, failed);
  for (;;) {
    await pause(400);
    let state = ended;
    try { state ??= await server.renewal({}); } catch { continue; }
    if (state?.stage === "working") {
      isWorking = true;
      isOthers ||= ended !== null; // somebody else's files: ours are taken up after them
      ended = null;
      tell(state);
    } else if (state && (ended || isWorking)) {
      return isOthers ? renewed(tell) : state;
    }
  }
}

if (input) {
  const drop = element.querySelector(".drop");
  ["dragover", "dragleave", "drop"].forEach((name) => {
    input.addEventListener(name, () => drop.classList.toggle("over", name === "dragover"));
  });
  input.addEventListener("change", () => {
    const files = [...input.files].map((file) => [entry(file), file]);
    input.value = "";
    queue = queue.then(() => add(files, false));
  });
}
