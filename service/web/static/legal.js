// What the pages of legal staff do more comfortably with a script; all of it works without one.
"use strict";

const said = document.getElementById("said");

// The name of the file that was chosen.
for (const field of document.querySelectorAll('input[type="file"]')) {
  const name = field.closest(".dropzone").querySelector(".chosen-file");
  const show = () => { name.textContent = field.files.length ? field.files[0].name : ""; };
  field.addEventListener("change", show);
  for (const [event, isOver] of [["dragenter", true], ["dragleave", false], ["drop", false]]) {
    field.addEventListener(event, () => field.closest(".dropzone").classList.toggle("is-over", isOver));
  }
  show();
}

// A button says that it is at work; the page that answers, or a step back in history, undoes it.
document.addEventListener("submit", (event) => {
  const button = event.submitter;
  if (!button || !button.dataset.busy) return;
  button.dataset.rest = button.textContent;
  button.textContent = button.dataset.busy;
  button.setAttribute("aria-disabled", "true");
});
window.addEventListener("pageshow", () => {
  for (const button of document.querySelectorAll("[data-rest]")) {
    button.textContent = button.dataset.rest;
    button.removeAttribute("aria-disabled");
    delete button.dataset.rest;
  }
});

// Tags are copied with one press.
for (const button of document.querySelectorAll(".copy")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const label = button.firstChild;
    const isCopied = await copy(button.dataset.copy, button);
    label.textContent = isCopied ? "Đã chép" : "Nhấn Ctrl+C";
    said.textContent = isCopied ? `Đã chép ${button.dataset.copy}` : "Thẻ đã được chọn, hãy nhấn Ctrl+C";
    setTimeout(() => { label.textContent = "Chép"; }, 2500);
  });
}

async function copy(text, button) {
  try {
    await navigator.clipboard.writeText(text);  // browsers have it on HTTPS and on this machine only
    return true;
  } catch {
    getSelection().selectAllChildren(button.parentElement.querySelector("code"));
    return document.execCommand("copy");
  }
}

// Placeholders are filtered while one types.
const search = document.getElementById("q");
if (search && !search.value) {
  const rows = [...document.querySelectorAll(".fields tbody tr")].map((row) => [row, fold(row.textContent)]);
  const count = document.getElementById("field-count");
  search.form.querySelector("button").hidden = true;
  search.form.addEventListener("submit", (event) => event.preventDefault());
  search.addEventListener("input", () => {
    const words = fold(search.value).split(/\s+/).filter(Boolean);
    let shown = 0;
    for (const [row, text] of rows) {
      row.hidden = !words.every((word) => text.includes(` ${word}`));
      shown += row.hidden ? 0 : 1;
    }
    for (const group of document.querySelectorAll(".group")) {
      group.hidden = !group.querySelector("tbody tr:not([hidden])");
      group.open = words.length > 0 && !group.hidden;
    }
    count.textContent = `${shown} trong ${rows.length} chỗ điền`;
    document.getElementById("no-field").hidden = shown > 0;
  });
}

// Words without case and marks, a blank before each: who types "truong doan" finds «Trưởng đoàn».
function fold(text) {
  return " " + text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "").replaceAll("đ", "d").replace(/[^a-z0-9]+/g, " ");
}
