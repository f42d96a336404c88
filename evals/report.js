// Filters the questions, and opens the one that a link points at. The page is whole without it.
const form = document.getElementById("filter");
const groups = [...document.querySelectorAll("details.group")];
const questions = [...document.querySelectorAll("details.question")];
const fits = {
  type: (data, value) => data.type === value,
  result: (data, value) =>
    value === "fault" ? data.fault !== "0" : data.result === value || data.change === value,
};

function filter() {
  const { type, result, words } = form.elements;
  const wanted = words.value.trim().toLowerCase();
  const narrowed = Boolean(type.value || result.value || wanted);
  let count = 0;
  for (const question of questions) {
    const shown =
      (!type.value || fits.type(question.dataset, type.value)) &&
      (!result.value || fits.result(question.dataset, result.value)) &&
      (!wanted || question.textContent.toLowerCase().includes(wanted));
    question.hidden = !shown;
    count += shown;
  }
  for (const group of groups) {
    group.hidden = !group.querySelector("details.question:not([hidden])");
    group.open = narrowed && !group.hidden;
  }
  form.elements.count.value = `${count} af ${questions.length} vises`;
}

function reveal() {
  const target = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const question = target?.closest("details.question");
  if (!question) return;
  if (question.hidden) {
    form.reset();
    filter();
  }
  question.open = question.parentElement.open = true;
  target.scrollIntoView();
}

form.hidden = false;
form.addEventListener("input", filter);
form.addEventListener("submit", (event) => event.preventDefault());
for (const link of document.querySelectorAll("a[data-pick]")) {
  link.addEventListener("click", () => {
    form.reset();
    form.elements.result.value = link.dataset.pick;
    filter();
  });
}
addEventListener("hashchange", reveal);
filter();
reveal();
