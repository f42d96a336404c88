// The tab »Spørg«. `wire` of app.py carries what is asked and what comes back.

const log = element.querySelector(".log");
const form = element.querySelector(".composer");
const box = form.querySelector("textarea");
const [askButton, stopButton] = [form.querySelector("[type=submit]"), form.querySelector("[data-stop]")];
const hasKeyboard = matchMedia("(hover: hover)").matches;
const template = (name) => element.querySelector(`template.${name}`).content.cloneNode(true);
const exchanges = () => [...log.querySelectorAll(".exchange")];
const count = () => log.querySelectorAll(".exchange.done").length;
let asking = null; // what waits for its answer: its number, and its question
let numbers = 0;
let keep = null; // how many turns stay when the last question is edited

// Gradio loads the page anew, the conversation gone, once it has sent what found no server. So nothing
// is sent before there is one, and what is sent goes in order. Whether it was.
let sent = Promise.resolve();
const send = (event, data, isWanted = () => true) => sent = sent.then(initiativ.reached).then((isReached) => {
  if (isReached && isWanted()) initiativ.wire.trigger(event, data);
  return isReached;
});

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

// At once: what somebody reads must not move while more is written.
const showLast = () => exchanges().at(-1).scrollIntoView({ block: "start", behavior: "instant" });

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
  initiativ.ready.then(() => send("submit", asked, () => asking === mine)).then((isSent) => { if (!isSent && asking === mine) end("failed"); });
}
initiativ.asked = ask;

// What came back of the question that waits: a draft, an answer, a refusal, or a failure
function heard(said) {
  if (said.file) {
    initiativ.save(said.file.name, said.file.type, Uint8Array.from(atob(said.file.content), (c) => c.charCodeAt(0)));
  }
  if (said.told) initiativ.tell(said.told);
  if (said.failed && asking) return end("failed");
  if (!asking || said.id !== asking.id) return;
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

// The question goes back into its box, and why there is no answer stands in its place.
function end(why) {
  const ended = template("ended").querySelector("p");
  ended.textContent = ended.dataset[why];
  const exchange = exchanges().at(-1);
  if (exchange.nextElementSibling?.matches("aside")) exchange.nextElementSibling.remove();
  exchange.querySelector(".answer").replaceChildren(ended);
  putBack(asking.question);
  asking = null;
  fit();
  busy(false);
  if (hasKeyboard) box.focus({ preventScroll: true });
}
initiativ.onlost(() => { if (asking) end("failed"); });

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

function clear() {
  if (asking) initiativ.wire.trigger("stop", {});
  asking = null;
  edited(null);
  send("clear", {});
  log.replaceChildren(...first.map((node) => node.cloneNode(true)));
  busy(false);
  showExamples();
  box.focus();
}

const DO = {
  stop: () => { initiativ.wire.trigger("stop", {}); end("stopped"); },
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

element.addEventListener("submit", async (event) => {
  event.preventDefault();
  const reason = event.target.closest(".reason");
  if (!reason) return ask(box.value);
  const { verdict, turn } = reason.dataset;
  const text = reason.querySelector("textarea").value;
  if (!await send("like", { verdict, turn: Number(turn), reason: text })) return;
  reason.closest(".exchange").querySelectorAll("[data-judge]").forEach((button) => {
    button.setAttribute("aria-pressed", String(button.dataset.judge === verdict));
  });
  reason.remove();
  if (hasKeyboard) box.focus({ preventScroll: true });
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

// Browsers allow copying on 127.0.0.1 and over https alone.
if (!navigator.clipboard) document.body.classList.add("no-copy");
initiativ.heard = heard;
