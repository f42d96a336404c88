// What the chat app is measured with: runs in the page before anything of it, as `probe`.

window.probe = (() => {
  const all = (selector) => document.querySelectorAll(`#ask ${selector}`);
  const probe = { shift: 0 };

  // How far what is seen moved by itself, as browsers count it: shares of the window.
  new PerformanceObserver((list) => list.getEntries().forEach((entry) => {
    if (!entry.hadRecentInput) probe.shift += entry.value;
  })).observe({ type: "layout-shift", buffered: true });

  // Whether a question can be written: its box is seen, and the script that asks has run.
  probe.usable = () => {
    const box = document.querySelector("#question");
    return Boolean(box?.checkVisibility() && !box.disabled && typeof initiativ !== "undefined" && initiativ.asked);
  };

  // Milliseconds from the next Enter until one more answer is painted.
  probe.answered = () => new Promise((resolve) => {
    const before = all(".exchange.done").length;
    let began;
    addEventListener("keydown", (event) => { began = event.timeStamp; }, { once: true, capture: true });
    const watching = new MutationObserver(() => {
      if (all(".exchange.done").length === before) return;
      watching.disconnect();
      requestAnimationFrame(() => setTimeout(() => resolve(performance.now() - began)));
    });
    watching.observe(document.querySelector("#ask .log"), { childList: true });
  });

  // The longest frame, in milliseconds, while the whole conversation is scrolled through.
  probe.scrolled = (frames) => new Promise((resolve) => {
    const end = document.documentElement.scrollHeight - innerHeight;
    let [frame, last, longest] = [0, 0, 0];
    function step(now) {
      if (last) longest = Math.max(longest, now - last);
      last = now;
      scrollTo(0, (end * frame) / frames);
      frame += 1;
      if (frame <= frames) requestAnimationFrame(step);
      else resolve({ longest, end });
    }
    requestAnimationFrame(step);
  });

  // The pixels that the question, its box and the first source moved from the first draft on.
  // What is replaced counts as new where browsers count shifts, so places are compared too.
  probe.still = () => new Promise((resolve) => {
    const before = all(".exchange.done").length;
    const places = {};
    let [moved, after] = [0, 0];
    probe.shift = 0;
    function look() {
      const seen = { question: [...all(".question")].at(-1), box: all(".composer")[0], source: all(".sources.shown .card")[0] };
      if (all(".draft").length || after) {
        Object.entries(seen).forEach(([name, part]) => {
          if (!part?.checkVisibility()) return;
          const { top } = part.getBoundingClientRect();
          places[name] ??= top;
          moved = Math.max(moved, Math.abs(top - places[name]));
        });
      }
      after += all(".exchange.done").length > before ? 1 : 0;
      if (after < 30) requestAnimationFrame(look);
      else resolve({ moved, shift: probe.shift });
    }
    requestAnimationFrame(look);
  });

  return probe;
})();
