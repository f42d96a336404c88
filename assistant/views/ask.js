// The tab »Spørg«. `wire` of app.py carries what is asked and what comes back.

const log = element.querySelector(".log");
const form = element.querySelector(".composer");
const box = form.querySelector("textarea");
const [askButton, stopButton] = [form.querySelector("[type=submit]"), form.querySelector("[data-stop]")];
const hasKeyboard = matchMedia("(hover: hover)").matches;
const template = (name) => element.querySelector(`template.${name}`).content.cloneNode(true);
const exchanges = () => [...log.querySelectorAll(".exchange:not(.past)")]; // what the server remembers
const count = () => exchanges().filter((exchange) => exchange.classList.contains("done")).length;
let asking = null; // what waits for its answer: its number, and its question
let numbers = 0;
let keep = null; // how many turns stay when the last question is edited

const send = (event, data) => initiativ.wire.trigger(event, data);

// Who asks
const chosen = initiativ.remembered();
element.querySelectorAll(".audience input").forEach((input) => { if (input.value === chosen) input.checked = true; });
function audienceShown() { element.dataset.audience = initiativ.audience(); }
element.querySelector(".audience").addEventListener("change", () => {
  initiativ.remember(initiativ.audience());
  audienceShown();
  showExamples();
});
audienceShown();

// Examples that the documents answer, once they are read
async function showExamples() {
  await initiativ.ready;
  const html = await initiativ.reach(() => server.suggested({ audience: initiativ.audience() }));
  const examples = log.querySelector(".examples");
  if (!html || !examples) return;
  examples.querySelector("ul").innerHTML = html;
  examples.hidden = false;
}
const first = [...log.children].map((node) => node.cloneNode(true));
showExamples();

function drop(from) { // the turns after `from`, and what was not answered
  exchanges().filter((exchange, place) => place >= from || !exchange.classList.contains("done")).forEach((exchange) => {
    if (exchange.nextElementSibling?.matches("aside")) exchange.nextElementSibling.remove();
    exchange.remove();
  });
}

function busy(is) {
  askButton.hidden = is;
  stopButton.hidden = !is;
  const whole = element.querySelector(".whole");
  whole.hidden = !is && !count();
  whole.classList.toggle("off", is); // and keeps its place, so that nothing moves when it is back
}

// At once: what somebody reads must not move while more is written. On a phone there is room for it to begin at the top.
const isPhone = matchMedia("(max-width: 52rem)");
function showLast() {
  const last = exchanges().at(-1);
  const first = last.previousElementSibling?.matches(".forgotten") ? last.previousElementSibling : last;
  const above = first.getBoundingClientRect().top - log.getBoundingClientRect().top;
  log.style.minHeight = isPhone.matches ? `${above + innerHeight - form.offsetHeight}px` : "";
  first.scrollIntoView({ block: "start", behavior: "instant" });
}

function ask(question, from = keep ?? count()) {
  if (!question.trim()) {
    initiativ.tell(initiativ.texts.empty);
    return box.focus();
  }
  if (asking) { // asked from another tab, or by a button
    if (!box.value.trim()) box.value = question;
    fit();
    return initiativ.tell(initiativ.texts.wait);
  }
  edited(null);
  drop(from);
  log.querySelector(".first")?.remove();
  log.querySelector(".waiting")?.remove();
  asking = { id: ++numbers, question, isSeen: false };
  const waiting = template("asked");
  const notice = waiting.querySelector(".notice");
  if (!("ready" in document.body.dataset)) notice.textContent = notice.dataset.starting;
  waiting.querySelector(".question").append(question.trim());
  log.append(waiting);
  showLast();
  if (box.value === question) box.value = "";
  fit();
  busy(true);
  const mine = asking;
  const asked = { id: mine.id, question, audience: initiativ.audience(), keep: from };
  initiativ.ready.then(() => { if (asking === mine) send("submit", asked); });
}
initiativ.asked = ask;

