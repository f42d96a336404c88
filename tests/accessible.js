// What axe-core does not measure, as functions that return the faults as texts. Run in the page.

(() => {
  const SMALLEST = 24; // CSS pixels of a target: WCAG 2.2, 2.5.8
  const name = (node) => {
    const words = (node.getAttribute?.("aria-label") || node.textContent || node.value || "").trim();
    return `<${node.localName}${node.id ? ` #${node.id}` : ""} ${node.className?.baseVal ?? node.className}> ${words.slice(0, 40)}`;
  };
  const isUnseen = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const style = getComputedStyle(at);
      if (style.clipPath.startsWith("inset(50%") || style.opacity === "0") return true;
    }
    return !node.checkVisibility({ visibilityProperty: true });
  };
  const isInSentence = (link) => {
    const around = link.parentElement;
    return link.localName === "a" && getComputedStyle(link).display === "inline"
      && around.textContent.trim().length > link.textContent.trim().length;
  };

  // A field that lies unseen over what stands for it is as large as it is.
  function targets() {
    const all = [...document.querySelectorAll("button, a[href], input, select, textarea, summary, [role='button'], [tabindex='0']")];
    return all.filter((node) => (node.checkVisibility() && (node.localName === "input" || !isUnseen(node)) && !isInSentence(node)))
      .filter((node) => {
        const { width, height } = node.getBoundingClientRect();
        return width < SMALLEST || height < SMALLEST;
      }).map((node) => `small: ${name(node)}`);
  }

  // Text outside the window, or cut off by what holds it.
  function cut() {
    const faults = [];
    if (document.documentElement.scrollWidth > innerWidth) faults.push(`wide: ${document.documentElement.scrollWidth}`);
    for (const node of document.body.querySelectorAll("*")) {
      if (!node.textContent.trim() || isUnseen(node)) continue;
      const { overflowX, overflowY, textOverflow } = getComputedStyle(node);
      const hides = (overflow) => overflow === "hidden" || overflow === "clip";
      if (hides(overflowX) && node.scrollWidth > node.clientWidth + 1 && node.clientWidth) faults.push(`cut: ${name(node)}`);
      if (hides(overflowY) && node.scrollHeight > node.clientHeight + 1 && node.clientHeight) faults.push(`cut below: ${name(node)}`);
      if (textOverflow === "ellipsis" && node.scrollWidth > node.clientWidth) faults.push(`shortened: ${name(node)}`);
    }
    return [...faults, ...outside()];
  }

  function lines() { // of text that is shown, each with its rectangle, those that float over the page left out
    const found = [];
    const walker = document.createTreeWalker(document.querySelector("dialog[open]") ?? document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const node = walker.currentNode;
      const holder = node.parentElement;
      if (!node.data.trim() || isUnseen(holder) || holder.closest("script, style, template, option, textarea, .skip")) continue;
      let isOver = false, isScrolled = false;
      for (let at = holder; at && at.localName !== "dialog"; at = at.parentElement) {
        const style = getComputedStyle(at);
        isOver ||= style.position === "fixed" || style.position === "sticky";
        isScrolled ||= style.overflowX === "auto" || style.overflowX === "scroll";
      }
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const box of range.getClientRects()) if (box.width) found.push({ node, box, isOver, isScrolled });
    }
    return found;
  }

  function outside() {
    return lines().filter(({ box, isScrolled }) => !isScrolled && (box.right > innerWidth + 1 || box.left < -1))
      .map(({ node }) => `outside: ${name(node.parentElement)}`);
  }

  function overlaps() {
    const all = lines().filter(({ isOver }) => !isOver);
    const faults = new Set();
    all.forEach((one, place) => all.slice(place + 1).forEach((other) => {
      const width = Math.min(one.box.right, other.box.right) - Math.max(one.box.left, other.box.left);
      const height = Math.min(one.box.bottom, other.box.bottom) - Math.max(one.box.top, other.box.top);
      if (one.node !== other.node && width > 2 && height > 4) faults.add(`over each other: ${name(one.node.parentElement)} / ${name(other.node.parentElement)}`);
    }));
    return [...faults];
  }

  function moving() {
    return document.getAnimations().filter((one) => one.playState === "running" && one.effect?.target?.checkVisibility() && one.effect.getComputedTiming().activeDuration > 1)
      .map((one) => `moves: ${one.transitionProperty ?? one.animationName ?? one.id} of ${name(one.effect.target)}`);
  }

  return { targets, cut, overlaps, moving };
})()
