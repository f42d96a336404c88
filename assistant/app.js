// Runs once for the viewer of app.py, with `element` and `server` from Gradio.

const log = document.getElementById("conversation");
const dialog = element.querySelector("dialog");

// [n] shows the sources of its own answer and brings the card to the front.
function showSource(marker) {
  const card = document.getElementById(marker.getAttribute("href").slice(1));
  log.querySelectorAll(".sources").forEach((panel) => panel.classList.remove("shown"));
  log.querySelectorAll(".card").forEach((other) => other.classList.remove("chosen"));
  card.closest(".sources").classList.add("shown");
  card.classList.add("chosen");
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "nearest" });
}

// An explained word brings what it means to the front.
function showWord(link) {
  const word = document.getElementById(link.getAttribute("href").slice(1));
  word.focus({ preventScroll: true });
  word.parentElement.scrollIntoView({ block: "nearest" });
}

async function openDocument({ document, start, end }) {
  const html = await server.opened({ document, start: Number(start), end: Number(end) });
  if (!html) return; // no connection to the server
  dialog.innerHTML = html;
  dialog.showModal();
  const quote = dialog.querySelector("mark");
  if (quote) quote.scrollIntoView({ block: "center" });
  else dialog.scrollTop = 0;
}

async function copyQuote(button) {
  await navigator.clipboard.writeText(button.dataset.copy);
  const label = button.textContent;
  button.textContent = button.dataset.done;
  setTimeout(() => { button.textContent = label; }, 2000);
}

log.addEventListener("click", (event) => {
  const marker = event.target.closest("a.marker");
  const term = event.target.closest("a.term");
  const button = event.target.closest("button[data-document]");
  const copy = event.target.closest("button[data-copy]");
  if (marker) {
    event.preventDefault();
    showSource(marker);
  } else if (term) {
    event.preventDefault();
    showWord(term);
  } else if (button) {
    openDocument(button.dataset);
  } else if (copy && copy.textContent !== copy.dataset.done) {
    copyQuote(copy);
  }
});

dialog.addEventListener("click", (event) => {
  if (event.target === dialog) dialog.close();
});

// A new question is brought into view. Focus goes to the question box when what had it is gone.
const hasKeyboard = matchMedia("(hover: hover)").matches;
let exchanges = "";
new MutationObserver(() => {
  const now = [...log.querySelectorAll(".exchange")];
  const text = now.map((exchange) => exchange.textContent).join();
  if (text !== exchanges) now.at(-1)?.scrollIntoView({ block: "start" });
  exchanges = text;
  if (hasKeyboard && document.activeElement === document.body) {
    document.querySelector("#composer textarea").focus({ preventScroll: true });
  }
}).observe(log, { childList: true, subtree: true });

// Browsers allow copying on 127.0.0.1 and over https alone.
if (!navigator.clipboard) log.classList.add("no-copy");

// Gradio tells of a lost connection in English only.
const DANISH = {
  Error: "Fejl",
  "Connection Lost": "Forbindelsen er afbrudt",
  "Connection to the server was lost. Attempting reconnection...":
    "Der er ingen forbindelse til assistenten. Siden prøver igen, til der er.",
};
new MutationObserver(() => {
  document.querySelectorAll(".toast-wrap *").forEach((part) => {
    if (part.ariaLabel === "Close") part.ariaLabel = "Luk";
    part.childNodes.forEach((node) => {
      const danish = node.nodeType === Node.TEXT_NODE && DANISH[node.data.trim()];
      if (danish) node.data = danish;
    });
  });
}).observe(document.body, { childList: true, subtree: true });