// What came back of the question that waits: a draft, an answer, a refusal, or a failure
function heard(said) {
  if (said.file) {
    initiativ.save(said.file.name, said.file.type, Uint8Array.from(atob(said.file.content), (c) => c.charCodeAt(0)));
  }
  if (said.told) initiativ.tell(said.told);
  if (said.judged) judged(said.judged);
  if (said.failed && !asking) initiativ.tell(initiativ.trouble());
  if (said.failed && asking) return end(initiativ.trouble());
  if (!asking || said.id !== asking.id) return;
  if (said.forgotten) pass();
  const was = exchanges().at(-1);
  const hadFocus = log.contains(document.activeElement);
  const came = document.createRange().createContextualFragment(said.html);
  if (came.querySelector("aside")) log.querySelectorAll(".sources").forEach((panel) => panel.classList.remove("shown"));
  if (was.nextElementSibling?.matches("aside")) was.nextElementSibling.remove();
  was.replaceWith(came);
  if (!asking.isSeen) showLast();
  asking.isSeen = true;
  if (said.state === "draft") return;
  if (said.state === "refused") putBack(asking.question);
  asking = null;
  fit();
  busy(false);
  if (hasKeyboard && (hadFocus || document.activeElement === document.body)) box.focus({ preventScroll: true });
}

// Unless something else is being written there.
function putBack(question) {
  if (!box.value.trim()) box.value = question;
}

// The question goes back into its box, and why there is no answer stands in its place; of what went wrong, with a
// button to ask again.
function end(why) {
  const ended = template("ended");
  const [notice, again] = ended.children;
  notice.textContent = why ? `${why} ${notice.dataset.kept}` : notice.dataset.stopped;
  if (why) again.dataset.ask = asking.question;
  else again.remove();
  const exchange = exchanges().at(-1);
  if (exchange.nextElementSibling?.matches("aside")) exchange.nextElementSibling.remove();
  exchange.querySelector(".answer").replaceChildren(ended);
  putBack(asking.question);
  asking = null;
  fit();
  busy(false);
  if (hasKeyboard) box.focus({ preventScroll: true });
}

// What was said before stays to be read, and is no part of the conversation that goes on.
function pass() {
  const before = exchanges().slice(0, -1);
  if (before.length) exchanges().at(-1).before(template("forgotten"));
  before.forEach((exchange) => {
    const sources = exchange.nextElementSibling?.matches("aside") ? exchange.nextElementSibling : null;
    exchange.classList.add("past");
    [exchange, sources].forEach((part) => part?.querySelectorAll("[id], a.marker, a.term").forEach((one) => {
      if (one.id) one.id = `past-${numbers}-${one.id}`;
      else one.hash = `past-${numbers}-${one.hash.slice(1)}`;
    }));
  });
}

function edited(from) {
  keep = from;
  form.querySelector(".editing").hidden = from === null;
  element.classList.toggle("edits", from !== null);
}

// [n] shows the sources of its own answer and brings the card to the front.
let left = null;
function showSource(marker) {
  const card = document.getElementById(marker.hash.slice(1));
  log.querySelectorAll(".sources").forEach((panel) => panel.classList.remove("shown"));
  log.querySelectorAll(".card").forEach((other) => other.classList.remove("chosen"));
  card.closest(".sources").classList.add("shown");
  card.classList.add("chosen");
  left = marker;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}
function back() {
  left?.scrollIntoView({ block: "center" });
  left?.focus({ preventScroll: true });
}

// An explained word brings what it means to the front.
function showWord(link) {
  const word = document.getElementById(link.hash.slice(1));
  word.focus({ preventScroll: true });
  word.parentElement.scrollIntoView({ block: "nearest" });
}

