// The page's frame: what every tab may use, as `initiativ`. Runs in the head, before any tab.

const initiativ = (() => {
  const texts = JSON.parse("{texts}");
  const callbacks = {};
  let server, dialog, told, opener;

  // Audience and nothing else is remembered, in this browser alone.
  const remembered = () => { try { return localStorage.getItem("audience"); } catch { return null; } };
  const remember = (audience) => { try { localStorage.setItem("audience", audience); } catch { /* not allowed */ } };
  const audience = () => document.querySelector(".audience :checked")?.value ?? remembered() ?? "caseworker";

  let telling;
  function tell(text) {
    told.textContent = text;
    clearTimeout(telling);
    telling = setTimeout(() => { told.textContent = ""; }, 6000);
  }

  // Of a function on the server, what it returns; null, and a word on why, where nothing comes.
  async function reach(call) {
    try {
      const found = await call();
      if (found !== undefined && found !== null) return found;
    } catch { /* told below */ }
    tell(trouble.call || texts.failed);
    return null;
  }

  // Once it finds its connection lost, Gradio loads the page anew, the conversation gone. So none of its requests is
  // seen to break: those that do fail in a way that it leaves alone, and why is kept for us to tell.
  const OVER = 'data: {"msg":"unexpected_error","message":""}\n\ndata: {"msg":"close_stream"}\n\n';
  const unbroken = window.fetch.bind(window);
  const trouble = { call: "", event: "" }; // with the last of each, '' where it was answered
  window.fetch = async (asked, options) => {
    const path = new URL(asked.url ?? asked, location).pathname;
    if (!path.startsWith("/gradio_api/") || path.includes("/heartbeat/")) return unbroken(asked, options);
    let answer = null;
    try {
      answer = await unbroken(asked, options);
    } catch (error) {
      if (error.name === "AbortError") throw error;
    }
    trouble[path.includes("/component_server") ? "call" : "event"] = answer?.ok ? "" : why(answer);
    if (path.endsWith("/queue/data")) return streamed(answer?.ok ? answer : new Response(""), asked.signal);
    return answer ?? Response.json({ error: "" }, { status: 502 });
  };

  function why(answer) {
    if (answer?.status === 429 || answer?.status === 503) {
      const seconds = Number(answer.headers.get("Retry-After")) || 0;
      const [text, count] = seconds > 90 ? [texts.minutes, Math.ceil(seconds / 60)] : [texts.seconds, seconds];
      const wait = seconds < 2 ? (seconds ? texts.second : texts.soon) : text.replace("{}", count);
      return texts.busy.replace("{wait}", wait);
    }
    if (answer?.status === 404) return answer.url.includes("/queue/data") ? texts.cut : texts.changed;
    return !answer || answer.status === 502 || answer.status === 504 ? texts.lost : texts.failed;
  }

  // The events of a stream; one that ends before the server closes it is closed here.
  function streamed(answer, signal) {
    const reader = answer.body.pipeThrough(new TextDecoderStream()).getReader();
    let isClosed = false;
    const body = new ReadableStream({
      async pull(controller) {
        const { value = "" } = await reader.read().catch(() => ({}));
        isClosed ||= value.includes('"close_stream"');
        const isOver = !isClosed && (!value || value.includes('"session_not_found":true'));
        if (value && !isOver) controller.enqueue(value);
        else if (isOver && !signal?.aborted) {
          trouble.event ||= texts.cut;
          controller.enqueue(OVER);
        }
        if (isOver || !value) controller.close();
      },
    });
    return new Response(body.pipeThrough(new TextEncoderStream()), { headers: answer.headers });
  }

  async function copy(text, button) {
    try {
      await navigator.clipboard.writeText(text);
    } catch {
      tell(texts.uncopied);
      return;
    }
    tell(texts.copied);
    const done = button.dataset.done ?? texts.copied;
    if (button.textContent === done) return;
    const label = button.textContent;
    button.textContent = done;
    setTimeout(() => { button.textContent = label; }, 2000);
  }

  function save(name, type, content) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([content], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 60000);
    tell(texts.saved);
  }

  async function open(id, start = 0, end = 0) {
    const html = await reach(() => server.opened({ document: id, start: Number(start), end: Number(end) }));
    if (html === null) return;
    opener = document.activeElement;
    dialog.innerHTML = html;
    dialog.showModal();
    history.pushState({ viewer: true }, ""); // so that Back closes it, as on a phone one expects
    const quote = dialog.querySelector("mark");
    if (quote) quote.scrollIntoView({ block: "center" });
    else dialog.scrollTop = 0;
  }

  // Tabs are places in the address, so that the browser's Back goes to the one before.
  const tabs = () => [...document.querySelectorAll("#frame nav a")];
  const current = () => document.body.dataset.tab;
  function show(moved) {
    const chosen = tabs().find((link) => link.hash === location.hash) ?? tabs()[0];
    const tab = chosen.dataset.tab;
    const isOther = tab !== current();
    if (isOther) dialog.close();
    document.body.dataset.tab = tab;
    tabs().forEach((link) => {
      if (link === chosen) link.setAttribute("aria-current", "page");
      else link.removeAttribute("aria-current");
    });
    document.title = tab === "ask" ? texts.title : `${chosen.textContent} – ${texts.title}`;
    if (moved && isOther) {
      scrollTo(0, 0);
      document.querySelector(`#${tab} h2`)?.focus({ preventScroll: true });
    }
    (callbacks[tab] ?? []).forEach((callback) => callback());
  }
  function shown(tab, callback) {
    (callbacks[tab] ??= []).push(callback);
    if (current() === tab) callback();
  }
  const go = (tab) => { location.hash = tabs().find((link) => link.dataset.tab === tab).hash; };

  // Who asks before the assistant is there waits; how far it is stands above every tab.
  let started;
  const ready = new Promise((resolve) => { started = resolve; });
  async function follow() {
    const box = document.querySelector("#frame .starting");
    const bar = box.querySelector("progress");
    for (;;) {
      let state = null;
      try { state = await server.started({}); } catch { /* asked again */ }
      if (state?.ready) break;
      if (state) {
        box.hidden = false;
        box.querySelector("strong").textContent = state.failure || `${state.total ? texts.reads : texts.starts} …`;
        if (state.total) Object.assign(bar, { max: state.total, value: state.done });
        else bar.removeAttribute("value");
        bar.hidden = Boolean(state.failure);
      }
      await new Promise((resolve) => setTimeout(resolve, 300));
    }
    box.hidden = true;
    document.body.dataset.ready = "";
    started();
  }

  function begin(element, functions) {
    server = functions;
    dialog = element.querySelector("dialog");
    told = element.querySelector(".told");
    addEventListener("hashchange", () => show(true));
    show(false);
    element.querySelector(".skip").addEventListener("click", (event) => {
      event.preventDefault();
      document.querySelector(`#${current()} h2`)?.focus();
    });
    document.addEventListener("click", (event) => {
      const button = event.target.closest("button");
      if (button?.dataset.document) open(button.dataset.document, button.dataset.start, button.dataset.end);
      else if (button?.dataset.copy !== undefined) copy(button.dataset.copy, button);
    });
    dialog.addEventListener("click", (event) => {
      const link = event.target.closest('a[href^="#section-"]');
      if (event.target === dialog) dialog.close();
      if (!link) return;
      event.preventDefault();
      const heading = document.getElementById(link.hash.slice(1));
      heading.scrollIntoView({ block: "start" });
      heading.focus({ preventScroll: true });
    });
    dialog.addEventListener("close", () => {
      if (history.state?.viewer) history.back();
      opener?.focus();
    });
    addEventListener("popstate", () => { if (!history.state?.viewer) dialog.close(); });
    follow();
  }

  return {
    texts, tell, reach, copy, save, open, shown, go, ready, begin, audience, remembered, remember,
    ask: (question) => { go("ask"); initiativ.asked(question); },
    trouble: () => trouble.event || texts.failed,
  };
})();