function judge(button) {
  const exchange = button.closest(".exchange");
  exchange.querySelector(".reason")?.remove();
  const judging = template("judging");
  const label = judging.querySelector("label");
  label.textContent = label.dataset[button.dataset.judge];
  const id = `reason-${button.dataset.turn}`;
  label.htmlFor = judging.querySelector("textarea").id = id;
  Object.assign(judging.querySelector("form").dataset, { verdict: button.dataset.judge, turn: button.dataset.turn });
  button.closest(".tools").after(judging);
  document.getElementById(id).focus();
}

function judged({ verdict, turn }) { // once it is saved
  const buttons = log.querySelectorAll(`.exchange:not(.past) [data-judge][data-turn="${turn}"]`);
  buttons.forEach((button) => button.setAttribute("aria-pressed", String(button.dataset.judge === verdict)));
  const reason = buttons[0]?.closest(".exchange").querySelector(".reason");
  if (!reason) return;
  const hadFocus = reason.contains(document.activeElement);
  reason.remove();
  if (hasKeyboard && hadFocus) box.focus({ preventScroll: true });
}

function clear() {
  if (asking) send("stop", {});
  asking = null;
  edited(null);
  send("clear", {});
  log.replaceChildren(...first.map((node) => node.cloneNode(true)));
  log.style.minHeight = "";
  busy(false);
  showExamples();
  box.focus();
}

const DO = {
  stop: () => { send("stop", {}); end(); },
  new: clear,
  undo: () => { edited(null); box.value = ""; fit(); box.focus(); },
  again: () => ask(exchanges().at(-1).querySelector(".question").lastChild.data, count() - 1),
  edit: () => {
    edited(count() - 1);
    box.value = exchanges().at(-1).querySelector(".question").lastChild.data;
    fit();
    box.focus();
  },
  ask: (button) => ask(button.dataset.ask),
  form: (button) => send("download", { form: button.dataset.form, keep: count() }),
  judge,
  back,
  cancel: (button) => {
    const exchange = button.closest(".exchange");
    button.closest("form").remove();
    exchange.querySelector("[data-judge]").focus();
  },
};

element.addEventListener("click", (event) => {
  const [marker, term] = [event.target.closest("a.marker"), event.target.closest("a.term")];
  const button = event.target.closest("button");
  const card = event.target.closest(".card");
  if (marker || term) {
    event.preventDefault();
    (marker ? showSource : showWord)(marker ?? term);
  } else if (button) {
    const what = Object.keys(DO).find((name) => name in button.dataset);
    if (what) DO[what](button);
  } else if (card && getSelection().isCollapsed) {
    card.querySelector("button[data-document]").click();
  }
});

element.addEventListener("submit", (event) => {
  event.preventDefault();
  const reason = event.target.closest(".reason");
  if (!reason) return ask(box.value);
  const { verdict, turn } = reason.dataset;
  send("like", { verdict, turn: Number(turn), reason: reason.querySelector("textarea").value });
});

box.addEventListener("keydown", (event) => {
  if (event.key !== "Enter" || event.shiftKey || event.isComposing) return;
  event.preventDefault();
  if (!asking) ask(box.value);
});
element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.closest(".card")) back();
});

function fit() { // the box grows with what is written in it, where its style does not see to that
  if (CSS.supports("field-sizing: content")) return;
  box.style.height = "auto";
  box.style.height = `${Math.min(box.scrollHeight + 2, 160)}px`;
}
box.addEventListener("input", fit);

// Who leaves the page, or loads it anew, is asked first: the conversation is nowhere else. A browser takes a call for
// leaving, too.
let called = -Infinity;
addEventListener("click", (event) => {
  called = event.target.closest('a[href^="tel:"], a[href^="mailto:"]') ? event.timeStamp : -Infinity;
});
addEventListener("beforeunload", (event) => {
  if (log.querySelector(".exchange") && event.timeStamp - called > 1000) event.preventDefault();
});

// Browsers allow copying on 127.0.0.1 and over https alone.
if (!navigator.clipboard) document.body.classList.add("no-copy");
initiativ.heard = heard;
